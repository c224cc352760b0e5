"""Days, times and periods in Chinese: as written on the screen, and as said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from lobby.branch.hours import CASH, CORPORATE, PERSONAL, Span, Timetable

BREATH = 60
"""Characters said in one breath."""
WEEKDAYS = "一二三四五六日"
DIGITS = "零一二三四五六七八九"
PARTS_OF_DAY = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
KIND_NAMES = {PERSONAL: "个人业务", CASH: "现金业务", CORPORATE: "对公业务"}


@dataclass(frozen=True)
class Group:
    """Neighbouring days with the same hours."""

    first: date
    last: date
    spans: tuple[Span, ...]


def groups(table: Timetable, kind: str, days: Iterable[date]) -> list[Group]:
    """The days in order, equal neighbours put together."""
    found: list[Group] = []
    for day in days:
        spans = table.spans(kind, day)
        if found and found[-1].spans == spans and day - found[-1].last == timedelta(days=1):
            found[-1] = Group(found[-1].first, day, spans)
        else:
            found.append(Group(day, day, spans))
    return found


def subject(kind: str) -> str:
    """What the sentence is about; the usual business needs no name."""
    return "" if kind == PERSONAL else KIND_NAMES[kind]


def spoken(moment: time) -> str:
    """A time of day as it is said: 上午九点, 下午一点半, 下午四点零五分."""
    part = next(word for until, word in PARTS_OF_DAY if moment.hour < until)
    hour = moment.hour - 12 if moment.hour > 12 else moment.hour
    said = "两" if hour == 2 else number(hour)
    if moment.minute == 0:
        return f"{part}{said}点"
    if moment.minute == 30:
        return f"{part}{said}点半"
    zero = "零" if moment.minute < 10 else ""
    return f"{part}{said}点{zero}{number(moment.minute)}分"


def periods_said(spans: tuple[Span, ...]) -> str:
    return "，".join(f"{spoken(span.opens)}到{spoken(span.closes)}" for span in spans)


def written(spans: tuple[Span, ...]) -> str:
    return "、".join(f"{s.opens:%H:%M}–{s.closes:%H:%M}" for s in spans)


def number(value: int) -> str:
    """0 to 99 in Chinese."""
    tens, ones = divmod(value, 10)
    if tens == 0:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def date_said(day: date) -> str:
    return f"{number(day.month)}月{number(day.day)}号"


def date_written(day: date) -> str:
    return f"{day.month}月{day.day}日周{WEEKDAYS[day.weekday()]}"


def dates_said(first: date, last: date, *, month: bool = True) -> str:
    """十月一号到七号, 十二月三十号到一月一号; without the month when it has just been named."""
    begin = date_said(first) if month else f"{number(first.day)}号"
    if first == last:
        return begin
    end = date_said(last) if last.month != first.month else f"{number(last.day)}号"
    return f"{begin}到{end}"


def dates_written(first: date, last: date) -> str:
    begin = f"{first.month}月{first.day}日"
    if first == last:
        return begin
    end = f"{last.day}日" if last.month == first.month else f"{last.month}月{last.day}日"
    return f"{begin}至{end}"


def day_name(day: date, today: date, *, aloud: bool = False) -> str:
    """今天, 明天, 周六, 下周三, or the date."""
    near = {0: "今天", 1: "明天", 2: "后天"}.get((day - today).days)
    if near:
        return near
    weeks = (_monday(day) - _monday(today)).days // 7
    if day > today and weeks in (0, 1):
        return f"{'下' * weeks}周{WEEKDAYS[day.weekday()]}"
    return date_said(day) if aloud else date_written(day)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def closed(kind: str) -> str:
    """A branch rests; a service is not done."""
    return "休息" if kind == PERSONAL else "不办"


def weekly(table: Timetable, kind: str, *, aloud: bool = False) -> str:
    """Weekly hours with equal neighbours put together: 周一至周五 09:00–17:00，周六、周日休息."""
    blocks: list[tuple[int, int, tuple[Span, ...]]] = []
    for day in range(7):
        spans = table.week(kind, day)
        if blocks and blocks[-1][2] == spans:
            blocks[-1] = (blocks[-1][0], day, spans)
        else:
            blocks.append((day, day, spans))
    if len(blocks) == 1 and not blocks[0][2]:
        return "暂停营业" if kind == PERSONAL else "本网点不办"
    said = []
    for first, last, spans in blocks:
        names = "每天" if len(blocks) == 1 else _weekdays(first, last, aloud=aloud)
        hours = periods_said(spans) if aloud else " " + written(spans)
        said.append(f"{names}{hours if spans else closed(kind)}")
    return "，".join(said)


def weeks(table: Timetable) -> list[str]:
    """The week of every kind that has hours of its own, a line each."""
    own = {kind for kind, _ in table.weekly}
    return [
        f"{name}：{weekly(table, kind)}。"
        for kind, name in KIND_NAMES.items()
        if kind in own or kind == PERSONAL
    ]


def _weekdays(first: int, last: int, *, aloud: bool = False) -> str:
    if first == last:
        return f"周{WEEKDAYS[first]}"
    near, far = ("和", "到") if aloud else ("、", "至")
    joint = near if last == first + 1 else far
    return f"周{WEEKDAYS[first]}{joint}周{WEEKDAYS[last]}"
