"""Numerals as they were meant where a recogniser wrote another character of the same sound, and formal numerals.

Every replacement keeps the length, so that positions stay those of the customer's words. A slip is only
mended behind a numeral and before something that can follow a unit: 三完五 is 三万五, but 玩完了 stays.
"""

from __future__ import annotations

import re

_ONES = "二两三四五六七八九"
_NEXT = r"(?=[零一二两三四五六七八九\d多块元]|左右|上下|的|$)"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖佰仟", "一二三四五六七八九百千")
_SLIPS = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"拾(?![到金取得了起])", "十"),
        (rf"(?<=[{_ONES}十百千\d])[完玩碗弯湾]{_NEXT}", "万"),
        (rf"(?<=[{_ONES}])[前签浅]{_NEXT}", "千"),
        (rf"(?<=[{_ONES}])钱(?=块|元|[{_ONES}]百)", "千"),
        (rf"(?<=[{_ONES}])[白摆柏]{_NEXT}", "百"),
        (rf"(?<=[{_ONES}十百千万\d])[快筷](?=钱|的|$)", "块"),
        (rf"(?<=[{_ONES}十\d])[粘黏念](?=[的期半定]|$)", "年"),
        (r"(?<=一)[粘黏](?=[的期半定]|$)", "年"),
        (r"[办伴版](?=年(?:[的期定]|$))", "半"),
        (rf"(?<=[一{_ONES}]年)[办伴版](?=[的期定]|$)", "半"),
        (rf"(?<=[一{_ONES}十\d]个)[越约乐](?=[的期定]|$)", "月"),
    )
)


def respelt(text: str) -> str:
    """`text`, character by character, with the slips in numerals and their units mended."""
    text = text.translate(_FORMAL)
    for pattern, meant in _SLIPS:
        text = pattern.sub(meant, text)
    return text
