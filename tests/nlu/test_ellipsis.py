"""有年费吗 with a product on the screen."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.context import in_context
from nlu.ellipsis import attribute_alone
from nlu.heard import hear
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.snapshot import sample_lexicon


@pytest.fixture(scope="module")
def matcher() -> LexiconMatcher:
    return LexiconMatcher(sample_lexicon())


@pytest.mark.parametrize(
    ("said", "attribute"),
    [
        ("有年费吗", "fee"), ("多少钱起", "minimum"), ("风险呢", "risk"), ("那个利率多少", "rate"), ("能提前取吗", "liquidity"),
        ("第二个多少钱起", "minimum"), ("这个会亏吗", "risk"), ("期限呢", "term"),
        ("信用卡有年费吗", None), ("转账手续费多少", None), ("短信提醒一个月多少钱", None), ("我要取钱", None), ("第二个", None),
    ],
)  # fmt: skip
def test_a_fact_without_its_thing(
    matcher: LexiconMatcher, said: str, attribute: str | None
) -> None:
    heard = hear(said)
    assert attribute_alone(heard.text, mentions(matcher, heard)) == attribute


PARSED: dict[str, Any] = {
    "text": "有年费吗",
    "intent": {"name": "faq", "confidence": 0.9},
    "entities": [],
    "faq": "card_annual_fee",
    "attribute_alone": "fee",
}


def tracker(offer: Any, turns: int) -> DialogueStateTracker:
    made = DialogueStateTracker("visitor", [AnySlot("offer", mappings=[])])
    made.update(SlotSet("offer", offer), Domain.empty())
    for _ in range(turns):
        made.update(UserUttered("看看信用卡"), Domain.empty())
    return made


def test_what_was_just_shown_is_meant() -> None:
    shown = tracker({"kind": "products", "turn": 1, "codes": ["cc_standard"]}, turns=1)
    read = in_context(PARSED, shown)
    assert read["intent"]["name"] == "ask_product"
    assert read["entities"] == [{"entity": "attribute", "value": "fee"}]
    assert read["faq"] is None


@pytest.mark.parametrize(
    ("offer", "turns"),
    [
        (None, 1),
        ({"kind": "staff", "turn": 1}, 1),
        ({"kind": "products", "turn": 1, "codes": ["cc_standard"]}, 4),
    ],
)
def test_otherwise_it_stays_what_it_is_alone(offer: Any, turns: int) -> None:
    assert in_context(PARSED, tracker(offer, turns)) == PARSED


def test_a_sum_goes_on_being_computed() -> None:
    shown = tracker({"kind": "products", "turn": 1, "codes": ["td_3y"]}, turns=1)
    computing = {**PARSED, "intent": {"name": "calc_interest", "confidence": 0.9}}
    assert in_context(computing, shown) == computing


def test_a_new_visitor_has_no_context() -> None:
    assert in_context(PARSED, None) == PARSED


def test_words_that_name_a_thing_are_left_alone() -> None:
    shown = tracker({"kind": "products", "turn": 1, "codes": ["cc_standard"]}, turns=1)
    named = {key: value for key, value in PARSED.items() if key != "attribute_alone"}
    assert in_context(named, shown) == named


def said(text: str, intent: str = "out_of_scope") -> dict[str, Any]:
    return {"text": text, "intent": {"name": intent, "confidence": 0.6}, "entities": []}


PRODUCTS = {"kind": "products", "turn": 1, "codes": ["cash_plus"]}


@pytest.mark.parametrize(
    "text", ["有没有更稳的", "风险小的", "有更安全的吗", "再稳一点的", "换个保险点的"]
)
def test_a_safer_one_of_what_is_shown(text: str) -> None:
    read = in_context(said(text, "ask_facility"), tracker(PRODUCTS, turns=1))
    assert read["intent"]["name"] == "recommend_product"
    assert in_context(said(text, "ask_facility"), tracker(None, turns=1)) == said(
        text, "ask_facility"
    )


@pytest.mark.parametrize("text", ["有没有保险箱", "有更稳的船吗", "保险怎么买"])
def test_other_words_are_no_wish_for_a_safer_one(text: str) -> None:
    assert in_context(said(text), tracker(PRODUCTS, turns=1)) == said(text)


def test_whether_it_can_be_done_today_is_of_the_business_named() -> None:
    named = tracker({"kind": "counter", "turn": 1, "since": 1, "business": "fx_exchange"}, turns=1)
    read = in_context(said("今天能换吗", "faq"), named)
    assert read["intent"]["name"] == "ask_hours"
    assert read["entities"] == [{"entity": "business", "value": "fx_exchange"}]
    assert in_context(said("今天能换吗", "faq"), tracker(None, turns=1))["intent"]["name"] == "faq"


def test_the_queue_is_slow_and_not_the_voice() -> None:
    waited = tracker(None, turns=1)
    waited.update(ActionExecuted("action_wait"), Domain.empty())
    assert in_context(said("太慢了", "adjust_voice"), waited)["intent"]["name"] == "ask_wait"
    told = tracker(None, turns=1)
    assert in_context(said("太慢了", "adjust_voice"), told)["intent"]["name"] == "adjust_voice"
    assert (
        in_context(said("说得太慢了", "adjust_voice"), waited)["intent"]["name"] == "adjust_voice"
    )


@pytest.mark.parametrize("text", ["转给公安局的账户", "他说我涉嫌洗钱", "让我打到法院指定账户"])
def test_what_only_a_victim_says_is_heard_in_any_form(text: str) -> None:
    assert in_context(said(text, "faq"), None)["intent"]["name"] == "report_fraud"


DOLLARS = {"kind": "counter", "turn": 1, "business": "fx_exchange", "fx": "USD"}


@pytest.mark.parametrize("text", ["现在多少钱", "今天多少", "涨了没有", "现在换多少钱"])
def test_a_price_is_that_of_the_currency_just_told(text: str) -> None:
    assert in_context(said(text), tracker(DOLLARS, 1))["intent"]["name"] == "ask_fx_rate"
    assert in_context(said(text), tracker({**DOLLARS, "fx": None}, 1)) == said(text)
    assert in_context(said(text), tracker(DOLLARS, turns=5)) == said(text)


def test_a_sum_is_changed_into_the_currency_just_told() -> None:
    amount = [{"entity": "amount", "value": 1000}]
    read = in_context({**said("换一千", "take_ticket"), "entities": amount}, tracker(DOLLARS, 1))
    assert (read["intent"]["name"], read["entities"]) == ("ask_fx_rate", amount)
    card = said("换张卡", "take_ticket")
    assert in_context(card, tracker(DOLLARS, 1)) == card
