"""That somebody has an appointment, in their words, and its code."""

from __future__ import annotations

import re

_HAS = re.compile(
    "(?:我|已经?|早就?|昨天|前天|上周|上午|早上|提前|网上|手机上?|电话里?).{0,6}(?:预约|约)(?:了|过|好)"
    "|(?<!没)有(?:个|过)?预约(?!吗|没|么)|做了预约|约好了|预约(?:码|号)|签到|^预约(?:了|好了|过)"
)
_WISHES = re.compile(
    "怎么|如何|想预约|要预约|能不能|能预约|可以预约|需不需要|要不要|用不用|预约不|没有?预约|没约|没做|有没有|(?:去|上|在)[^，,。]{0,6}(?:手机|网)[^，,。]{0,4}约|约了多久|取消|活动|讲座|报名"
)
"""Asks about appointments, or wants to make one."""

_CODE = re.compile(r"(?<!\d)\d{6,12}(?!\d)")
_DIGITS = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")
_BETWEEN = re.compile(
    r"(?<=[\d零〇一幺二两三四五六七八九])[\s,，、.-]+(?=[\d零〇一幺二两三四五六七八九])"
)


def has_appointment(text: str) -> bool:
    """我有预约, 预约了今天取十万; not 怎么预约, 我想预约."""
    return bool(_HAS.search(text)) and not _WISHES.search(text)


def code_in(text: str) -> str | None:
    """The code's digits, typed or spoken one by one; None without six in a row."""
    found = _CODE.search(_BETWEEN.sub("", text).translate(_DIGITS))
    return found[0] if found else None
