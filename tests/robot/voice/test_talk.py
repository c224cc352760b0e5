"""What is asked now is answered later; what comes too late is nobody's."""

from __future__ import annotations

from robot.voice.latency import Latencies
from robot.voice.news import Event
from robot.voice.talk import Talk
from tests.fakes.virtual_time import VirtualExecutor, VirtualTime
from tests.robot.voice.hall import GREETING, FakeBranch


class Scene:
    def __init__(self) -> None:
        self.time = VirtualTime()
        self.news: list[Event] = []
        self.branch = FakeBranch(self.news)
        self.talk = Talk(self.branch, VirtualExecutor(self.time, 0.5), Latencies(), self.time)


def test_nobody_waits_for_the_answer() -> None:
    scene = Scene()
    scene.talk.begin()
    assert scene.talk.thinking
    assert scene.talk.answer() is None
    scene.time.sleep(0.6)
    answer = scene.talk.answer()
    assert answer is not None
    assert answer.replies[0].speech == GREETING
    assert not scene.talk.thinking
    assert scene.talk.conversation == "v1"


def test_who_leaves_before_the_conversation_has_begun_leaves_none_open() -> None:
    scene = Scene()
    scene.talk.begin()
    scene.talk.end()
    assert not scene.talk.thinking
    scene.time.sleep(2.0)
    assert scene.talk.answer() is None
    assert scene.branch.ended == ["v1"]


def test_an_answer_for_who_has_left_is_not_said_to_the_next() -> None:
    scene = Scene()
    scene.talk.follow("k1")
    scene.talk.say("我要取号")
    scene.talk.follow("k2")
    scene.time.sleep(2.0)
    assert scene.talk.answer() is None
    assert scene.branch.heard == [("k1", "我要取号")]
    assert scene.branch.ended == ["k1"]
    assert scene.talk.conversation == "k2"


def test_words_that_come_while_it_is_begun_are_asked_after() -> None:
    scene = Scene()
    scene.talk.begin("我要取号")
    scene.time.sleep(0.6)
    assert scene.talk.answer() is None
    assert scene.talk.thinking
    scene.time.sleep(0.6)
    answer = scene.talk.answer()
    assert answer is not None
    assert answer.replies[0].speech == "您说我要取号。"


def test_a_branch_that_is_away_is_an_error_and_leaves_nobody_behind() -> None:
    scene = Scene()
    scene.branch.away = True
    scene.talk.begin("我要取号")
    scene.time.sleep(0.6)
    answer = scene.talk.answer()
    assert answer is not None
    assert (answer.error, answer.asked, answer.replies) == ("away", True, ())
    assert scene.talk.visit is None
