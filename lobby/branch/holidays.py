"""Public holidays of mainland China, as the State Council arranges them year by year.

The dates come from the package chinesecalendar. A year's arrangement is published in the autumn
before; the package learns it with its next release. What it does not know is not guessed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from chinese_calendar import Holiday as Known
from chinese_calendar import constants

from lobby.branch import lunar

CODES: Mapping[str, str] = {
    Known.new_years_day.value: "new_year",
    Known.spring_festival.value: "spring_festival",
    Known.tomb_sweeping_day.value: "qingming",
    Known.labour_day.value: "labour_day",
    Known.dragon_boat_festival.value: "dragon_boat",
    Known.mid_autumn_festival.value: "mid_autumn",
    Known.national_day.value: "national_day",
}
NAMES: Mapping[str, str] = {
    "new_year": "元旦",
    "spring_festival": "春节",
    "qingming": "清明节",
    "labour_day": "劳动节",
    "dragon_boat": "端午节",
    "mid_autumn": "中秋节",
    "national_day": "国庆节",
}
_AROUND: Mapping[str, tuple[int, int]] = {"spring_festival": (2, 8), "national_day": (1, 7)}
"""Days before and after the festival on which an arrangement not yet known may fall."""
_USUALLY_AROUND = (2, 4)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holiday:
    """A run of days off, with the weekend days worked for it."""

    codes: tuple[str, ...]
    """Several where two festivals meet, 国庆节 and 中秋节 in 2025."""
    first: date
    last: date
    makeups: tuple[date, ...] = ()

    @property
    def code(self) -> str:
        return self.codes[0]

    @property
    def name(self) -> str:
        return "、".join(NAMES[code] for code in self.codes)

    @property
    def days(self) -> tuple[date, ...]:
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=n) for n in range(count))


def known_until() -> date:
    """The last day whose arrangement is known."""
    return date(max(constants.holidays).year, 12, 31)


def is_known(day: date) -> bool:
    return day <= known_until()


def edition() -> str:
    """Changes when the package learns another year."""
    return f"{max(constants.holidays)}-{len(constants.holidays)}-{len(constants.workdays)}"


@lru_cache(maxsize=1)
def arranged() -> tuple[Holiday, ...]:
    """Every holiday that is known, in order."""
    runs: list[tuple[tuple[str, ...], date, date]] = []
    for day, name in sorted(constants.holidays.items()):
        code = CODES.get(name)
        if code is None:
            continue
        if runs and day - runs[-1][2] == ONE_DAY:
            codes, first, _ = runs[-1]
            runs[-1] = (codes if code in codes else (*codes, code), first, day)
        else:
            runs.append(((code,), day, day))
    return tuple(Holiday(codes, first, last, _makeups(codes, first)) for codes, first, last in runs)


def _makeups(codes: tuple[str, ...], first: date) -> tuple[date, ...]:
    near = timedelta(days=40)
    return tuple(
        sorted(
            day
            for day, name in constants.workdays.items()
            if CODES.get(name) in codes and abs(day - first) < near
        )
    )


def on(day: date) -> Holiday | None:
    """The holiday that the day belongs to."""
    return next((h for h in arranged() if h.first <= day <= h.last), None)


def makeup_for(day: date) -> Holiday | None:
    """The holiday for which that weekend day is worked."""
    return next((h for h in arranged() if day in h.makeups), None)


def coming(code: str, today: date) -> Holiday | None:
    """The next of that code, or the one going on; None when its arrangement is not known yet."""
    known = next((h for h in arranged() if code in h.codes and h.last >= today), None)
    day = festival(code, today)
    # 元旦 is asked for in December, when the year after may not be arranged yet.
    return known if known is None or known.first <= day + 8 * ONE_DAY else None


def next_of_all(today: date) -> Holiday | None:
    """The nearest holiday that is going on or to come."""
    return next((h for h in arranged() if h.last >= today), None)


def festival(code: str, today: date) -> date:
    """The day itself that the holiday is for, this year's unless it has passed."""
    year = today.year
    while (day := _festival_of(code, year)) < today - timedelta(days=1):
        year += 1
    return day


@lru_cache(maxsize=256)
def _festival_of(code: str, year: int) -> date:
    if code == "spring_festival":
        return lunar.to_solar(year, 1, 1)
    if code == "dragon_boat":
        return lunar.to_solar(year, 5, 5)
    if code == "mid_autumn":
        return lunar.to_solar(year, 8, 15)
    if code == "qingming":
        return lunar.term(year, "清明")
    month, day = {"new_year": (1, 1), "labour_day": (5, 1), "national_day": (10, 1)}[code]
    return date(year, month, day)


def awaiting(day: date) -> str | None:
    """The holiday near which the day lies in a year whose arrangement is not known yet."""
    if is_known(day):
        return None
    for code in NAMES:
        before, after = _AROUND.get(code, _USUALLY_AROUND)
        for year in (day.year, day.year + 1):
            feast = _festival_of(code, year)
            if feast - timedelta(days=before) <= day <= feast + timedelta(days=after):
                return code
    return None
