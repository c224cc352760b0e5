"""espeak-ng's library, called directly: 3 ms of work a sentence, where a process for each takes 20."""

from __future__ import annotations

import ctypes
import subprocess
import threading
from typing import Any

LIBRARY = "libespeak-ng.so.1"
SYNCHRONOUS = 2
RATE_PARAMETER, PITCH_PARAMETER = 1, 3
UTF8 = 1
SAMPLE_BYTES = 2
_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class NoVoice(ValueError):
    """espeak-ng has no such voice."""


class Espeak:
    """The library can be used once in a process, by one thread at a time; this sees to the second."""

    def __init__(self) -> None:
        self._library: Any = ctypes.CDLL(LIBRARY)
        self._lock = threading.Lock()
        self._pieces: list[bytes] = []
        self._callback = _CALLBACK(self._on_sound)
        self.rate: int = self._library.espeak_Initialize(SYNCHRONOUS, 0, None, 0)
        """Hz of the sound."""
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(self, text: str, voice: str, speed: int, pitch: int) -> bytes:
        """int16 sound; `speed` in words a minute, `pitch` 0 to 99. Raises NoVoice."""
        data = text.encode() + b"\0"
        with self._lock:
            self._pieces = []
            if self._library.espeak_SetVoiceByName(voice.encode()):
                raise NoVoice(voice)
            self._library.espeak_SetParameter(RATE_PARAMETER, speed, 0)
            self._library.espeak_SetParameter(PITCH_PARAMETER, pitch, 0)
            self._library.espeak_Synth(data, len(data), 0, 0, 0, UTF8, None, None)
            return b"".join(self._pieces)

    def _on_sound(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count:
            self._pieces.append(ctypes.string_at(samples, SAMPLE_BYTES * count))
        return 0


def phonemes(text: str, voice: str) -> str:
    """How `text` is said, phones separated by "_" and syllables by "|"."""
    return _command("-v", voice, "-q", "-x", "--sep=_", text)


def version() -> str:
    return _command("--version")


def _command(*arguments: str) -> str:
    command = ["espeak-ng", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
