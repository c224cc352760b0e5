"""The parts of the loop put together; the devices, the branch and the clock come from outside."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from robot.voice.branch import Branch
from robot.voice.clips import Clips
from robot.voice.devices import Caretaker, Devices
from robot.voice.ears import Ears, Hearing, NoEars
from robot.voice.gate import Gate
from robot.voice.latency import Latencies
from robot.voice.loop import Habits, Surroundings, VoiceLoop
from robot.voice.manner import Manner
from robot.voice.mouth import Mouth, NoMouth, Speaking, Voice
from robot.voice.segmenter import Segmenter
from robot.voice.talk import Talk
from robot.voice.texts import Texts
from robot.voice.vocabulary import Vocabulary


@dataclass(frozen=True)
class Parts:
    loop: VoiceLoop
    mouth: Speaking
    clips: Clips
    latencies: Latencies


def assemble(
    devices: Devices,
    branch: Branch,
    surroundings: Surroundings,
    *,
    texts: Texts,
    habits: Habits,
    voice: str,
    caller: Executor,
    maker: Executor,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Parts:
    """`caller` asks the branch and `maker` makes speech, each with one worker; `voice` names the voice."""
    latencies, manner, clips = Latencies(), Manner(), Clips()
    gate = Gate(texts.fillers, texts.hanging)
    vocabulary = Vocabulary(branch, caller, now)
    mouth = _mouth(devices, clips, voice, texts, maker, manner, latencies, now)
    loop = VoiceLoop(
        ears=_ears(devices, gate, vocabulary, latencies, now, sleep),
        mouth=mouth,
        talk=Talk(branch, caller, latencies, now),
        devices=devices,
        caretaker=Caretaker(devices, maker, now),
        vocabulary=vocabulary,
        surroundings=surroundings,
        manner=manner,
        texts=texts,
        gate=gate,
        latencies=latencies,
        now=now,
        habits=habits,
    )
    return Parts(loop, mouth, clips, latencies)


def _ears(
    devices: Devices,
    gate: Gate,
    vocabulary: Vocabulary,
    latencies: Latencies,
    now: Callable[[], float],
    sleep: Callable[[float], None],
) -> Hearing:
    microphone, detector, recognizer = devices.microphone, devices.detector, devices.recognizer
    if microphone is None or detector is None or recognizer is None:
        return NoEars(sleep)
    return Ears(
        microphone,
        detector,
        recognizer,
        Segmenter(),
        gate.complete,
        gate.unclear,
        lambda: vocabulary.phrases,
        latencies,
        now,
    )


def _mouth(
    devices: Devices,
    clips: Clips,
    name: str,
    texts: Texts,
    maker: Executor,
    manner: Manner,
    latencies: Latencies,
    now: Callable[[], float],
) -> Speaking:
    if devices.speaker is None or devices.synthesizer is None:
        return NoMouth()
    voice = Voice(devices.synthesizer, clips, name, texts.foreign)
    return Mouth(voice, devices.speaker, maker, manner, latencies, now)
