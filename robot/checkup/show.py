"""Trials on the terminal, as a table or as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from robot.checkup.listing import Present
from robot.checkup.trial import Trial

CHOOSING = "JIAOJIAO_MICROPHONE=sounddevice:名字里的几个字；扬声器用 JIAOJIAO_SPEAKER"
ABILITIES = {
    "听客户说话": ("microphone", "speech_detector", "recognizer"),
    "开口说话": ("synthesizer", "speaker"),
    "看见来人": ("camera", "sight"),
}
"""What a robot is for, and the ports that it needs for that."""
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
        shown.add_row(trial.name, trial.driver, STATES[trial.state], _lines(trial))
    return shown


def _lines(trial: Trial) -> str:
    """What is wrong, and on a line of its own what mends it: a command is copied from there."""
    what, colon, remedy = trial.detail.rpartition("：")
    if trial.state != "failed" or not colon:
        return escape(trial.detail)
    return escape(f"{what}\n→ {remedy}")


def names(present: Present, console: Console) -> None:
    """What there is to choose from."""
    if present.problem:
        console.print(present.problem, markup=False)
    for title, found in (
        ("找到的麦克风", present.microphones),
        ("找到的扬声器", present.speakers),
        ("找到的摄像头", present.cameras),
    ):
        console.print(f"{title}：{'、'.join(found) or '没有'}", markup=False)
    if present.microphones or present.speakers:
        console.print(f"要换设备：{CHOOSING}", markup=False, soft_wrap=True)


def verdict(trials: Iterable[Trial], console: Console) -> None:
    """What customers can do with this robot as it is."""
    states = {trial.port: trial for trial in trials}
    console.print("打字和触摸：不受设备影响", markup=False)
    for ability, ports in ABILITIES.items():
        needed = [states[port] for port in ports]
        broken = "、".join(trial.name for trial in needed if trial.state == "failed")
        if any(trial.state == "off" for trial in needed):
            console.print(f"{ability}：停用", markup=False)
        else:
            console.print(
                f"{ability}：" + (f"不能，先修好{broken}" if broken else "可以"), markup=False
            )
