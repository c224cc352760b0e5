"""What of the operator's settings is taken, and what is refused with which words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lobby import environment
from tests import processes

STRONG = "q8Zr1v0KXw5tJmB3yLhPd7UcNf2SgAe9"
OUTSIDE = {"JIAOJIAO_HOST": "0.0.0.0", "JIAOJIAO_ALLOWED_HOSTS": "lobby.branch.example"}


def test_defaults() -> None:
    chosen = environment.read({})
    assert (chosen.host, chosen.port, chosen.url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert chosen.loopback_only
    assert chosen.allowed_hosts == ()
    assert (chosen.secret_key, chosen.token, chosen.clock) == (None, None, None)
    assert (chosen.var, chosen.content) == (environment.ROOT / "var", environment.ROOT / "content")
    assert chosen.log_level == "INFO"


def test_every_known_setting_is_taken(tmp_path: Path) -> None:
    chosen = environment.read(
        {
            "JIAOJIAO_URL": "https://lobby.branch.example/",
            "JIAOJIAO_TOKEN": f" {STRONG}\n",
            "JIAOJIAO_HOST": "192.0.2.10",
            "JIAOJIAO_PORT": "8443",
            "JIAOJIAO_DIALOGUE_URL": "http://127.0.0.1:5105/",
            "JIAOJIAO_ACTIONS_PORT": "5155",
            "JIAOJIAO_VAR": str(tmp_path / "var"),
            "JIAOJIAO_CONTENT": str(tmp_path / "content"),
            "JIAOJIAO_SECRET_KEY": STRONG,
            "JIAOJIAO_ALLOWED_HOSTS": "lobby.branch.example, 192.0.2.10,",
            "JIAOJIAO_CLOCK": "2026-03-02T10:00",
            "JIAOJIAO_LOG_LEVEL": "warning",
        }
    )
    assert (chosen.url, chosen.dialogue_url) == (
        "https://lobby.branch.example",
        "http://127.0.0.1:5105",
    )
    assert (chosen.token, chosen.secret_key, chosen.log_level) == (STRONG, STRONG, "WARNING")
    assert (chosen.host, chosen.port, chosen.loopback_only) == ("192.0.2.10", 8443, False)
    assert (chosen.var, chosen.content) == (tmp_path / "var", tmp_path / "content")
    assert chosen.clock == "2026-03-02T10:00"


def test_the_machines_own_parts_reach_a_lobby_that_has_names() -> None:
    hosts = environment.read(OUTSIDE).allowed_hosts
    assert hosts == ("lobby.branch.example", "127.0.0.1", "localhost", "[::1]")
    bound = environment.read({**OUTSIDE, "JIAOJIAO_HOST": "2001:db8::7"})
    assert bound.allowed_hosts == (*hosts, "[2001:db8::7]")
    assert environment.read({**OUTSIDE, "JIAOJIAO_ALLOWED_HOSTS": "*"}).allowed_hosts == ("*",)


def refused(**settings: str) -> str:
    with pytest.raises(environment.EnvironmentRefused) as caught:
        environment.read(settings)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", ["JIAOJIAO_HSOT", "JIAOJIAO_", "JIAOJIAO_TESTS"])
def test_an_unknown_name_is_refused_with_the_known_ones(name: str) -> None:
    message = refused(**{name: "1"})
    assert f"unknown setting {name};" in message
    assert all(known in message for known in environment.KNOWN)


@pytest.mark.parametrize("name", ["JIAOJIAO_PORT", "JIAOJIAO_ACTIONS_PORT"])
@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "80.0", "http", "８０", "²"])
def test_a_senseless_port_is_refused(name: str, port: str) -> None:
    message = refused(**{name: port})
    assert name in message
    assert "from 1 to 65535" in message


@pytest.mark.parametrize("name", ["JIAOJIAO_URL", "JIAOJIAO_DIALOGUE_URL"])
@pytest.mark.parametrize(
    "url", ["lobby:8000", "ftp://lobby", "http://", "http://lobby:x", "http://[::1"]
)
def test_a_senseless_address_is_refused(name: str, url: str) -> None:
    assert f"{name} must be an address such as" in refused(**{name: url})


@pytest.mark.parametrize("clock", ["tomorrow", "2026-13-01", "10:00"])
def test_a_senseless_clock_is_refused(clock: str) -> None:
    assert "JIAOJIAO_CLOCK must be an ISO time" in refused(JIAOJIAO_CLOCK=clock)


@pytest.mark.parametrize("level", ["LOUD", "TRACE", "10"])
def test_an_unknown_log_level_is_refused(level: str) -> None:
    assert "DEBUG, INFO, WARNING, ERROR" in refused(JIAOJIAO_LOG_LEVEL=level)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.10", "lobby.branch.example", ""])
def test_listening_for_others_needs_names(host: str) -> None:
    message = refused(JIAOJIAO_HOST=host, JIAOJIAO_ALLOWED_HOSTS=" , ")
    assert "set JIAOJIAO_ALLOWED_HOSTS" in message


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "::1", "[::1]"])
def test_loopback_needs_neither_names_nor_secrets(host: str) -> None:
    chosen = environment.read({"JIAOJIAO_HOST": host, "JIAOJIAO_SECRET_KEY": "short"})
    assert chosen.loopback_only


@pytest.mark.parametrize(
    "weak",
    [
        "kurz",
        STRONG[:31],
        "abcabc" * 10,
        "changeme" + STRONG,
        "django-insecure-" + STRONG,
        "Replace-me-" + STRONG,
    ],
)
@pytest.mark.parametrize("name", ["JIAOJIAO_SECRET_KEY", "JIAOJIAO_TOKEN"])
@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
def test_where_others_come_no_weak_secret_is_taken(host: str, name: str, weak: str) -> None:
    message = refused(**{**OUTSIDE, "JIAOJIAO_HOST": host, name: weak})
    assert message.startswith(name)
    assert "openssl rand" in message
    assert weak not in message


def test_secrets_made_on_first_run_or_strong_ones_are_taken() -> None:
    assert environment.read(OUTSIDE).secret_key is None
    assert environment.read({**OUTSIDE, "JIAOJIAO_SECRET_KEY": STRONG}).secret_key == STRONG


REFUSED = (
    ({"JIAOJIAO_HOST": "0.0.0.0"}, "set JIAOJIAO_ALLOWED_HOSTS"),
    ({"JIAOJIAO_HSOT": "0.0.0.0"}, "unknown setting JIAOJIAO_HSOT"),
    ({"DATABASE_URL": "mysql://branch"}, "DATABASE_URL must begin with"),
)
STARTS = (
    ("lobby", "migrate"),
    ("uvicorn", "lobby.asgi:application", "--ws", "none", "--port", "0"),
)


@pytest.mark.parametrize(("settings", "said"), REFUSED)
@pytest.mark.parametrize("start", STARTS, ids=lambda start: start[0])
def test_the_operator_reads_one_line(
    start: tuple[str, ...], settings: dict[str, str], said: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *start],
        cwd=processes.ROOT,
        env=processes.environment(tmp_path, **settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("lobby: ")
    assert said in done.stderr
