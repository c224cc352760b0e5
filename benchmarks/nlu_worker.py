"""One trained pipeline, measured in a process of its own: load, peak memory, every held-out utterance.

    python -m benchmarks.nlu_worker MODEL OUT.json [share of noise ...]

Imports nothing of our pipeline, so that a stock one is charged only for what it loads itself.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.parses import Parse, load, parse_all
from benchmarks.servers import memory
from tests.data.heldout import load as held_out
from tests.data.noise import with_homophones


@dataclass(frozen=True)
class Measured:
    """`parses` by share of noise; `load_s` without the import of Rasa; `peak_mb` of the whole process."""

    load_s: float
    peak_mb: float
    parses: dict[float, list[Parse]]


def read(path: Path) -> Measured:
    """What a worker has written."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Measured(
        data["load_s"],
        data["peak_mb"],
        {float(share): [_parse(row) for row in rows] for share, rows in data["parses"].items()},
    )


def main() -> None:
    model, out, *shares = sys.argv[1:]
    import rasa.core.agent  # noqa: F401

    before = time.perf_counter()
    agent = load(Path(model))
    load_s = time.perf_counter() - before
    said = held_out()
    parses = {
        share: parse_all(agent, [with_homophones(u.text, float(share)) for u in said])
        for share in shares
    }
    data = {
        "load_s": load_s,
        "peak_mb": memory(os.getpid(), "VmHWM"),
        "parses": {share: [asdict(each) for each in rows] for share, rows in parses.items()},
    }
    Path(out).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _parse(row: dict[str, Any]) -> Parse:
    entities = tuple((kind, value) for kind, value in row.pop("entities"))
    ranking = tuple(row.pop("ranking"))
    return Parse(**row, entities=entities, ranking=ranking)


if __name__ == "__main__":
    main()
