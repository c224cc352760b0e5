"""How well a model hears voices that it has not learnt from, through the robot's own driver."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from robot.ports.audio import AudioChunk
from robot.ports.recognition import Recognizer
from tools.tinyvosk import features, speech
from tools.tinyvosk.phrases import Words

HELD_OUT = (
    speech.Manner(),
    speech.Manner(speed=135, pitch=45),
    speech.Manner(speed=185, pitch=60),
    speech.Manner("m6", 155),
    speech.Manner("m8", 165),
    speech.Manner("f4", 150, 60),
)
"""No voice of these is among those learnt from."""
OTHER = [
    "今天天气怎么样",
    "我想吃一个苹果",
    "附近有没有超市",
    "明天早上下雨",
    "他在看电视",
    "小狗跑得很快",
    "火车站怎么走",
    "我喜欢打篮球",
    "这本书很有意思",
    "晚饭吃什么",
    "机场离这儿远吗",
]
"""What no phrase is: it should be heard as none."""


@dataclass(frozen=True)
class Hearing:
    said: str
    known: bool
    """Whether the model is to know it."""
    manner: speech.Manner
    noisy: bool
    heard: str

    @property
    def right(self) -> bool:
        return self.heard == (self.said if self.known else "")


def chunk(text: str, manner: speech.Manner, room: speech.Room | None = None) -> AudioChunk:
    """`text` as a customer says it, with silence around; in a room, with its noise."""
    sound = speech.spoken(text, manner)
    if room is None:
        quiet = np.zeros(int(0.3 * features.RATE))
        sound = np.concatenate([quiet, sound, quiet])
    else:
        sound = room.heard(sound, random.Random(f"{text}{manner}"))
    return AudioChunk(np.rint(sound).clip(-32768, 32767).astype("<i2").tobytes())


def listen(
    recognizer: Recognizer,
    phrases: list[Words],
    manners: tuple[speech.Manner, ...] = HELD_OUT,
    noisy: bool = False,
) -> Iterator[Hearing]:
    """Every phrase and some other speech in every manner."""
    room = speech.Room() if noisy else None
    texts = [("".join(words), True) for words in phrases] + [(text, False) for text in OTHER]
    for manner in manners:
        for text, known in texts:
            recognizer.accept(chunk(text, manner, room))
            yield Hearing(text, known, manner, noisy, recognizer.finish().text)
