"""The time of day that customers speak of: 下午, 三点半, 晚上八点, 15:30."""

from __future__ import annotations

import re

from nlu.numerals import value_of

_PARTS = {
    "morning": "早上|早晨|上午|清早|一早|大早|今早|明早|早间",
    "noon": "中午|晌午|午间|午休|正午",
    "afternoon": "下午|午后|后晌|下半天|下半晌",
    "evening": "晚上|傍晚|今晚|明晚|昨晚|晚间|夜晚",
    "night": "半夜|夜里|夜间|凌晨|深夜|大半夜|今夜|昨夜",
}
_PART = re.compile("|".join(f"(?P<{name}>(?:{words})(?!好))" for name, words in _PARTS.items()))
_HOUR = r"(?:2[0-4]|1\d|\d|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_TENS = r"(?:[1-5]\d|[二三四五]?十[一二三四五六七八九]?|[零〇0][一二三四五六七八九1-9])"
_CLOCK = re.compile(
    rf"(?<![\d零〇一二两三四五六七八九十百千万第.按差涨降加减])(?:(?P<hour>{_HOUR})(?:点钟|[点时](?!\d?[个分]?[百%利息率])(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{_TENS})分?)?整?)"
    r"|(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d))(?![\d一二三四五六七八九多几个%]|百分)"
)
_OPENS = 7
"""Nobody means an hour of the night in a bank: 三点 is 15:00 and 八点 is 08:00 where no part of the day is named."""


def part_in(text: str) -> str | None:
    """morning, noon, afternoon, evening or night; None for none or several."""
    found = {str(match.lastgroup) for match in _PART.finditer(text)}
    return found.pop() if len(found) == 1 else None


def time_in(text: str) -> str | None:
    """The one time named, HH:MM on the 24-hour clock; None for none or several (九点到五点)."""
    found = {clock for match in _CLOCK.finditer(text) if (clock := _clock(match, text))}
    return found.pop() if len(found) == 1 else None


def _clock(match: re.Match[str], text: str) -> str | None:
    if match["h"]:
        return f"{int(match['h']):02}:{match['m']}"
    hour = int(value_of(match["hour"]) or 0)
    part = part_in(text[: match.start()]) or part_in(text)
    if match.group() == "一点" and part is None:
        return None  # 快一点, 一点都不懂
    minute = 0
    if match["half"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 if match["quarter"] == "一" else 45
    elif match["minute"]:
        minute = int(value_of(match["minute"].lstrip("零〇0")) or 0)
    if hour > 24 or minute > 59:
        return None
    late = part in ("afternoon", "evening") or (part in (None, "noon") and hour < _OPENS)
    if late and hour < 12:
        hour += 12
    return f"{hour % 24:02}:{minute:02}"
