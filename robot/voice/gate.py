"""What a recognizer gave: is it worth a turn, and has the speaker finished?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from robot.ports.recognition import Transcript

CONFIDENT = 0.45
"""Below this mean confidence of its words a transcript is not acted on."""
CONFIDENT_SHORT = 0.6
"""The same for one or two characters, which noise becomes most easily."""
_NO_WORD = re.compile(r"[\s，。！？、,.!?]+")


class Verdict(Enum):
    WORDS = "words"
    UNCLEAR = "unclear"
    """Somebody spoke, and what they said was not caught."""
    NOTHING = "nothing"
    """No words at all: a cough, a filler, the hall."""


def words(transcript: Transcript) -> str:
    """The text without punctuation."""
    return _NO_WORD.sub("", transcript.text)


class Gate:
    """`fillers` alone are no turn; who ends with one of `hanging` has not finished."""

    def __init__(self, fillers: Sequence[str], hanging: Sequence[str]) -> None:
        fill = "|".join(map(re.escape, sorted(fillers, key=len, reverse=True)))
        self._fillers = re.compile(rf"(?:{fill})*")
        self._hanging = tuple(hanging)

    def judge(self, transcript: Transcript) -> Verdict:
        text = words(transcript)
        if not text:
            return Verdict.UNCLEAR if transcript.unknown else Verdict.NOTHING
        if self._fillers.fullmatch(text):
            return Verdict.NOTHING
        least = CONFIDENT_SHORT if len(text) <= 2 else CONFIDENT
        return Verdict.WORDS if transcript.confidence >= least else Verdict.UNCLEAR

    def unclear(self, transcript: Transcript) -> bool:
        """Whether somebody spoke and was not understood."""
        return self.judge(transcript) is Verdict.UNCLEAR

    def complete(self, partial: str) -> bool:
        """Whether the words heard so far could be all: something is there, and it does not hang."""
        text = _NO_WORD.sub("", partial)
        if len(text) < 2 or self._fillers.fullmatch(text):
            return False
        return not text.endswith(self._hanging)
