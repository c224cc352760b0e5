"""One supervised process: a small state machine over time that is fed `tick(now)`.

It knows no clock and no operating system of its own, so that back-off and readiness are tested in
virtual time; `spawning.py` holds the real processes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Handle(Protocol):
    """A started process."""

    def poll(self) -> int | None:
        """Exit code, or None while it runs."""

    def terminate(self) -> None:
        """Ask it and its children to end."""

    def kill(self) -> None:
        """End it and its children now."""


class State(Enum):
    STARTING = "starting"
    READY = "ready"
    BACKING_OFF = "backing off"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Spec:
    """What to run and how to know that it answers."""

    name: str
    command: tuple[str, ...]
    ready: Callable[[], bool]
    start_within: float = 90.0
    """Seconds after which a process that never became ready is killed and started again."""
    extra_environment: tuple[tuple[str, str], ...] = ()
    afterwards: bool = False
    """Started when all others answer, which are a robot without it."""


BACK_OFF_FIRST = 0.5
"""Seconds before the first restart; doubles with each failure in a row."""
BACK_OFF_MOST = 30.0
"""Longest wait between restarts, in seconds."""
STABLE_AFTER = 60.0
"""Seconds of readiness after which earlier failures are forgotten."""


class Child:
    """Keeps one process alive. Call `tick` often; it never blocks."""

    def __init__(
        self, spec: Spec, spawn: Callable[[Spec], Handle], tell: Callable[[str], None]
    ) -> None:
        self.spec = spec
        self.state = State.STOPPED
        self.failures = 0
        self.restarts = 0
        self.ready_once = False
        self._spawn = spawn
        self._tell = tell
        self._handle: Handle | None = None
        self._since = 0.0

    def start(self, now: float) -> None:
        self._handle = self._spawn(self.spec)
        self._enter(State.STARTING, now)

    def tick(self, now: float) -> None:
        """Advance to `now` (monotonic seconds)."""
        if self.state is State.STOPPED:
            return
        if self.state is State.BACKING_OFF:
            if now - self._since >= self.back_off:
                self.restarts += 1
                self.start(now)
            return
        assert self._handle is not None
        code = self._handle.poll()
        if code is not None:
            self._fail(now, f"ended with code {code}")
        elif self.state is State.STARTING:
            if self.spec.ready():
                self.ready_once = True
                self._enter(State.READY, now)
            elif now - self._since > self.spec.start_within:
                self._handle.kill()
                self._fail(now, f"did not answer within {self.spec.start_within:.0f} s")
        elif self.failures and now - self._since > STABLE_AFTER:
            self.failures = 0

    @property
    def back_off(self) -> float:
        """Seconds to wait before the next start."""
        exponent = min(max(self.failures - 1, 0), 16)
        return float(min(BACK_OFF_FIRST * 2**exponent, BACK_OFF_MOST))

    @property
    def handle(self) -> Handle | None:
        return self._handle

    def stop(self) -> None:
        """Ask the process to end; `poll` of the handle tells when it has."""
        self.state = State.STOPPED
        if self._handle is not None and self._handle.poll() is None:
            self._handle.terminate()

    def _enter(self, state: State, now: float) -> None:
        self.state = state
        self._since = now

    def _fail(self, now: float, reason: str) -> None:
        self.failures += 1
        self._enter(State.BACKING_OFF, now)
        self._tell(f"{self.spec.name} {reason}; starting it again in {self.back_off:.1f} s")
