"""`python -m robot model fetch | check`."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TransferSpeedColumn

from hardware.recognizers import vosk_model
from robot import settings
from robot.ports.faults import RecognizerFault
from robot.vosk_models.archives import KNOWN
from robot.vosk_models.faults import FetchFailed
from robot.vosk_models.fetch import fetch, present

app = typer.Typer(no_args_is_help=True, help="语音识别模型")
NAMES = "、".join(KNOWN)


def _folder(given: Path | None) -> Path:
    """Where the robot looks for its model."""
    if given is not None:
        return given
    try:
        return Path(settings.read().devices.recognizer.device)
    except settings.SettingRefused as error:
        raise typer.BadParameter(str(error)) from error


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@app.command("fetch")
def fetch_command(
    name: Annotated[str, typer.Argument(help=f"模型：{NAMES}")] = "cn",
    folder: Annotated[Path | None, typer.Option(help="放到哪里")] = None,
    archive: Annotated[Path | None, typer.Option(help="用已下载好的 zip 文件")] = None,
    url: Annotated[str | None, typer.Option(help="另一个下载地址，如内网镜像")] = None,
    sha256: Annotated[str | None, typer.Option(help="另一个 SHA-256")] = None,
    size: Annotated[int | None, typer.Option(min=1, help="另一个大小（字节）")] = None,
    force: Annotated[bool, typer.Option("--force", help="已有模型也重新安装")] = False,
) -> None:
    """Fetch the vendor's model, check size and SHA-256, unpack it and load it once."""
    if name not in KNOWN:
        raise typer.BadParameter(f"没有 {name}：{NAMES}")
    known = KNOWN[name]
    wanted = replace(
        known,
        url=url or known.url,
        sha256=(sha256 or known.sha256).lower(),
        size=size or known.size,
    )
    target = _folder(folder)
    if present(target) and not force:
        _tell(f"{target} 里已有模型。重新安装用 --force")
        return
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn())
    try:
        with Progress("{task.description}", *columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(wanted.name, total=wanted.size)

            def progress(there: int, total: int) -> None:
                bar.update(task, completed=there, total=total)

            fetch(wanted, target, progress, local=archive)
    except FetchFailed as failure:
        _tell(failure.message)
        raise typer.Exit(1) from failure
    _tell(f"模型已装好：{target}")


@app.command("check")
def check_command(
    path: Annotated[Path | None, typer.Argument(help="模型的文件夹，默认机器人所用的")] = None,
) -> None:
    """Look at a model's files and load it once, in a process of its own."""
    folder = _folder(path)
    began = time.monotonic()
    try:
        model = vosk_model.find(folder)
        vosk_model.try_out(model)
    except RecognizerFault as fault:
        _tell(fault.message)
        raise typer.Exit(1) from fault
    grammar = "可以限定词句" if model.takes_grammar else "不能限定词句"
    took = time.monotonic() - began
    print(f"{model.folder}：完整，{model.bytes / 1e6:.1f} MB，{grammar}，{took:.1f} 秒载入")
