"""Which of several sums counts: 二十万起是吧我手头有三十万 is about thirty, 总价三百万贷一百二十万 about the loan."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

Span = tuple[int, int]
"""[start, end) in the normalised text."""

_ABOUT = r"(?:大概|大约|差不多|将近|不到|也就|就|是|了|着|个|款|的)*,?$"
_OWN = re.compile(
    rf"(?:手[头里上边](?:还|就|正好|刚好)?有|[我咱俺们家](?:还|就|只|现在|正好|刚好)?有|攒|凑|余额){_ABOUT}"
)
_IN_ALL = re.compile(rf"(?:一共|总共|加起来|合起来|合计|拢共){_ABOUT}")
_BORROWED = re.compile(rf"(?:贷款?|借|按揭){_ABOUT}")
_MOVED = re.compile(rf"(?:取|存|转|汇|拿出?|放|买){_ABOUT}")
_FLOOR_AFTER = re.compile(r"[块元]?(?:起(?!来)|以上|的?门槛)")
_FLOOR_BEFORE = re.compile(
    rf"(?:起点|起存|起步|门槛|最低|最少|至少|得要|得有|(?<![我想])要){_ABOUT}"
)
_PRICE = re.compile(r"(?:总价|房价|首付|全款|房子|房款|车价|车子|价格|卖)[^,]{0,4}$")


def besides(text: str, sums: Sequence[Span]) -> Collection[Span]:
    """Those of `sums` that only tell of the one that counts; none where they are of equal weight.

    A total takes the place of its parts, money at hand that of a minimum (二十万起), a sum to be moved
    that of all there is (我有五万想取三万), a loan that of the price and of what is paid down.
    """
    if len(sums) < 2:
        return ()
    for counts, is_condition in _RULES:
        counting = [span for span in sums if counts.search(text[: span[0]])]
        beside = [s for s in sums if s not in counting and is_condition(text, s, counting)]
        if beside:
            return beside
    return ()


def _is_part(text: str, span: Span, totals: Sequence[Span]) -> bool:
    return any(span < total for total in totals)


def _is_held(text: str, span: Span, moved: Sequence[Span]) -> bool:
    return bool(moved) and _OWN.search(text[: span[0]]) is not None


def _is_floor(text: str, span: Span, own: Sequence[Span]) -> bool:
    start, end = span
    asked = _FLOOR_AFTER.match(text[end:]) or _FLOOR_BEFORE.search(text[:start])
    return bool(own) and asked is not None


def _is_price(text: str, span: Span, borrowed: Sequence[Span]) -> bool:
    return bool(borrowed) and _PRICE.search(text[: span[0]]) is not None


_RULES = ((_IN_ALL, _is_part), (_OWN, _is_floor), (_MOVED, _is_held), (_BORROWED, _is_price))
"""What marks the sum that counts, and which of the others are only its conditions."""
