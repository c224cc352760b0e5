"""Hours of a lobby's sound through the whole loop, as fast as the machine can: does anything grow?

`python -m benchmarks.soak [--hours 8]`

Detector, recognizer and voice are the real ones; microphone and loudspeaker are in virtual time, so that a
day passes in minutes. Visitors speak, fall silent, come again; the branch answers with ever new numbers.
Prints memory and threads over time, and what was dropped; ends with 1 when memory or threads grow after the
first tenth, or when a sentence was not said.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import threading
import time as wall
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.servers import memory
from hardware.catalogue import RECOGNIZERS, SPEECH_DETECTORS, SYNTHESIZERS
from robot.client import Reply, Turn
from robot.ports.audio import SAMPLE_BYTES, SPEECH, AudioChunk
from robot.ports.drivers import Choice
from robot.ports.faults import Fault
from robot.ports.health import Health
from robot.ports.reopening import Reopening
from robot.voice.assembly import assemble
from robot.voice.branch import Said
from robot.voice.devices import Devices
from robot.voice.loop import Habits, Surroundings
from robot.voice.mouth import Mouth
from robot.voice.news import Event
from robot.voice.texts import load
from tests.audio import mandarin
from tests.audio.speaking import CUSTOMER, said
from tests.fakes.virtual_time import VirtualTime
from tools.tinyvosk.speech import Manner

BLOCK = 512
"""Samples a chunk."""
GROWTH_MB = 15.0
"""More than this after the first tenth counts as growth: allocators breathe by a few."""
SENTENCES = (
    "我要取三万块钱",
    "厕所在哪儿",
    "还要等多久",
    "再见",
    "十万存一年利息多少",
    "卡丢了咋办",
)
MANNERS = (CUSTOMER, Manner(speed=135, pitch=45), Manner("m6", 155))


class Lobby:
    """A microphone that hears people, pauses and the hall's noise, over and over."""

    format = SPEECH

    def __init__(self, time: VirtualTime) -> None:
        self._time = time
        noise = np.random.default_rng(0).normal(0, 60, SPEECH.rate * 12)
        quiet = noise.astype("<i2").tobytes()
        talk = itertools.product(SENTENCES, MANNERS)
        self._pcm = b"".join(said(text, manner).pcm + quiet for text, manner in talk)
        # Long enough for a goodbye, so that visitors change.
        self._pcm += quiet * 5
        self._place = 0
        self.delivered = 0

    def read(self, timeout: float) -> AudioChunk | None:
        self._time.sleep(BLOCK / SPEECH.rate)
        end = self._place + BLOCK * SAMPLE_BYTES
        pcm = self._pcm[self._place : end]
        self._place = end if end < len(self._pcm) else 0
        self.delivered += len(pcm) // SAMPLE_BYTES
        return AudioChunk(pcm)

    def clear(self) -> None: ...

    def health(self) -> Health:
        return Health("lobby", delivered=self.delivered)

    def close(self) -> None: ...


class Sink:
    """A loudspeaker that takes as long as a real one, by the virtual clock."""

    def __init__(self, time: VirtualTime) -> None:
        self._time = time
        self._until = 0.0
        self.clips = 0

    def play(self, clip: AudioChunk, volume: float = 1.0) -> None:
        self.clips += bool(clip.pcm)
        self._until = max(self._time.now, self._until) + clip.seconds

    def wait(self, timeout: float | None = None) -> bool:
        return self._time.now >= self._until

    def abort(self) -> None:
        self._until = self._time.now

    @property
    def playing(self) -> bool:
        return self._time.now < self._until

    def health(self) -> Health:
        return Health("sink")

    def close(self) -> None: ...


class Numbers:
    """A branch whose answers are never twice the same, so that no cache holds them all."""

    def __init__(self, publish: Callable[[Event], None]) -> None:
        self._publish = publish
        self.turns = self.visits = 0

    def begin(self) -> Said:
        self.visits += 1
        return Said(f"v{self.visits}", Turn((Reply("", "您好，我是娇娇，请问您要办什么？"),)))

    def say(self, conversation: str, text: str) -> Said:
        self.turns += 1
        speech = f"您的号码是A{self.turns % 1000:03d}，前面还有{self.turns % 37}位。"
        about = {"conversation": conversation, "channel": "voice", "modality": "voice"}
        self._publish(Event("turn.replied", {**about, "replies": [{"speech": speech}]}))
        self._publish(Event("announcement", _call(self.turns)))
        return Said(conversation, Turn((Reply(speech, speech),)))

    def end(self, conversation: str) -> None: ...

    def told(self, conversation: str) -> None: ...

    def phrases(self) -> tuple[str, ...]:
        return SENTENCES


def _call(number: int) -> dict[str, Any]:
    speech = f"请A{number % 1000:03d}号到{number % 9 + 1}号窗口。"
    expires = datetime.now(timezone.utc) + timedelta(minutes=2)
    return {
        "id": str(number),
        "kind": "call",
        "text": speech,
        "speech": speech,
        "priority": 10,
        "speaker": "robot",
        "expires_at": expires.isoformat(),
    }


class AtOnce(Executor):
    """Does the work when it is asked for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Fault as fault:
            future.set_exception(fault)
        return future


@dataclass(frozen=True)
class Sample:
    hours: float
    """Of sound so far."""
    memory_mb: float
    threads: int
    turns: int
    visits: int
    sentences: int
    """Said so far."""
    dropped: int
    """Sentences that were not said because too many waited."""
    faster: float
    """Hours of sound in an hour."""


def run(hours: float, model: Path, samples: int = 20) -> Iterator[Sample]:
    """The loop for so many hours of sound; one sample after each of `samples` equal parts."""
    time, events = VirtualTime(), list[Event]()
    branch, sink = Numbers(events.append), Sink(time)
    devices = Devices(
        Lobby(time),
        Reopening(SPEECH_DETECTORS.factory(Choice("silero"))),
        Reopening(RECOGNIZERS.factory(Choice("vosk", str(model)))),
        Reopening(SYNTHESIZERS.factory(Choice("pyttsx3"))),
        sink,
    )

    def news() -> list[Event]:
        taken, events[:] = list(events), []
        return taken

    parts = assemble(
        devices,
        branch,
        Surroundings(news, list, lambda: datetime.now(timezone.utc), lambda report: None),
        texts=load(),
        habits=Habits(any_speech_wakes=True),
        voice="pyttsx3",
        caller=AtOnce(),
        maker=AtOnce(),
        now=time,
        sleep=time.sleep,
    )
    assert isinstance(parts.mouth, Mouth)
    began, began_really = time.now, wall.monotonic()
    for part in range(1, samples + 1):
        while time.now - began < hours * 3600 * part / samples:
            parts.loop.step()
        yield Sample(
            (time.now - began) / 3600,
            memory(_pid(), "VmRSS"),
            threading.active_count(),
            branch.turns,
            branch.visits,
            sink.clips,
            parts.mouth.dropped,
            (time.now - began) / (wall.monotonic() - began_really),
        )
    devices.close()


def growth(samples: list[Sample]) -> tuple[float, int]:
    """MB and threads that came after the first tenth."""
    settled = samples[max(0, len(samples) // 10 - 1)]
    last = samples[-1]
    return last.memory_mb - settled.memory_mb, last.threads - settled.threads


def _pid() -> int:
    return int(Path("/proc/self").resolve().name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0)
    chosen = parser.parse_args()
    print(
        "| hours of sound | memory (MB) | threads | turns | visitors | said | dropped | times real |"
    )
    print("|---|---|---|---|---|---|---|---|")
    samples = []
    for sample in run(chosen.hours, mandarin.model()):
        samples.append(sample)
        print(
            f"| {sample.hours:.1f} | {sample.memory_mb:.0f} | {sample.threads} | {sample.turns} "
            f"| {sample.visits} | {sample.sentences} | {sample.dropped} | {sample.faster:.0f} |",
            flush=True,
        )
    more_mb, more_threads = growth(samples)
    print(f"after the first tenth: {more_mb:+.1f} MB, {more_threads:+d} threads")
    grown = more_mb > GROWTH_MB or more_threads > 0
    sys.exit(1 if grown or samples[-1].dropped else 0)


if __name__ == "__main__":
    main()
