"""Whether the branch is open over a public holiday, in Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from lobby.branch import holidays
from lobby.branch.holidays import Holiday
from lobby.branch.hours import PERSONAL, Timetable
from lobby.branch.hours_words import (
    BREATH,
    KIND_NAMES,
    WEEKDAYS,
    Group,
    closed,
    date_said,
    dates_said,
    dates_written,
    groups,
    periods_said,
    spoken,
    subject,
    written,
)

AROUND_DAYS = 9
"""How far from the festival a manager's own special days count as its holiday."""
LOOK_AHEAD_DAYS = 30


@dataclass(frozen=True)
class Said:
    lines: tuple[str, ...]
    speech: str
    known: bool = True


def answer(
    table: Timetable, kind: str, code: str | None, today: date, *, after: bool = False
) -> Said:
    """The holiday of that code, or the nearest one; `after`: when it opens again after it."""
    holiday = holidays.coming(code, today) if code else holidays.next_of_all(today)
    if code is None:
        code = holiday.code if holiday else nearest_feast(today)
    holiday = holiday or _own(table, kind, code, today)
    if holiday is None:
        line = not_out(code, holidays.festival(code, today), today)
        return Said((line,), line, known=False)
    lines = tuple(_lines(table, holiday))
    if after:
        return Said(lines, _after(table, kind, holiday))
    return Said(lines, _during(table, kind, holiday))


def nearest_feast(today: date) -> str:
    """The code of the public festival that comes next."""
    return min(holidays.NAMES, key=lambda code: holidays.festival(code, today))


def not_out(code: str, day: date, today: date) -> str:
    """That the state has not arranged the holiday of that festival yet, and what then."""
    name = holidays.NAMES[code]
    year = "明年" if day.year == today.year + 1 else ""
    if day == holidays.festival(code, today):
        lead = f"{year}{name}是{date_said(day)}"
    else:
        lead = f"{year}{date_said(day)}挨着{name}"
    return f"{lead}，放假安排还没公布，定下来会贴在门口，也可以打客服热线问。"


def _own(table: Timetable, kind: str, code: str, today: date) -> Holiday | None:
    """What the manager has arranged around the festival before the calendar knew of it."""
    feast = holidays.festival(code, today)
    if table.special(kind, feast) is None:
        return None
    first = last = feast
    for _ in range(AROUND_DAYS):
        if table.special(kind, first - holidays.ONE_DAY) is not None:
            first -= holidays.ONE_DAY
        if table.special(kind, last + holidays.ONE_DAY) is not None:
            last += holidays.ONE_DAY
    return Holiday((code,), first, last)


def _during(table: Timetable, kind: str, holiday: Holiday) -> str:
    lead = f"{holiday.name}{dates_said(holiday.first, holiday.last)}放假，{subject(kind) or '网点'}"
    said = f"{lead}{_hours(table, kind, holiday)}。"
    return said if len(said) <= BREATH else f"{lead}每天的时间不一样，都写在屏幕上了。"


def _hours(table: Timetable, kind: str, holiday: Holiday) -> str:
    found = groups(table, kind, holiday.days)
    if len(found) == 1 and not found[0].spans:
        opens = _opens_after(table, kind, holiday.last)
        hour = spoken(table.spans(kind, opens)[0].opens) if opens else ""
        again = "开门" if kind == PERSONAL else "开始办"
        return f"{closed(kind)}，{date_said(opens)}{hour}{again}" if opens else closed(kind)
    if len(found) == 1:
        every = "每天" if holiday.first != holiday.last else ""
        return f"{every}{periods_said(found[0].spans)}营业"
    if len(found) == 2 and holiday.first.month == holiday.last.month:
        return "，".join(_part(kind, group) for group in found)
    return "每天的时间不一样，都写在屏幕上了"


def _part(kind: str, group: Group) -> str:
    dates = dates_said(group.first, group.last, month=False)
    return f"{dates}{periods_said(group.spans)}营业" if group.spans else f"{dates}{closed(kind)}"


def _after(table: Timetable, kind: str, holiday: Holiday) -> str:
    opens = _opens_after(table, kind, holiday.last)
    if opens is None:
        return f"{holiday.name}之后的开门时间请看门口的公告。"
    hour = spoken(table.spans(kind, opens)[0].opens)
    weekday = WEEKDAYS[opens.weekday()]
    return f"{holiday.name}后{subject(kind)}{date_said(opens)}星期{weekday}恢复正常，{hour}开门。"


def _opens_after(table: Timetable, kind: str, last: date) -> date | None:
    ahead = (last + timedelta(days=n) for n in range(1, LOOK_AHEAD_DAYS))
    return next((day for day in ahead if table.spans(kind, day)), None)


def _lines(table: Timetable, holiday: Holiday) -> list[str]:
    """Every kind with hours of its own, on the screen."""
    lines = [f"{holiday.name}：{dates_written(holiday.first, holiday.last)}放假。"]
    if holiday.makeups:
        days = "、".join(f"{d.month}月{d.day}日" for d in holiday.makeups)
        lines.append(f"调休上班：{days}。")
    own = {kind for kind, _ in table.weekly}
    for kind, name in KIND_NAMES.items():
        if kind in own or kind == PERSONAL:
            parts = "，".join(
                f"{dates_written(g.first, g.last)} {written(g.spans) or closed(kind)}"
                for g in groups(table, kind, holiday.days)
            )
            lines.append(f"{name}：{parts}。")
    return lines
