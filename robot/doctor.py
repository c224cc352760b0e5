"""What this machine has and lacks, and how to get what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from hardware import probes
from robot import model
from robot.checkup import listing, separately, show
from robot.ports.remedies import remedy
from robot.settings import Settings
from robot.supervisor import ports

LISTEN_SECONDS = 3.0
"""How long the microphone is listened to."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for."""

    name: str
    present: bool
    detail: str
    remedy: str
    optional: bool
    """Without an optional thing the robot still answers by text and touch."""


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything that can be looked at without starting anything."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        "Python 3.10", sys.version_info[:2] == (3, 10), version, remedy("packages"), optional=False
    )
    current = model.is_current(settings.root)
    yield Finding(
        "对话模型", current, "最新" if current else "缺失或已过时", "make train", optional=False
    )
    for probe in probes.all_probes(Path(settings.devices.recognizer.device)):
        yield Finding(probe.name, probe.present, probe.detail, probe.remedy, optional=True)


def report(settings: Settings, console: Console) -> int:
    """Print all findings and try every device; 0 when text and touch can work, else 1."""
    findings = [each for each in examine(settings) if not each.optional]
    table = Table(title="娇娇体检", show_lines=False)
    for column in ("项目", "状态", "情况", "补救"):
        table.add_column(column, overflow="fold")
    for finding in findings:
        state, remedy = ("[green]有[/]", "") if finding.present else ("[red]缺[/]", finding.remedy)
        table.add_row(finding.name, state, finding.detail, remedy)
    console.print(table)
    show.names(listing.present(), console)
    tried = list(separately.trials(settings.devices, (), seconds=LISTEN_SECONDS, silent=False))
    console.print(show.table(tried))
    show.verdict(tried, console)
    busy = ports.taken(settings)
    if busy:
        console.print(busy)
    return 0 if all(finding.present for finding in findings) else 1
