"""The branch's notices: which of them hold on a day, and what is wrong with one."""

from __future__ import annotations

from datetime import date
from typing import Any

LEVELS = ("info", "warning", "alert")
SPEECH_LIMIT = 60


def today(notices: object, day: date) -> list[dict[str, str]]:
    """Those of `Branch.notices` that hold on the day, each {title, text, speech, level}."""
    rows = notices if isinstance(notices, list) else []
    return [
        {
            "title": row["title"],
            "text": row["text"],
            "speech": row.get("speech") or row["title"],
            "level": row.get("level") or "info",
        }
        for row in rows
        if (row.get("since") or "") <= day.isoformat() <= (row.get("until") or "9999")
    ]


def faults(notices: object) -> list[str]:
    """What is wrong, in Chinese; empty when all is well."""
    if not isinstance(notices, list):
        return ["公告应当是一组条目。"]
    found: list[str] = []
    for number, row in enumerate(notices, start=1):
        if not isinstance(row, dict):
            found.append(f"第 {number} 条公告应当是一个条目。")
        else:
            found += [f"第 {number} 条公告{fault}" for fault in _row_faults(row)]
    return found


def _row_faults(row: dict[str, Any]) -> list[str]:
    found = [f"缺少 {key}。" for key in ("title", "text") if not _is_text(row.get(key))]
    if row.get("speech") and (not _is_text(row["speech"]) or len(row["speech"]) > SPEECH_LIMIT):
        found.append(f"的 speech 最多 {SPEECH_LIMIT} 个字。")
    if row.get("level", "info") not in LEVELS:
        found.append(f"的 level 应当是 {'、'.join(LEVELS)} 之一。")
    for key in ("since", "until"):
        if row.get(key):
            try:
                date.fromisoformat(row[key])
            except (TypeError, ValueError):
                found.append(f"的 {key} 应当是日期，例如 2026-10-01。")
    unknown = sorted(set(row) - {"title", "text", "speech", "level", "since", "until"})
    return found + ([f"有不认识的项目 {'、'.join(unknown)}。"] if unknown else [])


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
