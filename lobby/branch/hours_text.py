"""Opening hours in Chinese: as written on the screen, and as said."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from lobby.branch.hours import CORPORATE, PERSONAL, Span, Timetable
from lobby.clock import BRANCH_ZONE

WEEKDAYS = "一二三四五六日"
DIGITS = "零一二三四五六七八九"
KIND_NAMES = {PERSONAL: "个人业务", CORPORATE: "对公业务"}


def text(table: Timetable, kind: str, moment: datetime, day: date | None = None) -> str:
    """The screen's answer: now, today, and the week; or that day and the week."""
    local = moment.astimezone(BRANCH_ZONE)
    if day is not None:
        lines = [speech_of(table, kind, moment, day, aloud=False)]
        return "\n".join(lines + [f"{KIND_NAMES[k]}：{week(table, k)}。" for k in KIND_NAMES])
    spans = table.spans(kind, local.date())
    special = table.special(kind, local.date())
    today = written(spans) if spans else "不营业"
    reason = f"（{special.name}）" if special else ""
    lines = [f"{_now(table, kind, moment)}今天{reason}{KIND_NAMES[kind]}：{today}。"]
    if not table.is_open(kind, moment):
        opens = table.next_open(kind, moment)
        if opens is not None:
            lines.append(f"下次开门：{_day(opens.date(), local.date())} {opens:%H:%M}。")
    lines += [f"{KIND_NAMES[k]}：{week(table, k)}。" for k in (PERSONAL, CORPORATE)]
    return "\n".join(lines)


def speech(table: Timetable, kind: str, moment: datetime) -> str:
    """What is said: whether it is open and until when, or when it opens; under 60 characters."""
    local = moment.astimezone(BRANCH_ZONE)
    what = "" if kind == PERSONAL else KIND_NAMES[kind]
    closes = table.closes_at(kind, moment)
    if closes is not None:
        again = [
            s
            for s in table.spans(kind, local.date())
            if s.opens >= closes.timetz().replace(tzinfo=None)
        ]
        later = f"，{spoken(again[0].opens)}再开到{spoken(again[-1].closes)}" if again else ""
        return f"现在{what}正在营业，办到{spoken(closes.time())}{later}。"
    opens = table.next_open(kind, moment)
    if opens is None:
        return f"现在{what}不营业，开门时间请看门口的公告。"
    special = table.special(kind, local.date())
    reason = f"今天{special.name}，" if special and not special.spans else ""
    when = _day(opens.date(), local.date(), aloud=True)
    return f"{reason}现在{what}不在营业时间，{when}{spoken(opens.time())}开门。"


def speech_of(
    table: Timetable, kind: str, moment: datetime, day: date, *, aloud: bool = True
) -> str:
    """Whether the branch is open on a day, and from when to when; under 60 characters."""
    today = moment.astimezone(BRANCH_ZONE).date()
    what = "" if kind == PERSONAL else KIND_NAMES[kind]
    special = table.special(kind, day)
    name = (
        f"{_day(day, today, aloud=aloud)}{f'（{special.name}）' if special and not aloud else ''}"
    )
    spans = table.spans(kind, day)
    if not spans:
        reason = f"是{special.name}，" if special and aloud else ""
        return f"{name}{reason}{what}不营业。"
    if not aloud:
        return f"{name}{what}营业：{written(spans)}。"
    periods = "，".join(f"{spoken(span.opens)}到{spoken(span.closes)}" for span in spans)
    return f"{name}{what}营业，{periods}。"


def written(spans: tuple[Span, ...]) -> str:
    return "、".join(f"{s.opens:%H:%M}–{s.closes:%H:%M}" for s in spans)


def week(table: Timetable, kind: str) -> str:
    """Weekly hours with equal neighbours put together: 周一至周五 09:00–17:00，周六、周日休息."""
    groups: list[tuple[int, int, tuple[Span, ...]]] = []
    for day in range(7):
        spans = table.weekly.get((kind, day), ())
        if groups and groups[-1][2] == spans:
            groups[-1] = (groups[-1][0], day, spans)
        else:
            groups.append((day, day, spans))
    return "，".join(
        f"{_days(first, last)}{' ' + written(spans) if spans else '休息'}"
        for first, last, spans in groups
    )


def spoken(moment: time) -> str:
    """A time of day as it is said: 上午九点, 下午一点半, 下午四点零五分."""
    part = (
        "凌晨"
        if moment.hour < 6
        else "上午"
        if moment.hour < 12
        else "中午"
        if moment.hour == 12
        else ("下午" if moment.hour < 18 else "晚上")
    )
    hour = moment.hour - 12 if moment.hour > 12 else moment.hour
    said = "两" if hour == 2 else number(hour)
    if moment.minute == 0:
        return f"{part}{said}点"
    if moment.minute == 30:
        return f"{part}{said}点半"
    zero = "零" if moment.minute < 10 else ""
    return f"{part}{said}点{zero}{number(moment.minute)}分"


def number(value: int) -> str:
    """0 to 99 in Chinese."""
    tens, ones = divmod(value, 10)
    if tens == 0:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def _days(first: int, last: int) -> str:
    if first == last:
        return f"周{WEEKDAYS[first]}"
    joint = "、" if last == first + 1 else "至"
    return f"周{WEEKDAYS[first]}{joint}周{WEEKDAYS[last]}"


def _day(day: date, today: date, *, aloud: bool = False) -> str:
    if day == today:
        return "今天"
    if day == today + timedelta(days=1):
        return "明天"
    weekday = f"周{WEEKDAYS[day.weekday()]}"
    if day < today + timedelta(days=7):
        same_week = day.isocalendar()[:2] == today.isocalendar()[:2]
        return weekday if same_week else f"下{weekday}"
    if aloud:
        return f"{number(day.month)}月{number(day.day)}号"
    return f"{day.month}月{day.day}日{weekday}"


def _now(table: Timetable, kind: str, moment: datetime) -> str:
    return "现在正在营业。" if table.is_open(kind, moment) else "现在不在营业时间。"
