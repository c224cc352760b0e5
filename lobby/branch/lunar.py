"""The Chinese lunar calendar: a day's lunar date, and the solar day of a lunar one or of a solar term.

Reckoned by the package lunar-python, which follows GB/T 33661-2017 《农历的编算和颁行》. It works a year out from the sun's and
the moon's positions, some 25 ms each time, and the next day of every festival takes thirty years: what was worked out is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lunar_python import Lunar, Solar

LAST = 30
"""As the day of a lunar month: its last, be it the 29th or the 30th."""
KEPT = 1024
"""Days that are kept of each kind: a dozen festivals in ten years are 120."""


@dataclass(frozen=True)
class LunarDate:
    year: int
    """The solar year in which the lunar year begins."""
    month: int
    """1 to 12; the leap month after the m-th is -m."""
    day: int
    text: str
    """十月十九, 闰六月初一, 正月初一."""
    year_name: str
    """丙午马年."""


@lru_cache(maxsize=KEPT)
def of(day: date) -> LunarDate:
    """The lunar date of a solar day."""
    found = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return LunarDate(
        year=found.getYear(),
        month=found.getMonth(),
        day=found.getDay(),
        text=f"{found.getMonthInChinese()}月{found.getDayInChinese()}",
        year_name=f"{found.getYearInGanZhi()}{found.getYearShengXiao()}年",
    )


def to_solar(year: int, month: int, day: int) -> date:
    """The solar day of a lunar one; day 30 is the month's last. Raises ValueError for no such day."""
    found = _solar(year, month, day)
    if found is None and day == LAST:
        found = _solar(year, month, day - 1)
    if found is None:
        raise ValueError(f"no lunar day {year}-{month}-{day}")
    return found


@lru_cache(maxsize=KEPT)
def _solar(year: int, month: int, day: int) -> date | None:
    """None for no such day."""
    try:
        found = Lunar.fromYmd(year, month, day).getSolar()
    except Exception:  # the package raises plain Exception
        return None
    return date(found.getYear(), found.getMonth(), found.getDay())


@lru_cache(maxsize=KEPT)
def term(year: int, name: str) -> date:
    """The day of a solar term (清明, 冬至, …) in a solar year. Raises ValueError for no such term."""
    # The table of a lunar year reaches from the winter solstice before it to the one within it.
    table = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()
    found = table.get(name)
    if found is None:
        raise ValueError(f"no solar term {name}")
    if found.getYear() != year:
        found = Solar.fromYmd(year + 1, 6, 1).getLunar().getJieQiTable()[name]
    return date(found.getYear(), found.getMonth(), found.getDay())
