"""The worker on a machine whose engine has no English voice."""

from __future__ import annotations

from hardware.synthesizers import pyttsx3_worker
from hardware.synthesizers import voices as choosing

if __name__ == "__main__":
    choosing.english = lambda voices: ""
    pyttsx3_worker.main()
