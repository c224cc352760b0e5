"""Which processes make a robot, and what they are told."""

from __future__ import annotations

from pathlib import Path

from robot import settings
from robot.supervisor.plan import processes


def environments(**environ: str) -> dict[str, dict[str, str]]:
    chosen = settings.read(environ, Path("/opt/jiaojiao"))
    return {spec.name: dict(spec.extra_environment) for spec in processes(chosen)}


def test_parts_beside_lobby_do_not_go_by_its_public_address() -> None:
    public = "https://lobby.branch.example"
    told = environments(JIAOJIAO_URL=public, JIAOJIAO_HOST="0.0.0.0", JIAOJIAO_PORT="8400")
    assert told["lobby"]["JIAOJIAO_URL"] == public
    assert told["dialogue"]["JIAOJIAO_URL"] == "http://127.0.0.1:8400"
    assert told["actions"]["JIAOJIAO_URL"] == "http://127.0.0.1:8400"


def test_what_has_no_authentication_stays_on_loopback() -> None:
    chosen = settings.read({"JIAOJIAO_HOST": "0.0.0.0"}, Path("/opt/jiaojiao"))
    dialogue, actions, lobby = processes(chosen)
    at = dialogue.command.index("--interface")
    assert dialogue.command[at + 1] == "127.0.0.1"
    assert dict(actions.extra_environment)["SANIC_HOST"] == "127.0.0.1"
    assert lobby.command[lobby.command.index("--host") + 1] == "0.0.0.0"


def test_the_voice_is_the_last_and_only_where_devices_are_wanted() -> None:
    root = Path("/opt/jiaojiao")
    usual = settings.read({"JIAOJIAO_URL": "https://lobby.branch.example"}, root)
    voice = processes(usual, voice=True)[-1]
    assert (voice.name, voice.afterwards) == ("voice", True)
    assert dict(voice.extra_environment)["JIAOJIAO_URL"] == "http://127.0.0.1:8000"
    without = settings.read({"JIAOJIAO_MICROPHONE": "none", "JIAOJIAO_SPEAKER": "none"}, root)
    assert "voice" not in {spec.name for spec in processes(without, voice=True)}
    assert "voice" not in {spec.name for spec in processes(usual)}
