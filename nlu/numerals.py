"""Chinese and Arabic numerals as people say them: 三万五, 3.5万, 一百二, 两千来, 十几万, 1千2."""

from __future__ import annotations

import re
from fractions import Fraction

DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
    "俩": 2,
    "幺": 1,
    "仨": 3,
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "w": 10**4, "k": 1000}
_VAGUE = "几来多把余"
NUMERAL = r"[零〇一二两三四五六七八九十百千万亿俩仨幺\d]"
"""One character of a spoken numeral, as a regular expression."""
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九俩仨幺]|[十百千万亿wk]|[几来多把余点]")


def value_of(spoken: str) -> Fraction | None:
    """The number that `spoken` stands for, or None when it is not one numeral from end to end.

    A last digit after a unit counts in the next lower one (三万五 = 35000, 一百二 = 120) unless 零
    stands before it (一百零二 = 102). Vague words give the lower bound: 十几万 = 100000,
    两千来 = 2000, 五六万 = 50000, 两三千 = 2000, 万把 = 10000, 两万多点 = 20000, 千八百 = 800,
    百十来 = 110; "几万" alone names no number.
    """
    tokens = _TOKEN.findall(spoken)
    if not tokens or "".join(tokens) != spoken:
        return None
    if tokens[-1] == "点" and tokens[-2:-1] and tokens[-2] in _VAGUE:
        tokens = tokens[:-1]  # 两万多点: a little more than that
    if "点" in tokens:
        tokens = _join_decimal(tokens)
    return _evaluate(tokens) if tokens else None


def digits_of(spoken: str) -> str | None:
    """The digits of a string spoken one by one ("零一二" -> "012"), or None when it is not that."""
    found = [str(DIGITS[char]) if char in DIGITS else char for char in spoken]
    return "".join(found) if found and all(len(c) == 1 and c.isdigit() for c in found) else None


def _join_decimal(tokens: list[str]) -> list[str]:
    """三点五万 -> 3.5万; an empty list when the point is misplaced."""
    if tokens.count("点") != 1:
        return []
    point = tokens.index("点")
    end = point + 1
    while end < len(tokens) and (tokens[end] in DIGITS or tokens[end].isdigit()):
        end += 1
    whole = _evaluate(tokens[:point])
    decimals = digits_of("".join(tokens[point + 1 : end]))
    if whole is None or whole.denominator != 1 or not decimals:
        return []
    return [f"{whole}.{decimals}", *tokens[end:]]


def _of_nearly(tokens: list[str]) -> list[str]:
    """千把 as 一千把, 千八百 as 八百, 百十来 as 一百一十来; an empty list for what is no such number."""
    lower = {"百": "十", "千": "百", "万": "千"}[tokens[0]]
    if tokens[1:] in (["把"], ["来"], ["多"]):
        return ["一", *tokens]
    if tokens[1] in "五六七八九" and tokens[2:3] == [lower]:
        return tokens[1:]
    return ["一", *tokens] if tokens[:2] == ["百", "十"] else []


def _evaluate(tokens: list[str]) -> Fraction | None:
    if tokens[0] == "几":
        return None
    if tokens[0] in ("万", "千", "百") and tokens[1:]:
        tokens = _of_nearly(tokens)
    elif tokens[0] == "万":
        tokens = []
    if not tokens:
        return None
    if len(tokens) > 1 and all(token in DIGITS for token in tokens):
        spelt = digits_of("".join(tokens))
        return Fraction(spelt) if spelt and spelt[0] != "0" else None
    total, section, number = Fraction(0), Fraction(0), None
    last_unit, after_zero = 0, False
    for index, token in enumerate(tokens):
        following = tokens[index + 1 : index + 2]
        if token in _VAGUE:
            continue
        if number and token in DIGITS and following and following[0] in _UNITS:
            continue  # 五六万: the lower bound
        if number and token in DIGITS and not following and last_unit >= 100 and not after_zero:
            continue  # 一万五六: the lower bound
        if token in _UNITS:
            unit = _UNITS[token]
            if unit >= 10**4:
                base = section + (number or 0)
                if not base:
                    return None
                if unit > 10**4 or total % (10**8) == 0:
                    total = (total + base) * unit if unit == 10**8 else total + base * unit
                else:
                    return None
                section = Fraction(0)
            else:
                if number is None and unit > 100:
                    return None
                section += (Fraction(1) if number is None else number) * unit
            number, last_unit, after_zero = None, unit, False
        elif DIGITS.get(token) == 0:
            after_zero = True
            number = Fraction(0) if number is None and not last_unit else number
        else:
            if number:
                return None
            number = Fraction(DIGITS[token]) if token in DIGITS else Fraction(token)
    if number is None:
        return total + section
    colloquial = last_unit >= 100 and not after_zero and number < 10 and number.denominator == 1
    return total + section + (number * last_unit / 10 if colloquial else number)
