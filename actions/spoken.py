"""Numbers, sums, times and spans the way they are said aloud in Mandarin."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime, time
from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")
_WEEKDAYS = "一二三四五六日"
_STOPS = "。！？；，、"
_ENDS = "。！？"


def digits(text: str) -> str:
    """Digits read one by one, all else unchanged: A001 is A零零一."""
    return "".join(_DIGITS[int(c)] if c.isascii() and c.isdigit() else c for c in text)


def _group(number: int, *, leading: bool) -> str:
    """1 to 9999 in words; `leading` when nothing stands before it (十二 instead of 一十二)."""
    words = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(words)
            continue
        if gap:
            words += "零"
            gap = False
        # 两千, 两百 in speech; 二十 and a final 二 stay.
        words += ("两" if digit == 2 and power >= 2 else _DIGITS[digit]) + _UNITS[power]
    return words[1:] if leading and words.startswith("一十") else words


def integer(number: int) -> str:
    """A whole number below 10^12 in words: 35000 is 三万五千, 20000 两万, 12 十二.

    Raises ValueError when it is negative or too large.
    """
    if not 0 <= number < 10**12:
        raise ValueError("only numbers from 0 to below 10^12 are read")
    if number == 0:
        return _DIGITS[0]
    words = ""
    gap = False
    for power in (2, 1, 0):
        group = number // 10 ** (4 * power) % 10**4
        if group == 0:
            gap = gap or bool(words)
            continue
        if words and (gap or group < 1000):
            words += "零"
        gap = False
        spoken = _group(group, leading=not words)
        words += ("两" if group == 2 and power else spoken) + _GROUPS[power]
    return words


def number(value: Decimal | float | int | str) -> str:
    """A decimal number in words: 1.95 is 一点九五. Raises ValueError as `integer` does."""
    exact = Decimal(str(value))
    whole = int(exact)
    fraction = format(exact.normalize(), "f").partition(".")[2]
    words = integer(whole)
    return f"{words}点{digits(fraction)}" if fraction else words


_CALLED = re.compile(r"((?:打|拨|热线|电话|客服|专线|报警)\s*[:：]?\s*)([0-9]{3,12})")


def read_out(text: str) -> str:
    """`text` with its whole numbers in words: 直走约4步 is 直走约四步, and 打 12333 is 打一二三三三."""
    called = _CALLED.sub(lambda found: found[1].rstrip() + digits(found[2]), text)
    return re.sub(r"[0-9]{1,9}", lambda found: count(int(found[0])), called)


def percent(value: Decimal | float | int | str) -> str:
    """A rate in per cent: 1.95 is 百分之一点九五."""
    return f"百分之{number(value)}"


def yuan(amount: Decimal | float | int) -> str:
    """A sum in CNY: 30000 is 三万元, 2 两元."""
    exact = Decimal(str(amount))
    return "两元" if exact == 2 else f"{number(exact)}元"


def yuan_shown(amount: Decimal | float | int) -> str:
    """A sum in CNY for the screen: 30000 is 3万元, 1234 1,234元."""
    exact = Decimal(str(amount))
    tens = (exact / 10000).normalize()
    if exact >= 10000 and -tens.as_tuple().exponent <= 2:  # type: ignore[operator]
        return f"{tens:f}万元"
    return f"{exact.normalize():,f}元"


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{count(rest)}分钟"
    said = f"{count(hours)}小时"
    if rest == 30:
        return f"{count(hours)}个半小时"
    return f"{said}{count(rest)}分钟" if rest else said


def count(value: int) -> str:
    """A number before a measure word: 两位, 两点, 十二位."""
    return "两" if value == 2 else integer(value)


def minutes(low: int, high: int) -> str:
    """A waiting time in minutes as said: (10, 20) is 十到二十分钟, (0, 3) 五分钟以内."""
    low, high = max(0, min(low, high)), max(0, high)
    if high < 5:
        return "五分钟以内"
    if low == 0:
        return f"{_span(high)}以内"
    if low == high:
        return _span(high)
    if high < 60:
        return f"{count(low)}到{count(high)}分钟"
    return f"{_span(low)}到{_span(high)}"


def minutes_shown(low: int, high: int) -> str:
    """A waiting time for the screen."""
    low, high = max(0, min(low, high)), max(0, high)
    if high < 5:
        return "5分钟以内"
    return f"{high}分钟" if low == high else f"{low}到{high}分钟"


def part_of_day(hour: int) -> str:
    """The word before a clock time."""
    for until, word in ((6, "凌晨"), (9, "早上"), (12, "上午"), (14, "中午"), (18, "下午")):
        if hour < until:
            return word
    return "晚上"


def clock(moment: time | datetime) -> str:
    """A time of day: 09:00 is 上午九点, 17:30 下午五点半, 14:05 下午两点零五分."""
    hour = moment.hour % 12 or 12 if moment.hour else 0
    said = f"{part_of_day(moment.hour)}{count(hour)}点"
    if moment.minute == 0:
        return said
    if moment.minute == 30:
        return f"{said}半"
    return f"{said}{'零' if moment.minute < 10 else ''}{integer(moment.minute)}分"


def date(moment: Date) -> str:
    """A day: 十一月二十三号，星期六."""
    return f"{integer(moment.month)}月{integer(moment.day)}号，星期{_WEEKDAYS[moment.weekday()]}"


def fit(text: str, limit: int) -> str:
    """`text` cut to at most `limit` characters, at the last pause that fits when there is one."""
    text = re.sub(r"\s+", " ", text).strip()
    if len(text) <= limit:
        return text
    cut = text[:limit]
    stop = max(cut.rfind(mark) for mark in _STOPS)
    return cut[:stop] if stop >= limit // 3 else cut


def sentence(text: str, limit: int) -> str:
    """`text` as `fit` cuts it, with a stop at its end, so that another sentence may follow."""
    cut = fit(text, limit - 1).rstrip("；，、")
    return cut if not cut or cut[-1] in _ENDS else f"{cut}。"


def with_conditions(text: str, limit: int) -> str:
    """身份证（五万元以上要带） aloud, in at most `limit` characters: with when it is wanted where there is room."""
    whole = read_out(re.sub("（([^（）]*)）", "，\\1", text))
    return whole if len(whole) <= limit else fit(read_out(without_brackets(text)), limit)


def without_brackets(text: str) -> str:
    """What is said of 身份证（五万元以上要带）: what stands in brackets is for the screen."""
    return re.sub("（[^（）]*）", "", text)


def listed(items: list[str]) -> str:
    """Items in one breath: 甲、乙和丙."""
    return items[0] if len(items) == 1 else "、".join(items[:-1]) + "和" + items[-1]
