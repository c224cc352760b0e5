"""Which of the values found in a sentence were meant: the longer over the shorter, the last over a slip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nlu.corrections import takes_back

_RANK = {"spelling": 0, "split": 1, "sound": 2}
_HIDDEN_IN = {
    "place": {"business", "product_category", "attribute"},
    "business": {"place"},
    "facility": {"place"},
    "product_category": {"business", "attribute", "risk_level"},
    "attribute": {"product_category", "risk_level", "place"},
    "risk_level": {"attribute", "product_category"},
}
"""What goes when it lies strictly inside a value of the named entity: 存款 in 定期存款 is no business."""
_PARTS_OF_NAMES = {("safe_box", "insurance"), ("digital_rmb", "CNY")}
"""保险 in 保险箱 and 人民币 in 数字人民币 are parts of a name."""
_WEAK = frozenset({"存款"})
"""Names a thing as often as a business, so it gives way to any other business."""
_COMPANY = re.compile(
    r"公司|企业|执照|法人|公章|对公|公户|公账|单位|会计|出纳|厂里|我们店|货款|工程款|工商户"
)
_HOW = re.compile(r"(?:怎么|怎样|咋|咋个|如何|学着?|会|该怎么|来)$")
_ADVICE = re.compile(r"建议|规划|方案|顾问|经理|意见")
_SAFE = re.compile(r"(?:[放存搁摆](?:哪[里儿]?|在?哪里|啥地方|银行|家里)|最|更|比较|稳当)$")
_SAFER = re.compile(r"(?:一?[点些]儿?|不保险|系数)")
"""放哪里保险, 保险一点: safe, no insurance."""
_FIXTURES = frozenset({"椅子", "凳子", "插座", "插线板", "热水", "开水"})
_HARM = re.compile(r"[砸泼浇烫摔抄]|着火|冒[烟火黑白]|火[花星]|漏电|触电|烧|压着|倒了")
"""拿凳子砸人, 开水浇腿上: a thing that did harm, no place to go to."""
_OF_COMPANIES = {
    "card_opening": "corporate_account",
    "account_closure": "corporate_account",
    "transfer": "corporate_transfer",
}
"""The same business, done for a company: 开户, but not 工资卡."""


@dataclass(frozen=True)
class Found:
    """One value in [start, end) of the normalised text; how: spelling, sound or split."""

    entity: str
    value: str
    start: int
    end: int
    how: str

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Found) -> bool:
        return self.start < other.end and other.start < self.end


def meant(text: str, candidates: Iterable[Found]) -> tuple[Found, ...]:
    """Those of `candidates` that the sentence means, in order, each value once."""
    ordered = sorted(candidates, key=lambda f: (_RANK[f.how], -f.length, f.start))
    kept: list[Found] = []
    for found in ordered:
        if not any(_rules_out(other, found) for other in kept):
            kept.append(found)
    kept = [found for found in kept if not any(_hides(other, found) for other in kept)]
    kept = [found for found in _without_weak(text, kept) if not _is_other_than(text, found)]
    kept.sort(key=lambda found: (found.start, found.end))
    kept = corrected(text, kept)
    kept = [_for_company(text, found) for found in kept]
    once: dict[tuple[str, str], Found] = {}
    for found in kept:
        once.setdefault((found.entity, found.value), found)
    return tuple(once.values())


def corrected(text: str, found: Sequence[Found]) -> list[Found]:
    """Without what the customer takes back: "八万不对是九万" means 九万. `found` is in order."""
    stay = []
    for number, first in enumerate(found):
        following = next((f for f in found[number + 1 :] if f.entity == first.entity), None)
        if following is not None and takes_back(text[first.end : following.start]):
            continue
        stay.append(first)
    return stay


def _rules_out(other: Found, found: Found) -> bool:
    if not other.overlaps(found):
        return False
    if other.entity == found.entity:
        return True
    return found.how == "sound" and other.how != "sound" and other.length >= found.length


def _hides(other: Found, found: Found) -> bool:
    return (
        (
            found.entity in _HIDDEN_IN.get(other.entity, ())
            or (other.value, found.value) in _PARTS_OF_NAMES
        )
        and other.start <= found.start
        and found.end <= other.end
        and other.length > found.length
    )


def _without_weak(text: str, kept: list[Found]) -> list[Found]:
    if sum(found.entity == "business" for found in kept) < 2:
        return kept
    return [
        found
        for found in kept
        if found.entity != "business" or text[found.start : found.end] not in _WEAK
    ]


def _is_other_than(text: str, found: Found) -> bool:
    """Whether the word says something else here than the name of what was found."""
    word, before, after = text[found.start : found.end], text[: found.start], text[found.end :]
    if word == "理财":  # 怎么理财, 理财建议: looking after one's money, no category of products
        return bool(_HOW.search(before) or _ADVICE.match(after))
    if word == "保险":
        return bool(_SAFE.search(before) or _SAFER.match(after))
    if word in _FIXTURES:
        return bool(_HARM.search(text))
    return False


def _for_company(text: str, found: Found) -> Found:
    value = _OF_COMPANIES.get(found.value) if found.entity == "business" else None
    if value is None or "卡" in text[found.start : found.end] or not _COMPANY.search(text):
        return found
    return replace(found, value=value)
