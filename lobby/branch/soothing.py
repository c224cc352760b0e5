"""What is offered to a customer who still has long to wait."""

from __future__ import annotations

MACHINE = "machine"
"""Only where a machine does business of the customer's queue."""
LONGEST_LABEL = 12
LONGEST_TEXT = 40
MOST = 6


def faults(offers: object) -> list[str]:
    """What is wrong with `Branch.soothing_offers`, in Chinese; empty when all is well."""
    if not isinstance(offers, list) or not all(isinstance(row, dict) for row in offers):
        return ["按钮应当是一组条目。"]
    found = [f"最多 {MOST} 个按钮。"] if len(offers) > MOST else []
    for number, row in enumerate(offers, start=1):
        for key, longest in (("label", LONGEST_LABEL), ("text", LONGEST_TEXT)):
            value = row.get(key)
            if not isinstance(value, str) or not value.strip() or len(value) > longest:
                found.append(f"第 {number} 个按钮的 {key} 要有 1 到 {longest} 个字。")
        if row.get("only") not in (None, MACHINE):
            found.append(f"第 {number} 个按钮的 only 只能是 {MACHINE}。")
        unknown = sorted(set(row) - {"label", "text", "only"})
        if unknown:
            found.append(f"第 {number} 个按钮有不认识的项目 {'、'.join(unknown)}。")
    return found
