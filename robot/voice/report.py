"""What the robot is doing, told to the branch for its screens and health page."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

log = logging.getLogger("robot.voice")

HEARTBEAT = 5.0
"""Seconds after which the same is told again: a robot that is not heard of has gone."""
SHORTEST = 0.2
"""Seconds between two reports at least: words change faster than a screen needs them."""
PAUSE_AWAY = 1.0
"""The same while the branch does not answer."""
LONGEST_PARTIAL = LONGEST_MESSAGE = 200
"""Characters: what the branch takes."""


@dataclass(frozen=True)
class DeviceReport:
    """One device; no code: it works."""

    code: str = ""
    message: str = ""
    """One Chinese line for people: what is wrong and what to do."""


@dataclass(frozen=True)
class Error:
    """A stage that failed a customer, told once."""

    stage: str
    code: str


@dataclass(frozen=True)
class Report:
    """The body of PUT /robot/state."""

    state: str
    """idle, listening, thinking, speaking or away."""
    conversation: str | None = None
    partial: str = ""
    level: int = 0
    """How loud the visitor is just now: 0 (silent) to 5."""
    devices: dict[str, DeviceReport] = field(default_factory=dict)
    stages: dict[str, dict[str, int]] = field(default_factory=dict, compare=False)
    """Milliseconds of each stage of a turn, see `robot.voice.latency`."""
    dropped: dict[str, int] = field(default_factory=dict, compare=False)
    """What each part threw away because nobody took it in time."""
    errors: tuple[Error, ...] = ()

    def body(self) -> dict[str, Any]:
        return {
            "state": self.state,
            "conversation": self.conversation,
            "partial_text": self.partial[-LONGEST_PARTIAL:],
            "level": self.level,
            "devices": {
                name: {"code": d.code, "message": d.message[:LONGEST_MESSAGE]}
                for name, d in self.devices.items()
            },
            "stages": self.stages,
            "dropped": self.dropped,
            "failures": [{"stage": e.stage, "code": e.code} for e in self.errors],
        }


MOST_ERRORS = 8
"""Errors that wait to be told while the branch is away; older ones are in the log alone."""


class Reporter:
    """Sends the newest report from a thread of its own; those overtaken meanwhile are left out."""

    def __init__(
        self, url: str, token: str | None, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._http = httpx.Client(
            base_url=f"{url}/api/v1",
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=2.0,
            transport=transport,
            trust_env=False,
        )
        self._changed = threading.Condition()
        self._next: Report | None = None
        self._last: Report | None = None
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._away = False

    def __call__(self, report: Report) -> None:
        """Tell this soon; never blocks."""
        with self._changed:
            if self._next is not None and self._next.errors:
                errors = (*self._next.errors, *report.errors)[-MOST_ERRORS:]
                report = replace(report, errors=errors)
            self._next = report
            self._changed.notify()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="reporter", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, and tell the branch: its screens ask for touches at once, not when no report has come for long."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(3.0)
        self._http.close()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next is not None or self._stopped, HEARTBEAT)
                stopped = self._stopped
                report, self._next = self._next or self._last, None
            if stopped:
                if report is not None and not self._away:
                    self._send(Report("away", errors=report.errors))
                return
            if report is not None:
                self._send(report)
                time.sleep(PAUSE_AWAY if self._away else SHORTEST)

    def _send(self, report: Report) -> None:
        self._last = replace(report, errors=())
        try:
            self._http.put("/robot/state", json=report.body()).raise_for_status()
        except httpx.HTTPError as error:
            # A branch that does not answer is told of by `news`, and by it alone.
            if not self._away and isinstance(error, httpx.HTTPStatusError):
                log.warning("state of the robot refused: %d", error.response.status_code)
            self._away = True
            with self._changed:
                # Errors are told once the branch is back.
                if report.errors and self._next is None:
                    self._next = report
        else:
            self._away = False
