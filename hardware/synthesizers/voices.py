"""Which of the voices that an engine has is for which language: espeak-ng, SAPI5 and NSSS name theirs in their own ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PINYIN_VOICE = "sit/cmn-latn-pinyin"
"""espeak-ng's Mandarin voice for pinyin; its voice for characters (sit/cmn) spells them as English."""
MANDARIN = (
    "zh-cn",
    "zh_cn",
    "cmn",
    "mandarin",
    "huihui",
    "kangkang",
    "yaoyao",
    "ting-ting",
    "tingting",
)
"""What gives away a Mandarin voice of Windows or macOS, in its id, name or languages."""
ENGLISH = (
    "gmw/en-us",
    "zira",
    "samantha",
    "en-us",
    "en_us",
    "united states",
    "great britain",
    "en-gb",
    "en_gb",
)
"""The same of an English one, the best first."""
JOKES = frozenset(
    (
        "albert",
        "badnews",
        "bahh",
        "bells",
        "boing",
        "bubbles",
        "cellos",
        "deranged",
        "goodnews",
        "hysterical",
        "jester",
        "organ",
        "pipeorgan",
        "superstar",
        "trinoids",
        "whisper",
        "wobble",
        "zarvox",
    )
)
"""Last parts of the ids of macOS's voices that are for fun."""


@dataclass(frozen=True)
class Voice:
    """One voice of the engine, as pyttsx3 tells of it."""

    id: str
    name: str
    languages: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.id} {self.name} {' '.join(self.languages)}".lower()

    @property
    def is_joke(self) -> bool:
        return self.id.lower().rpartition(".")[2] in JOKES


def mandarin(voices: Iterable[Voice]) -> str:
    """Its id; empty when there is none."""
    return next((v.id for v in voices if any(sign in v.words for sign in MANDARIN)), "")


def english(voices: Sequence[Voice]) -> str:
    """Its id; empty when there is none. A Chinese voice that reads Latin letters is none."""
    serious = [v for v in voices if not any(sign in v.words for sign in MANDARIN) and not v.is_joke]
    for sign in ENGLISH:
        for voice in serious:
            if sign in voice.words:
                return voice.id
    return ""
