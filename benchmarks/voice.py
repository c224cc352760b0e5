"""Spoken turns over real sound streams: each stage, end to end, and what the robot itself adds.

`python -m benchmarks.voice [--turns 30] [--idle 30]`

Needs PulseAudio (apt-get install pulseaudio pulseaudio-utils libasound2-plugins) and espeak-ng. A customer's
sentences are played into a virtual microphone; recognizer, dialogue, branch and voice are the real ones, the
recognizer's model is the tests' own small one. End to end is measured outside the robot: from the last sound
in the microphone to the first sound out of the loudspeaker, both as the sound server saw them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.servers import memory
from benchmarks.tables import percentile
from robot import body, model
from robot import settings as robot_settings
from robot.settings import ROOT
from robot.voice.assembly import Parts
from robot.voice.segmenter import Endpointing
from tests.audio import mandarin
from tests.audio.recorder import Recorder
from tests.audio.speaking import CUSTOMER, said
from tests.audio.virtual import MICROPHONE, SPEAKER, VirtualAudio, virtual_audio
from tests.hardware.scenes import lobby as empty_lobby
from tests.hardware.scenes import video
from tests.system.running import Robot
from tools.tinyvosk.speech import Manner

ENGINES = ("endpoint", "recognition", "turn", "synthesis")
"""What a turn must wait for, whoever puts the parts together."""
SENTENCES = (
    "厕所在哪儿",
    "现在几点",
    "有水喝吗",
    "几点下班",
    "卡丢了咋办",
    "还要等多久",
    "你是真人吗",
)
MANNERS = (CUSTOMER, Manner("m6", 155))
PATIENCE = 30.0
QUIET = 300
"""Sample values below are silence."""


@dataclass(frozen=True)
class Spoken:
    """One turn; all in seconds."""

    stages: dict[str, float]
    """Of the engines."""
    robot: float
    """From the last word to the loudspeaker's queue, by the robot's own clock."""
    loudspeaker: float
    """From the loudspeaker's queue to its first sound."""
    heard: float
    """From the last sound of the customer to the first sound of the robot."""

    @property
    def engines(self) -> float:
        return sum(self.stages.values())

    @property
    def overhead(self) -> float:
        """What the robot's loop adds, as a share of what its engines take."""
        return (self.robot - self.engines) / self.engines

    @property
    def microphone(self) -> float:
        """Until the robot had the customer's last sound, and the detector no longer took it for speech."""
        return self.heard - self.robot - self.loudspeaker

    @property
    def beyond(self) -> float:
        """What a customer waits once silence was waited for, recognition and dialogue are done."""
        done = sum(self.stages[name] for name in ("endpoint", "recognition", "turn"))
        return self.robot - done + self.loudspeaker


class Bench:
    """The loop in this process, stepped by this thread; the customer is another."""

    def __init__(self, parts: Parts, audio: VirtualAudio) -> None:
        self._parts = parts
        self._audio = audio
        self._feed = Recorder("micfeed.monitor", audio.environment)

    def close(self) -> None:
        self._feed.close()

    def turn(self, sentence: str, manner: Manner) -> Spoken:
        """Speak, and step until the answer sounds; then silence it."""
        self._rest()
        before = self._parts.latencies.measured()
        fed, heard = self._feed.mark(), self._audio.heard.mark()
        customer = threading.Thread(target=self._audio.say, args=(said(sentence, manner),))
        customer.start()
        first = self._until_sound(heard)
        customer.join()
        last = self._last_sound(fed)
        new = self._new(before)
        sounded = self._parts.mouth.sounded_at
        assert sounded is not None
        self._parts.mouth.stop()
        stages = {name: new[name] for name in ENGINES}
        return Spoken(stages, new["first_sound"], first - sounded, first - last)

    def _until_sound(self, mark: int) -> float:
        deadline = time.monotonic() + PATIENCE
        place = mark
        while time.monotonic() < deadline:
            self._parts.loop.step()
            # Only what is new: looking must not slow the loop that is measured.
            fresh = _samples(self._audio.heard, place)
            loud = np.flatnonzero(np.abs(fresh) > QUIET)
            if len(loud):
                return self._audio.heard.time_of(place + 2 * int(loud[0]))
            place += 2 * len(fresh)
        raise TimeoutError("no answer was heard")

    def _last_sound(self, mark: int) -> float:
        loud = np.flatnonzero(np.abs(_samples(self._feed, mark)) > QUIET)
        return self._feed.time_of(mark + 2 * int(loud[-1]))

    def _new(self, before: dict[str, list[float]]) -> dict[str, float]:
        """What each stage took first in this turn."""
        after = self._parts.latencies.measured()
        return {
            stage: seconds[len(before.get(stage, [])) :][0]
            for stage, seconds in after.items()
            if len(seconds) > len(before.get(stage, []))
        }

    def _rest(self) -> None:
        """Until the robot has nothing more to say and the room is quiet."""
        until = time.monotonic() + 1.2
        while time.monotonic() < until:
            self._parts.loop.step()
            if self._parts.mouth.busy:
                until = time.monotonic() + 1.2


def _samples(recorder: Recorder, mark: int) -> npt.NDArray[np.int32]:
    return np.frombuffer(recorder.since(mark).pcm, "<i2").astype(np.int32)


@contextmanager
def running(work: Path) -> Iterator[tuple[Robot, VirtualAudio, dict[str, str]]]:
    """A branch with its dialogue, a sound server, and the settings of a robot at both."""
    model.ensure(ROOT, print)
    robot = Robot(work)
    robot.start()
    try:
        with virtual_audio() as audio:
            yield (
                robot,
                audio,
                {
                    "JIAOJIAO_VAR": str(robot.settings.var),
                    "JIAOJIAO_URL": robot.settings.url,
                    "JIAOJIAO_MICROPHONE": f"sounddevice:{MICROPHONE}",
                    "JIAOJIAO_SPEAKER": f"sounddevice:{SPEAKER}",
                    "JIAOJIAO_RECOGNIZER": f"vosk:{mandarin.model()}",
                    "JIAOJIAO_CAMERA": "none",
                    "JIAOJIAO_WAKE": "speech",
                },
            )
    finally:
        robot.stop()


def spoken_turns(audio: VirtualAudio, environ: dict[str, str], count: int) -> list[Spoken]:
    chosen = robot_settings.read(environ)
    with body.body(chosen, chosen.device_token()) as parts:
        bench = Bench(parts, audio)
        told = [bench.turn(SENTENCES[0], CUSTOMER) for _ in range(2)]  # everything is loaded now
        told.clear()
        for number in range(count):
            sentence = SENTENCES[number % len(SENTENCES)]
            told.append(bench.turn(sentence, MANNERS[number % len(MANNERS)]))
            print(f"\r{number + 1}/{count} turns", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        bench.close()
    return told


@dataclass(frozen=True)
class Idle:
    """A robot that nobody talks to."""

    core: float
    """Share of one core."""
    memory_mb: float


def idle(audio: VirtualAudio, environ: dict[str, str], seconds: float) -> Idle:
    """The voice process of its own, with the voice's worker, over so many seconds."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "robot", "voice"],
        env={**os.environ, **audio.environment, **environ, "JIAOJIAO_LOG_LEVEL": "ERROR"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(20.0)  # loading is over
        before = _cpu(process.pid)
        time.sleep(seconds)
        used = _cpu(process.pid) - before
        return Idle(used / seconds, sum(memory(pid, "VmRSS") for pid in _family(process.pid)))
    finally:
        process.terminate()
        process.wait(20)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _cpu(pid: int) -> float:
    """Seconds of processor time of a process and its children."""
    used = 0.0
    for each in _family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used


def table(turns: list[Spoken]) -> str:
    def row(name: str, values: list[float]) -> str:
        low, high = (1000 * percentile(values, share) for share in (0.5, 0.95))
        return f"| {name} | {low:.0f} | {high:.0f} |"

    lines = [f"| of {len(turns)} turns | p50 (ms) | p95 (ms) |", "|---|---|---|"]
    lines += [row(name, [turn.stages[name] for turn in turns]) for name in ENGINES]
    lines += [
        row("sum of these engines", [turn.engines for turn in turns]),
        row("last word to loudspeaker, in the robot", [turn.robot for turn in turns]),
        row("microphone and detector", [turn.microphone for turn in turns]),
        row("loudspeaker", [turn.loudspeaker for turn in turns]),
        row("end of speech to first sound, outside", [turn.heard for turn in turns]),
        row("dialogue's answer to first sound, outside", [turn.beyond for turn in turns]),
    ]
    overhead = percentile([turn.overhead for turn in turns], 0.5)
    worst = percentile([turn.overhead for turn in turns], 0.95)
    lines.append(f"\nThe loop above the sum of its engines: {overhead:+.1%}, p95 {worst:+.1%}.")
    rule = Endpointing()
    lines.append(f"Silence waited for: {rule.silence_when_complete} or {rule.silence} s.")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=30)
    parser.add_argument("--idle", type=float, default=30.0, help="seconds; 0: not measured")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jiaojiao-bench-") as folder:
        work = Path(folder)
        with running(work) as (_, audio, environ):
            print(table(spoken_turns(audio, environ, chosen.turns)))
            if chosen.idle:
                seconds = chosen.idle + 40
                scene = video(
                    work / "lobby.avi", [empty_lobby(n) for n in range(int(10 * seconds))]
                )
                seeing = {**environ, "JIAOJIAO_CAMERA": f"opencv:{scene}"}
                without, with_camera = (idle(audio, e, chosen.idle) for e in (environ, seeing))
                print("\n| nobody there | of one core | memory (MB) |\n|---|---|---|")
                for name, found in (("without camera", without), ("with camera", with_camera)):
                    print(f"| {name} | {found.core:.1%} | {found.memory_mb:.0f} |")


if __name__ == "__main__":
    main()
