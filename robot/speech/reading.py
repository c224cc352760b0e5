"""A reply as it is read aloud: sentences, each in one language, what is written in digits or signs made sayable.

Chinese is the robot's language; a reply to a foreign guest may hold whole sentences of English. A Chinese sentence
with Latin letters in it (WiFi, A001) stays Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from robot.ports.synthesis import CHINESE, ENGLISH
from robot.speech.normalizer import speakable
from robot.speech.sentences import sentences

_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"\b[A-Za-z][a-z']+\b")
FEWEST_WORDS = 2
"""WiFi, Jiaojiao or OK alone are said in Chinese too."""
_PIECE = re.compile(r"(?:(?![。！？!?；;\n]|\.(?=\s|$)).)*(?:[。！？!?；;\n.]+\s*|$)", re.DOTALL)
_NUMBER_OF_A_TICKET = re.compile(r"\b([A-Z])(\d{2,4})\b")
_UNSAID = re.compile(r"https?://\S+|[*_`#<>|\\{}\[\]~^]+")


@dataclass(frozen=True)
class Sentence:
    """One piece of speech."""

    text: str
    """Without digits, where it is Chinese."""
    language: str = CHINESE


def read_aloud(text: str) -> list[Sentence]:
    """`text` in the order of speaking."""
    said: list[Sentence] = []
    for run, language in _runs(text):
        if language == ENGLISH:
            said += [Sentence(piece, ENGLISH) for piece in _english(run)]
        else:
            said += [Sentence(piece) for piece in sentences(speakable(run))]
    return said


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """As much as possible of one language at a time; what could be either goes with what is before it."""
    held, language = "", ""
    for piece in filter(None, _PIECE.findall(text)):
        own = _language(piece)
        if own and language and own != language:
            yield held, language
            held = ""
        held += piece
        language = own or language
    if held:
        yield held, language or CHINESE


def _language(piece: str) -> str:
    """Empty: it tells nothing."""
    if _HAN.search(piece):
        return CHINESE
    return ENGLISH if len(_WORD.findall(piece)) >= FEWEST_WORDS else ""


def _english(run: str) -> Iterator[str]:
    """Sentence by sentence; voices read numbers and prices themselves, and A001 as a word."""
    apart = _NUMBER_OF_A_TICKET.sub(lambda m: " ".join(m[1] + m[2]), _UNSAID.sub(" ", run))
    for piece in _PIECE.findall(apart):
        said = " ".join(piece.split())
        if any(map(str.isalnum, said)):
            yield said
