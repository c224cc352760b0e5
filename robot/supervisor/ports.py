"""Whether the robot's ports are free, said in words that help."""

from __future__ import annotations

import socket

from robot.settings import Settings
from robot.supervisor.plan import loopback_of


def in_use(host: str, port: int) -> bool:
    """Whether somebody listens on host:port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.3)
        return probe.connect_ex((host.strip("[]"), port)) == 0


def taken(settings: Settings) -> str | None:
    """One line naming ports that are taken and what to do; None when all are free."""
    wanted = (
        (loopback_of(settings.host), settings.port, "JIAOJIAO_PORT"),
        ("127.0.0.1", settings.dialogue_port, "JIAOJIAO_DIALOGUE_URL"),
        ("127.0.0.1", settings.actions_port, "JIAOJIAO_ACTIONS_PORT"),
    )
    busy = [f"{port}（{name}）" for host, port, name in wanted if in_use(host, port)]
    if not busy:
        return None
    return (
        f"端口 {'、'.join(busy)} 已被占用：机器人可能已在运行；否则请换用括号里的变量指定其他端口。"
    )
