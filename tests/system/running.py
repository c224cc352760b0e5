"""The whole robot as real processes on free ports, and a hand on each of them."""

from __future__ import annotations

import dataclasses
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from robot import settings as robot_settings
from robot.client import ConversationClient, ConversationError
from robot.supervisor import supervisor as supervision
from robot.supervisor.child import Child, State
from robot.supervisor.spawning import ProcessHandle
from tests.fakes.proxy import Proxy
from tests.ports import free_ports


def eventually(condition: Callable[[], Any], seconds: float = 30.0, what: str = "") -> Any:
    """The first true value of `condition` within `seconds`; fails otherwise."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


class Robot:
    """A supervised robot. The action server reaches lobby through `proxy`, which tests can slow."""

    def __init__(self, var: Path) -> None:
        lobby, dialogue, actions = free_ports(3)
        self.settings = robot_settings.read(
            {
                "JIAOJIAO_VAR": str(var),
                "JIAOJIAO_PORT": str(lobby),
                "JIAOJIAO_DIALOGUE_URL": f"http://127.0.0.1:{dialogue}",
                "JIAOJIAO_ACTIONS_PORT": str(actions),
            }
        )
        self.told: list[str] = []
        self.proxy = Proxy(self.settings.url)
        self.supervisor = supervision.Supervisor(self.settings, self.told.append)
        child = self.child("actions")
        environment = dict(child.spec.extra_environment) | {"JIAOJIAO_URL": self.proxy.url}
        child.spec = dataclasses.replace(child.spec, extra_environment=tuple(environment.items()))
        self._watcher = threading.Thread(target=self.supervisor.watch, daemon=True)

    def start(self) -> None:
        self.supervisor.start()
        self._watcher.start()

    def stop(self) -> None:
        self.supervisor.request_stop()
        if self._watcher.is_alive():
            self._watcher.join()
        self.supervisor.stop()
        self.proxy.close()

    def child(self, name: str) -> Child:
        return next(c for c in self.supervisor._children if c.spec.name == name)

    def pid(self, name: str) -> int:
        handle = self.child(name).handle
        assert isinstance(handle, ProcessHandle)
        return handle.pid

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """While it lasts, the process is there but does nothing."""
        pid = self.pid(name)
        os.killpg(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(pid, signal.SIGCONT)

    def kill(self, name: str) -> None:
        os.killpg(self.pid(name), signal.SIGKILL)

    def is_ready(self, name: str) -> bool:
        return self.child(name).state is State.READY

    def gives_tickets(self) -> bool:
        """Whether a new visitor gets a number when asking for one."""
        try:
            with self.visitor() as visitor:
                turn = visitor.say("我要取三万块钱", "text")
                return any(r.card and r.card["type"] == "ticket" for r in turn.replies)
        except ConversationError:
            return False

    def visitor(self) -> ConversationClient:
        """A client with a conversation begun."""
        client = ConversationClient(self.settings.url, self.settings.device_token())
        client.start("text")
        return client

    def http(self, *, staff: bool = False) -> httpx.Client:
        """The API as a device, or as the first manager."""
        base = f"{self.settings.url}/api/v1"
        token = self.settings.device_token()
        if staff:
            password = (self.settings.var / "admin-password").read_text().strip()
            answer = httpx.post(
                f"{base}/auth/token",
                json={"username": "admin", "password": password},
                trust_env=False,
            )
            answer.raise_for_status()
            token = answer.json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=base, headers=headers, timeout=10, trust_env=False)
