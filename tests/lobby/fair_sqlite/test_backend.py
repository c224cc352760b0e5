"""However a transaction ends, the next thread of the process has its turn."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from lobby.fair_sqlite.base import DatabaseWrapper, turnstile
from tests.processes import eventually

PATIENCE = 10.0
Ending = Callable[[DatabaseWrapper], None]


class File:
    """A database file, and connections to it as threads of a server have them."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.path = path
        options = {"transaction_mode": "IMMEDIATE", "timeout": seconds}
        entry = {"ENGINE": "lobby.fair_sqlite", "NAME": str(path), "OPTIONS": options}
        self._handler = ConnectionHandler({"default": entry})
        self.gate = turnstile(str(path))

    def connection(self) -> DatabaseWrapper:
        made = self._handler.create_connection("default")
        assert isinstance(made, DatabaseWrapper)
        return made


@pytest.fixture(autouse=True)
def _files_of_their_own(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Not the tests' database, which they must ask for."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def file(tmp_path: Path) -> File:
    made = File(tmp_path / "a.sqlite3", PATIENCE)
    with sqlite3.connect(made.path) as connection:
        connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE said (words TEXT);")
    connection.close()
    return made


@pytest.fixture
def first(file: File) -> Iterator[DatabaseWrapper]:
    connection = file.connection()
    yield connection
    connection.close()


def begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def say(connection: DatabaseWrapper, words: str) -> None:
    with connection.cursor() as at:
        at.execute("INSERT INTO said VALUES (%s)", [words])


def commit(connection: DatabaseWrapper) -> None:
    connection.commit()


def roll_back(connection: DatabaseWrapper) -> None:
    connection.rollback()


def close(connection: DatabaseWrapper) -> None:
    connection.close()


@pytest.mark.parametrize("end", [commit, roll_back, close])
def test_whoever_waits_goes_on_when_a_transaction_ends(
    file: File, first: DatabaseWrapper, end: Ending
) -> None:
    begin(first)
    say(first, "first")

    def write() -> None:
        second = file.connection()
        begin(second)
        say(second, "second")
        second.commit()
        second.close()

    waiting = threading.Thread(target=write)
    waiting.start()
    eventually(lambda: len(file.gate) == 1, PATIENCE)
    end(first)
    waiting.join(PATIENCE)
    with sqlite3.connect(file.path) as looking:
        said = [row[0] for row in looking.execute("SELECT words FROM said")]
    looking.close()
    assert said == (["first", "second"] if end is commit else ["second"])


def test_who_waits_too_long_is_told_as_by_sqlite_itself(
    tmp_path: Path, file: File, first: DatabaseWrapper
) -> None:
    begin(first)
    hasty = File(file.path, 0.01).connection()
    with pytest.raises(OperationalError, match="database is locked"):
        begin(hasty)
    first.rollback()
    begin(hasty)
    hasty.close()


def test_the_turn_is_given_on_where_another_process_holds_the_file(file: File) -> None:
    other = sqlite3.connect(file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    hasty = File(file.path, 0.01).connection()
    with pytest.raises(OperationalError, match="database is locked"):
        begin(hasty)
    other.execute("COMMIT")
    other.close()
    assert file.gate.enter(0)
    file.gate.leave()
    begin(hasty)
    hasty.close()


def test_a_transaction_waits_for_another_process_and_then_begins(
    file: File, first: DatabaseWrapper
) -> None:
    other = sqlite3.connect(file.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ending = threading.Timer(0.05, other.execute, ["COMMIT"])
    ending.start()
    begin(first)
    say(first, "after the other")
    first.commit()
    ending.join()
    other.close()
    # What waits outside a transaction still does so as long as it may.
    with first.cursor() as at:
        at.execute("PRAGMA busy_timeout")
        assert at.fetchone() == (PATIENCE * 1000,)


def test_another_fault_of_the_beginning_is_told_as_it_is(
    file: File, first: DatabaseWrapper
) -> None:
    begin(first)
    first.connection.execute("COMMIT")
    first.connection.execute("BEGIN")
    file.gate.leave()
    with pytest.raises(OperationalError, match="within a transaction"):
        first._start_transaction_under_autocommit()
    assert file.gate.enter(0)
    file.gate.leave()


def test_lobby_uses_it() -> None:
    assert settings.DATABASES["default"]["ENGINE"] == "lobby.fair_sqlite"
