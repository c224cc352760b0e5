"""Rules for products that need no database."""

from __future__ import annotations

SPEECH_LIMIT = 60
"""Characters that the robot says at once."""


def warns(disclaimer: str) -> bool:
    """Whether a disclaimer says the two things that it must: no deposit, and risk."""
    return ("非存款" in disclaimer or "不是存款" in disclaimer) and "产品有风险" in disclaimer


def fact_faults(facts: object, attributes: set[str]) -> list[str]:
    """What is wrong with `Product.facts`; empty when all is well."""
    if not isinstance(facts, list):
        return ["要点应当是一组条目。"]
    found: list[str] = []
    for number, fact in enumerate(facts, start=1):
        if not isinstance(fact, dict) or set(fact) != {"attribute", "text", "speech"}:
            found.append(f"第 {number} 条要点应当有且只有 attribute、text、speech。")
        elif fact["attribute"] not in attributes:
            found.append(f"第 {number} 条要点的属性 {fact['attribute']} 不存在。")
        elif not all(
            isinstance(fact[key], str) and fact[key].strip() for key in ("text", "speech")
        ):
            found.append(f"第 {number} 条要点的屏幕文字和口播都要填写。")
        elif len(fact["speech"]) > SPEECH_LIMIT:
            length = len(fact["speech"])
            found.append(f"第 {number} 条要点的口播有 {length} 个字，最多 {SPEECH_LIMIT} 个字。")
    return found
