"""Statistics as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from lobby.tickets.models import Pause
from lobby.tickets.statistics import productivity
from lobby.tickets.statistics.measures import Summary, Tally
from lobby.tickets.statistics.tables import Table

BOM = "\ufeff"
"""Without it Excel takes Chinese for another encoding."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would compute instead of show."""

GROUP_NAMES = {
    "service": "业务",
    "counter": "窗口",
    "class": "客户优先级",
    "hour": "钟点",
    "day": "日期",
    "teller": "员工",
}
COUNTS = {
    "arrivals": "取号",
    "called": "叫号",
    "recalls": "重呼",
    "served": "办完",
    "no_shows": "过号",
    "abandoned": "离开",
}
DURATIONS = {"wait": "等候", "walk": "走到窗口", "service": "办理"}
FIGURES = {"count": "次数", "mean_min": "平均", "p50_min": "中位", "p90_min": "九成以内"}


def tally_body(tally: Tally) -> dict[str, Any]:
    counts = {name: getattr(tally, name) for name in COUNTS}
    return counts | {name: asdict(getattr(tally, name)) for name in DURATIONS}


def table_body(table: Table) -> dict[str, Any]:
    return {
        "since": table.days.since.isoformat(),
        "until": table.days.until.isoformat(),
        "by": table.by,
        "rows": [{"key": row.key, "name": row.name, **tally_body(row.tally)} for row in table.rows],
        "total": tally_body(table.total),
    }


def use_body(row: productivity.Row) -> dict[str, Any]:
    use = row.use
    return {
        "key": row.key,
        "name": row.name,
        "served": use.served,
        "open_min": round(use.open_min, 1),
        "serving_min": round(use.serving_min, 1),
        "walk_min": round(use.walk_min, 1),
        "missed_min": round(use.missed_min, 1),
        "idle_min": round(use.idle_min, 1),
        "paused_min": round(sum(use.paused_min.values()), 1),
        "pauses": [
            {"pause": pause.value, "name": str(pause.label), "minutes": round(minutes, 1)}
            for pause in Pause
            if (minutes := use.paused_min.get(pause.value))
        ],
        "busy_share": None if use.busy_share is None else round(use.busy_share, 3),
        "served_per_hour": None if use.served_per_hour is None else round(use.served_per_hour, 1),
    }


def table_csv(table: Table) -> str:
    head = [
        GROUP_NAMES[table.by],
        "名称",
        *COUNTS.values(),
        *(f"{what}{figure}" for what in DURATIONS.values() for figure in _FIGURE_NAMES),
    ]
    rows = [[row.key, row.name, *_cells(row.tally)] for row in table.rows]
    return _csv([head, *rows, ["合计", "", *_cells(table.total)]])


def productivity_csv(rows: Iterable[productivity.Row], by: str) -> str:
    head = [
        GROUP_NAMES[by],
        "名称",
        "办完",
        "开放（分钟）",
        "办理（分钟）",
        "等客户走来（分钟）",
        "等过号客户（分钟）",
        "空闲（分钟）",
        "暂停（分钟）",
        *(f"暂停：{pause.label}（分钟）" for pause in Pause),
        "办理占比",
        "每小时办完",
    ]
    lines: list[list[Any]] = [head]
    for row in rows:
        body = use_body(row)
        pauses = {entry["pause"]: entry["minutes"] for entry in body["pauses"]}
        lines.append(
            [
                *(body[name] for name in ("key", "name", "served", "open_min", "serving_min")),
                *(body[name] for name in ("walk_min", "missed_min", "idle_min", "paused_min")),
                *(pauses.get(pause.value, 0) for pause in Pause),
                _blank(body["busy_share"]),
                _blank(body["served_per_hour"]),
            ]
        )
    return _csv(lines)


_FIGURE_NAMES = [name if key == "count" else f"{name}（分钟）" for key, name in FIGURES.items()]


def _cells(tally: Tally) -> list[Any]:
    cells: list[Any] = [getattr(tally, name) for name in COUNTS]
    for what in DURATIONS:
        found: Summary = getattr(tally, what)
        cells += [_blank(getattr(found, figure)) for figure in FIGURES]
    return cells


def _blank(value: Any) -> Any:
    return "" if value is None else value


def _csv(rows: Sequence[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return BOM + out.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
