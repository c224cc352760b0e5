"""What the branch does on holidays, and the festivals that are greeted."""

import datetime

from content import codes
from content.checking.findings import Findings
from content.model import Festival, HolidayRule

FILE = "holidays.yml"
GREETING_LIMIT = 20
"""Characters; the robot's own first words follow in the same breath."""
LEAP_YEAR = 2024


def check(findings: Findings) -> None:
    for n, rule in enumerate(findings.content.holidays, 1):
        _rule(findings, f"arrangements[{n}]", rule)
    festivals = findings.content.festivals
    findings.unique(FILE, "festivals", (festival.code for festival in festivals), "code")
    for festival in festivals:
        _festival(findings, festival)


def _rule(findings: Findings, entry: str, rule: HolidayRule) -> None:
    holidays = ("any", "makeup", *codes.PUBLIC_HOLIDAYS)
    findings.known(FILE, f"{entry}.holiday", rule.holiday, holidays, "holiday")
    findings.known(FILE, f"{entry}.kind", rule.kind, codes.HOURS, "kind of hours")
    if any(day < 1 for day in rule.days):
        findings.add(FILE, f"{entry}.days", "days are counted from 1", "write for example [1, 2]")
    if (rule.opens is None) != (rule.closes is None):
        findings.add(FILE, entry, "has one of opens and closes only", "write both or neither")
    elif rule.opens is not None and rule.closes is not None and rule.opens >= rule.closes:
        fault = f"opens at {rule.opens:%H:%M} but closes at {rule.closes:%H:%M}"
        findings.add(FILE, entry, fault, "let it close after it opens")
    if rule.like is not None:
        findings.known(FILE, f"{entry}.like", rule.like, codes.DAYS, "day")
        if rule.opens is not None:
            fault = "has hours of its own and those of a weekday"
            findings.add(FILE, entry, fault, "keep opens and closes, or like")


def _festival(findings: Findings, festival: Festival) -> None:
    entry = festival.code
    findings.known(FILE, f"{entry}.calendar", festival.calendar, codes.CALENDARS, "calendar")
    findings.speech(FILE, f"{entry}.greeting", festival.greeting, limit=GREETING_LIMIT)
    if festival.calendar == "term":
        findings.known(FILE, f"{entry}.term", festival.term or "", codes.SOLAR_TERMS, "solar term")
    elif festival.calendar in codes.CALENDARS and not _is_day(festival):
        fault = f"there is no {festival.calendar} day {festival.month}-{festival.day}"
        findings.add(FILE, entry, fault, "write month and day")


def _is_day(festival: Festival) -> bool:
    if festival.month is None or festival.day is None:
        return False
    if festival.calendar == "lunar":
        return 1 <= festival.month <= 12 and 1 <= festival.day <= 30
    try:
        datetime.date(LEAP_YEAR, festival.month, festival.day)
    except ValueError:
        return False
    return True
