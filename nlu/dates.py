"""Which day and what time customers speak of: 明天, 下周一, 十月一号, 国庆, 下午三点半."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from nlu.corrections import takes_back
from nlu.holidays import holiday_in
from nlu.numerals import value_of
from nlu.times import part_in, time_in

_RELATIVE = {
    "大前天": -3, "前天": -2, "前日": -2, "前儿": -2,
    "昨天": -1, "昨日": -1, "昨儿": -1, "昨晚": -1, "昨夜": -1, "昨个": -1, "寻日": -1,
    "今天": 0, "今日": 0, "今儿": 0, "今晚": 0, "今早": 0, "今夜": 0, "今个": 0,
    "明天": 1, "明日": 1, "明儿": 1, "明早": 1, "明晚": 1, "明个": 1, "听日": 1,
    "大后天": 3, "大后儿": 3, "后天": 2, "后日": 2, "后儿": 2,
}  # fmt: skip
_WEEKDAYS = "一二三四五六日"
_DIGIT = r"(?:[12]\d|3[01]|[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY_OF_MONTH = r"(?=那天|当天|上午|下午|早上|晚上|中午|开门|上班|营业|休息|放假|开不开|能办|可以办|还上|上不上)"
"""三号 alone may be a window: only before these words is it a day."""
_DAYS = re.compile(
    rf"(?P<relative>{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})"
    rf"|(?P<in_days>{_DIGIT})天(?:以|之)?后"
    rf"|(?P<weekend>(?P<wside>[上下]个?|[这本]个?)?(?:周末|双休日?|(?:周|星期|礼拜)六(?:和|跟|到|至|,)?(?:(?:周|星期|礼拜)[日天]|[日天])))"
    rf"|(?P<wkside>[上下]个?|[这本]个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])(?![点年岁])"
    rf"|(?<![\d零〇一二三四五六七八九十])(?P<month>{_MONTH})月份?(?P<day>{_DIGIT})(?:[号日]|(?!\d|个|块|万|千|百|点))"
    rf"|(?P<next>下个?月|本月|这个?月)(?P<nth>{_DIGIT})[号日]"
    rf"|(?<![\d零〇一二三四五六七八九十a-z第月])(?P<bare>{_DIGIT})[号日]{_DAY_OF_MONTH}"
)


Day = date
"""A field named `date` hides the type of that name."""


@dataclass(frozen=True)
class When:
    """`date`: the day; `until`: the last one where several were named (周末); `days`: from today to `date`;
    `part`: morning, noon, afternoon, evening or night; `time`: HH:MM, 24 hours; `holiday`: its code."""

    date: Day | None = None
    until: Day | None = None
    days: int | None = None
    part: str | None = None
    time: str | None = None
    holiday: str | None = None

    def to_json(self) -> dict[str, Any]:
        """What was said of it alone; days as ISO dates."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value is not None
        }


@dataclass(frozen=True)
class _Said:
    first: date
    last: date
    start: int
    end: int
    bare: bool
    """A number alone (三号), which a holiday beside it explains (国庆三号)."""


def when_in(text: str, today: date) -> When | None:
    """The day and time that normalised `text` speaks of, None when of none.

    A day of the week is the coming one (today's is today), a day of a month or a holiday the present or next one.
    Words that name several days that are no weekend (周一到周五) leave `date` out.
    """
    part, time = part_in(text), time_in(text)
    holiday = holiday_in(text, today)
    code = holiday.code if holiday else None
    said = [each for each in _said(text, today) if not (holiday and each.bare)]
    said = list(_corrected(text, said))
    spans = {(each.first, each.last) for each in said}
    if len(spans) == 1:
        first, last = spans.pop()
        until = last if last > first else None
        return When(first, until, (first - today).days, part, time, code)
    if holiday and not spans:
        return When(holiday.day, None, (holiday.day - today).days, part, time, code)
    if part or time or code:
        return When(part=part, time=time, holiday=code)
    return None


def _corrected(text: str, said: list[_Said]) -> Iterator[_Said]:
    """Without the days that the customer takes back (明天不对是后天), or tells once more: 明天星期天."""
    for number, each in enumerate(said):
        before = said[number - 1] if number else None
        following = said[number + 1] if number + 1 < len(said) else None
        if following is not None and takes_back(text[each.end : following.start]):
            continue
        if before is None or text[before.end : each.start] not in ("", "是"):
            yield each


def _said(text: str, today: date) -> Iterator[_Said]:
    for match in _DAYS.finditer(text):
        days = _days(match, today)
        if days is not None:
            yield _Said(*days, match.start(), match.end(), bool(match["bare"]))


def _days(match: re.Match[str], today: date) -> tuple[date, date] | None:
    if match["relative"]:
        day = today + timedelta(days=_RELATIVE[match["relative"]])
    elif match["in_days"]:
        day = today + timedelta(days=_number(match["in_days"]))
    elif match["weekend"]:
        saturday = _weekday(today, 5, match["wside"])
        if not match["wside"] and today.weekday() == 6:
            return today, today
        return saturday, saturday + timedelta(days=1)
    elif match["weekday"]:
        day = _weekday(today, _place(match["weekday"]), match["wkside"])
    elif match["month"]:
        return _once(_in_month(today, _number(match["month"]), _number(match["day"])))
    elif match["next"]:
        ahead = match["next"].startswith("下")
        month = today.month % 12 + 1 if ahead else today.month
        year = today.year + (ahead and today.month == 12)
        return _once(_valid(year, month, _number(match["nth"])))
    else:
        nth = _number(match["bare"])
        this = _valid(today.year, today.month, nth)
        return _once(
            this if this and this >= today else _in_month(today, today.month % 12 + 1, nth)
        )
    return day, day


def _once(day: date | None) -> tuple[date, date] | None:
    return None if day is None else (day, day)


def _number(spoken: str) -> int:
    return int(value_of(spoken) or 0)


def _place(spoken: str) -> int:
    """0 for Monday."""
    place = _WEEKDAYS.find(spoken.replace("天", "日"))
    return place if place >= 0 else int(spoken) - 1


def _weekday(today: date, place: int, side: str | None) -> date:
    """Without 上, 这, 下 the coming one; with them that of the last, this or next week, Monday first."""
    if side is None:
        return today + timedelta(days=(place - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    weeks = {"上": -1, "下": 1}.get(side[0], 0)
    return monday + timedelta(days=7 * weeks + place)


def _in_month(today: date, month: int, day: int) -> date | None:
    """The present or next such day of the calendar."""
    this = _valid(today.year, month, day)
    return this if this and this >= today else _valid(today.year + 1, month, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
