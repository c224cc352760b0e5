"""pyttsx3's engine as it behaves over SAPI5 and NSSS, where these tests do not run: files are written when
`runAndWait` runs, the voice's id is whatever was set, and macOS writes AIFF whatever the name says.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

AIFF = b"FORM\0\0\0\0AIFF"


class SystemEngine:
    """`rates` collects (text, voice, rate) of each sentence."""

    def __init__(self, voices: Sequence[tuple[str, str, list[str]]], aiff: bool = False) -> None:
        self.rates: list[tuple[str, str, int]] = []
        self._voices = [SimpleNamespace(id=i, name=n, languages=each) for i, n, each in voices]
        self._properties: dict[str, Any] = {"voices": self._voices, "voice": None, "rate": 200}
        self._waiting: list[tuple[str, Path]] = []
        self._aiff = aiff

    def init(self) -> SystemEngine:
        """The module pyttsx3, too."""
        return self

    def connect(self, topic: str, told: Callable[..., None]) -> None: ...

    def getProperty(self, name: str) -> Any:
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:
        self._properties[name] = value

    def save_to_file(self, text: str, path: str) -> None:
        self._waiting.append((text, Path(path)))

    def runAndWait(self) -> None:
        for text, path in self._waiting:
            self.rates.append((text, self._properties["voice"], self._properties["rate"]))
            if self._aiff:
                path.write_bytes(AIFF)
                continue
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(22050)
                file.writeframes(bytes(2 * 2205))
        self._waiting.clear()
