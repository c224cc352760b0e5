"""Reading vosk's answers: words with times and confidences, joined as Chinese is written."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from robot.ports.recognition import Transcript, Word

UNKNOWN = "[unk]"
"""vosk's word for what is none of its words; some models write it in the other way."""
_UNKNOWN = (UNKNOWN, "<unk>")
_SPACE_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")


def spoken(text: str) -> str:
    """vosk puts spaces between all words: only those between two foreign words stay."""
    known = " ".join(word for word in text.split() if word not in _UNKNOWN)
    return _SPACE_BESIDE_CHINESE.sub("", known)


def words(answer: str) -> list[Word]:
    """The words of one result."""
    return [
        Word(each["word"], each["start"], each["end"], min(1.0, each["conf"]))
        for each in json.loads(answer).get("result", [])
    ]


def transcript(heard: Sequence[Word]) -> Transcript:
    """One utterance. What the model did not know counts with confidence 0."""
    known = tuple(word for word in heard if word.text not in _UNKNOWN)
    text = spoken(" ".join(word.text for word in known))
    if not text:
        return Transcript("", 0.0, unknown=bool(heard))
    length = sum(word.end - word.start for word in heard)
    sure = sum((word.end - word.start) * word.confidence for word in known)
    return Transcript(text, sure / length if length > 0 else 0.0, known, len(known) < len(heard))
