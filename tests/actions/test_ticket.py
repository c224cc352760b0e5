"""The queue number: triage, the form's two questions, and the number itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.cancel import CancelTicket, TicketMissed
from actions.model import Wait
from actions.reply import Affirm, Deny
from actions.route import AskRoute
from actions.ticket import TakeTicket
from actions.ticket_form import AskAmount, AskBusiness, ValidateTicketForm
from actions.wait import AskWait
from tests.actions.talking import MORNING, Visit
from tests.fakes.branch import FakeBranch

WITHDRAWAL = {"business": "cash_withdrawal"}


async def take(visit: Visit, business: str, amount: float | None = None, text: str = "") -> Visit:
    visit.slots |= {"business": business, "amount": amount}
    entities = {"business": business}
    return await visit.hear(TakeTicket, text, intent="take_ticket", entities=entities)


async def test_small_cash_goes_to_the_machine_with_the_way_and_both_buttons() -> None:
    visit = await take(Visit(), "cash_withdrawal", 5000)
    assert visit.cards == ["route"]
    assert [b["text"] for b in visit.replies[0]["card"]["actions"]] == ["带我去", "还是取号"]
    assert "自助" in visit.replies[0]["text"]
    assert visit.branch.tickets == {}
    assert visit.slots["business"] is None


@pytest.mark.parametrize(("action", "text"), [(Deny, "不用"), (TakeTicket, "还是取号")])
async def test_the_counter_is_given_without_arguing(action, text) -> None:
    visit = await take(Visit(), "cash_withdrawal", 5000)
    if action is TakeTicket:
        visit.slots["business"] = "cash_withdrawal"  # as the form takes it from the offer
    await visit.hear(action, text)
    assert visit.said[0].startswith("utter_ticket_issued")
    assert visit.cards[0] == "ticket"


async def test_the_counter_by_its_place() -> None:
    visit = await take(Visit(), "cash_withdrawal", 5000)
    await visit.hear(
        AskRoute, "我就要去柜台", intent="ask_route", entities={"place": "cash_counter"}
    )
    assert visit.cards[0] == "ticket"


async def test_yes_shows_the_way() -> None:
    visit = await take(Visit(), "cash_withdrawal", 5000)
    await visit.hear(Affirm, "好")
    assert visit.cards == ["route"]


@pytest.mark.parametrize("business", ["card_opening", "password_reset", "statement_print"])
async def test_a_machine_that_asks_for_the_person_is_not_shown_to_somebody_else(
    business: str,
) -> None:
    visit = Visit(slots={"holder": "other"})
    await take(visit, business, text="替我妈办一下")
    assert visit.said == ["utter_in_person"]
    assert "本人" in visit.replies[0]["speech"]
    await visit.hear(Affirm, "好", intent="affirm")
    assert visit.said == ["utter_staff_called"]


async def test_who_comes_for_another_still_gets_the_counter() -> None:
    visit = Visit(slots={"holder": "other"})
    await take(visit, "card_opening", text="替我妈开个卡")
    await visit.hear(Deny, "不用", intent="deny")
    assert visit.cards[0] == "ticket"
    assert "utter_ticket_for_other" in visit.said


@pytest.mark.parametrize(
    ("words", "business", "holder"),
    [
        ("给我妈转三十万", "transfer", None),
        ("给儿子交学费", "bill_payment", None),
        ("替我妈转三十万", "transfer", "other"),
        ("给我妈开个卡", "card_opening", "other"),
        ("帮我姐改密码", "password_reset", "other"),
        ("我要开卡", "card_opening", None),
    ],
)
async def test_whose_errand_it_is(words: str, business: str, holder: str | None) -> None:
    visit = Visit(form="ticket_form", slots={"business": business})
    visit.events.append({"event": "active_loop", "name": "ticket_form"})
    entities = {"business": business}
    await visit.hear(ValidateTicketForm, words, intent="take_ticket", entities=entities)
    assert visit.slots.get("holder") == holder


async def test_a_large_sum_gets_a_number_and_the_note() -> None:
    visit = await take(Visit(), "cash_withdrawal", 80000)
    assert visit.said == ["utter_ticket_issued", "utter_ticket_note"]
    assert "A零零一" in visit.replies[0]["speech"]
    assert "预约" in visit.replies[1]["text"]


async def test_words_for_the_counter_count_at_once() -> None:
    visit = await take(Visit(), "cash_withdrawal", 500, "我要去柜台取五百")
    assert visit.cards[0] == "ticket"


async def test_nobody_ahead_and_no_estimate() -> None:
    visit = await take(Visit(branch=FakeBranch(waiting=0)), "corporate_transfer")
    assert visit.said[0] == "utter_ticket_issued_next"


async def test_asking_again_shows_the_same_number() -> None:
    visit = await take(Visit(), "corporate_transfer")
    await take(visit, "corporate_transfer")
    assert visit.said == ["utter_ticket_shown"]
    assert len(visit.branch.keys) == 1


async def test_a_turn_repeated_gives_the_same_number() -> None:
    visit = Visit()
    message = {"text": "取号", "intent": {"name": "take_ticket"}, "message_id": "m1"}
    for _ in range(2):
        visit.slots["business"] = "corporate_transfer"
        await visit.run(TakeTicket, message)
    assert list(visit.branch.keys) == ["v1:m1:corporate"]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "今天上午九点半"), (1, "明天上午九点半"), (3, "三月七号，星期六上午九点半")],
)
async def test_closed_says_when_it_opens(days: int, words: str) -> None:
    branch = FakeBranch(open=False, next_open=MORNING + timedelta(days=days))
    visit = await take(Visit(branch=branch), "corporate_transfer")
    assert visit.said == ["utter_closed_until"]
    assert words in visit.replies[0]["speech"]


async def test_closed_without_a_date() -> None:
    visit = await take(Visit(branch=FakeBranch(open=False)), "general")
    assert visit.said == ["utter_closed"]


async def test_an_unknown_business_gets_a_general_number() -> None:
    visit = await take(Visit(), "moon_travel")
    assert visit.replies[0]["card"]["service"] == "cash"


async def test_the_branch_away_is_one_apology_and_nothing_half_done() -> None:
    visit = await take(Visit(branch=FakeBranch(away=True)), "cash_withdrawal", 80000)
    assert visit.said == ["utter_branch_away"]
    assert visit.slots.get("offer") is None


async def validate(visit: Visit, text: str, intent: str, **filled: object) -> Visit:
    """One turn of the form: what Rasa extracted comes last in the events, as FormAction sends it."""
    visit.form = "ticket_form"
    visit.events += [{"event": "action", "name": "action_listen"}, {"event": "user", "text": text}]
    visit.events.append({"event": "action", "name": "ticket_form"})
    visit.slots |= filled
    visit.events += [{"event": "slot", "name": k, "value": v} for k, v in filled.items()]
    message = {"text": text, "intent": {"name": intent}, "message_id": f"m{len(visit.events)}"}
    return await visit.run(ValidateTicketForm, message)


async def test_the_form_asks_the_business_then_the_sum_where_it_decides() -> None:
    visit = await validate(Visit(), "取号", "take_ticket")
    assert visit.slots["requested_slot"] == "business"
    await validate(visit, "取钱", "inform", **WITHDRAWAL)
    assert visit.slots["requested_slot"] == "amount"
    await validate(visit, "三万", "inform", amount=30000)
    assert visit.slots["requested_slot"] is None


async def test_the_sum_is_not_asked_where_it_decides_nothing() -> None:
    visit = await validate(Visit(), "开卡", "take_ticket", business="card_opening")
    assert visit.slots["requested_slot"] is None


async def test_two_misses_end_in_a_general_number() -> None:
    visit = await validate(Visit(), "取号", "take_ticket")
    await validate(visit, "随便", "inform")
    assert visit.slots["requested_slot"] == "business"
    await validate(visit, "不知道", "out_of_scope")
    assert visit.slots["business"] == "general"
    assert visit.slots["requested_slot"] is None
    visit.form = None
    await visit.hear(TakeTicket, "不知道")
    assert visit.replies[0]["card"]["number"] == "A001"


async def test_two_misses_at_the_sum_end_at_the_counter() -> None:
    visit = await validate(Visit(), "取钱", "take_ticket", **WITHDRAWAL)
    await validate(visit, "不好说", "inform")
    await validate(visit, "就不说", "inform")
    assert visit.slots["prefer"] == "counter"
    visit.form = None
    await visit.hear(TakeTicket, "就不说")
    assert visit.cards[0] == "ticket"


@pytest.mark.parametrize("intent", ["ask_route", "faq", "emergency", "stop", "repeat"])
async def test_a_question_in_the_middle_is_left_to_its_rule(intent: str) -> None:
    visit = await validate(Visit(), "取号", "take_ticket")
    await validate(visit, "厕所在哪", intent)
    assert visit.returned == []


async def test_a_product_category_names_the_business() -> None:
    visit = await validate(Visit(), "取号", "take_ticket")
    visit.events += [{"event": "user"}, {"event": "action", "name": "ticket_form"}]
    visit.events.append({"event": "slot", "name": "requested_slot", "value": "business"})
    entity = {"entity": "product_category", "value": "wealth_management"}
    message = {"text": "理财", "intent": {"name": "inform"}, "entities": [entity]}
    await visit.run(ValidateTicketForm, message)
    assert visit.slots["business"] == "wealth_purchase"


async def test_none_of_the_buttons_is_no_refusal() -> None:
    visit = await validate(Visit(), "取号", "take_ticket")
    await validate(visit, "都不是", "deny")
    assert visit.slots["requested_slot"] == "business"
    assert visit.slots["misses"] == 1


async def test_no_at_the_question_takes_no_number() -> None:
    visit = await validate(Visit(), "取号", "take_ticket")
    await validate(visit, "不用了", "deny")
    visit.form = None
    await visit.hear(TakeTicket, "不用了")
    assert visit.said == ["utter_ticket_dropped"]


async def test_who_has_a_number_sees_it_and_may_take_another() -> None:
    visit = await take(Visit(), "corporate_transfer")
    await validate(visit, "取号", "take_ticket")
    assert visit.slots["business"] == "my_ticket"
    visit.form = None
    await visit.hear(TakeTicket, "取号")
    assert visit.said == ["utter_ticket_shown"]
    await validate(visit, "还要办别的业务", "take_ticket")
    assert visit.slots["requested_slot"] == "business"


async def test_closed_is_said_before_any_question() -> None:
    visit = await validate(Visit(branch=FakeBranch(open=False)), "取号", "take_ticket")
    visit.form = None
    await visit.hear(TakeTicket, "取号")
    assert visit.said == ["utter_closed"]


async def test_the_form_outlives_a_branch_that_is_away() -> None:
    visit = await validate(Visit(branch=FakeBranch(away=True)), "取号", "take_ticket")
    assert visit.slots["requested_slot"] is None
    visit.form = None
    await visit.hear(TakeTicket, "取号")
    assert visit.said == ["utter_branch_away"]


@pytest.mark.parametrize("ask", [AskBusiness, AskAmount])
async def test_the_question_has_three_forms(ask) -> None:
    slot = ask().name().rsplit("_", 1)[1]
    visit = Visit(form="ticket_form", slots={"requested_slot": slot})
    await visit.hear(ask)
    assert visit.said == [f"utter_ask_{slot}"]
    visit.slots["misses"] = 1
    await visit.hear(ask)
    assert visit.said == [f"utter_ask_{slot}_again"]
    visit.events += [{"event": "user"}, {"event": "action", "name": "action_route"}]
    await visit.run(ask, {})
    assert visit.said == [f"utter_ask_{slot}_resume"]


async def test_waiting_for_the_own_number() -> None:
    visit = await take(Visit(), "corporate_transfer")
    visit.branch.change_ticket("v1", wait=Wait(5, 12), ahead=2)
    await visit.hear(AskWait, "还要多久")
    assert visit.said == ["utter_wait_own"]
    assert "两位" in visit.replies[0]["speech"]


async def test_a_long_wait_is_answered_with_something_to_do() -> None:
    visit = await take(Visit(), "corporate_transfer")
    visit.branch.change_ticket("v1", wait=Wait(15, 40))
    await visit.hear(AskWait, "还要多久")
    assert visit.said == ["utter_wait_own_long"]
    assert len(visit.replies[0]["card"]["actions"]) == 4


async def test_a_called_number_is_sent_to_the_counter() -> None:
    visit = await take(Visit(), "corporate_transfer")
    visit.branch.change_ticket("v1", state="called", ahead=0)
    await visit.hear(AskWait, "还要多久")
    assert visit.said == ["utter_ticket_called"]


@pytest.mark.parametrize(
    ("branch", "response"),
    [
        (FakeBranch(), "utter_wait_services"),
        (FakeBranch(waiting=0), "utter_wait_nobody"),
        (FakeBranch(open=False), "utter_closed"),
    ],
)
async def test_waiting_without_a_number(branch: FakeBranch, response: str) -> None:
    visit = await Visit(branch=branch).hear(AskWait, "要等多久")
    assert visit.said == [response]


async def test_a_number_is_given_up_only_after_a_yes() -> None:
    visit = await take(Visit(), "corporate_transfer")
    await visit.hear(CancelTicket, "不办了")
    assert visit.branch.tickets["v1"][0].is_open
    await visit.hear(Affirm, "确定")
    assert visit.branch.tickets["v1"][0].state == "cancelled"


@pytest.mark.parametrize(("action", "text"), [(Deny, "不"), (CancelTicket, "不取消，留着吧")])
async def test_a_number_is_kept(action, text: str) -> None:
    visit = await take(Visit(), "corporate_transfer")
    await visit.hear(CancelTicket, "取消")
    await visit.hear(action, text)
    assert visit.said == ["utter_cancel_kept"]
    assert visit.branch.tickets["v1"][0].is_open


async def test_nothing_to_give_up() -> None:
    visit = await Visit().hear(CancelTicket, "取消")
    assert visit.said == ["utter_cancel_none"]
    visit.form = "ticket_form"
    await visit.hear(CancelTicket, "算了")
    assert visit.said == ["utter_ticket_dropped"]
    assert visit.form is None


async def test_missed() -> None:
    visit = await Visit().hear(TicketMissed, "过号了")
    assert visit.said == ["utter_missed_none"]
    await take(visit, "corporate_transfer")
    await visit.hear(TicketMissed, "过号了")
    assert visit.said == ["utter_missed_not_yet"]
    visit.branch.change_ticket("v1", state="called")
    await visit.hear(TicketMissed, "过号了")
    assert visit.said == ["utter_ticket_called"]
    visit.branch.change_ticket("v1", state="no_show")
    visit.branch.reinserts = False
    await visit.hear(TicketMissed, "过号了")
    assert visit.said == ["utter_missed_called_staff"]
    assert visit.branch.cases[0][0] == "help"
    visit.branch.reinserts = True
    await visit.hear(TicketMissed, "过号了")
    assert visit.said == ["utter_missed_back"]
    assert "前面三位" in visit.replies[0]["speech"]
    assert visit.branch.tickets["v1"][0].state == "waiting"
