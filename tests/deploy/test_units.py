"""The systemd units start what the supervisor starts, and are confined."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lobby import environment as lobby_environment
from robot import settings
from robot.supervisor.plan import processes
from tests.deploy.wanted import DEPLOY, INSTALLED, PARTS, Words, expected, prepared, quiet

UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
OUTSIDE_SETTINGS = {"DATABASE_URL"}


def directives(unit: Path) -> list[tuple[str, str]]:
    lines = unit.read_text().splitlines()
    kept = [line for line in lines if line and line[0] not in "#;["]
    return [(name, value) for name, _, value in (line.partition("=") for line in kept)]


def values(unit: Path, name: str) -> list[str]:
    return [value for key, value in directives(unit) if key == name]


def unit_environment(unit: Path) -> dict[str, str]:
    return dict(value.split("=", 1) for value in values(unit, "Environment"))


def started(unit: Path, line: str) -> tuple[dict[str, str], Words]:
    """(variables set by env, command after the interpreter) of a command line of `unit`."""
    known = unit_environment(unit)
    words = [re.sub(r"\$\{(\w+)\}", lambda m: known[m[1]], word) for word in line.split()]
    added = {}
    if words[0] == "/usr/bin/env":
        words.pop(0)
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            added[name] = value
    assert words[0] == f"{INSTALLED}/.venv/bin/python"
    return added, tuple(words[1:])


@pytest.mark.parametrize("part", PARTS)
def test_units_start_what_the_supervisor_starts(part: str) -> None:
    unit = DEPLOY / "systemd" / f"jiaojiao-{part}.service"
    (line,) = values(unit, "ExecStart")
    added, command = started(unit, line)
    assert command == expected("127.0.0.1")[part]
    told = unit_environment(unit) | added
    assert told.items() >= quiet().items()
    before = [started(unit, line)[1] for line in values(unit, "ExecStartPre")]
    assert before == (prepared() if part == "lobby" else [])
    if part != "lobby":
        # The public address, if any, is not the way from here.
        assert added == {"JIAOJIAO_URL": "http://127.0.0.1:8000"}
        assert values(unit, "IPAddressDeny") == ["any"]
        assert values(unit, "IPAddressAllow") == ["localhost"]


def test_the_action_server_stays_on_loopback() -> None:
    told = unit_environment(DEPLOY / "systemd" / "jiaojiao-actions.service")
    (actions,) = (s for s in processes(settings.read({})) if s.name == "actions")
    wanted = dict(actions.extra_environment)
    for name in ("SANIC_HOST", "ACTION_SERVER_SANIC_WORKERS"):
        assert told[name] == wanted[name]


def test_the_one_unit_runs_the_supervisor() -> None:
    unit = DEPLOY / "systemd" / "jiaojiao.service"
    (line,) = values(unit, "ExecStart")
    assert started(unit, line) == ({}, ("-m", "robot", "run"))
    assert str(INSTALLED / "models") in values(unit, "ReadWritePaths")


def test_the_voice_has_a_unit_of_its_own_with_its_devices() -> None:
    unit = DEPLOY / "systemd" / "jiaojiao-voice.service"
    (line,) = values(unit, "ExecStart")
    assert started(unit, line) == ({}, processes(settings.read({}), voice=True)[-1].command[1:])
    assert values(unit, "SupplementaryGroups") == ["audio video"]
    assert values(unit, "PrivateDevices") == []


def test_the_printer_has_a_unit_of_its_own_with_its_devices() -> None:
    unit = DEPLOY / "systemd" / "jiaojiao-printer.service"
    (line,) = values(unit, "ExecStart")
    with_printer = settings.read({"JIAOJIAO_PRINTER": "network:192.0.2.9"})
    assert started(unit, line) == ({}, processes(with_printer)[-1].command[1:])
    assert values(unit, "SupplementaryGroups") == ["lp dialout"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_units_are_confined(unit: Path) -> None:
    held = dict(directives(unit))
    assert held["User"] == "jiaojiao"
    assert held["WorkingDirectory"] == str(INSTALLED)
    assert held["ProtectSystem"] == "strict"
    assert held["StateDirectory"] == "jiaojiao"
    assert held["Restart"] == "on-failure"
    assert held["CapabilityBoundingSet"] == ""
    assert {held[n] for n in ("NoNewPrivileges", "PrivateTmp", "ProtectHome")} == {"yes"}
    assert re.fullmatch(r"\d+G", held["MemoryMax"])
    assert unit_environment(unit)["JIAOJIAO_VAR"] == f"/var/lib/{held['StateDirectory']}"


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """Where systemd is installed it is asked; unknown directives are found without it too."""
    known = {"Unit", "Service", "Install"}
    for file in (*UNITS, DEPLOY / "systemd" / "jiaojiao-parts.target"):
        text = file.read_text()
        assert set(re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)) <= known
        # An interpreter that is there; systemd looks.
        here = text.replace(f"{INSTALLED}/.venv/bin/python", "/bin/sh")
        (tmp_path / file.name).write_text(here)
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    done = subprocess.run(
        [analyze, "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if "jiaojiao" in line]
    assert said == []


def test_the_example_environment_holds_every_setting_and_is_taken() -> None:
    text = (DEPLOY / "systemd" / "jiaojiao.env.example").read_text()
    given = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert set(given) == set(lobby_environment.KNOWN) | OUTSIDE_SETTINGS
    lobby_environment.read(given)
