"""Priority on the customer's own word; a number for somebody else; two numbers; a long wait."""

from __future__ import annotations

import pytest

from actions import cancel, priority, reply, smalltalk
from actions.model import Wait
from actions.ticket import TakeTicket
from actions.wait import AskWait
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch, sample

CLASSES = sample().classes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("我今年七十二岁，来取养老金", "elderly"),
        ("我都68了，腿脚不灵", "elderly"),
        ("我65岁", "elderly"),
        ("我六十四岁", None),
        ("我怀孕了站不久", "pregnant"),
        ("我是VIP客户", "vip"),
        ("我有残疾证", "disabled"),
        ("我不是贵宾", None),
        ("怎么才能成为VIP", None),
        ("没到65岁", None),
        ("我妈七十了", None),
        ("前面还有八十个人", None),
        ("取七十块", None),
        ("年纪大了", None),
    ],
)
def test_only_the_customers_own_word_counts(text: str, code: str | None) -> None:
    found = priority.claimed([text], CLASSES)
    assert (found.code if found else None) == code


def test_what_is_said_of_the_other_counts_for_the_other_alone() -> None:
    said = ["帮我妈取个号", "我妈七十五岁了"]
    found = priority.claimed(said, CLASSES, for_other=True)
    assert found is not None
    assert found.code == "elderly"
    assert priority.claimed(said, CLASSES) is None


async def take(
    visit: Visit, text: str, business: str = "corporate_transfer", **slots: object
) -> Visit:
    visit.slots |= {"business": business, "amount": None, **slots}
    return await visit.hear(TakeTicket, text, intent="take_ticket")


async def test_the_claimed_class_is_given_and_told() -> None:
    visit = await take(Visit(), "我七十岁了，办对公转账")
    assert visit.branch.classes == ["elderly"]
    assert "utter_ticket_priority" in visit.said


async def test_a_claim_of_an_earlier_turn_is_remembered() -> None:
    visit = Visit()
    await visit.hear(AskWait, "我怀孕了，要等多久")
    await take(visit, "办对公转账")
    assert visit.branch.classes == ["pregnant"]


@pytest.mark.parametrize(
    ("flow", "answer", "code"),
    [
        (reply.Affirm, "是的", "disabled"),
        (reply.Deny, "不是", None),
        (reply.Inform, "我七十了", "elderly"),
        (reply.Inform, "我六十岁", None),
        (reply.Inform, "没有，我六十二", None),
        (reply.Inform, "七十二", "elderly"),
    ],
)
async def test_a_hint_is_asked_about_once(flow: type, answer: str, code: str | None) -> None:
    visit = await take(Visit(), "我腿脚不好，办对公转账")
    assert visit.said == ["utter_priority_question"]
    assert visit.branch.tickets == {}
    await visit.hear(flow, answer)
    assert visit.cards[0] == "ticket"
    assert visit.branch.classes == [code]


async def test_who_does_not_answer_gets_the_number_all_the_same() -> None:
    visit = await take(Visit(), "我年纪大了，取个号", business="general")
    assert visit.said == ["utter_priority_question"]
    await take(visit, "你就给我取个号", business="general")
    assert visit.cards[0] == "ticket"


async def test_a_number_for_another_beside_the_own() -> None:
    visit = await take(Visit(), "办对公转账")
    await take(visit, "帮我妈也取一个", holder="other")
    assert len(visit.branch.tickets["v1"]) == 2
    assert "utter_ticket_for_other" in visit.said
    await take(visit, "帮我妈取一个", holder="other")
    assert len(visit.branch.tickets["v1"]) == 2


async def test_two_numbers_are_both_told() -> None:
    visit = await take(Visit(), "办对公转账")
    await take(visit, "取外币", business="fx_exchange")
    await visit.hear(AskWait, "还要多久")
    assert visit.said == ["utter_wait_several"]
    assert "B零零一" in visit.replies[0]["speech"]
    assert "F零零二" in visit.replies[0]["speech"]
    await visit.hear(AskWait, "F002还要多久", entities={"ticket_number": "F002"})
    assert "F002" in visit.replies[0]["text"]
    assert visit.cards == ["wait"]


async def test_a_long_wait_offers_what_the_branch_has_set() -> None:
    visit = await take(Visit(), "销户", business="account_closure")
    visit.branch.change_ticket("v1", wait=Wait(25, 40))
    await visit.hear(AskWait, "还要多久")
    labels = [button["label"] for button in visit.replies[0]["card"]["actions"]]
    assert labels == [one.label for one in sample().branch.soothing_offers]
    assert "谜" in visit.replies[0]["speech"]


async def test_no_machine_is_offered_where_none_does_the_business() -> None:
    visit = Visit()
    visit.branch._channels = lambda service: ("counter",)  # type: ignore[method-assign]
    await take(visit, "对公转账")
    visit.branch.change_ticket("v1", wait=Wait(25, 40))
    await visit.hear(AskWait, "还要多久")
    labels = [button["label"] for button in visit.replies[0]["card"]["actions"]]
    assert "自助机能办吗" not in labels


async def test_a_number_that_costs_no_wait_is_given_up_at_once() -> None:
    visit = await take(Visit(branch=FakeBranch(waiting=1)), "对公转账")
    await visit.hear(cancel.CancelTicket, "不要号了")
    assert visit.said == ["utter_cancel_done"]


async def test_cash_closes_earlier_than_the_branch() -> None:
    visit = Visit(branch=FakeBranch(waiting=1))
    visit.branch.refuses = True
    await take(visit, "取现金八万", business="large_cash", amount=80000)
    assert visit.said == ["utter_closed_kind"]


async def test_an_age_in_passing_is_noted_or_reaches_the_number() -> None:
    visit = await Visit().hear(smalltalk.Chitchat, "我今年七十三了", intent="chitchat")
    assert visit.said == ["utter_priority_noted"]
    await take(visit, "办对公转账")
    assert visit.branch.classes == ["elderly"]
    visit = await take(Visit(), "办对公转账")
    await visit.hear(smalltalk.Chitchat, "我今年七十三了", intent="chitchat")
    assert visit.said == ["utter_ticket_graded"]
    assert visit.branch.graded == [("B001", "elderly")]


async def test_a_claim_that_the_queue_cannot_take_calls_a_person() -> None:
    visit = await take(Visit(branch=FakeBranch(regrades=False)), "办对公转账")
    await visit.hear(smalltalk.Chitchat, "我今年七十三了", intent="chitchat")
    assert visit.said == ["utter_priority_staff"]
    await visit.hear(reply.Affirm, "好的")
    assert visit.branch.cases[0][0] == "help"


async def test_a_claim_for_somebody_else_never_moves_the_own_number() -> None:
    visit = await take(Visit(), "办对公转账")
    await visit.hear(smalltalk.Chitchat, "我妈今年七十三岁了", intent="chitchat")
    assert (visit.said, visit.branch.graded) == (["utter_priority_staff"], [])


@pytest.mark.parametrize("intent", ["faq", "ask_identity", "ask_product"])
async def test_a_claim_alone_is_heard_whatever_it_sounds_like(intent: str) -> None:
    visit = await take(Visit(), "办对公转账")
    await visit.hear(smalltalk.Identity, "我是孕妇", intent=intent)
    assert visit.said == ["utter_ticket_graded"]
    await visit.hear(smalltalk.Identity, "孕妇能优先吗", intent=intent)
    assert visit.said != ["utter_ticket_graded"]
