"""The vendor's archives that can be fetched by a short name."""

from __future__ import annotations

from dataclasses import dataclass

VENDOR = "https://alphacephei.com/vosk/models"


@dataclass(frozen=True)
class Archive:
    """A zip file with one folder in it."""

    name: str
    url: str
    size: int
    """Bytes."""
    sha256: str


KNOWN = {
    # The vendor names no SHA-256. This one and the size are what several unrelated public projects have
    # pinned for the archive at this address; it was not fetched anew for this table. `--sha256` overrules.
    "cn": Archive(
        "vosk-model-small-cn-0.22",
        f"{VENDOR}/vosk-model-small-cn-0.22.zip",
        43_898_754,
        "3af8b0e7e0f835ae9d414ce5df580237a3cfb08d586c9fbbb0f7ff29ad5b14ba",
    ),
}
