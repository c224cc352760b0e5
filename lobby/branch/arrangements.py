"""The days of the public holidays as the branch's special days: the state's dates by the branch's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any, Protocol

from lobby.branch import holidays

MAKEUP = "makeup"
ANY = "any"
MAKEUP_NAME = "调休上班"


class Rule(Protocol):
    """`content.model.HolidayRule`."""

    @property
    def holiday(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def days(self) -> tuple[int, ...]: ...
    @property
    def opens(self) -> time | None: ...
    @property
    def closes(self) -> time | None: ...
    @property
    def weekday(self) -> int | None: ...


def special_days(
    rules: Sequence[Rule], since: date, arranged: Iterable[holidays.Holiday]
) -> Iterator[dict[str, Any]]:
    """The columns of a SpecialDay for every kind that the rules name and every day from `since` on."""
    kinds = list(dict.fromkeys(rule.kind for rule in rules))
    for holiday in arranged:
        for number, day in enumerate(holiday.days, 1):
            for kind in kinds if day >= since else ():
                rule = _holiday_rule(rules, kind, holiday, number)
                yield _columns(day, holiday.name, kind, rule)
        for day in holiday.makeups:
            for kind in kinds if day >= since else ():
                rule = next((r for r in rules if r.holiday == MAKEUP and r.kind == kind), None)
                if rule is not None:
                    yield _columns(day, MAKEUP_NAME, kind, rule)


def _holiday_rule(
    rules: Sequence[Rule], kind: str, holiday: holidays.Holiday, number: int
) -> Rule | None:
    names = (ANY, *holiday.codes)
    return next(
        (
            rule
            for rule in rules
            if rule.kind == kind
            and rule.holiday in names
            and (not rule.days or number in rule.days)
        ),
        None,
    )


def _columns(day: date, name: str, kind: str, rule: Rule | None) -> dict[str, Any]:
    opens = rule.opens if rule else None
    like = rule.weekday if rule else None
    return {
        "date": day,
        "name": name,
        "kind": kind,
        "closed": opens is None and like is None,
        "like_weekday": like,
        "opens": opens,
        "closes": rule.closes if rule else None,
    }
