"""WebRTC's voice detector: 3 microseconds a window and easily taken in by noise; for small machines."""

from __future__ import annotations

from collections import deque

from hardware import libraries
from hardware.detectors.windows import Windows
from robot.ports.audio import SPEECH, AudioChunk
from robot.ports.faults import SpeechDetectorFault

WINDOW = 480
"""Samples: 30 ms, the longest that the library takes."""
AGGRESSIVENESS = 3
"""0 to 3; 3 takes the least noise for speech."""
MEAN_OF = 6
"""Windows; its verdicts are yes or no, so their mean over 0.18 s is the probability."""


class WebRtcDetector:
    """Raises SpeechDetectorFault when the package is missing."""

    def __init__(self, device: str = ""):
        library = libraries.load("webrtcvad", SpeechDetectorFault)
        self._vad = library.Vad(AGGRESSIVENESS)
        self._windows = Windows(WINDOW)
        self._verdicts: deque[bool] = deque(maxlen=MEAN_OF)
        self._latest = 0.0

    def probability(self, chunk: AudioChunk) -> float:
        judged = []
        for window in self._windows.feed(chunk):
            self._verdicts.append(bool(self._vad.is_speech(window, SPEECH.rate)))
            self._latest = sum(self._verdicts) / MEAN_OF
            judged.append(self._latest)
        return max(judged, default=self._latest)

    def reset(self) -> None:
        self._windows.reset()
        self._verdicts.clear()
        self._latest = 0.0

    def close(self) -> None:
        self._windows.reset()
