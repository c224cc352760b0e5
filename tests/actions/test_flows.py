"""Every other flow: what it says, shows and hands to staff."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from rasa_sdk import Action

from actions import (
    ask_product,
    complaint,
    control,
    day,
    exchange,
    fallback,
    greeting,
    hours,
    lost,
    message,
    reply,
    route,
    safety,
    smalltalk,
    staff,
)
from actions.flow import Flow
from actions.model import Notice
from actions.ticket import TakeTicket
from tests.actions.talking import MORNING, Visit
from tests.fakes.branch import FakeBranch


def flows(kind: type = Flow) -> Iterator[type[Action]]:
    for one in kind.__subclasses__():
        if not inspect.isabstract(one) and one.__module__.startswith("actions."):
            yield one
        yield from flows(one)


@pytest.mark.parametrize(
    "flow", sorted(flows(), key=lambda f: f.__name__), ids=lambda f: f.__name__
)
async def test_no_flow_falls_silent_when_the_branch_is_away(flow: type[Action]) -> None:
    branch = FakeBranch(away=True)
    entities = {"place": "restroom", "product": "td_1y", "facility": "water"}
    slots = {"business": "transfer", "offer": {"kind": "staff", "turn": 1}}
    visit = await Visit(branch=branch, slots=slots).hear(
        flow, "哎", entities=entities, faq="card_lost"
    )
    assert visit.said or flow is message.LeaveMessage  # its form asks right after it
    if branch.calls and flow not in (greeting.Greet, safety.Emergency, safety.ReportFraud):
        assert visit.said == ["utter_branch_away"]


@pytest.mark.parametrize(
    ("hour", "part"),
    [(3, "night"), (8, "morning"), (12, "noon"), (15, "afternoon"), (20, "evening")],
)
async def test_greeting_by_the_hour(hour: int, part: str) -> None:
    visit = await Visit(now=MORNING.replace(hour=hour)).hear(greeting.Greet)
    assert visit.said == [f"utter_greet_{part}"]
    assert visit.cards == ["choices"]


async def test_greeting_with_the_gravest_notice_and_only_once() -> None:
    notices = (
        Notice("甲", "人多。", "人多。", "info"),
        Notice("乙", "防骗。", "防骗。", "warning"),
    )
    visit = await Visit(branch=FakeBranch(notice_list=notices)).hear(greeting.Greet, "/greet")
    assert visit.said == ["utter_greet_morning", "utter_notice"]
    assert visit.replies[1]["card"]["title"] == "乙"
    await visit.hear(greeting.Greet)
    assert visit.said == ["utter_greet_back"]
    await ask(control.Thank, "谢谢", visit)
    await ask(greeting.Greet, "你好", visit)
    assert visit.said == ["utter_greet_again"]


async def test_greeting_when_closed_or_away() -> None:
    visit = await Visit(branch=FakeBranch(open=False)).hear(greeting.Greet)
    assert visit.said == ["utter_greet_closed"]
    visit = await Visit(branch=FakeBranch(away=True)).hear(greeting.Greet)
    assert visit.said == ["utter_greet_morning"]


async def ask(
    flow: type[Action], text: str = "", visit: Visit | None = None, **understood: Any
) -> Visit:
    return await (visit or Visit()).hear(flow, text, **understood)


async def test_the_way() -> None:
    visit = await ask(route.AskRoute, "厕所在哪", entities={"place": "restroom"})
    assert visit.replies[0]["card"]["place"] == "restroom"
    assert "lead" not in visit.replies[0]["card"]
    await ask(route.AskRoute, "带我去", visit)
    assert visit.replies[0]["card"]["lead"] is True


async def test_the_way_to_nowhere() -> None:
    visit = await ask(route.AskRoute, entities={"place": "helipad"})
    assert visit.said == ["utter_route_unknown"]
    visit = await ask(route.AskRoute)
    assert visit.cards == ["choices"]
    await ask(reply.Inform, "第二个", visit)
    assert visit.cards == ["route"]


async def test_where_a_business_is_done() -> None:
    visit = await ask(route.AskRoute, entities={"business": "card_opening"})
    assert visit.replies[0]["card"]["place"] == "smart_teller"
    visit = await ask(route.AskRoute, entities={"business": "corporate_transfer"})
    assert visit.said == ["utter_business_at_counter"]
    await ask(reply.Affirm, "好", visit)
    assert visit.cards[0] == "ticket"
    visit = await ask(route.AskRoute, entities={"business": "cash_deposit"})
    assert visit.slots["business"] == "cash_deposit"
    assert visit.returned[-1] == {"event": "followup", "timestamp": None, "name": "ticket_form"}
    visit = await ask(route.AskRoute, entities={"business": "moon_travel"})
    assert visit.said == ["utter_route_which"]


async def test_a_list_then_the_second_then_a_fact_of_it() -> None:
    visit = await ask(ask_product.AskProduct, entities={"product_category": "time_deposit"})
    listed = visit.replies[0]["card"]["products"]
    assert visit.said == ["utter_products"]
    await ask(reply.Inform, "第二个", visit)
    assert visit.replies[0]["card"]["code"] == listed[1]["code"]
    await ask(ask_product.AskProduct, "多少钱起", visit, entities={"attribute": "minimum"})
    assert visit.replies[0]["card"]["code"] == listed[1]["code"]
    assert "起" in visit.replies[0]["speech"]
    await ask(reply.Inform, "最后一个", visit)
    assert visit.replies[0]["card"]["code"] == listed[-1]["code"]
    assert visit.said == ["utter_product"]
    await ask(
        ask_product.AskProduct, "第二个能提前取吗", visit, entities={"attribute": "liquidity"}
    )
    assert visit.replies[0]["card"]["code"] == listed[1]["code"]
    assert visit.said == ["utter_product_fact"]
    await ask(reply.Inform, "第三个呢", visit)
    assert visit.replies[0]["card"]["code"] == listed[2]["code"]
    assert visit.said == ["utter_product_fact"]
    await ask(reply.Affirm, "好", visit)
    assert visit.said == ["utter_affirm_nothing"]


async def test_from_how_much_is_no_fee() -> None:
    visit = await ask(ask_product.AskProduct, entities={"product": "wm_steady_6m"})
    await ask(ask_product.AskProduct, "要多少钱起", visit, entities={"attribute": "fee"})
    assert "1000元起购" in visit.replies[0]["text"]


async def test_a_fact_that_is_not_in_the_papers_is_not_made_up() -> None:
    asked = {"product": "td_1y", "attribute": "fee"}
    visit = await ask(ask_product.AskProduct, entities=asked)
    assert visit.said == ["utter_product_unsaid"]
    await ask(reply.Affirm, "好", visit)
    assert visit.branch.cases[0][0] == "help"


async def test_yes_after_a_product_that_is_applied_for_takes_a_number() -> None:
    visit = await ask(ask_product.AskProduct, entities={"product": "cc_young"})
    assert visit.said == ["utter_product_applied"]
    assert visit.replies[0]["card"]["actions"][0]["text"] == "我要办信用卡"
    await ask(reply.Affirm, "好", visit)
    assert visit.slots["business"] == "credit_card"
    assert visit.returned[-1]["name"] == "ticket_form"


async def test_products_that_do_not_exist() -> None:
    visit = await ask(ask_product.AskProduct, entities={"product_category": "yachts"})
    assert visit.said == ["utter_products_none"]
    visit = await ask(ask_product.AskProduct, entities={"product": "gone"})
    assert visit.said == ["utter_product_gone"]
    visit = await ask(ask_product.AskProduct)
    assert visit.said == ["utter_product_which"]


async def test_exchange_rates_lead_to_a_number() -> None:
    visit = await ask(exchange.AskFxRate)
    await ask(reply.Affirm, "好", visit)
    assert visit.cards[0] == "ticket"


async def test_not_understood_twice_brings_a_person_and_only_once() -> None:
    visit = await ask(fallback.Fallback, "火星")
    assert visit.said == ["utter_fallback"]
    await ask(fallback.Fallback, "木星", visit)
    assert visit.said == ["utter_fallback_staff"]
    await ask(fallback.Fallback, "土星", visit)
    assert visit.said == ["utter_staff_coming"]
    assert len(visit.branch.cases) == 1


async def test_understood_in_between_starts_anew() -> None:
    visit = await ask(fallback.Fallback, "火星")
    await ask(day.AskDatetime, "几点", visit)
    await ask(fallback.Fallback, "木星", visit)
    assert visit.branch.cases == []


@pytest.mark.parametrize(
    ("flow", "kind"),
    [
        (staff.CallStaff, "help"),
        (complaint.Complain, "complaint"),
        (safety.Emergency, "alert"),
        (safety.ReportFraud, "alert"),
        (lost.LostItem, "lost_item"),
    ],
)
async def test_what_reaches_staff(flow: type[Action], kind: str) -> None:
    visit = await ask(flow, "出事了")
    assert [(case[0], case[1]) for case in visit.branch.cases] == [(kind, "v1")]
    assert "出事了" in visit.branch.cases[0][2]


@pytest.mark.parametrize("flow", [safety.Emergency, safety.ReportFraud])
async def test_a_warning_is_given_even_when_staff_cannot_be_reached(flow: type[Action]) -> None:
    visit = await ask(flow, "着火了", Visit(branch=FakeBranch(away=True), form="ticket_form"))
    assert visit.said[0].endswith("_alone")
    assert visit.form is None
    assert visit.replies[0]["card"]["level"] == "alert"


async def test_rudeness_twice_brings_a_person() -> None:
    visit = await ask(staff.Insult, "笨蛋")
    assert visit.branch.cases == []
    await ask(staff.Insult, "笨蛋", visit)
    await ask(staff.Insult, "笨蛋", visit)
    assert len(visit.branch.cases) == 1


async def test_stop_leaves_everything() -> None:
    slots = {"business": "transfer", "offer": {"kind": "staff", "turn": 1}, "misses": 1}
    visit = await ask(control.Stop, "停", Visit(slots=slots, form="ticket_form"))
    assert visit.said == ["utter_stopped"]
    assert visit.form is None
    assert not any(visit.slots.values())
    await ask(control.Stop, "停", visit)
    assert visit.said == ["utter_stopped_idle"]


async def test_repeat_says_the_same_with_its_card_and_keeps_the_offer() -> None:
    visit = Visit(slots={"business": "cash_withdrawal", "amount": 5000})
    await ask(TakeTicket, "取五千", visit, entities={"business": "cash_withdrawal"})
    first = visit.replies
    await ask(control.Repeat, "啥", visit)
    assert [(r["text"], r["card"]) for r in visit.replies] == [
        (r["text"], r["card"]) for r in first
    ]
    await ask(reply.Deny, "不", visit)
    assert visit.cards[0] == "ticket"


async def test_a_side_question_does_not_lose_the_business() -> None:
    visit = Visit(slots={"business": "cash_withdrawal", "amount": 5000})
    await ask(TakeTicket, "取五千", visit, entities={"business": "cash_withdrawal"})
    await ask(hours.AskHours, "几点下班", visit)
    await ask(reply.Affirm, "好，取号", visit)
    assert visit.cards[0] == "ticket"
    assert visit.slots["offer"] is None


async def test_an_old_business_is_forgotten() -> None:
    visit = Visit(slots={"business": "cash_withdrawal", "amount": 5000})
    await ask(TakeTicket, "取五千", visit, entities={"business": "cash_withdrawal"})
    for _ in range(5):
        await ask(hours.AskHours, "几点下班", visit)
    await ask(reply.Affirm, "好，取号", visit)
    assert visit.returned[-1]["name"] == "ticket_form"


async def test_who_asks_again_where_the_person_is_is_not_told_the_same() -> None:
    visit = Visit()
    told = []
    for words in ("叫你们领导出来", "人呢", "人呢", "怎么还不来"):
        await ask(staff.CallStaff, words, visit)
        told.append(visit.replies[-1]["text"])
    assert len(set(told)) == len(told)


async def test_nothing_to_repeat() -> None:
    visit = await ask(control.Repeat)
    assert visit.said == ["utter_repeat_nothing"]


@pytest.mark.parametrize("direction", [*sorted(control.DIRECTIONS), None])
async def test_the_voice(direction: str | None) -> None:
    entities = {"direction": direction} if direction else {}
    visit = await ask(control.AdjustVoice, entities=entities)
    assert visit.said == [f"utter_voice_{direction or 'which'}"]


@pytest.mark.parametrize("direction", sorted(control.DIRECTIONS))
async def test_who_missed_it_hears_it_again(direction: str) -> None:
    visit = await ask(smalltalk.Identity)
    told = visit.replies[0]["text"]
    await ask(control.AdjustVoice, entities={"direction": direction}, visit=visit)
    again = direction in control.CAUGHT_LITTLE
    assert visit.said[0] == f"utter_voice_{direction}{'_again' if again else ''}"
    assert [reply["text"] for reply in visit.replies[1:]] == ([told] if again else [])


@pytest.mark.parametrize("language", [*sorted(control.LANGUAGES), "other"])
async def test_other_languages(language: str) -> None:
    visit = await ask(control.SwitchLanguage, entities={"language": language})
    assert visit.said == [f"utter_language_{language}"]


async def test_bare_words_name_what_they_mean() -> None:
    visit = await ask(reply.Inform, "一年定期", entities={"product": "td_1y"})
    assert visit.cards == ["product"]
    visit = await ask(reply.Inform, "基金", entities={"product_category": "fund"})
    assert visit.cards == ["product_list"]
    visit = await ask(reply.Inform, "转账", entities={"business": "transfer", "amount": 5})
    assert visit.slots["amount"] == 5
    visit = await ask(reply.Inform, "厕所", entities={"place": "restroom"})
    assert visit.cards == ["route"]
    visit = await ask(reply.Inform, "三万", entities={"amount": 30000})
    assert visit.said == ["utter_inform_what"]


async def test_yes_and_no_to_nothing() -> None:
    assert (await ask(reply.Affirm, "好")).said == ["utter_affirm_nothing"]
    assert (await ask(reply.Deny, "不")).said == ["utter_deny"]
