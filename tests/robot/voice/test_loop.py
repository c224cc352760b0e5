"""Spoken conversations from greeting to goodbye, in virtual time."""

from __future__ import annotations

import pytest

from robot.voice.loop import Habits
from tests.fakes.devices import CHUNK
from tests.robot.voice.hall import GREETING, Hall, turn


def test_a_visitor_is_greeted_heard_and_answered() -> None:
    hall = Hall().greeted()
    assert hall.said == [GREETING]
    hall.branch.script["我要取三万块钱"] = turn("您的号码是A001。", "请到现金柜台。")
    hall.hear("我要取三万块钱")
    assert hall.branch.heard == [("v1", "我要取三万块钱")]
    assert hall.said[1:] == ["您的号码是A零零一。", "请到现金柜台。"]
    once = ["thinking", "speaking", "listening"]
    assert hall.states == [*once, *once]


def test_what_is_being_said_is_shown_as_it_comes() -> None:
    hall = Hall().greeted()
    hall.hear("厕所在哪儿")
    shown = [r.partial for r in hall.reports if r.partial]
    assert shown[-1] == "厕所在哪儿"
    assert all("厕所在哪儿".startswith(partial) for partial in shown)
    assert len(set(shown)) >= 4
    assert hall.reports[-1].partial == ""
    assert {r.conversation for r in hall.reports if r.partial} == {"v1"}


def test_the_first_sentence_sounds_while_the_next_is_made() -> None:
    hall = Hall().greeted()
    hall.branch.script["讲讲"] = turn("这是第一句话。这是第二句话。这是第三句话。")
    hall.room.say("请您讲讲")
    hall.branch.script["请您讲讲"] = hall.branch.script["讲讲"]
    hall.until(lambda: len(hall.said) == 2)
    assert hall.synthesizer.made[1:] == ["这是第一句话。"]
    hall.until(lambda: len(hall.said) == 4)
    first, second, third = hall.speaker.sounds[1:]
    assert hall.time.now < second.at
    assert (second.at, third.at) == (first.until, second.until)


def test_an_english_answer_is_said_or_the_screen_is_pointed_at() -> None:
    hall = Hall().greeted()
    hall.branch.script["说英语"] = turn("You are next. Please wait here. 请坐。")
    hall.hear("说英语")
    assert hall.said[1:] == ["You are next.", "Please wait here.", "请坐。"]
    hall = Hall().greeted()
    hall.synthesizer.languages = {"zh"}
    hall.branch.script["说英语"] = turn("You are next. Please wait here. 请坐。")
    hall.hear("说英语")
    assert hall.said[1:] == [hall.texts.foreign.choices[0], "请坐。"]
    assert hall.errors == []


def test_how_long_each_stage_took_is_told() -> None:
    hall = Hall(quick=0.1).greeted()
    hall.hear("卡丢了怎么办")
    stages = hall.reports[-1].stages
    assert stages["turn"]["p50"] == pytest.approx(100, abs=40)
    # A whole sentence waits for half a second of silence.
    assert stages["endpoint"]["p50"] == pytest.approx(500, abs=1000 * CHUNK)
    assert stages["first_sound"]["count"] == 1
    assert stages["first_sound"]["p50"] == pytest.approx(500 + 100 + 20, abs=120)


def test_the_robot_does_not_hear_itself() -> None:
    hall = Hall().greeted()
    hall.branch.script["再见了"] = turn("这句话说得很长，长得足够让麦克风听到。" * 3)
    hall.hear("再见了").run(10)
    assert [text for _, text in hall.branch.heard] == ["再见了"]
    assert not [r for r in hall.reports if "回声" in r.partial]


def test_in_a_room_with_echo_nobody_talks_over_the_robot() -> None:
    hall = Hall().greeted()
    hall.branch.script["讲讲存款"] = turn("存款分为活期和定期两种，利率各不相同。")
    hall.room.say("讲讲存款")
    hall.until(lambda: len(hall.said) == 2)
    hall.room.say("等一下等一下", after=0.5)
    hall.until(hall.is_quiet)
    assert hall.said[1] == "存款分为活期和定期两种，利率各不相同。"
    assert len(hall.branch.heard) == 1


def test_with_echo_cancelled_a_customer_cuts_in_and_is_heard_whole() -> None:
    hall = Hall(Habits(barge_in=True, sees=True))
    hall.room.carries_robot = False
    hall.greeted()
    hall.branch.script["讲讲存款"] = turn("存款分为活期和定期两种。" * 4)
    hall.room.say("讲讲存款")
    hall.until(lambda: len(hall.said) == 2)
    spoken = hall.room.say("不用了我要取号", after=0.5)
    hall.run(1.0)
    assert hall.speaker.sounds[-1].until < spoken.start + 0.5
    hall.run(1.5).until(hall.is_quiet)
    assert hall.branch.heard[-1] == ("v1", "不用了我要取号")


def test_called_by_name_it_answers_what_was_said_with_it() -> None:
    hall = Hall()
    hall.hear("焦焦我要取号")
    assert hall.branch.heard == [("v1", "我要取号")]
    assert GREETING not in hall.said


def test_called_by_name_alone_it_greets() -> None:
    hall = Hall()
    hall.hear("你好娇娇")
    assert hall.branch.heard == []
    assert hall.said == [GREETING]


def test_talk_of_others_is_neither_answered_nor_shown() -> None:
    hall = Hall()
    hall.hear("今天中午吃什么").hear("我们那个娇娇还不错")
    assert hall.branch.begun == []
    assert hall.said == []
    assert {r.partial for r in hall.reports} == {""}


def test_any_speech_begins_where_the_operator_wants_it() -> None:
    hall = Hall(Habits(any_speech_wakes=True))
    hall.hear("我要取号")
    assert hall.branch.heard == [("v1", "我要取号")]


def test_who_stands_there_needs_no_name_after_the_conversation_has_ended() -> None:
    hall = Hall(Habits(sees=True)).greeted().run(25)
    assert hall.branch.ended == ["v1"]
    assert hall.said == [GREETING]
    hall.hear("我要取号")
    assert hall.branch.heard == [("v2", "我要取号")]


def test_a_passer_by_who_does_not_answer_is_not_spoken_to_again() -> None:
    hall = Hall(Habits(sees=True)).greeted().run(60)
    assert hall.said == [GREETING]
    assert hall.branch.ended == ["v1"]
    assert hall.states[-1] == "idle"


def test_silence_is_asked_about_once_then_comes_goodbye() -> None:
    hall = Hall().greeted().hear("我要取号").run(80)
    assert hall.said[2:] == [
        *("您还在吗？", "还有什么可以帮您的？"),
        *("那我先不打扰您了，有事再叫我，祝您顺心。",),
    ]
    assert hall.branch.ended == ["v1"]
    assert hall.states[-1] == "idle"


def test_an_answer_after_the_question_goes_on() -> None:
    hall = Hall().greeted().hear("我要取号").run(28)
    hall.hear("我还在呢").run(20)
    assert hall.branch.heard[-1] == ("v1", "我还在呢")
    assert hall.branch.ended == []


def test_who_leaves_is_forgotten() -> None:
    hall = Hall(Habits(sees=True)).greeted().hear("我要取号")
    hall.leave().run(6)
    assert hall.branch.ended == ["v1"]
    assert hall.said[-1] == "您说我要取号。"
    hall.arrive().run(3)
    assert hall.branch.begun == ["v1", "v2"]


def test_goodbye_ends_the_conversation() -> None:
    hall = Hall().greeted()
    hall.branch.script["谢谢再见"] = turn("再见，您慢走。", intent="goodbye")
    hall.hear("谢谢再见").run(5)
    assert hall.branch.ended == ["v1"]


def test_words_that_were_not_caught_are_asked_for_in_other_words_each_time() -> None:
    hall = Hall().greeted()
    for _ in range(4):
        hall.hear("含含糊糊地说", confidence=0.2)
    assert hall.branch.heard == []
    asked = "".join(hall.said[1:])
    assert [text in asked for text in hall.texts.unheard.choices] == [True, True, True]
    assert asked.count("没听清") == 1
    hall.hear("我要取号")
    assert hall.branch.heard == [("v1", "我要取号")]


def test_a_filler_is_no_turn() -> None:
    hall = Hall().greeted().hear("嗯").hear("那个")
    assert hall.branch.heard == []
    assert hall.said == [GREETING]


def test_louder_slower_and_silent() -> None:
    hall = Hall().greeted()
    script = hall.branch.script
    script["大声点"] = turn("好的。", intent="adjust_voice", direction="louder")
    script["慢一点说"] = turn("慢慢说。", intent="adjust_voice", direction="slower")
    script["别出声了"] = turn("写在屏幕上。", intent="adjust_voice", direction="mute")
    usual = hall.speaker.sounds[0]
    hall.hear("大声点").hear("慢一点说")
    louder, slower = hall.speaker.sounds[-2:]
    assert louder.volume > usual.volume
    assert (slower.until - slower.at) / len(slower.text) > (usual.until - usual.at) / len(
        usual.text
    )
    hall.hear("别出声了").hear("我要取号")
    assert hall.said[-1] == "写在屏幕上。"
    assert hall.branch.heard[-1] == ("v1", "我要取号")
    hall.hear("大声点")
    assert hall.said[-1] == "好的。"


def test_the_next_visitor_hears_the_usual_voice() -> None:
    hall = Hall(Habits(sees=True)).greeted()
    hall.branch.script["小声点"] = turn("好的。", intent="adjust_voice", direction="softer")
    hall.hear("小声点")
    hall.leave().run(6).greeted()
    assert hall.said[-1] == GREETING
    assert hall.speaker.sounds[-1].volume == hall.speaker.sounds[0].volume
    assert hall.speaker.sounds[-2].volume < hall.speaker.sounds[0].volume


def test_frequent_sentences_are_made_once() -> None:
    hall = Hall(Habits(sees=True)).greeted()
    hall.leave().run(6).greeted()
    assert hall.said == [GREETING, GREETING]
    assert hall.synthesizer.made == [GREETING]
