"""The statutory holidays by name, and when each is next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lunar_python import Lunar, Solar

from nlu.numerals import value_of

_LONGEST = {
    "new_year": 3,
    "spring_festival": 9,
    "qingming": 3,
    "labour_day": 5,
    "dragon_boat": 3,
    "mid_autumn": 3,
    "national_day": 8,
}
"""Most days that each lasts (State Council, 全国年节及纪念日放假办法, with days moved): asked within them, the
present one is meant, not next year's."""
_FIXED = {"new_year": 1, "labour_day": 5, "national_day": 10}
"""Holidays on the first of a month."""
_AFTER = r"(?=放|上班|开|休|期间|长假|假期|黄金周|那|当天|有|你|咱|营业|哪|还|去|来|能|办|照|值|劳动|国庆|会|怎么|$)"
_NAMES = re.compile(
    rf"(?P<national_day>国庆节?|(?<![零〇一二两三四五六七八九十\d])十一{_AFTER}|十一黄金周)"
    rf"|(?P<labour_day>劳动节|(?<![零〇一二两三四五六七八九十\d])五一{_AFTER})"
    r"|(?P<new_year>元旦节?|阳历年)"
    r"|(?P<spring_festival>春节|过大?年(?!费)|大年|年三十|三十晚上|除夕|年初|新春|正月)"
    r"|(?P<qingming>清明节?)|(?P<dragon_boat>端午节?|端阳)|(?P<mid_autumn>中秋节?)"
)
_EVE = re.compile(r"年三十|大年三十|三十晚上|除夕")
_NTH = re.compile(r"初(十[一二三四五]?|[一二三四五六七八九])")
_DAY = re.compile(r"([一二三四五六七]|[1-7])[号日]")


@dataclass(frozen=True)
class Holiday:
    """`day`: the holiday itself, or the day of it that was named (初三, 国庆三号)."""

    code: str
    day: date


def holiday_in(text: str, today: date) -> Holiday | None:
    """The one holiday that the words name, the present or the next one; None for none or several."""
    codes = {str(match.lastgroup) for match in _NAMES.finditer(text)}
    if not codes and _NTH.search(text):
        codes = {"spring_festival"}
    if len(codes) != 1:
        return None
    (code,) = codes
    first = next(
        day for day in _days(code, today.year) if day + timedelta(days=_LONGEST[code]) > today
    )
    return Holiday(code, _named_day(code, first, text))


def _named_day(code: str, first: date, text: str) -> date:
    if code == "spring_festival":
        nth = _NTH.search(text)
        if nth:
            value = value_of(nth[1])
            return first + timedelta(days=int(value or 1) - 1)
        return first - timedelta(days=1) if _EVE.search(text) else first
    day = _DAY.search(text)
    if code in _FIXED and day:
        return first.replace(day=int(value_of(day[1]) or 1))
    return first


def _days(code: str, year: int) -> Iterator[date]:
    """The holiday in each year from the one before `year` on."""
    for each in range(year - 1, year + 3):
        yield _in_year(code, each)


def _in_year(code: str, year: int) -> date:
    if code in _FIXED:
        return date(year, _FIXED[code], 1)
    if code == "qingming":
        solar = Solar.fromYmd(year, 4, 1).getLunar().getJieQiTable()["清明"]
    else:
        month, day = {"spring_festival": (1, 1), "dragon_boat": (5, 5), "mid_autumn": (8, 15)}[code]
        solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
