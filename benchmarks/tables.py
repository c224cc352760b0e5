"""Measured figures side by side, with ratios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure of both sides, in the same unit."""

    name: str
    unit: str
    ours: float
    theirs: float


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; `share` between 0 and 1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def markdown(rows: Sequence[Row], ours: str, theirs: str) -> str:
    """A Markdown table; the ratio is ours divided by theirs."""
    lines = [f"| figure | {ours} | {theirs} | ratio |", "|---|---|---|---|"]
    for row in rows:
        ratio = f"{row.ours / row.theirs:.2f}" if row.theirs else "-"
        lines.append(f"| {row.name} ({row.unit}) | {row.ours:.1f} | {row.theirs:.1f} | {ratio} |")
    return "\n".join(lines)
