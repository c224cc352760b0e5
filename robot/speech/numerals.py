"""Numbers as Mandarin says them: as a quantity, before a measure word, and digit by digit."""

from __future__ import annotations

import re

import cn2an

_DIGITS = "零一二三四五六七八九"
_TELEPHONE = "零幺二三四五六七八九"
_TWO = re.compile(r"(?<!十)二(?=[百千万亿])")
LARGEST = 10**16
"""Numbers from here on are read digit by digit."""


def digits(text: str) -> str:
    """ASCII digits one by one, all else unchanged: A012 is A零一二."""
    return "".join(_DIGITS[int(c)] if c.isascii() and c.isdigit() else c for c in text)


def telephone(text: str) -> str:
    """Digits of a telephone number, 幺 for one: 110 is 幺幺零."""
    return "".join(_TELEPHONE[int(c)] if c.isascii() and c.isdigit() else c for c in text)


def quantity(number: str) -> str:
    """A number such as 12000, 12,000 or 2.75 in words: 一万两千, 二点七五.

    Trailing zeros after the point are dropped, except that 2.0 stays 二. Raises ValueError when
    `number` is no plain decimal number.
    """
    whole, _, fraction = number.replace(",", "").partition(".")
    if not whole.isdigit() or not (fraction.isdigit() or not fraction):
        raise ValueError(f"no number: {number!r}")
    if int(whole) >= LARGEST:
        words = digits(whole)
    else:
        words = _TWO.sub("两", cn2an.an2cn(int(whole)))
        words = re.sub(r"^一(?=十)", "", words)
    fraction = fraction.rstrip("0")
    return f"{words}点{digits(fraction)}" if fraction else words


def counted(number: str) -> str:
    """A number before a measure word: 2 is 两."""
    words = quantity(number)
    return "两" if words == "二" else words
