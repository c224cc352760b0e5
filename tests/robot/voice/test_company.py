"""Voice, touch and keyboard are one conversation; staff and the hall are heard between turns."""

from __future__ import annotations

from datetime import timedelta

from robot.voice.loop import Habits
from robot.voice.news import Event
from tests.robot.voice.hall import GREETING, Hall, turn


def test_who_began_by_touch_goes_on_by_voice() -> None:
    hall = Hall()
    hall.touch("k1", "我要取号", "您要办什么业务？").run(5)
    assert hall.said == ["您要办什么业务？"]
    assert hall.reports[-1].conversation == "k1"
    hall.hear("我要存钱")
    assert hall.branch.heard == [("k1", "我要存钱")]
    assert hall.branch.begun == []


def test_who_began_by_voice_goes_on_by_touch() -> None:
    hall = Hall().greeted().hear("我要取号")
    hall.touch("v1", "存现金", "您的号码是A零零二。").run(5)
    assert hall.said[-1] == "您的号码是A零零二。"
    hall.hear("厕所在哪儿")
    assert hall.branch.heard[-1][0] == "v1"
    assert hall.branch.ended == []


def test_own_turns_are_not_said_twice() -> None:
    hall = Hall().greeted().hear("我要取号").run(5)
    assert hall.said == [GREETING, "您说我要取号。"]


def test_a_touch_silences_the_last_answer() -> None:
    hall = Hall().greeted()
    hall.branch.script["讲讲存款"] = turn("存款分为活期和定期两种。" * 4)
    hall.room.say("讲讲存款")
    hall.until(lambda: len(hall.said) == 2).run(0.5)
    hall.touch("v1", "我要取号", "好的。").run(0.3)
    assert hall.said[1:] == ["存款分为活期和定期两种。", "好的。"]


def test_a_visitor_by_touch_is_not_greeted_again_by_the_camera() -> None:
    hall = Hall(Habits(sees=True)).touch("k1", "我要取号", "好的。").run(1)
    hall.arrive().run(3)
    assert hall.branch.begun == []
    assert hall.reports[-1].conversation == "k1"


def test_a_touched_conversation_replaces_one_that_nobody_spoke_in() -> None:
    hall = Hall().greeted()
    hall.touch("k1", "我要取号", "好的。").run(2)
    assert hall.branch.ended == ["v1"]
    assert hall.reports[-1].conversation == "k1"


def test_phones_and_terminals_are_others() -> None:
    hall = Hall()
    hall.touch("p1", "我要取号", "好的。", channel="phone").run(2)
    hall.touch("t1", "我要取号", "好的。", channel="text").run(2)
    assert hall.said == []
    assert hall.reports[-1].conversation is None


def test_a_touched_wish_for_another_voice_is_followed() -> None:
    hall = Hall().greeted()
    hall.touch("v1", "大声点", "好的。", direction="louder").run(2)
    assert hall.speaker.sounds[-1].volume > hall.speaker.sounds[0].volume


def test_ended_on_the_screen_it_is_over_for_the_voice() -> None:
    hall = Hall().greeted()
    hall.branch.script["讲讲存款"] = turn("存款分为活期和定期两种。" * 4)
    hall.room.say("讲讲存款")
    hall.until(lambda: len(hall.said) == 2).run(0.5)
    hall.branch.over("v1")
    hall.run(0.5)
    assert hall.reports[-1].state == "idle"
    assert hall.reports[-1].conversation is None
    assert hall.branch.ended == []


def test_a_conversation_that_is_over_is_begun_anew_by_the_next_words() -> None:
    hall = Hall().greeted()
    hall.branch._over.add("v1")
    hall.hear("我要取号")
    assert hall.branch.heard == [("v2", "我要取号")]
    assert hall.reports[-1].conversation == "v2"


def test_what_staff_answered_is_said_to_the_visitor_it_is_for() -> None:
    hall = Hall().greeted().hear("叫大堂经理")
    told = {"number": "1", "replies": [{"text": "马上来。", "speech": "大堂经理马上来。"}]}
    hall.news.append(Event("case.changed", {**told, "conversation": "other"}))
    hall.news.append(Event("case.changed", {**told, "conversation": "v1"}))
    hall.news.append(Event("case.changed", {"number": "2", "conversation": "v1"}))
    hall.run(3)
    assert hall.said[2:] == ["大堂经理马上来。"]
    assert hall.branch.told_of == ["v1"]


def test_the_hall_is_called_at_once_when_nobody_talks_to_the_robot() -> None:
    hall = Hall().announce("请A零一二号到三号窗口。").run(0.5)
    assert hall.said == ["请A零一二号到三号窗口。"]
    assert hall.states == ["speaking"]


def test_a_call_waits_until_the_customer_and_the_robot_have_spoken() -> None:
    hall = Hall().greeted()
    spoken = hall.room.say("我想问一下定期存款的利率是多少")
    hall.run(1.0).announce("请A零一二号到三号窗口。").until(lambda: len(hall.said) == 3)
    answer, call = hall.speaker.sounds[1:]
    assert answer.at > spoken.end
    assert call.text == "请A零一二号到三号窗口。"
    assert call.at >= answer.until + 1.4


def test_calls_are_said_as_often_as_they_ask_and_never_when_late() -> None:
    hall = Hall().announce("请A一号到一号窗口。", "a", repeat=1)
    late = (hall.branch_now() - timedelta(seconds=1)).isoformat()
    hall.announce("请A二号到二号窗口。", "b", expires_at=late).run(8)
    assert hall.said == ["请A一号到一号窗口。"] * 2


def test_a_call_is_heard_by_the_hall_also_from_a_silenced_robot() -> None:
    hall = Hall().greeted()
    hall.branch.script["别出声了"] = turn("好的。", intent="adjust_voice", direction="mute")
    hall.hear("别出声了")
    hall.announce("请A零一二号到三号窗口。").run(4)
    assert hall.said[-1] == "请A零一二号到三号窗口。"
    assert hall.speaker.sounds[-1].volume == 1.0


def test_a_customer_does_not_cut_off_a_call() -> None:
    hall = Hall(Habits(barge_in=True))
    hall.room.carries_robot = False
    hall.announce("请A零一二号到三号窗口。").run(0.5)
    hall.hear("娇娇我要取号")
    call, answer = hall.speaker.sounds
    assert call.until - call.at > 2.0
    assert answer.at >= call.until
    assert answer.text == "您说我要取号。"


def test_a_touch_does_not_cut_off_a_call_that_sounds_before_the_answer() -> None:
    hall = Hall().announce("请A零一二号到三号窗口。").run(0.3)
    hall.touch("k1", "我要取号", "您要办什么业务？").run(0.5)
    hall.touch("k1", "存现金", "您的号码是A零零二。").run(6)
    call = hall.speaker.sounds[0]
    assert call.until - call.at > 2.0
    assert hall.said[1:] == ["您的号码是A零零二。"]
