"""Personal data that a visitor lets slip is masked before it is stored, logged or sent anywhere.

Card numbers are known by their length and the Luhn check, resident ID numbers by the ISO 7064
MOD 11-2 check digit of GB 11643, mobile numbers by their prefix, codes and passwords by the words
around them. A number that fails its check is a likely slip of the tongue or of the recogniser, so a
long run of digits is masked all the same, as `number`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"

LABELS = {
    "card": "[卡号]",
    "id": "[证件号]",
    "phone": "[手机号]",
    "secret": "[密码]",
    "number": "[号码]",
}

SPOKEN_DIGITS = str.maketrans(
    "零〇幺一二两三四五六七八九０１２３４５６７８９", "00112234567890123456789"
)

_DIGIT = "0-9零〇幺一二两三四五六七八九０-９"
_RUN = re.compile(rf"[{_DIGIT}](?:[\s\-.·,，]?[{_DIGIT}xX]){{9,29}}")
_SECRET = re.compile(
    rf"((?:密码|口令|验证码|校验码|动态码|安全码)[^{_DIGIT}，。,.!！?？]{{0,6}})([{_DIGIT}](?:[\s\-]?[{_DIGIT}]){{2,11}})"
)


@dataclass(frozen=True)
class Masked:
    """Text that is safe to keep, and the kinds of data that were taken out of it."""

    text: str
    kinds: tuple[str, ...]


def luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812-1 that payment card numbers pass."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def resident_id(number: str) -> bool:
    """Whether 18 characters are a resident ID number with the right check digit (GB 11643)."""
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number):
        return False
    total = sum(int(d) * w for d, w in zip(number[:17], ID_WEIGHTS, strict=True))
    return ID_CHECKS[total % 11] == number[17]


def _kind(run: str) -> str | None:
    compact = re.sub(r"[\s\-.·,，]", "", run).translate(SPOKEN_DIGITS).upper()
    if resident_id(compact):
        return "id"
    if not compact.isdigit():
        return "number" if len(compact) >= 15 else None
    if 15 <= len(compact) <= 19 and luhn(compact):
        return "card"
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", compact):
        return "phone"
    # Fifteen digits and more are no amount and no phone of a branch: a number misheard.
    return "number" if len(compact) >= 12 else None


def mask(text: str) -> Masked:
    """`text` with personal numbers replaced by their kind in brackets."""
    kinds: list[str] = []

    def hide_secret(match: re.Match[str]) -> str:
        kinds.append("secret")
        return match.group(1) + LABELS["secret"]

    def hide_run(match: re.Match[str]) -> str:
        kind = _kind(match.group())
        if kind is None:
            return match.group()
        kinds.append(kind)
        return LABELS[kind]

    masked = _RUN.sub(hide_run, _SECRET.sub(hide_secret, text))
    return Masked(masked, tuple(dict.fromkeys(kinds)))
