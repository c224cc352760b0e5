"""Runs all children until told to stop."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from robot import environment, model
from robot.settings import Settings
from robot.supervisor import ports
from robot.supervisor.child import Child, State
from robot.supervisor.plan import checking, preparations, processes
from robot.supervisor.spawning import ProcessHandle, Spawner

TICK = 0.1
"""Seconds between looks at the children."""
GRACE = 8.0
"""Seconds that children get to end before they are killed."""


class StartFailed(RuntimeError):
    """The robot cannot start; the message says why and what to do."""


@dataclass(frozen=True)
class Status:
    """What one part of the robot is doing."""

    name: str
    state: State
    restarts: int


class Supervisor:
    """The robot's processes as one thing that starts, stays and stops."""

    def __init__(
        self, settings: Settings, tell: Callable[[str], None], voice: bool = False
    ) -> None:
        """`voice`: with the voice loop, as far as the operator wants devices."""
        self._settings = settings
        self._tell = tell
        self._spawn = Spawner(settings.root, settings.logs)
        self._stop = threading.Event()
        self._children = [Child(spec, self._spawn, tell) for spec in processes(settings, voice)]

    def statuses(self) -> list[Status]:
        return [Status(c.spec.name, c.state, c.restarts) for c in self._children]

    def start(self) -> None:
        """Train when needed, prepare the database, start all, wait until all answer.

        Raises StartFailed or TrainingFailed; whatever had been started is stopped again.
        """
        busy = ports.taken(self._settings)
        if busy:
            raise StartFailed(busy)
        if not model.is_current(self._settings.root):
            # A setting that lobby refuses is to be told before a minute of training, not after.
            what, command = checking()
            self._prepare(what, command)
        model.ensure(self._settings.root, self._tell)
        self._tell("启动中 ...")
        now = time.monotonic()
        early = [c for c in self._children if c.spec.name != "lobby" and not c.spec.afterwards]
        late = [c for c in self._children if c.spec.name == "lobby"]
        try:
            # Rasa imports for ten seconds; the database is prepared meanwhile.
            for child in early:
                child.start(now)
            for what, command in preparations():
                self._prepare(what, command)
            for child in late:
                child.start(time.monotonic())
            self._await_ready([*early, *late])
            for child in self._children:
                if child.spec.afterwards:
                    child.start(time.monotonic())
        except BaseException:
            self.stop()
            raise

    def _prepare(self, what: str, command: tuple[str, ...]) -> None:
        (spec,) = (c.spec for c in self._children if c.spec.name == "lobby")
        done = subprocess.run(
            command,
            cwd=self._settings.root,
            env={**environment.for_rasa(), **dict(spec.extra_environment)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            tail = "\n".join(done.stdout.splitlines()[-15:])
            raise StartFailed(f"{what}失败：\n{tail}")

    def _await_ready(self, needed: list[Child]) -> None:
        deadline = time.monotonic() + 120.0
        while waiting := [c for c in needed if c.state is not State.READY]:
            if self._stop.is_set():
                return
            if time.monotonic() > deadline or any(c.failures >= 3 for c in waiting):
                names = "、".join(c.spec.name for c in waiting)
                raise StartFailed(f"{names} 没有启动成功，原因见 {self._settings.logs}/ 下的日志。")
            self._tick()
            time.sleep(TICK)

    def _tick(self) -> None:
        now = time.monotonic()
        for child in self._children:
            child.tick(now)

    def request_stop(self) -> None:
        """Make `watch` return; safe in a signal handler."""
        self._stop.set()

    def watch(self) -> None:
        """Keep all children alive until `request_stop`."""
        while not self._stop.wait(TICK):
            self._tick()

    def stop(self) -> None:
        """End all children: ask, wait, then kill."""
        handles = [c.handle for c in self._children if isinstance(c.handle, ProcessHandle)]
        for child in self._children:
            child.stop()
        deadline = time.monotonic() + GRACE
        for handle in handles:
            handle.wait(max(0.0, deadline - time.monotonic()))
            # Also what a process left behind in its group.
            handle.kill()
