"""The evaluation as text for a terminal and as one HTML file that needs nothing beside it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

from benchmarks.figures import Figures
from benchmarks.metrics import Score

Table = tuple[str, list[str], list[list[str]]]
"""Heading, column names, rows."""


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


HEADLINES: dict[str, Callable[[Figures], str]] = {
    "utterances": lambda f: str(f.count),
    "intent accuracy": lambda f: _percent(f.intent_accuracy),
    "intent macro-F1": lambda f: _percent(f.macro_f1),
    "entity precision": lambda f: _percent(f.entity.precision),
    "entity recall": lambda f: _percent(f.entity.recall),
    "entity F1 (micro)": lambda f: _percent(f.entity.f1),
    "FAQ questions": lambda f: str(f.faq_count),
    "FAQ top-1": lambda f: _percent(f.faq_top1),
    "FAQ top-3": lambda f: _percent(f.faq_top3),
    "FAQ mean reciprocal rank": lambda f: f"{f.faq_mrr:.3f}",
    "FAQ answered right at once": lambda f: _percent(f.faq_answered),
    "FAQ answered wrong at once": lambda f: _percent(f.faq_misled),
    "others answered with an FAQ": lambda f: _percent(f.faq_intruded),
    "out-of-scope recall": lambda f: _percent(f.out_of_scope_recall),
    "in-scope rejects": lambda f: _percent(f.false_rejects),
    "calibration error": lambda f: f"{f.calibration_error:.3f}",
    "parse p50": lambda f: f"{f.p50_ms:.1f} ms",
    "parse p95": lambda f: f"{f.p95_ms:.1f} ms",
}


def tables(readings: Mapping[str, Figures], most: int = 40) -> list[Table]:
    """Headlines of all readings; then of the first one intents, entities, refusals, confusions (`most` pairs)."""
    name, first = next(iter(readings.items()))
    return [
        (
            "All utterances",
            ["figure", *readings],
            [[line, *(tell(f) for f in readings.values())] for line, tell in HEADLINES.items()],
        ),
        (f"Intents, {name}", *_scores("intent", first.intents)),
        (f"Entities, {name}", *_scores("type", first.entities)),
        (
            f"Refusing below a confidence, {name}",
            ["below", "out-of-scope recall", "in-scope rejects"],
            [
                [f"{p.threshold:.2f}", _percent(p.recall), _percent(p.false_rejects)]
                for p in first.refusals
            ],
        ),
        (
            f"Confusions, {name}",
            ["meant", "understood", "count"],
            [[a, b, str(count)] for (a, b), count in first.confusions[:most]],
        ),
    ]


def text(each: Table) -> str:
    """A table in columns; the first is left-aligned."""
    heading, names, rows = each
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [names, *rows]
    ]
    return "\n".join([heading, *lines, ""])


def html(notes: Sequence[str], parts: Sequence[Table], pictures: Sequence[Path]) -> str:
    """One page; pictures are embedded."""
    body = [f"<p>{escape(note)}</p>" for note in notes]
    body.append(_table(parts[0]))
    for picture in pictures:
        data = base64.b64encode(picture.read_bytes()).decode()
        body.append(f'<img alt="{escape(picture.stem)}" src="data:image/png;base64,{data}">')
    body += [_table(part) for part in parts[1:]]
    return _PAGE.replace("BODY", "\n".join(body))


def _scores(kind: str, by_label: Mapping[str, Score]) -> tuple[list[str], list[list[str]]]:
    names = [kind, "precision", "recall", "F1", "meant", "understood", "right"]
    rows = [
        [
            label,
            _percent(s.precision),
            _percent(s.recall),
            _percent(s.f1),
            str(s.meant),
            str(s.guessed),
            str(s.right),
        ]
        for label, s in by_label.items()
    ]
    return names, rows


def _table(each: Table) -> str:
    heading, names, rows = each
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<h2>{escape(heading)}</h2><table><tr>{head}</tr>{lines}</table>"


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>What the robot understands</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } th, td { padding: .15rem .7rem; border-bottom: 1px solid #ddd }
td:not(:first-child), th:not(:first-child) { text-align: right } th { font-weight: 600 }
td:first-child, th:first-child { text-align: left } img { max-width: 100%; display: block }
</style>
<h1>What the robot understands</h1>
BODY
</html>
"""
