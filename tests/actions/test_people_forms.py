"""The forms around a case and the sign-up, turn by turn, over a branch in memory."""

from __future__ import annotations

from typing import Any

import pytest

from actions import activity, complaint, lost, message, rating, sign_up
from actions.callback import PHONE_MARK
from actions.case_form import GIVEN, NONE, PART_MARK
from actions.form import DECLINED
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch


async def start(
    first: type | None, form: type, text: str, visit: Visit | None = None, intent: str = "complain"
) -> Visit:
    """The turn that runs the action before the form, if there is one, and begins the form."""
    visit = visit or Visit()
    visit.events += [{"event": "action", "name": "action_listen"}, {"event": "user", "text": text}]
    said = {"text": text, "intent": {"name": intent}, "message_id": f"m{len(visit.events)}"}
    if first is not None:
        await visit.run(first, said)
    visit.form = form().form
    visit.events.append({"event": "active_loop", "name": visit.form})
    visit.events.append({"event": "action", "name": visit.form})
    return await visit.run(form, said)


async def say(form: type, visit: Visit, text: str, intent: str = "inform", **more: Any) -> Visit:
    """A turn in the form."""
    visit.events += [{"event": "action", "name": "action_listen"}, {"event": "user", "text": text}]
    visit.events.append({"event": "action", "name": visit.form})
    return await visit.run(form, {"text": text, "intent": {"name": intent}, **more})


COMPLAIN = (complaint.Complain, complaint.ValidateComplaintForm)


async def test_a_story_told_at_once_is_not_asked_for() -> None:
    visit = await start(*COMPLAIN, "三号窗口的人骂我")
    assert visit.slots["requested_slot"] == "phone"
    assert visit.branch.cases[0][0] == "complaint"


async def test_the_story_goes_into_the_case_as_it_is_told() -> None:
    visit = await start(*COMPLAIN, "我要投诉")
    assert visit.slots["requested_slot"] == "story"
    await say(COMPLAIN[1], visit, "等了两个小时没人管我", "ask_wait")
    assert visit.branch.added == [("K001", "等了两个小时没人管我")]
    assert visit.slots["requested_slot"] == "phone"


@pytest.mark.parametrize("intent", ["ask_wait", "faq", "stop", "emergency"])
async def test_a_short_question_interrupts_the_story(intent: str) -> None:
    visit = await start(*COMPLAIN, "我要投诉")
    await say(COMPLAIN[1], visit, "还要多久", intent)
    assert visit.returned == []
    assert visit.branch.added == []


async def test_a_number_is_marked_as_given_and_never_seen() -> None:
    visit = await start(*COMPLAIN, "你们乱收费")
    await say(COMPLAIN[1], visit, PART_MARK, "out_of_scope")
    assert (visit.slots["requested_slot"], visit.branch.phones) == ("phone", [])
    await say(COMPLAIN[1], visit, f"我的是{PHONE_MARK}", "faq")
    assert (visit.slots["phone"], visit.branch.phones) == (GIVEN, ["K001"])
    assert visit.slots["requested_slot"] is None


@pytest.mark.parametrize("words", ["不用了", "不留", "不方便", "算了"])
async def test_no_number_is_no_trouble(words: str) -> None:
    visit = await start(*COMPLAIN, "你们乱收费")
    await say(COMPLAIN[1], visit, words, "stop")
    assert (visit.slots["phone"], visit.slots["requested_slot"]) == (NONE, None)


async def test_nothing_is_asked_when_the_branch_was_away() -> None:
    visit = await start(*COMPLAIN, "我要投诉", Visit(branch=FakeBranch(away=True)))
    assert (visit.slots["outcome"], visit.slots["requested_slot"]) == (DECLINED, None)


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("我要表扬三号窗口的小王", "praise"),
        ("建议你们多放几把椅子", "suggestion"),
        ("让贷款的小李给我回个话", "word"),
    ],
)
async def test_what_kind_of_word_it_is(words: str, about: str) -> None:
    visit = await start(message.LeaveMessage, message.ValidateMessageForm, words)
    assert visit.slots["about"] == about
    assert visit.branch.cases[0][0] == "message"
    assert visit.slots["requested_slot"] is None


async def test_praise_asks_for_whom_once() -> None:
    form = message.ValidateMessageForm
    visit = await start(message.LeaveMessage, form, "表扬你们这儿办事特别快")
    assert visit.slots["requested_slot"] == "whom"
    await say(form, visit, "不记得了", "stop")
    assert visit.slots["requested_slot"] is None


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("五颗星", 5),
        ("打4分", 4),
        ("九分", 5),
        ("非常满意", 5),
        ("满意", 4),
        ("还不错", 4),
        ("一般般", 3),
        ("不太满意", 2),
        ("不满意", 2),
        ("非常不满意", 1),
        ("差评", 1),
        ("给个好评", 5),
        ("我要评价", None),
    ],
)
def test_stars_as_people_say_them(words: str, count: int | None) -> None:
    assert rating.stars(words) == count


async def test_few_stars_are_asked_about() -> None:
    form = rating.ValidateRatingForm
    visit = await start(None, form, "给个差评", intent="rate_service")
    assert (visit.branch.ratings, visit.slots["requested_slot"]) == ([1], "story")
    many = await start(None, form, "五颗星", intent="rate_service")
    assert (many.branch.ratings, many.slots["requested_slot"]) == ([5], None)


async def test_what_was_lost_and_where() -> None:
    form = lost.ValidateLostForm
    visit = await start(lost.LostItem, form, "我有东西落在这儿了", intent="lost_item")
    assert visit.slots["requested_slot"] == "item"
    await say(form, visit, "一把黑伞，在等候区的椅子上", "ask_facility")
    assert visit.slots["requested_slot"] == "phone"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("两个人", 2),
        ("3位", 3),
        ("就我一个人", 1),
        ("我和孩子", 2),
        ("一家三口", 3),
        ("四", 4),
        ("12", 12),
        ("二十一个人", 21),
        ("十位", 10),
        ("带孩子", None),
    ],
)
def test_how_many_people(words: str, count: int | None) -> None:
    assert sign_up.people(words) == count


SIGN_UP = (activity.AskActivity, sign_up.ValidateSignUpForm)


async def test_who_only_asks_is_not_asked_back() -> None:
    visit = await start(*SIGN_UP, "最近有什么活动", intent="ask_activity")
    assert (visit.slots["outcome"], visit.slots["requested_slot"]) == (DECLINED, None)


async def test_signing_up_in_one_sentence() -> None:
    visit = await start(*SIGN_UP, "给我们两个人报名反诈讲座", intent="ask_activity")
    assert visit.slots["people"] == 2
    assert visit.slots["requested_slot"] == "name"
    await say(SIGN_UP[1], visit, "叫我老张", "out_of_scope")
    assert visit.slots["name"] == "老张"
    await say(SIGN_UP[1], visit, "不用", "deny")
    await visit.run(sign_up.CompleteSignUp, {"text": "不用"})
    assert visit.said == ["utter_signed_up"]
    assert visit.branch.sign_ups == [("anti_fraud_talk", 2, "老张")]


async def test_too_many_are_asked_again() -> None:
    visit = await start(*SIGN_UP, "我要报名反诈讲座", intent="ask_activity")
    await say(SIGN_UP[1], visit, "二十个人", "inform")
    assert (visit.slots.get("people"), visit.slots["requested_slot"]) == (None, "people")
