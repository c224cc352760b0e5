from __future__ import annotations

import pytest

from robot.ports.recognition import Transcript
from robot.voice.gate import Gate, Verdict, words
from robot.voice.texts import load


@pytest.fixture
def gate() -> Gate:
    texts = load()
    return Gate(texts.fillers, texts.hanging)


@pytest.mark.parametrize(
    ("text", "confidence", "verdict"),
    [
        ("我要取号", 0.9, Verdict.WORDS),
        ("我要取号", 0.3, Verdict.UNCLEAR),
        ("对", 0.55, Verdict.UNCLEAR),
        ("对", 0.9, Verdict.WORDS),
        ("", 0.0, Verdict.NOTHING),
        ("嗯", 0.9, Verdict.NOTHING),
        ("嗯那个就是", 0.9, Verdict.NOTHING),
    ],
)
def test_what_is_worth_a_turn(gate: Gate, text: str, confidence: float, verdict: Verdict) -> None:
    assert gate.judge(Transcript(text, confidence)) is verdict


def test_speech_without_a_known_word_was_not_caught(gate: Gate) -> None:
    assert gate.judge(Transcript("", 0.0, unknown=True)) is Verdict.UNCLEAR
    assert gate.judge(Transcript("我要取号", 0.9, unknown=True)) is Verdict.WORDS


def test_punctuation_is_no_word() -> None:
    assert words(Transcript("我要取号。", 0.9)) == "我要取号"


@pytest.mark.parametrize(
    ("partial", "complete"),
    [
        ("", False),
        ("我", False),
        ("我要", False),
        ("我要取号", True),
        ("我想问一下", False),
        ("我要取三万", True),
        ("请问", False),
        ("嗯", False),
        ("我要存钱还有", False),
        ("第", False),
    ],
)
def test_who_hangs_in_the_air_has_not_finished(gate: Gate, partial: str, complete: bool) -> None:
    assert gate.complete(partial) is complete
