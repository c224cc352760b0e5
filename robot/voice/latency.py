"""How long each stage of a spoken turn takes, for the metrics page and the benchmark."""

from __future__ import annotations

from collections import deque

KEPT = 200
"""Latest measurements of a stage that figures are made from."""


class Latencies:
    """Seconds by stage: endpoint (silence waited for), recognition, turn (the branch's answer), synthesis
    (of one sentence), first_sound (from the end of speech to the loudspeaker).
    """

    def __init__(self) -> None:
        self._stages: dict[str, deque[float]] = {}

    def add(self, stage: str, seconds: float) -> None:
        self._stages.setdefault(stage, deque(maxlen=KEPT)).append(seconds)

    def percentile(self, stage: str, share: float) -> float:
        """The value that `share` (0 to 1) of the measurements do not exceed, in seconds; the stage is known."""
        ordered = sorted(self._stages[stage])
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def summary(self) -> dict[str, dict[str, int]]:
        """For each stage its median and 95th percentile in ms, and of how many."""
        return {
            stage: {
                "p50": round(1000 * self.percentile(stage, 0.5)),
                "p95": round(1000 * self.percentile(stage, 0.95)),
                "count": len(measured),
            }
            for stage, measured in self._stages.items()
        }
