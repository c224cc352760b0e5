"""The sign at the door: what the hall is told while nothing of the branch is open, and when that turns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from lobby.branch import holidays
from lobby.branch.hours import Timetable
from lobby.branch.hours_words import WEEKDAYS, day_name, spoken
from lobby.clock import BRANCH_ZONE

ASK = "开门时间请看门口的公告"
NEAR_DAYS = 2
"""So far days are called 今天, 明天, 后天."""


@dataclass(frozen=True)
class Sign:
    """Words for the whole hall; each is one line, the last may be empty."""

    title: str
    text: str
    note: str
    next_open: datetime | None
    """None where it cannot be told."""


def sign(table: Timetable, kinds: Collection[str], moment: datetime) -> Sign | None:
    """The sign at a moment (aware); None while business of any of the kinds is done, and without kinds."""
    if not kinds or any(table.is_open(kind, moment) for kind in kinds):
        return None
    local = moment.astimezone(BRANCH_ZONE)
    specials = (table.special(kind, local.date()) for kind in kinds)
    special = next((one for one in specials if one is not None), None)
    opens = _next_open(table, kinds, moment)
    return Sign(
        title=_title(table, kinds, local, special.name if special else ""),
        text=f"{_day(opens.date(), local.date())}{spoken(opens.time())}开门" if opens else ASK,
        note=special.note if special else "",
        next_open=opens,
    )


def turns_at(table: Timetable, kinds: Collection[str], moment: datetime) -> datetime | None:
    """When next any of the kinds opens or closes, and the sign may be another."""
    turns = [table.next_open(kind, moment) for kind in kinds]
    turns += [table.closes_at(kind, moment) for kind in kinds]
    return min((turn for turn in turns if turn is not None), default=None)


def _next_open(table: Timetable, kinds: Collection[str], moment: datetime) -> datetime | None:
    """The first opening; None where the state has yet to arrange that day, for it is not guessed."""
    found = [(table.next_open(kind, moment), kind) for kind in kinds]
    opens, kind = min(((at, kind) for at, kind in found if at), default=(None, ""))
    if opens is None:
        return None
    guessed = holidays.awaiting(opens.date()) and table.special(kind, opens.date()) is None
    return None if guessed else opens


def _title(table: Timetable, kinds: Collection[str], local: datetime, reason: str) -> str:
    spans = sorted(span for kind in kinds for span in table.spans(kind, local.date()))
    if not spans:
        return f"{reason}，今天休息" if reason else "今天休息"
    if local.time() < spans[0].opens:
        return "还没有开门"
    if all(local.time() >= span.closes for span in spans):
        return "今天的业务已经办完了"
    return "现在是午休时间" if _midday(local.time()) else "现在是休息时间"


def _midday(moment: time) -> bool:
    return time(11) <= moment < time(15)


def _day(day: date, today: date) -> str:
    """今天, 明天（周一）, 下周三（12月9日）, 10月8日（周四）."""
    ahead = (day - today).days
    name = day_name(day, today)
    weekday, written = f"周{WEEKDAYS[day.weekday()]}", f"{day.month}月{day.day}日"
    if ahead == 0:
        return name
    if ahead <= NEAR_DAYS:
        return f"{name}（{weekday}）"
    return (
        f"{name}（{written}）"
        if name.endswith(weekday) and name[0] in "周下"
        else f"{written}（{weekday}）"
    )
