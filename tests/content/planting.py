"""Faults that a test plants into a copy of the sample branch."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.content.conftest import Copy

Change = Callable[[Any], None]


def put(*path: Any) -> Change:
    """Sets a value: put("services", 0, "letter", "B")."""
    *steps, last, value = path

    def change(raw: Any) -> None:
        for step in steps:
            raw = raw[step]
        raw[last] = value

    return change


def drop(*path: Any) -> Change:
    *steps, last = path

    def change(raw: Any) -> None:
        for step in steps:
            raw = raw[step]
        del raw[last]

    return change


def find(code: str, change: Change, key: str = "code") -> Change:
    """Changes the entry with this code in a list."""
    return lambda raw: change(next(item for item in raw if item[key] == code))


def add(*path: Any) -> Change:
    *steps, value = path

    def change(raw: Any) -> None:
        for step in steps:
            raw = raw[step]
        raw.append(value)

    return change


LONG = "这句话说起来没完没了" * 7


class Fault(NamedTuple):
    """One spoiled file, and the problem that has to be reported for it."""

    file: str
    change: Change
    entry: str
    """Part of the reported entry."""
    says: str
    """Part of the reported fault."""


def assert_named(copy: Copy, fault: Fault) -> None:
    """Plants the fault; the problem has to name its file, its entry, what it is and what to do."""
    copy.edit(fault.file, fault.change)
    problems = copy.problems()
    assert any(
        fault.says in problem.fault
        and fault.entry in problem.entry
        and problem.remedy
        and problem.file.split("/")[0] == fault.file.split("/")[0]
        for problem in problems
    ), [str(problem) for problem in problems]
