"""Trials on the terminal, as a table or as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from robot.checkup.listing import Present
from robot.checkup.trial import Trial

STATES = {"works": "[green]正常[/]", "failed": "[yellow]不能用[/]", "off": "[dim]停用[/]"}


def as_json(present: Present, trials: Iterable[Trial]) -> str:
    """Everything as one document: {"present": {...}, "devices": [...], "ok": bool}."""
    tried = list(trials)
    body = {
        "present": asdict(present),
        "devices": [trial.body() for trial in tried],
        "ok": all(trial.state != "failed" for trial in tried),
    }
    return json.dumps(body, ensure_ascii=False, indent=1)


def table(trials: Iterable[Trial]) -> Table:
    shown = Table(title="设备检查")
    for column in ("设备", "驱动", "状态", "情况与补救"):
        shown.add_column(column, overflow="fold")
    for trial in trials:
        shown.add_row(trial.name, trial.driver, STATES[trial.state], trial.detail)
    return shown


def names(present: Present, console: Console) -> None:
    """What there is to choose from."""
    if present.problem:
        console.print(present.problem, markup=False)
    for title, found in (
        ("可选麦克风", present.microphones),
        ("可选扬声器", present.speakers),
        ("可选摄像头", present.cameras),
    ):
        console.print(f"{title}：{'、'.join(found) or '无'}", markup=False)
