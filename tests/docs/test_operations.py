"""The operator's guide says what the program does."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from lobby import environment
from lobby.branch.models import Branch
from lobby.conversations import retention
from robot import settings
from tests.processes import manage

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "operations.md").read_text()


def test_the_table_of_variables_is_the_programs_own() -> None:
    table = GUIDE.split("<!-- environment -->")[1].split("<!-- /environment -->")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", table, re.MULTILINE)
    assert dict(rows) == environment.KNOWN
    assert [name for name, _ in rows] == sorted(environment.KNOWN)


def test_the_robot_and_lobby_know_the_same_variables() -> None:
    """Neither imports the other, and each refuses what it does not know."""
    assert set(environment.KNOWN) == settings.KNOWN


def test_no_variable_is_named_that_does_not_exist() -> None:
    named = set(re.findall(r"\bJIAOJIAO_[A-Z_]*[A-Z]\b", GUIDE))
    assert named <= set(environment.KNOWN)


def test_refusals_in_the_guide_are_those_of_the_program() -> None:
    beyond = {"JIAOJIAO_HOST": "0.0.0.0"}
    named = {**beyond, "JIAOJIAO_ALLOWED_HOSTS": "lobby.branch.example"}
    cases = {
        "unknown setting JIAOJIAO_": {"JIAOJIAO_HSOT": "1"},
        "set JIAOJIAO_ALLOWED_HOSTS": beyond,
        "JIAOJIAO_SECRET_KEY is too short": {**named, "JIAOJIAO_SECRET_KEY": "short"},
    }
    for said, environ in cases.items():
        assert said in GUIDE
        with pytest.raises(environment.EnvironmentRefused, match=said):
            environment.read(environ)


def test_a_database_in_use_is_backed_up_with_the_command_of_the_guide(tmp_path: Path) -> None:
    """The rows that are still in the write-ahead log are in the copy."""
    (line,) = re.findall(
        r"^    sqlite3 (\S+) \"(\.backup '\S+')\"$",
        re.sub(r"\$\(.*?\)", "today", GUIDE),
        re.MULTILINE,
    )
    assert line[0] == "/var/lib/jiaojiao/lobby.sqlite3"
    manage(tmp_path, "migrate", "--verbosity", "0")
    live = tmp_path / "lobby.sqlite3"
    with sqlite3.connect(live) as open_connection:
        open_connection.execute("PRAGMA journal_mode=WAL")
        open_connection.execute("INSERT INTO auth_group (name) VALUES ('still in the log')")
        open_connection.commit()
        assert (tmp_path / "lobby.sqlite3-wal").stat().st_size > 0
        copy = tmp_path / "copy.sqlite3"
        command = line[1].replace("/backup/lobby-today.sqlite3", str(copy))
        with sqlite3.connect(copy) as target:
            assert command == f".backup '{copy}'"
            sqlite3.connect(live).backup(target)
    with sqlite3.connect(copy) as restored:
        rows = restored.execute("SELECT name FROM auth_group").fetchall()
        assert ("still in the log",) in rows
        assert restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_guide_names_the_days_that_are_kept() -> None:
    kept = Branch._meta.get_field("keep_conversations_days").default
    assert f"default {kept})" in GUIDE
    assert kept == retention.KEEP_DAYS
