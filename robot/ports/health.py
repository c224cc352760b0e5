"""How a streaming device is doing, as /healthz and `devices` show it."""

from __future__ import annotations

from dataclasses import dataclass

from robot.ports.faults import Fault


@dataclass(frozen=True)
class Health:
    """A snapshot; counters start at 0 when the device was first opened and survive reopening."""

    device: str
    """The device's own name, or the file."""
    fault: Fault | None = None
    """Why nothing works just now; None: it works."""
    delivered: int = 0
    """Samples or pictures that were handed over or played."""
    dropped: int = 0
    """Samples or pictures that came and were thrown away because nobody took them in time."""
    reopened: int = 0
    """How often the device was opened again after a fault."""
    age: float | None = None
    """Seconds since the device last gave a sign of life; None: it is not a live device."""

    @property
    def works(self) -> bool:
        return self.fault is None
