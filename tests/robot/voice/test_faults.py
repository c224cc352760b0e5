"""A part fails: it is noticed, told once, brought back; the customer hears one apology; touch goes on."""

from __future__ import annotations

import logging

import pytest

from robot.ports.faults import (
    BranchFault,
    Fault,
    MicrophoneFault,
    Reason,
    RecognizerFault,
    SpeakerFault,
    SpeechDetectorFault,
    SynthesizerFault,
)
from robot.voice.loop import Habits
from tests.robot.voice.hall import GREETING, Hall, faults_of

NOTICED = 2.0
"""Seconds within which a fault must be known."""


def test_a_lost_microphone_is_noticed_told_once_and_brought_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hall = Hall().run(1)
    assert faults_of(hall.reports, "microphone") == [""]
    hall.lose_microphone()
    hall.run(NOTICED)
    assert hall.reports[-1].state == "away"
    assert hall.reports[-1].devices["microphone"].message == "麦克风断开了"
    hall.run(60)
    # Back-off: not one attempt each moment, and never more than ten seconds between two.
    assert 6 <= hall.opened <= 14
    hall.find_microphone()
    hall.run(11)
    assert faults_of(hall.reports, "microphone") == ["", "microphone_lost", ""]
    assert hall.states == ["idle", "away", "idle"]
    warnings = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert [r.getMessage() for r in warnings] == ["microphone_lost: 麦克风断开了"]
    hall.hear("娇娇我要取号")
    assert hall.branch.heard == [("v1", "我要取号")]


def test_a_muted_microphone_is_told_once_and_heard_again_from_the_first_word_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hall = Hall().greeted()
    hall.microphone.muted = True
    hall.run(40)
    assert hall.reports[-1].state == "away"
    assert "静音键" in hall.reports[-1].devices["microphone"].message
    # Nobody is asked whether they are still there by a robot that would not hear the answer.
    assert hall.said == [GREETING]
    hall.microphone.muted = False
    hall.hear("我要取号")
    assert hall.branch.heard == [("v1", "我要取号")]
    assert faults_of(hall.reports, "microphone") == ["", "microphone_muted", ""]
    warnings = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert warnings[0].startswith("microphone_muted: ")
    assert hall.opened == 1


def test_a_quiet_night_is_no_fault() -> None:
    hall = Hall().run(3600)
    assert faults_of(hall.reports, "microphone") == [""]
    assert hall.states == ["idle"]


def test_touch_goes_on_while_the_microphone_is_away() -> None:
    hall = Hall()
    hall.lose_microphone()
    hall.run(1).touch("k1", "我要取号", "您的号码是A零零一。").run(4)
    assert hall.said == ["您的号码是A零零一。"]
    assert hall.states == ["away", "speaking", "away"]


def test_who_cannot_be_heard_is_not_asked_whether_they_are_there() -> None:
    hall = Hall().greeted().hear("我要取号")
    before = list(hall.said)
    hall.lose_microphone()
    hall.run(80)
    assert hall.said == before
    assert hall.branch.ended == []


def test_an_utterance_that_the_fault_cuts_off_is_no_turn() -> None:
    hall = Hall().greeted()
    hall.room.say("我要取三万块钱现金")
    hall.run(1.0)
    hall.lose_microphone()
    hall.run(1.0)
    hall.find_microphone()
    hall.run(15)
    assert hall.branch.heard == []
    hall.hear("我要取号")
    assert hall.branch.heard == [("v1", "我要取号")]


@pytest.mark.parametrize(
    ("device", "fault"),
    [
        ("recognizer", RecognizerFault(Reason.FAILED, "识别出错")),
        ("recognizer", RecognizerFault(Reason.MODEL_BROKEN, "识别模型不完整")),
        ("speech_detector", SpeechDetectorFault(Reason.FAILED, "检测出错")),
    ],
)
def test_an_engine_that_fails_is_opened_anew(device: str, fault: Fault) -> None:
    hall = Hall().greeted()
    failing = hall.recognizer if device == "recognizer" else hall.detector
    failing.fault = fault
    hall.room.say("我要取三万块钱")
    hall.run(NOTICED)
    assert hall.reports[-1].devices[device].code == fault.code
    assert hall.reports[-1].state == "away"
    failing.fault = None
    hall.run(31)
    assert hall.reports[-1].state != "away"
    hall.hear("娇娇我要取号")
    assert faults_of(hall.reports, device) == ["", fault.code, ""]
    assert hall.branch.heard[-1][1] == "我要取号"


def test_without_a_voice_the_screen_answers_and_the_error_is_told() -> None:
    hall = Hall().greeted()
    hall.synthesizer.fault = SynthesizerFault(Reason.FAILED, "语音合成出错")
    hall.hear("我要取号")
    assert hall.branch.heard == [("v1", "我要取号")]
    assert hall.said == [GREETING]
    assert hall.errors == [("speech", "synthesizer_failed")]
    assert "synthesizer_failed" in faults_of(hall.reports, "synthesizer")
    hall.synthesizer.fault = None
    hall.run(10).hear("厕所在哪儿")
    assert hall.said[-1] == "您说厕所在哪儿。"
    assert faults_of(hall.reports, "synthesizer")[-1] == ""


def test_a_hung_voice_costs_one_sentence() -> None:
    hall = Hall().greeted()
    hall.synthesizer.fault = SynthesizerFault(Reason.TIMEOUT, "语音合成没有反应，已重新启动")
    hall.hear("我要取号")
    hall.synthesizer.fault = None
    hall.hear("厕所在哪儿")
    assert hall.said[1:] == ["您说厕所在哪儿。"]
    assert hall.errors == [("speech", "synthesizer_timeout")]


def test_a_loudspeaker_that_goes_while_nobody_speaks_is_noticed_and_comes_back() -> None:
    hall = Hall().run(1)
    hall.speaker.fault = SpeakerFault(Reason.LOST, "扬声器断开了")
    hall.run(NOTICED)
    assert faults_of(hall.reports, "speaker") == ["", "speaker_lost"]
    hall.speaker.fault = None
    hall.run(10)
    assert faults_of(hall.reports, "speaker") == ["", "speaker_lost", ""]
    assert hall.errors == []


def test_calls_wait_for_the_loudspeaker() -> None:
    hall = Hall().run(1)
    hall.speaker.fault = SpeakerFault(Reason.LOST, "扬声器断开了")
    hall.run(NOTICED).announce("请A零一二号到三号窗口。").run(3)
    hall.speaker.fault = None
    hall.run(12)
    assert hall.said == ["请A零一二号到三号窗口。"]


def test_a_loudspeaker_that_goes_in_the_middle_of_a_sentence_ends_it() -> None:
    hall = Hall().arrive()
    hall.until(lambda: len(hall.said) == 1)
    hall.speaker.fault = SpeakerFault(Reason.STALLED, "扬声器没有反应")
    hall.run(NOTICED)
    assert hall.reports[-1].state == "listening"
    assert hall.errors == [("speech", "speaker_stalled")]


def test_with_the_branch_away_there_is_one_apology_for_each_question() -> None:
    hall = Hall().greeted()
    hall.branch.away = True
    hall.hear("我要取号")
    apology = hall.texts.apology.choices[0]
    assert "".join(hall.said[1:]) == apology
    assert hall.errors == [("turn", "away")]
    hall.branch.away = False
    hall.hear("我要取号")
    assert hall.said[-1] == "您说我要取号。"


def test_a_branch_that_froze_costs_two_seconds_and_one_apology() -> None:
    hall = Hall(quick=8.0)
    hall.touch("k1", "你好").run(1)
    hall.branch_fault = BranchFault(Reason.STALLED, "大堂服务没有回应")
    hall.room.say("我要取号")
    hall.until(lambda: hall.reports[-1].state == "thinking")
    asked = hall.time.now
    hall.until(lambda: hall.said)
    assert hall.time.now - asked < 2.5
    assert faults_of(hall.reports, "branch") == ["", "branch_stalled"]
    assert hall.errors == [("branch", "branch_stalled"), ("turn", "branch_stalled")]
    hall.branch_fault = None
    hall.run(10)
    # What comes too late is on the screen; the visitor is still the same.
    assert "".join(hall.said) == hall.texts.apology.choices[0]
    assert faults_of(hall.reports, "branch") == ["", "branch_stalled", ""]
    assert hall.reports[-1].conversation == "k1"
    assert hall.reports[-1].state == "listening"


def test_a_slow_answer_of_a_branch_that_is_well_is_waited_for() -> None:
    hall = Hall(quick=5.0)
    hall.touch("k1", "你好").run(1)
    hall.hear("我要取号")
    assert "".join(hall.said) == "您说我要取号。"
    assert hall.errors == []


def test_a_visitor_whom_a_frozen_branch_could_not_greet_is_nobodys() -> None:
    hall = Hall(quick=8.0).arrive()
    hall.branch_fault = BranchFault(Reason.STALLED, "大堂服务没有回应")
    hall.run(12)
    assert hall.said == []
    assert hall.branch.ended == hall.branch.begun == ["v1"]


def test_nobody_is_apologised_to_for_a_greeting_that_they_did_not_ask_for() -> None:
    hall = Hall(Habits(sees=True))
    hall.branch.away = True
    hall.arrive().run(5)
    assert hall.said == []
    assert hall.errors == [("turn", "away")]
    hall.hear("我要取号")
    assert "".join(hall.said) == hall.texts.apology.choices[0]
    hall.branch.away = False
    hall.hear("我要取号")
    assert hall.said[-1] == "您说我要取号。"


def test_whatever_fails_no_words_of_a_customer_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    hall = Hall().greeted()
    hall.branch.away = True
    hall.hear("我叫张三丰")
    hall.recognizer.fault = RecognizerFault(Reason.FAILED, "识别出错")
    hall.hear("我要取号")
    assert caplog.records
    assert not [r for r in caplog.records if "张三丰" in r.getMessage() or "取号" in r.getMessage()]


def test_permanent_faults_are_tried_again_seldom() -> None:
    hall = Hall()
    hall.microphone.fault = MicrophoneFault(Reason.MISSING_PACKAGE, "缺少 PortAudio 声音库")
    hall.run(100)
    assert hall.opened <= 4
