"""`python -m robot devices`: what is there, whether it works, and what to do where it does not."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from robot import settings
from robot.checkup import listing, separately, show
from robot.checkup.trial import NAMES

PORTS = " ".join(NAMES)


def devices(
    ports: Annotated[list[str] | None, typer.Argument(help=f"只检查这些：{PORTS}")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    silent: Annotated[bool, typer.Option("--silent", help="不说测试语句")] = False,
    seconds: Annotated[float, typer.Option(min=0.2, help="听麦克风多少秒")] = 3.0,
) -> None:
    """List the devices and try each; says what to do where one does not work."""
    try:
        chosen = settings.read().devices
    except settings.SettingRefused as error:
        raise typer.BadParameter(str(error)) from error
    unknown = [port for port in ports or [] if port not in NAMES]
    if unknown:
        raise typer.BadParameter(f"没有 {'、'.join(unknown)}：{PORTS}")
    console = Console()
    present = listing.present()
    if not as_json:
        show.names(present, console)
    tried = list(separately.trials(chosen, tuple(ports or ()), seconds=seconds, silent=silent))
    if as_json:
        print(show.as_json(present, tried))
    else:
        console.print(show.table(tried))
        if not ports:
            show.verdict(tried, console)
    raise typer.Exit(1 if any(trial.state == "failed" for trial in tried) else 0)
