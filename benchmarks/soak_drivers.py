"""Hours of audio through the drivers, much faster than they pass: nothing may grow.

`python -m benchmarks.soak_drivers [--hours 8] [--model folder] [--detector silero]`

A minute of a lobby (silence, noise, words, a pause) goes again and again through a wave file's microphone,
the speech detector, vosk, and now and then pyttsx3 and a wave file's loudspeaker. Memory, threads, open
files and child processes are counted after every pass; the first tenth of the passes is for warming up.
Without `--model` vosk hears with the tiny model of tones. Ends with 1 when something grew.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hardware.audio import wave_file
from hardware.catalogue import MICROPHONES, RECOGNIZERS, SPEAKERS, SPEECH_DETECTORS, SYNTHESIZERS
from robot.ports.audio import SPEECH, AudioChunk, joined
from robot.ports.drivers import Choice
from robot.ports.faults import MicrophoneFault, Reason
from robot.ports.recognition import Recognizer
from robot.ports.speaker import Speaker
from robot.ports.speech import SpeechDetector
from robot.ports.synthesis import Prompt, Synthesizer
from tools.tinyvosk import tones

PASS_SECONDS = 60.0
SPEAK_EVERY = 10
"""Passes between two spoken sentences."""
SENTENCE = Prompt("您的号码是A零一二", "nin2 de5 hao4 ma3 shi4 ei1 ling2 yi1 er4")
GROWTH_MB = 8.0
"""What the allocator may keep of freed memory over any length of time."""
LOOKS, LOOK_SECONDS = 5, 0.01


@dataclass(frozen=True)
class Usage:
    """What this process holds."""

    memory: float
    """Resident, MB."""
    threads: int
    files: int
    children: int


@dataclass
class Devices:
    detector: SpeechDetector
    recognizer: Recognizer
    synthesizer: Synthesizer
    speaker: Speaker

    def close(self) -> None:
        for device in (self.detector, self.recognizer, self.synthesizer, self.speaker):
            device.close()


def usage() -> Usage:
    """Read from Linux's /proc."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    tasks = list(Path("/proc/self/task").iterdir())
    children = sum(
        len((task / "children").read_text().split())
        for task in tasks
        if (task / "children").exists()
    )
    files = len(os.listdir("/proc/self/fd"))
    memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return Usage(memory, max(len(tasks), threading.active_count()), files, children)


def at_rest() -> Usage:
    """The least of a few looks: a thread that was joined leaves the kernel's list a moment later."""
    looks = []
    for _ in range(LOOKS):
        looks.append(usage())
        time.sleep(LOOK_SECONDS)
    return Usage(
        min(look.memory for look in looks),
        min(look.threads for look in looks),
        min(look.files for look in looks),
        min(look.children for look in looks),
    )


def lobby_minute(seconds: float = PASS_SECONDS) -> AudioChunk:
    """A word of the tone model every few seconds, in noise and silence."""
    chance = np.random.default_rng(0)
    parts: list[AudioChunk] = []
    words = list(tones.WORDS.values())
    while sum(part.seconds for part in parts) < seconds:
        noise = chance.normal(0, 40, SPEECH.frames(chance.uniform(0.5, 4)))
        parts.append(AudioChunk(np.rint(noise).astype("<i2").tobytes()))
        parts.append(AudioChunk.silence(0.5))
        for place in words[len(parts) // 4 % len(words)]:
            at = np.arange(SPEECH.frames(tones.TONE_SECONDS)) / SPEECH.rate
            wave = 8000 * np.sin(2 * np.pi * tones.TONES[place] * at)
            parts.append(AudioChunk(np.rint(wave).astype("<i2").tobytes()))
        parts.append(AudioChunk.silence(0.8))
    return AudioChunk(joined(parts).pcm[: 2 * SPEECH.frames(seconds)])


def one_pass(recording: Path, devices: Devices, speak: bool) -> int:
    """All of the recording through all devices; how many utterances were heard."""
    microphone = MICROPHONES.open(Choice("wav", f"fast:{recording}"))
    heard = 0
    quiet = 0.0
    try:
        while (chunk := microphone.read(1.0)) is not None:
            devices.detector.probability(chunk)
            partial = devices.recognizer.accept(chunk)
            quiet = 0.0 if not partial else quiet + chunk.seconds
            if quiet > 1.5:
                heard += bool(devices.recognizer.finish().text)
                quiet = 0.0
    except MicrophoneFault as fault:
        if fault.reason is not Reason.ENDED:
            raise
    microphone.close()
    heard += bool(devices.recognizer.finish().text)
    devices.detector.reset()
    if speak:
        devices.speaker.play(devices.synthesizer.speak(SENTENCE), 0.5)
        devices.speaker.wait(10.0)
    return heard


def soak(
    hours: float, devices: Devices, recording: Path, told: Callable[[int, Usage], None]
) -> Iterator[Usage]:
    """Usage after every pass of an hours' worth of audio."""
    passes = max(1, round(hours * 3600 / PASS_SECONDS))
    for number in range(passes):
        if not one_pass(recording, devices, number % SPEAK_EVERY == 0):
            raise RuntimeError("nothing was heard: the soak would prove nothing")
        now = at_rest()
        told(number + 1, now)
        yield now


def grown(history: list[Usage]) -> list[str]:
    """What grew after the warm-up; empty: nothing did."""
    warm = max(2, len(history) // 10)
    start, end = history[warm - 1], history[-1]
    faults = []
    if end.memory > start.memory + GROWTH_MB:
        faults.append(f"memory: {start.memory:.1f} -> {end.memory:.1f} MB")
    counts = [
        (name, getattr(start, name), getattr(end, name))
        for name in ("threads", "files", "children")
    ]
    return faults + [f"{name}: {before} -> {now}" for name, before, now in counts if now > before]


def prepare(folder: Path, model: Path | None, detector: str) -> tuple[Devices, Path]:
    """The devices, and the recording that they hear."""
    recording = folder / "lobby.wav"
    wave_file.write(recording, lobby_minute())
    chosen = model or tones.write_model(folder / "model")
    return Devices(
        SPEECH_DETECTORS.open(Choice(detector)),
        RECOGNIZERS.open(Choice("vosk", str(chosen))),
        SYNTHESIZERS.open(Choice("pyttsx3")),
        SPEAKERS.open(Choice("wav", str(folder / "said.wav"))),
    ), recording


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--detector", default="silero")
    arguments = parser.parse_args()
    began = time.monotonic()

    def told(number: int, now: Usage) -> None:
        if number % 30 == 1:
            passed = time.monotonic() - began
            speed = number * PASS_SECONDS / passed
            print(
                f"{number * PASS_SECONDS / 3600:5.2f} h at {speed:5.0f} times real speed: "
                f"{now.memory:6.1f} MB, {now.threads} threads, {now.files} files, "
                f"{now.children} children",
                flush=True,
            )

    with tempfile.TemporaryDirectory(prefix="jiaojiao-soak-") as work:
        devices, recording = prepare(Path(work), arguments.model, arguments.detector)
        history = list(soak(arguments.hours, devices, recording, told))
        devices.close()
    faults = grown(history)
    print("nothing grew" if not faults else "grew: " + "; ".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
