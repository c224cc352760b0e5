"""Wave files: 16-bit PCM of any rate and number of channels, read as mono."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from robot.ports.audio import AudioChunk, AudioFormat
from robot.ports.faults import Fault, Reason


def read(path: Path, fault: type[Fault]) -> AudioChunk:
    """The whole file, channels averaged. Raises `fault` when it is missing or of another kind."""
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            if width != 2:
                raise fault(Reason.FAILED, f"{path} 不是 16 位 PCM 的 wav 文件")
            pcm = file.readframes(file.getnframes())
    except FileNotFoundError as error:
        raise fault(Reason.MISSING_DEVICE, f"没有文件 {path}") from error
    except (wave.Error, EOFError, OSError) as error:
        raise fault(Reason.FAILED, f"{path} 读不了：{error}") from error
    if channels > 1:
        samples = np.frombuffer(pcm, "<i2").reshape(-1, channels).astype(np.int32)
        pcm = (samples.sum(1) // channels).astype("<i2").tobytes()
    return AudioChunk(pcm[: len(pcm) // 2 * 2], AudioFormat(rate))


def write(path: Path, clip: AudioChunk) -> None:
    """Write a clip as a mono wave file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.format.rate)
        file.writeframes(clip.pcm)
