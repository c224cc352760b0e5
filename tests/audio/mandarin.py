"""A small Mandarin model that vosk loads, trained once for the sentences of phrases.txt and kept."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from tools.tinyvosk import build, espeak, phrases

ROOT = Path(__file__).resolve().parents[2]
PHRASES = Path(__file__).with_name("phrases.txt")
KEPT = ROOT / "models"


def model() -> Path:
    """Its folder; trained anew (a few minutes) when anything that it is made from has changed."""
    folder = KEPT / f"tinyvosk-{_fingerprint()}"
    if not folder.exists():
        KEPT.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".tinyvosk-", dir=KEPT) as work:
            made = Path(work) / "model"
            build.build(phrases.read(PHRASES), made, print)
            made.rename(folder)
    return folder


def _fingerprint() -> str:
    """Of the tool, the phrases and the voice that they are learnt from."""
    digest = hashlib.sha256(espeak.version().encode())
    for path in (PHRASES, *sorted((ROOT / "tools" / "tinyvosk").glob("*.py"))):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
