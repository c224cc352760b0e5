"""A number exchanged, doubted, given up one of two, and one whose state does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.cancel import CancelTicket, TicketMissed
from actions.cancelling import given_up
from actions.errors import BranchAway
from actions.number_swap import in_front
from actions.question import AnswerFaq
from actions.reply import Affirm, Deny
from actions.staff import CallStaff
from actions.ticket import TakeTicket
from actions.wait import AskWait
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch


async def holding(*businesses: str, branch: FakeBranch | None = None) -> Visit:
    visit = Visit(branch or FakeBranch())
    for business in businesses:
        visit.slots |= {"business": business, "prefer": "counter"}
        entities = {"business": business}
        await visit.hear(TakeTicket, "取号", intent="take_ticket", entities=entities)
    return visit


def states(visit: Visit) -> dict[str, str]:
    mine = next(iter(visit.branch.tickets.values()))
    return {ticket.service: ticket.state for ticket in mine}


async def test_said_to_be_wrong_and_what_it_is_for() -> None:
    visit = await holding("large_cash")
    await visit.hear(AnswerFaq, "拿错了，我是来改密码的", intent="faq", named=["password_reset"])
    assert states(visit) == {"cash": "cancelled", "card": "waiting"}
    assert "D002" in visit.replies[0]["text"]
    assert "A001" in visit.replies[0]["text"]


async def test_the_queue_by_its_name() -> None:
    visit = await holding("card_replacement")
    await visit.hear(AnswerFaq, "给我换成对公的号", intent="faq")
    assert states(visit) == {"card": "cancelled", "corporate": "waiting"}


async def test_a_doubt_is_answered_and_the_exchange_offered() -> None:
    visit = await holding("card_replacement")
    doubt = "我取折子上的钱，这个号对不对"
    await visit.hear(AnswerFaq, doubt, intent="faq", named=["cash_withdrawal"])
    assert states(visit) == {"card": "waiting"}
    assert "个人现金业务" in visit.replies[0]["text"]
    await visit.hear(Affirm, "好", intent="affirm")
    assert states(visit) == {"card": "cancelled", "cash": "waiting"}


async def test_what_is_denied_is_not_what_the_number_is_to_be_for() -> None:
    visit = await holding("large_cash")
    words = "我又不取现金，这号对吗"
    await visit.hear(AnswerFaq, words, intent="faq", named=["cash_withdrawal"])
    assert visit.said == ["utter_swap_what"]


async def test_the_queue_by_its_window() -> None:
    visit = await holding("large_cash")
    where = ["non_cash_counter"]
    await visit.hear(AnswerFaq, "换个三号窗口的号", intent="faq", places=where)
    assert states(visit) == {"cash": "cancelled", "non_cash": "waiting"}
    visit = await holding("large_cash")
    words, named = "换个三号窗口的，我换卡", ["card_replacement"]
    await visit.hear(AnswerFaq, f"{words}的号", intent="faq", places=where, named=named)
    assert states(visit) == {"cash": "cancelled", "card": "waiting"}


async def test_a_doubt_without_reason() -> None:
    visit = await holding("card_replacement")
    doubt = "这个号换卡能用吗"
    await visit.hear(AnswerFaq, doubt, intent="faq", named=["card_replacement"])
    assert "没拿错" in visit.replies[0]["text"]
    await visit.hear(AnswerFaq, "号是不是拿错了", intent="faq")
    assert states(visit) == {"card": "waiting"}
    assert "银行卡业务" in visit.replies[0]["text"]


async def test_nothing_is_lost_where_there_is_no_other() -> None:
    visit = await holding("card_replacement")
    visit.branch.refuses = True
    await visit.hear(AnswerFaq, "换成对公的号", intent="faq")
    assert states(visit) == {"card": "waiting"}
    assert "留着" in visit.replies[0]["text"]


async def test_the_old_one_cannot_be_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = await holding("card_replacement")

    async def away(id: str) -> None:
        raise BranchAway("away")

    monkeypatch.setattr(visit.branch, "cancel_ticket", away)
    await visit.hear(AnswerFaq, "换成对公的号", intent="faq")
    assert states(visit) == {"card": "waiting", "corporate": "waiting"}
    assert "没能取消" in visit.replies[0]["text"]


async def test_no_number_no_exchange() -> None:
    visit = await Visit().hear(AnswerFaq, "换成对公的号", intent="faq")
    assert visit.branch.tickets == {}


async def test_to_a_number_of_those_who_go_first() -> None:
    visit = await holding("card_replacement")
    await visit.hear(AnswerFaq, "我七十六了，站不住，能不能快点", intent="faq")
    await visit.hear(AnswerFaq, "给我换成优先的", intent="faq")
    assert {number for number, _ in visit.branch.graded} == {"D001"}


@pytest.mark.parametrize("words", ["D取消，A留着", "把D那个退了", "D002不要了"])
async def test_one_of_two(words: str) -> None:
    visit = await holding("large_cash", "card_replacement")
    entities = {"ticket_number": "D002"} if "D002" in words else {}
    await visit.hear(CancelTicket, words, intent="cancel_ticket", entities=entities)
    assert states(visit) == {"cash": "waiting", "card": "cancelled"}


async def test_never_another_than_the_one_named() -> None:
    visit = await holding("large_cash")
    entities = {"ticket_number": "D007"}
    await visit.hear(CancelTicket, "D007取消没取消", intent="cancel_ticket", entities=entities)
    assert states(visit) == {"cash": "waiting"}
    assert visit.slots["offer"]["kind"] != "cancel"


@pytest.mark.parametrize("words", ["嗯不要了不要了", "对，取消吧", "不要了，就取消A的", "退了吧"])
@pytest.mark.parametrize("action", [Deny, AnswerFaq, CancelTicket])
async def test_every_way_of_saying_yes(words: str, action: type) -> None:
    visit = await holding("large_cash")
    await visit.hear(CancelTicket, "号给我取消了", intent="cancel_ticket")
    assert states(visit) == {"cash": "waiting"}
    await visit.hear(action, words, intent="deny")
    assert states(visit) == {"cash": "cancelled"}


@pytest.mark.parametrize("words", ["先别取消", "不退了", "留着吧", "不用"])
async def test_kept(words: str) -> None:
    visit = await holding("large_cash")
    await visit.hear(CancelTicket, "号给我取消了", intent="cancel_ticket")
    await visit.hear(Deny, words, intent="deny")
    assert states(visit) == {"cash": "waiting"}


async def test_another_is_named_than_the_one_asked_about() -> None:
    visit = await holding("large_cash")
    await visit.hear(CancelTicket, "号给我取消了", intent="cancel_ticket")
    await visit.hear(CancelTicket, "是取消D的那个", intent="cancel_ticket")
    assert states(visit) == {"cash": "waiting"}


async def test_none_is_given_up_by_words_of_both() -> None:
    visit = await holding("large_cash", "card_replacement")
    mine = next(iter(visit.branch.tickets.values()))
    assert given_up("A和D都不要了", mine) is None
    assert given_up("D取消没取消", mine) is None


async def test_a_state_that_does_not_fit_is_not_said_again() -> None:
    visit = await holding("large_cash")
    await visit.hear(TicketMissed, "我过号了", intent="ticket_missed")
    first = visit.replies[0]["text"]
    await visit.hear(TicketMissed, "屏上都过去了你看", intent="ticket_missed")
    assert visit.replies[0]["text"] != first
    assert "大堂经理" in visit.replies[0]["text"]
    await visit.hear(TicketMissed, "还是没叫我啊", intent="ticket_missed")
    assert visit.branch.open_cases


async def test_another_number_is_called_before() -> None:
    visit = await holding("large_cash")
    entities = {"ticket_number": ["A003", "A001"]}
    await visit.hear(AskWait, "都叫到A003了我A001还没叫", intent="ask_wait", entities=entities)
    assert "大堂经理" in visit.replies[0]["text"]


async def test_the_rule_of_a_missed_call() -> None:
    visit = await Visit().hear(TicketMissed, "号过了怎么办", intent="ticket_missed")
    assert "排回" in visit.replies[0]["text"]


async def test_what_is_over_is_no_call() -> None:
    visit = await Visit().hear(TicketMissed, "那就是过了呗", intent="ticket_missed")
    assert "没查到您的号" not in visit.replies[0]["text"]


async def test_odd_sums_and_a_card_at_home_go_to_the_counter() -> None:
    visit = Visit()
    visit.slots |= {"business": "cash_withdrawal", "amount": 3658.4}
    await visit.hear(TakeTicket, "取三千六百五十八块四", intent="take_ticket")
    assert "ticket" in visit.cards
    visit = Visit()
    visit.slots["business"] = "personal_info_update"
    await visit.hear(TakeTicket, "我没带卡，改手机号", intent="take_ticket")
    assert "ticket" in visit.cards


async def test_another_than_the_talk_named_is_of_what_was_told_last() -> None:
    visit = await holding("large_cash")
    await visit.hear(AnswerFaq, "限额怎么调高", intent="faq", faq="mobile_transfer_limit")
    words = "我又不取现金，换个三号窗口的号吧"
    await visit.hear(AnswerFaq, words, intent="faq", errand="large_cash")
    assert states(visit) == {"cash": "cancelled", "non_cash": "waiting"}


async def test_where_nothing_tells_what_it_is_for_it_is_asked() -> None:
    visit = await holding("large_cash")
    await visit.hear(AnswerFaq, "换个号吧", intent="faq", errand="large_cash")
    assert visit.said == ["utter_swap_what"]


async def test_who_asks_for_a_person_beside_it_gets_one() -> None:
    visit = await holding("large_cash")
    await visit.hear(CallStaff, "帮我叫大堂经理呗，号也给我换一个", intent="call_staff")
    assert visit.branch.cases


async def test_how_many_are_in_front_is_said_in_words() -> None:
    visit = await holding("card_replacement")
    held = next(iter(visit.branch.tickets.values()))[0]
    assert in_front(replace(held, ahead=0))["in_front"] == "前面没有人"
    assert in_front(replace(held, ahead=3)) == {
        "in_front": "前面3位",
        "in_front_spoken": "前面三位",
    }
