"""The robot's commands. This is the composition root: the one place that knows every part."""

from __future__ import annotations

import contextlib
import io
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TextIO

import httpx
import typer
from rich.console import Console

from hardware.catalogue import PRINTERS
from robot import body, doctor, model, settings
from robot.checkup import commands as checkup
from robot.client import ConversationClient
from robot.ports.faults import Fault
from robot.printing import command as printing
from robot.shell import scripted
from robot.shell.interactive import Interactive
from robot.supervisor import screen
from robot.supervisor.plan import answers, local_address
from robot.supervisor.supervisor import StartFailed, Supervisor
from robot.vosk_models import commands as vosk_models

app = typer.Typer(add_completion=False, no_args_is_help=True, help="娇娇大堂助理机器人")


def main() -> None:
    app()


def _settings() -> settings.Settings:
    try:
        return settings.read()
    except settings.SettingRefused as error:
        raise typer.Exit(_fail(str(error))) from error


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


@app.command()
def run() -> None:
    """Start the whole robot and keep it running until Ctrl-C or SIGTERM."""
    chosen = _settings()
    supervisor = Supervisor(chosen, _tell, voice=True)
    _on_signal(supervisor.request_stop)
    with _explained():
        supervisor.start()
    try:
        screen.show(chosen, Console())
        supervisor.watch()
    finally:
        _tell("正在停止 ...")
        supervisor.stop()


@app.command()
def shell(
    as_json: bool = typer.Option(False, "--json", help="一行一句输入，一行一个 JSON 输出"),
    conversation: str = typer.Option(
        scripted.KEEP, help="keep：空行前同一位客户；new：每行一位新客户；或已有对话的编号"
    ),
) -> None:
    """Talk to the robot by typing; starts what is not running."""
    if conversation != scripted.KEEP and not as_json:
        raise typer.BadParameter("--conversation 只和 --json 一起用")
    chosen = _settings()
    with (
        _explained(),
        _running(chosen),
        ConversationClient(chosen.url, chosen.device_token()) as client,
    ):
        if as_json:
            _in_utf8(sys.stdin, sys.stdout)
            failures = scripted.run(client, sys.stdin, sys.stdout, conversation)
            raise typer.Exit(1 if failures else 0)
        Interactive(client, Console(), _reader()).run()


@app.command("print")
def print_command() -> None:
    """Print tickets on the printer of JIAOJIAO_PRINTER until SIGTERM."""
    chosen = _settings()
    if not chosen.devices.printer.wanted:
        raise typer.Exit(_fail("没有设置打印机：JIAOJIAO_PRINTER，例如 network:192.0.2.9"))
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        printer = PRINTERS.open(chosen.devices.printer)
    except (Fault, ValueError) as error:
        raise typer.Exit(_fail(str(error))) from error
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    base = chosen.url if chosen.remote else f"http://{local_address(chosen)}"
    printing.run(base, chosen.device_token, printer, stop)


@app.command("doctor")
def doctor_command() -> None:
    """Name what is missing on this machine and its remedy."""
    raise typer.Exit(doctor.report(_settings(), Console()))


app.command("devices")(checkup.devices)
app.add_typer(vosk_models.app, name="model")


@app.command()
def train(force: bool = typer.Option(False, "--force", help="即使没有变化也重新训练")) -> None:
    """Train the dialogue model when it is older than its sources."""
    root = _settings().root
    with _explained():
        if force:
            model.train(root, _tell)
        else:
            model.ensure(root, _tell)


@app.command()
def voice() -> None:
    """Hear, speak and see at a branch that is running, until Ctrl-C or SIGTERM; `run` starts this, too."""
    chosen = _settings()
    if not chosen.devices.any_wanted:
        raise typer.Exit(_fail("没有要用的语音设备：见 JIAOJIAO_MICROPHONE 和 JIAOJIAO_SPEAKER。"))
    logging.basicConfig(
        level=chosen.log_level,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    # Its addresses name conversations.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    stop = threading.Event()
    _on_signal(stop.set)
    with _explained():
        body.run(chosen, stop)


def _in_utf8(*streams: TextIO) -> None:
    """Whatever the locale; bytes that are no text become U+FFFD, so that the other lines go on."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _on_signal(act: Callable[[], None]) -> None:
    """Have `act` end the command on SIGTERM and Ctrl-C."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        act()

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """What is expected to go wrong ends with its message, not with a traceback."""
    try:
        yield
    except (StartFailed, model.TrainingFailed, settings.SettingRefused) as error:
        raise typer.Exit(_fail(str(error))) from error


@contextlib.contextmanager
def _running(chosen: settings.Settings) -> Iterator[None]:
    """A running robot: the one that is there, else one started for as long as needed."""
    base = chosen.url if chosen.remote else f"http://{local_address(chosen)}"
    if answers(f"{base}/healthz")():
        _await_dialogue(base)
        yield
        return
    if chosen.remote:
        raise StartFailed(f"{chosen.url} 没有回应：请检查 JIAOJIAO_URL 和网络。")
    supervisor = Supervisor(chosen, _tell)
    supervisor.start()
    try:
        yield
    finally:
        supervisor.stop()


def _await_dialogue(base: str) -> None:
    """A robot that is just starting gets half a minute to finish."""
    deadline = time.monotonic() + 30.0
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{base}/readyz", timeout=2.0, trust_env=False).status_code == 200:
                return
        time.sleep(0.3)


def _reader() -> Callable[[], str]:
    """A line editor with history when there is a terminal, plain input otherwise."""
    if not sys.stdin.isatty():
        return input
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession("您   ")
    return session.prompt
