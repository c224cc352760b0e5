"""Keeping a device in use over faults: opened again with growing pauses, told once, never given up."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from robot.ports.faults import Fault

log = logging.getLogger("robot.devices")


class Closable(Protocol):
    def close(self) -> None: ...


T = TypeVar("T", bound=Closable)


@dataclass(frozen=True)
class Pauses:
    """Seconds between two attempts to open."""

    first: float = 0.5
    factor: float = 2.0
    longest: float = 10.0
    permanent: float = 30.0
    """After a fault that trying again does not mend: somebody may mend it meanwhile."""

    def after(self, attempts: int, fault: Fault) -> float:
        """The pause after `attempts` (1, 2, ...) failures in a row, the last of which was `fault`."""
        if not fault.retryable:
            return self.permanent
        return min(self.longest, self.first * self.factor ** min(attempts - 1, 16))


class Reopening(Generic[T]):
    """One device that comes and goes. `factory` opens it and raises Fault.

    `changed` is called with the fault when the device fails or fails otherwise, and with None when it
    works again; the same is logged, once. Nothing is opened before the first `get`.
    """

    def __init__(
        self,
        factory: Callable[[], T],
        *,
        pauses: Pauses | None = None,
        now: Callable[[], float] = time.monotonic,
        changed: Callable[[Fault | None], None] = lambda fault: None,
    ):
        self._factory = factory
        self._pauses = pauses or Pauses()
        self._now = now
        self._changed = changed
        self._lock = threading.RLock()
        self._device: T | None = None
        self._due = now()
        self._attempts = 0
        self._opened = 0
        self._closed = False
        self.fault: Fault | None = None
        """Why the device is away; None while it works, and before it was first asked for."""

    @property
    def current(self) -> T | None:
        """The device if it is open; never opens it."""
        return self._device

    @property
    def reopened(self) -> int:
        """How often the device was opened after its first time."""
        return max(0, self._opened - 1)

    @property
    def due_in(self) -> float:
        """Seconds until the next attempt makes sense; 0: now, or the device is there."""
        return 0.0 if self._device is not None else max(0.0, self._due - self._now())

    def get(self) -> T | None:
        """The open device, opened now if that is due; None while it is away."""
        with self._lock:
            if self._device is None and not self._closed and self._now() >= self._due:
                self._open()
            return self._device

    def failed(self, fault: Fault) -> None:
        """The device raised `fault`: close it; it is opened again after a pause."""
        with self._lock:
            if self._device is not None:
                with suppress(Fault):
                    self._device.close()
                self._device = None
            self._attempts += 1
            self._due = self._now() + self._pauses.after(self._attempts, fault)
            self._tell(fault)

    def worked(self) -> None:
        """The device did its work: the next pause is a short one again."""
        self._attempts = 0
        if self.fault is not None:
            self._tell(None)

    def close(self) -> None:
        """Close for good; may be called twice."""
        with self._lock:
            self._closed = True
            device, self._device = self._device, None
        if device is not None:
            device.close()

    def _open(self) -> None:
        try:
            self._device = self._factory()
        except Fault as fault:
            self.failed(fault)
        else:
            self._opened += 1

    def _tell(self, fault: Fault | None) -> None:
        before, self.fault = self.fault, fault
        if (before.code if before else None) == (fault.code if fault else None):
            return
        if fault is not None:
            log.warning("%s: %s", fault.code, fault.message)
        elif before is not None:
            log.info("%s works again", before.device)
        self._changed(fault)
