"""The worker on a machine whose speech library does not load."""

from __future__ import annotations

import sys
from types import SimpleNamespace

from hardware.synthesizers import pyttsx3_worker


def _init() -> None:
    raise OSError("libespeak-ng.so.1: cannot open shared object file")


if __name__ == "__main__":
    sys.modules["pyttsx3"] = SimpleNamespace(init=_init)  # type: ignore[assignment]
    pyttsx3_worker.main()
