"""Who brings a passport: said of oneself, not of somebody else or of a journey."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.connection import Connection
from actions.guest import is_guest, papers
from actions.turn import Turn
from tests.fakes.branch import FakeBranch


@pytest.mark.parametrize(
    "words", ["我只带了护照", "没有身份证只有护照", "我是美国人", "护照行吗", "I have a passport"]
)
def test_a_guest(words: str) -> None:
    assert is_guest(words)


@pytest.mark.parametrize(
    "words",
    [
        "我儿子有护照",
        "公司外籍员工护照怎么办",
        "我朋友是外国人",
        "我要去法国用钱护照带了",
        "办签证要存款证明",
        "我要办签证，打半年流水",
    ],
)
def test_papers_of_others_make_no_guest(words: str) -> None:
    assert not is_guest(words)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["我是美国人，要开户"], False),
        (["我是美国人", "带什么"], False),
        (["护照行吗", "我是中国人，有身份证"], True),
        (["我要办签证"], True),
    ],
)
def test_the_papers_are_those_of_who_speaks(said: list[str], kept: bool) -> None:
    events = [{"event": "user", "text": words} for words in said]
    tracker = Tracker("v1", {}, {"text": said[-1]}, events, False, None, {}, None)
    turn = Turn(Connection(FakeBranch()), CollectingDispatcher(), tracker)
    assert (papers(turn, ("本人身份证",)) == ("本人身份证",)) is kept
