"""Training a pipeline with `rasa train nlu` in a process of its own: the model, and what it took."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import servers

ROOT = Path(__file__).resolve().parent.parent
_TELL_EVERY = 60.0


@dataclass(frozen=True)
class Training:
    """`cpu_s` are seconds of processor time, which a busy machine stretches less than `wall_s`."""

    key: str
    wall_s: float
    cpu_s: float
    model_mb: float


def key_of(project: Path) -> str:
    """SHA-256 of a stock project's files."""
    digest = hashlib.sha256()
    for path in ("config.yml", "domain.yml", "data/nlu.yml"):
        digest.update((project / path).read_bytes())
    return digest.hexdigest()


def train(
    project: Path, data: str, key: str, out: Path, tell: Callable[[str], None]
) -> tuple[Path, Training]:
    """The model of `project`; one in `out` that was trained from the same `key` is used again.

    Raises RuntimeError with the end of Rasa's log.
    """
    model, note = out / "model.tar.gz", out / "trained.json"
    if model.exists() and note.exists():
        kept = Training(**json.loads(note.read_text()))
        if kept.key == key:
            tell(f"model of {kept.wall_s:.0f} s of training used again")
            return model, kept
    out.mkdir(parents=True, exist_ok=True)
    log = out / "train.log"
    began, spent = time.perf_counter(), _children_cpu()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-W", "ignore", "-m", "rasa", "train", "nlu"),
                *("--config", "config.yml", "--domain", "domain.yml", "--nlu", data),
                *("--out", str(out), "--fixed-model-name", "model"),
            ],
            cwd=project,
            # A cache of its own, always empty: what is measured is a whole training.
            env={
                **os.environ,
                **servers.QUIET,
                "PYTHONPATH": str(ROOT),
                "RASA_CACHE_DIRECTORY": str(out / f"cache-{os.getpid()}"),
            },
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        while process.poll() is None:
            try:
                process.wait(_TELL_EVERY)
            except subprocess.TimeoutExpired:
                tell(f"{time.perf_counter() - began:.0f} s: {_last_line(log)}")
    if process.returncode or not model.exists():
        raise RuntimeError(f"training failed:\n{log.read_text()[-3000:]}")
    done = Training(
        key,
        time.perf_counter() - began,
        _children_cpu() - spent,
        model.stat().st_size / 1e6,
    )
    note.write_text(json.dumps(asdict(done)))
    return model, done


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").replace("\r", "\n").splitlines()
    return next((line.strip()[:100] for line in reversed(lines) if line.strip()), "")
