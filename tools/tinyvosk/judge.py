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
    "楼上在装修",
    "我弟弟上大学了",
    "这班地铁到终点站",
    "昨晚的月亮很圆",
    "请给我一杯咖啡",
    "他们俩是同学",
    "草地上有一只兔子",
    "她把钥匙弄丢了",
    "周末去海边玩吧",
    "这道题太难了",
    "爷爷喜欢下象棋",
    "窗外有人在唱歌",
    "刚才谁敲门",
    "行李箱放在车上",
    "我们班有三十个人",
    "他买了一双新鞋",
    "西瓜切好了快来吃",
    "下个月我要搬家",
    "门口停着一辆自行车",
    "妹妹在画画",
    "今年冬天特别冷",
    "这只狗叫什么名字",
    "请不要在这里抽烟",
    "他跑了第二名",
    "米饭煮糊了",
    "天上飘着白云",
    "我的眼睛有点疼",
    "超市里人山人海",
    "她穿着蓝裙子",
    "老师表扬了他",
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


def table(recognizer: Recognizer, phrases: list[Words]) -> str:
    """The share of phrases heard right and of other sentences heard as none, in silence and in noise."""
    lines = ["| | phrases heard | others refused |", "|---|---|---|"]
    for noisy in (False, True):
        heard = list(listen(recognizer, phrases, noisy=noisy))
        cells = [_share([h.right for h in heard if h.known is known]) for known in (True, False)]
        lines.append(f"| {'in noise' if noisy else 'in silence'} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _share(right: list[bool]) -> str:
    return f"{sum(right)}/{len(right)} = {sum(right) / len(right):.1%}"
