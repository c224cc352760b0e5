"""Answers to questions about opening hours, in Chinese: for the screen, and as said in one breath."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lobby.branch import holiday_text, holidays
from lobby.branch.hours import PERSONAL, Span, Timetable
from lobby.branch.hours_words import (
    BREATH,
    KIND_NAMES,
    Group,
    date_written,
    day_name,
    groups,
    periods_said,
    spoken,
    subject,
    weekly,
    weeks,
    written,
)
from lobby.clock import BRANCH_ZONE

MOST_DAYS = 31
ON_THE_SCREEN = "每天的时间都写在屏幕上了，您看一下。"
NOON = time(12, 30)
ABOUT = ("open", "opens", "closes", "midday", "after", "week")


@dataclass(frozen=True)
class Question:
    """What is asked. Without a day and a holiday it is asked of now."""

    kind: str = PERSONAL
    day: date | None = None
    until: date | None = None
    """The last day of several."""
    holiday: str | None = None
    about: str = "open"
    """open: whether and when; opens, closes: from or until when; midday: whether it closes at noon;
    after: when it opens again after the holiday; week: the usual week."""


@dataclass(frozen=True)
class Answer:
    text: str
    speech: str
    known: bool = True
    """False where the state has not arranged that holiday yet."""


def answer(table: Timetable, question: Question, moment: datetime) -> Answer:
    """The answer for a moment (aware)."""
    today = moment.astimezone(BRANCH_ZONE).date()
    kind = question.kind
    if question.holiday or question.about == "after":
        said = holiday_text.answer(
            table, kind, question.holiday, today, after=question.about == "after"
        )
        return Answer("\n".join([*said.lines, *weeks(table)]), said.speech, said.known)
    if question.about == "week":
        said_week = f"{subject(kind)}{weekly(table, kind, aloud=True)}。"
        return Answer("\n".join(weeks(table)), _breath(said_week))
    if question.day is not None and question.until is not None and question.until > question.day:
        return _several(table, kind, question.day, question.until, today)
    if question.day is None and question.about in ("open", "opens"):
        return Answer(text(table, kind, moment), speech(table, kind, moment))
    day = question.day or today
    waited = holidays.awaiting(day)
    if waited is not None and table.special(kind, day) is None:
        line = holiday_text.not_out(waited, day, today)
        return Answer("\n".join([line, *weeks(table)]), line, known=False)
    if question.about == "midday":
        line = _midday(table, kind, _working_day(table, kind, day), today)
    elif question.about == "closes" and table.spans(kind, day):
        line = _closing(table, kind, day, moment)
    else:
        line = _of_day(table, kind, day, today)
    lines = [_of_day(table, kind, day, today, aloud=False), *weeks(table)]
    return Answer("\n".join(lines), _breath(line))


def text(table: Timetable, kind: str, moment: datetime) -> str:
    """The screen's answer for now: whether open, today, and the week."""
    local = moment.astimezone(BRANCH_ZONE)
    spans = table.spans(kind, local.date())
    special = table.special(kind, local.date())
    today = written(spans) if spans else "不营业"
    reason = f"（{special.name}）" if special else ""
    now = "现在正在营业。" if table.is_open(kind, moment) else "现在不在营业时间。"
    lines = [f"{now}今天{reason}{KIND_NAMES[kind]}：{today}。"]
    if special and special.note:
        lines.append(f"{special.note.rstrip('。')}。")
    if not table.is_open(kind, moment):
        opens = table.next_open(kind, moment)
        if opens is not None:
            lines.append(f"下次开门：{day_name(opens.date(), local.date())} {opens:%H:%M}。")
    return "\n".join([*lines, *weeks(table)])


def speech(table: Timetable, kind: str, moment: datetime) -> str:
    """What is said of now: whether it is open and until when, or when it opens; under 60 characters."""
    local = moment.astimezone(BRANCH_ZONE)
    what = subject(kind)
    closes = table.closes_at(kind, moment)
    if closes is not None:
        again = [s for s in table.spans(kind, local.date()) if s.opens >= _wall(closes)]
        later = f"，{spoken(again[0].opens)}再开到{spoken(again[-1].closes)}" if again else ""
        return f"现在{what}正在营业，办到{spoken(_wall(closes))}{later}。"
    opens = table.next_open(kind, moment)
    if opens is None:
        return f"现在{what}不营业，开门时间请看门口的公告。"
    special = table.special(kind, local.date())
    reason = f"今天{special.name}，" if special and not table.spans(kind, local.date()) else ""
    when = day_name(opens.date(), local.date(), aloud=True)
    return f"{reason}现在{what}不在营业时间，{when}{spoken(opens.time())}开门。"


def _of_day(table: Timetable, kind: str, day: date, today: date, *, aloud: bool = True) -> str:
    """Whether the branch is open on a day, and from when to when."""
    what = subject(kind)
    special = table.special(kind, day)
    name = day_name(day, today, aloud=aloud)
    if special and not aloud:
        name += f"（{special.name}）"
    note = f"{special.note.rstrip('。')}。" if special and special.note else ""
    spans = table.spans(kind, day)
    if not spans:
        reason = f"是{special.name}，" if special and aloud else ""
        return f"{name}{reason}{what}不营业。{note}"
    if not aloud:
        return f"{name}{what}营业：{written(spans)}。{note}"
    return f"{name}{what}营业，{periods_said(spans)}。{note}"


def _closing(table: Timetable, kind: str, day: date, moment: datetime) -> str:
    """Until when business of this kind is done that day."""
    local = moment.astimezone(BRANCH_ZONE)
    spans = table.spans(kind, day)
    if day == local.date() and local.time() >= spans[-1].closes:
        return speech(table, kind, moment)
    name = day_name(day, local.date(), aloud=True)
    break_said = f"，{_pause(spans)}休息" if len(spans) > 1 else ""
    return f"{name}{subject(kind)}办到{spoken(spans[-1].closes)}{break_said}。"


def _midday(table: Timetable, kind: str, day: date, today: date) -> str:
    name = day_name(day, today, aloud=True)
    spans = table.spans(kind, day)
    last = spoken(spans[-1].closes) if spans else ""
    if len(spans) > 1:
        return f"{name}{subject(kind)}{_pause(spans)}休息，之后办到{last}。"
    if spans and NOON in spans[0]:
        return f"{name}{subject(kind)}中午不休息，一直办到{last}。"
    return _of_day(table, kind, day, today)


def _pause(spans: tuple[Span, ...]) -> str:
    return f"{spoken(spans[0].closes)}到{spoken(spans[1].opens)}"


def _working_day(table: Timetable, kind: str, day: date) -> date:
    """The day, or the next on which there is business at all: 中午休息吗 is asked on Sundays too."""
    ahead = (day + timedelta(days=n) for n in range(MOST_DAYS))
    return next((one for one in ahead if table.spans(kind, one)), day)


def _several(table: Timetable, kind: str, first: date, last: date, today: date) -> Answer:
    """Several days: in one breath when they fall into two groups at most."""
    days = [first + timedelta(days=n) for n in range(min((last - first).days + 1, MOST_DAYS))]
    found = groups(table, kind, days)
    waited = [day for day in days if holidays.awaiting(day) and table.special(kind, day) is None]
    lines = [_line(table, kind, group) for group in found]
    if waited:
        feast = holidays.awaiting(waited[0])
        line = holiday_text.not_out(str(feast), waited[0], today)
        return Answer("\n".join([line, *lines, *weeks(table)]), line, known=False)
    said = ON_THE_SCREEN
    if len(found) <= 2:
        said = "，".join(_group_said(group, today) for group in found)
        said = f"{subject(kind)}{said}。"
    return Answer("\n".join([*lines, *weeks(table)]), _breath(said))


def _group_said(group: Group, today: date) -> str:
    if group.first == group.last:
        names = day_name(group.first, today, aloud=True)
    else:
        ends = (day_name(day, today, aloud=True) for day in (group.first, group.last))
        names = ("和" if (group.last - group.first).days == 1 else "到").join(ends)
    both = "都" if group.first != group.last else ""
    return f"{names}{both}营业，{periods_said(group.spans)}" if group.spans else f"{names}不营业"


def _line(table: Timetable, kind: str, group: Group) -> str:
    special = table.special(kind, group.first)
    name = f"（{special.name}）" if special else ""
    dates = date_written(group.first)
    if group.last != group.first:
        dates += f"至{date_written(group.last)}"
    return f"{dates}{name}{subject(kind)}：{written(group.spans) or '不营业'}。"


def _wall(moment: datetime) -> time:
    return moment.timetz().replace(tzinfo=None)


def _breath(said: str) -> str:
    """What is too long to be said stands on the screen."""
    return said if len(said) <= BREATH else ON_THE_SCREEN
