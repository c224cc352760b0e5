"""What day it is: lunar date, festivals, public holiday; and when the festivals come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lobby.branch import holidays, lunar
from lobby.branch.hours_words import WEEKDAYS, date_said, number
from lobby.branch.models import Festival
from lobby.branch.special_days import Calendar

LEAP_DAY_WAIT_YEARS = 8
"""29 February comes again after so many years at the latest."""


@dataclass(frozen=True)
class Coming:
    """A festival and the day on which it comes next."""

    festival: Festival
    day: date


def next_day(festival: Festival, today: date) -> date | None:
    """The festival's next day, today included; None for one that never comes."""
    # A lunar year begins up to two months after the solar one of its number.
    for year in range(today.year - 1, today.year + LEAP_DAY_WAIT_YEARS):
        day = _in_year(festival, year)
        if day is not None and day >= today:
            return day
    return None


def _in_year(festival: Festival, year: int) -> date | None:
    month, day = festival.month or 0, festival.day or 0
    try:
        if festival.calendar == Calendar.TERM:
            return lunar.term(year, festival.term)
        if festival.calendar == Calendar.LUNAR:
            return lunar.to_solar(year, month, day)
        return date(year, month, day)
    except ValueError:
        return None


def coming(festivals: Iterable[Festival], today: date) -> Iterator[Coming]:
    """Every festival with its next day."""
    for festival in festivals:
        day = next_day(festival, today)
        if day is not None:
            yield Coming(festival, day)


def enabled() -> list[Festival]:
    return list(Festival.objects.filter(enabled=True))


def greeting(today: date) -> dict[str, str] | None:
    """{name, greeting} of the festival that is today and has one."""
    for one in coming(enabled(), today):
        if one.day == today and one.festival.greeting:
            return {"name": one.festival.name, "greeting": one.festival.greeting}
    return None


def lunar_said(day: date, names: Iterable[str]) -> str:
    """农历十月十九, with what makes the day special: 农历八月十五，中秋节."""
    return "，".join([f"农历{lunar.of(day).text}", *names])


def said(one: Coming, today: date) -> str:
    """When a festival is: 中秋节是九月二十五号，星期五，还有三天."""
    name, days = one.festival.name, (one.day - today).days
    year = "明年" if one.day.year == today.year + 1 else ""
    when = f"{year}{date_said(one.day)}，星期{WEEKDAYS[one.day.weekday()]}"
    if days == 0:
        return f"今天就是{name}。"
    if days <= 2:
        return f"{name}是{'明天' if days == 1 else '后天'}，{when}。"
    left = f"，还有{number(days)}天" if days < 100 else ""
    return f"{name}是{when}{left}。"


def of(day: date, festivals: Iterable[Festival]) -> dict[str, object]:
    """All that is known of a day, as GET /calendar tells it."""
    found = lunar.of(day)
    ahead = list(coming(festivals, day))
    names = [one.festival.name for one in ahead if one.day == day]
    holiday, makeup = holidays.on(day), holidays.makeup_for(day)
    return {
        "date": day,
        "weekday": day.weekday(),
        "lunar": found.text,
        "lunar_year": found.year_name,
        "lunar_speech": lunar_said(day, names),
        "festivals": names,
        "holiday": holiday.name if holiday else "",
        "makeup": makeup.name if makeup else "",
        "arranged_until": holidays.known_until(),
        "coming": [
            {
                "code": c.festival.code,
                "name": c.festival.name,
                "date": c.day,
                "public": c.festival.code in holidays.NAMES,
                "speech": said(c, day),
            }
            for c in sorted(ahead, key=lambda c: c.day)
        ],
    }
