"""Which processes make a robot, and how each shows that it is ready."""

from __future__ import annotations

import sys
from collections.abc import Callable

import httpx

from robot.model import model_path
from robot.settings import Settings
from robot.supervisor.child import Spec


def answers(url: str) -> Callable[[], bool]:
    """A probe: true when `url` answers 200 within half a second."""

    def probe() -> bool:
        try:
            return httpx.get(url, timeout=0.5, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    return probe


def processes(settings: Settings, voice: bool = False) -> tuple[Spec, ...]:
    """The processes of one robot, in the order in which they are started; the last is `voice`.

    Rasa takes longest to import, so it is started first; it needs neither of the others to load.
    """
    dialogue_port = str(settings.dialogue_port)
    actions_port = str(settings.actions_port)
    common = (
        ("JIAOJIAO_VAR", str(settings.var)),
        ("JIAOJIAO_PORT", str(settings.port)),
        ("JIAOJIAO_HOST", settings.host),
        ("JIAOJIAO_DIALOGUE_URL", settings.dialogue_url),
        ("JIAOJIAO_ACTIONS_PORT", actions_port),
    )
    python = sys.executable
    # JIAOJIAO_URL may be the branch's public address, for QR codes and other machines. The parts on this
    # machine take the short way to lobby, which needs neither proxy, certificate nor name server.
    beside_lobby = (("JIAOJIAO_URL", f"http://{local_address(settings)}"), *common)
    # Rasa and the action server have no authentication of their own: loopback only.
    loopback = "127.0.0.1"
    return (
        Spec(
            "dialogue",
            (
                python,
                "-m",
                "nlu.serving",
                "run",
                "--interface",
                loopback,
                "--port",
                dialogue_port,
                "--model",
                str(model_path(settings.root)),
                "--endpoints",
                "endpoints.yml",
                "--credentials",
                "credentials.yml",
            ),
            answers(f"{settings.dialogue_url}/webhooks/turn/ready"),
            extra_environment=beside_lobby,
        ),
        Spec(
            "actions",
            (python, "-m", "rasa_sdk", "--actions", "actions", "--port", actions_port),
            answers(f"http://{loopback}:{actions_port}/health"),
            extra_environment=(
                *beside_lobby,
                ("SANIC_HOST", loopback),
                ("ACTION_SERVER_SANIC_WORKERS", "1"),
            ),
        ),
        Spec(
            "lobby",
            (
                python,
                "-m",
                "uvicorn",
                "lobby.asgi:application",
                "--ws",
                "none",
                "--host",
                settings.host,
                "--port",
                str(settings.port),
                "--no-access-log",
                "--log-level",
                "warning",
                "--timeout-graceful-shutdown",
                "3",
                "--no-proxy-headers",
                "--no-server-header",
            ),
            answers(f"http://{local_address(settings)}/healthz"),
            start_within=60.0,
            extra_environment=(("JIAOJIAO_URL", settings.url), *common),
        ),
        *(_voice(beside_lobby) if voice and settings.devices.any_wanted else ()),
        *_printer(settings, beside_lobby),
    )


def _voice(environment: tuple[tuple[str, str], ...]) -> tuple[Spec, ...]:
    """The voice loop. It waits for devices that are missing, so that it runs is all that can be asked."""
    command = (sys.executable, "-m", "robot", "voice")
    return (Spec("voice", command, lambda: True, extra_environment=environment, afterwards=True),)


def _printer(settings: Settings, environment: tuple[tuple[str, str], ...]) -> tuple[Spec, ...]:
    """The process that prints, where there is a printer; it waits for lobby by itself."""
    if not settings.devices.printer.wanted:
        return ()
    command = (sys.executable, "-m", "robot", "print")
    return (Spec("printer", command, lambda: True, extra_environment=environment, afterwards=True),)


def local_address(settings: Settings) -> str:
    """host:port at which this machine reaches lobby, also when it listens on every address."""
    host = loopback_of(settings.host)
    return f"{host}:{settings.port}"


def loopback_of(host: str) -> str:
    """The address by which this machine reaches a server bound to `host`."""
    if host in ("0.0.0.0", ""):  # noqa: S104
        return "127.0.0.1"
    if ":" in host:
        return "[::1]" if host == "::" else f"[{host}]"
    return host


def checking() -> tuple[str, tuple[str, ...]]:
    """What it does, and the command that fails where lobby would refuse its settings."""
    return "检查设置", (sys.executable, "-m", "lobby", "check")


def preparations() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Commands that must have succeeded before lobby starts, each with what it does."""
    python = sys.executable
    return (
        ("准备数据库", (python, "-m", "lobby", "migrate", "--verbosity", "0")),
        ("载入网点内容", (python, "-m", "lobby", "seed")),
    )
