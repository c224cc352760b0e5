"""Containers and manifests start what the supervisor starts, with settings that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from lobby import environment as lobby_environment
from tests.deploy.wanted import DEPLOY, PARTS, ROOT, Words, expected, prepared, quiet

NAME = re.compile(r"\bJIAOJIAO_[A-Z_]*[A-Z]\b")


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "container" / "compose.yml").read_text())
    return loaded


def pod() -> dict[str, Any]:
    loaded = yaml.safe_load((DEPLOY / "kubernetes" / "deployment.yaml").read_text())
    spec: dict[str, Any] = loaded["spec"]["template"]["spec"]
    return spec


def containers() -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in pod()["containers"]}


def command(words: list[str]) -> Words:
    assert words[0] == "python"
    return tuple(words[1:])


@pytest.mark.parametrize("part", PARTS)
def test_containers_start_what_the_supervisor_starts(part: str) -> None:
    wanted = expected("0.0.0.0")[part]
    assert command(compose()["services"][part]["command"]) == wanted
    assert command(containers()[part]["command"]) == wanted


def test_the_database_is_prepared_before_lobby_starts() -> None:
    services = compose()["services"]
    assert [command(services[name]["command"]) for name in ("migrate", "seed")] == prepared()
    assert [command(each["command"]) for each in pod()["initContainers"]] == prepared()
    assert services["seed"]["depends_on"]["migrate"] == {
        "condition": "service_completed_successfully"
    }
    assert services["lobby"]["depends_on"]["seed"] == {
        "condition": "service_completed_successfully"
    }


def test_rasa_and_actions_share_lobbys_loopback_and_nothing_else_is_published() -> None:
    services = compose()["services"]
    for part in PARTS:
        assert services[part]["network_mode"] == "service:namespace"
    published = {name: each["ports"] for name, each in services.items() if "ports" in each}
    assert published == {"namespace": ["127.0.0.1:8000:8000"]}
    assert compose()["networks"]["database"] == {"internal": True}
    assert services["actions"]["environment"]["SANIC_HOST"] == "127.0.0.1"
    assert {"name": "SANIC_HOST", "value": "127.0.0.1"} in containers()["actions"]["env"]
    ports = {name: each.get("ports") for name, each in containers().items()}
    lobbys = [{"name": "http", "containerPort": 8000}]
    assert ports == {"lobby": lobbys, "dialogue": None, "actions": None}


def test_only_what_needs_them_gets_key_and_database() -> None:
    secret = {"JIAOJIAO_SECRET_KEY", "DATABASE_URL"}
    services = compose()["services"]
    for part in PARTS:
        in_pod = {each["name"] for each in containers()[part]["env"]}
        for given in (set(services[part]["environment"]), in_pod):
            assert "JIAOJIAO_TOKEN" in given
            assert (secret <= given) == (part == "lobby")
            assert part == "lobby" or not secret & given


def test_secrets_have_no_default() -> None:
    text = (DEPLOY / "container" / "compose.yml").read_text()
    required = set(re.findall(r"\$\{(\w+):\?", text))
    assert required == {
        "POSTGRES_PASSWORD",
        "JIAOJIAO_SECRET_KEY",
        "JIAOJIAO_TOKEN",
        "JIAOJIAO_ALLOWED_HOSTS",
        "JIAOJIAO_URL",
    }
    assert set(re.findall(r"\$\{(\w+)[:}]", text)) - required == {"JIAOJIAO_LOG_LEVEL"}
    example = (DEPLOY / "container" / "compose.env.example").read_text()
    assert set(re.findall(r"^(\w+)=$", example, re.MULTILINE)) == required
    for each in [*pod()["initContainers"], containers()["lobby"]]:
        for entry in each["env"]:
            if entry["name"] in ("JIAOJIAO_SECRET_KEY", "JIAOJIAO_TOKEN", "DATABASE_URL"):
                assert entry["valueFrom"]["secretKeyRef"]["name"] == "jiaojiao"


def test_containers_are_confined() -> None:
    for part in PARTS:
        service = compose()["services"][part]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert containers()[part]["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
    assert pod()["securityContext"]["runAsNonRoot"] is True


def test_probes_ask_what_answers() -> None:
    lobby = containers()["lobby"]
    assert lobby["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert lobby["readinessProbe"]["httpGet"]["path"] == "/readyz?exclude=dialogue"
    # Lobby answers this name whatever names it was given.
    given = {"JIAOJIAO_HOST": "0.0.0.0", "JIAOJIAO_ALLOWED_HOSTS": "lobby.branch.example"}
    names = lobby_environment.read(given).allowed_hosts
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        (header,) = lobby[probe]["httpGet"]["httpHeaders"]
        assert header["name"] == "Host"
        assert header["value"] in names
    asked = {"dialogue": "5005/webhooks/turn/ready", "actions": "5055/health"}
    for part, end in asked.items():
        for words in (
            compose()["services"][part]["healthcheck"]["test"],
            containers()[part]["livenessProbe"]["exec"]["command"],
        ):
            assert f"http://127.0.0.1:{end}'" in words[-1]


def test_the_image() -> None:
    text = (DEPLOY / "container" / "Containerfile").read_text()
    joined = text.replace("\\\n", " ")
    assert set(re.findall(r"^FROM (\S+)", text, re.MULTILINE)) == {"python:3.10-slim-bookworm"}
    assert "--require-hashes -r requirements.txt" in joined
    assert "-m robot train" in joined
    (user,) = re.findall(r"^USER (\S+)$", text, re.MULTILINE)
    assert user.split(":")[0] not in ("0", "root")
    env = dict(
        re.findall(r"(\w+)=(\S+)", " ".join(re.findall(r"^ENV (.*)$", joined, re.MULTILINE)))
    )
    assert env.items() >= {**quiet(), "SANIC_HOST": "127.0.0.1"}.items()
    (last,) = re.findall(r"^CMD (\[.*\])$", joined, re.MULTILINE)
    assert command(yaml.safe_load(last)) == expected("127.0.0.1")["lobby"]
    assert env["JIAOJIAO_VAR"] == "/var/lib/jiaojiao"
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".git", ".venv", "var", "models"} <= set(ignored)


def kubernetes() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
        for document in yaml.safe_load_all(file.read_text()):
            yield file.name, document


def test_the_manifests_belong_together() -> None:
    found = dict(kubernetes())
    listed = found.pop("kustomization.yaml")["resources"]
    assert sorted(listed) == sorted(found)
    labels = found["deployment.yaml"]["spec"]["template"]["metadata"]["labels"]
    assert found["deployment.yaml"]["spec"]["selector"]["matchLabels"] == labels
    assert found["service.yaml"]["spec"]["selector"] == labels
    policy = found["networkpolicy.yaml"]["spec"]
    assert policy["podSelector"]["matchLabels"] == labels
    assert [entry["ports"] for entry in policy["ingress"]] == [[{"protocol": "TCP", "port": 8000}]]
    (claim,) = (v for v in pod()["volumes"] if "persistentVolumeClaim" in v)
    name = found["pvc.yaml"]["metadata"]["name"]
    assert claim["persistentVolumeClaim"]["claimName"] == name
    offered = set(found["configmap.yaml"]["data"])
    for each in [*pod()["initContainers"], *pod()["containers"]]:
        for entry in each["env"]:
            source = entry.get("valueFrom", {}).get("configMapKeyRef")
            assert source is None or source["key"] in offered


def test_every_setting_named_exists() -> None:
    files = [file for file in DEPLOY.rglob("*") if file.is_file()]
    named = {(file.name, name) for file in files for name in NAME.findall(file.read_text())}
    assert len({file for file, _ in named}) >= 8
    assert [each for each in named if each[1] not in lobby_environment.KNOWN] == []
