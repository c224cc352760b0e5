"""How long each stage of a spoken turn takes, for the metrics page and the benchmark."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence

KEPT = 200
"""Latest measurements of a stage that figures are made from."""


class Latencies:
    """Seconds by stage: endpoint (silence waited for), recognition, turn (the branch's answer), synthesis
    (of one sentence), first_sound (from the end of speech to the loudspeaker).
    """

    def __init__(self) -> None:
        self._stages: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def add(self, stage: str, seconds: float) -> None:
        """May be called by any thread."""
        with self._lock:
            self._stages.setdefault(stage, deque(maxlen=KEPT)).append(seconds)

    def measured(self) -> dict[str, list[float]]:
        """The latest measurements of each stage, oldest first."""
        with self._lock:
            return {stage: list(seconds) for stage, seconds in self._stages.items()}

    def summary(self) -> dict[str, dict[str, int]]:
        """For each stage its median and 95th percentile in ms, and of how many."""
        return {
            stage: {
                "p50": round(1000 * percentile(measured, 0.5)),
                "p95": round(1000 * percentile(measured, 0.95)),
                "count": len(measured),
            }
            for stage, measured in self.measured().items()
        }


def percentile(measured: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the measurements do not exceed; there is one at least."""
    ordered = sorted(measured)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
