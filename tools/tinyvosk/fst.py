"""Just enough of OpenFst's binary VectorFst<StdArc> (file version 2)."""

from __future__ import annotations

import math
import struct
from pathlib import Path

MAGIC = 2125659606


class Fst:
    """A weighted transducer; state 0 is the start, weights are costs (negative natural logarithms)."""

    def __init__(self) -> None:
        self._arcs: list[list[tuple[int, int, float, int]]] = []
        self._final: dict[int, float] = {}
        self.state()

    def state(self) -> int:
        """A new state."""
        self._arcs.append([])
        return len(self._arcs) - 1

    def arc(
        self, source: int, target: int, heard: int = 0, said: int = 0, cost: float = 0.0
    ) -> None:
        """From `source` to `target`, taking label `heard` and giving label `said`; 0 is nothing."""
        self._arcs[source].append((heard, said, cost, target))

    def final(self, state: int, cost: float = 0.0) -> None:
        self._final[state] = cost

    def write(self, path: Path) -> None:
        """Arcs are sorted by what they take, as look-ups in Kaldi's graphs expect."""
        arcs = sum(map(len, self._arcs))
        header = struct.pack("<iiQqqq", 2, 0, 3, 0, len(self._arcs), arcs)
        parts = [struct.pack("<i", MAGIC), _string("vector"), _string("standard"), header]
        for state, leaving in enumerate(self._arcs):
            parts.append(struct.pack("<fq", self._final.get(state, math.inf), len(leaving)))
            parts += [struct.pack("<iifi", *arc) for arc in sorted(leaving)]
        path.write_bytes(b"".join(parts))


def _string(text: str) -> bytes:
    return struct.pack("<i", len(text)) + text.encode()
