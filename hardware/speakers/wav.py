"""A wave file as a loudspeaker: what is said is appended, and heard as soon as it is written."""

from __future__ import annotations

import wave
from pathlib import Path

from hardware.audio.resampling import convert
from hardware.speakers.portaudio import RATE, louder
from robot.ports.audio import SAMPLE_BYTES, AudioChunk
from robot.ports.faults import Reason, SpeakerFault
from robot.ports.health import Health


class WavSpeaker:
    """Writes the file anew; it is whole after every clip."""

    def __init__(self, device: str):
        """`device` is the path. Raises SpeakerFault."""
        self._path = Path(device)
        self._played = 0
        try:
            self._raw = self._path.open("wb")
        except OSError as error:
            message = f"{device} 写不了：{error.strerror}"
            raise SpeakerFault(Reason.BUSY, message) from error
        self._file = wave.open(self._raw)  # noqa: SIM115
        self._file.setnchannels(1)
        self._file.setsampwidth(SAMPLE_BYTES)
        self._file.setframerate(RATE)

    def play(self, clip: AudioChunk, volume: float = 1.0) -> None:
        pcm = louder(convert(clip.pcm, clip.format.rate, RATE), volume)
        try:
            self._file.writeframes(pcm)
        except OSError as error:
            message = f"{self._path} 写不了：{error.strerror}"
            raise SpeakerFault(Reason.FAILED, message) from error
        self._played += len(pcm) // SAMPLE_BYTES

    def wait(self, timeout: float | None = None) -> bool:
        return True

    def abort(self) -> None:
        """Nothing is ever waiting."""

    @property
    def playing(self) -> bool:
        return False

    def health(self) -> Health:
        return Health(str(self._path), delivered=self._played)

    def close(self) -> None:
        self._file.close()
        self._raw.close()
