from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.speech.normalizer import speakable
from robot.speech.reading import Sentence, read_aloud
from robot.speech.sentences import sentences


def english(*texts: str) -> list[Sentence]:
    return [Sentence(text, "en") for text in texts]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("You are welcome!", english("You are welcome!")),
        (
            "Yes. We have free WiFi. Please see the screen.",
            english("Yes.", "We have free WiFi.", "Please see the screen."),
        ),
        (
            "Your number is A012, 3.5 m ahead. You are next.",
            english("Your number is A 0 1 2, 3.5 m ahead.", "You are next."),
        ),
        (
            "The toilet: please follow **the line**. 请跟着屏幕上的路线走3步。",
            [
                *english("The toilet: please follow the line ."),
                Sentence("请跟着屏幕上的路线走三步。"),
            ],
        ),
        (
            "您好。 Please wait here. 请稍等。",
            [Sentence("您好。"), *english("Please wait here."), Sentence("请稍等。")],
        ),
    ],
)
def test_whole_english_sentences_are_english(text: str, said: list[Sentence]) -> None:
    assert read_aloud(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "您的号码是A001，前面还有2位。",
        "OK，我帮您办。WiFi 密码在屏幕上。",
        "1. 请带身份证。2. 请带卡。",
        "ATM",
        "WiFi",
        "Jiaojiao 是我的名字。",
        "2.75%",
        "",
        " 。\n",
    ],
)
def test_chinese_with_letters_in_it_stays_chinese(text: str) -> None:
    said = read_aloud(text)
    assert {sentence.language for sentence in said} <= {"zh"}
    assert "".join(s.text for s in said).replace(" ", "") == "".join(
        sentences(speakable(text))
    ).replace(" ", "")


@given(st.text("您好请坐。！？；\n .,:ATWiFi3%abcde ", max_size=60))
def test_nothing_said_is_lost(text: str) -> None:
    said = read_aloud(text)
    wanted = re.findall("[您好请坐]", text)
    assert re.findall("[您好请坐]", "".join(sentence.text for sentence in said)) == wanted
    assert all(any(map(str.isalnum, sentence.text)) for sentence in said)
