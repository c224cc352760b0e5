"""The dialogue model and whether it is older than what it was trained from."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from robot import environment

SOURCES = ("config.yml", "domain.yml", "nlu", "content")
SUFFIXES = {".yml", ".py"}


class TrainingFailed(RuntimeError):
    """`rasa train` ended with an error; the message holds its last lines."""


def model_path(root: Path) -> Path:
    return root / "models" / "jiaojiao.tar.gz"


def _stamp_path(root: Path) -> Path:
    return root / "models" / "jiaojiao.sources"


def _sources(root: Path) -> Iterator[Path]:
    for name in SOURCES:
        path = root / name
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES)
        elif path.exists():
            yield path


def fingerprint(root: Path) -> str:
    """SHA-256 over names and bytes of everything that the model is made from."""
    digest = hashlib.sha256()
    for path in _sources(root):
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current(root: Path) -> bool:
    """Whether the model on disk was trained from the sources as they are now."""
    stamp = _stamp_path(root)
    return model_path(root).exists() and stamp.exists() and stamp.read_text() == fingerprint(root)


def train(root: Path, tell: Callable[[str], None]) -> None:
    """Train with `rasa train` (nlu/training.py); raises TrainingFailed. The old model stays until the new one is whole.

    Each training writes to a folder of its own, so two at once do not spoil each other.
    """
    before = fingerprint(root)
    models = root / "models"
    models.mkdir(exist_ok=True)
    tell("正在训练对话模型，首次约需两分钟 ...")
    with tempfile.TemporaryDirectory(prefix=".training-", dir=models) as folder:
        command = [sys.executable, "-m", "nlu.training", "train", "--data", "nlu/data"]
        # Rasa reads all data twice more to validate it, a quarter of the time; tests/system does that instead.
        command.append("--skip-validation")
        done = subprocess.run(
            [*command, "--out", folder, "--fixed-model-name", "model"],
            cwd=root,
            env=environment.for_rasa(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        fresh = Path(folder) / "model.tar.gz"
        if done.returncode or not fresh.exists():
            tail = "\n".join(done.stdout.splitlines()[-25:])
            raise TrainingFailed(f"rasa train failed ({done.returncode}):\n{tail}")
        _stamp_path(root).unlink(missing_ok=True)
        fresh.replace(model_path(root))
    _stamp_path(root).write_text(before)
    tell("对话模型已训练好。")


def ensure(root: Path, tell: Callable[[str], None]) -> bool:
    """Train when the model is missing or older than its sources; True when it was trained."""
    if is_current(root):
        return False
    train(root, tell)
    return True
