"""要几天, 我儿子来行不, right after an answer."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matter import ANSWERED, MATTER
from actions.question import AnswerFaq
from actions.sides import IN_GENERAL, TELLING
from tests.actions.talking import Visit

TRANSFER = {"business": "transfer", "words": "转账汇款", "amount": 5000, "turn": 0}
HALF = {"intent": "faq", "half": 0.95}


async def after(entry: str, said: str, aspect: str, **more: Any) -> Visit:
    visit = Visit()
    await visit.hear(AnswerFaq, "刚才问的", intent="faq", faq=entry)
    return await visit.hear(AnswerFaq, said, **{**HALF, "aspect": aspect, **more})


@pytest.mark.asyncio
async def test_the_entry_tells_in_the_sentence_that_speaks_of_it() -> None:
    sentence = "金额不对或少发，请带身份证和社保卡问社保部门，银行不能改"
    visit = await after(
        "pension_day", "带啥去", "papers", speaks={"pension_day": [[sentence, 0.7]]}
    )
    assert visit.said == ["utter_side"]
    assert sentence in visit.replies[-1]["text"]
    assert visit.slots[ANSWERED]["turn"] == visit.slots["offer"]["turn"]


@pytest.mark.asyncio
async def test_an_entry_without_a_word_on_it_gives_way_to_what_holds_in_general() -> None:
    visit = await after("western_union", "他在外地呢", "away")
    assert visit.said in (["utter_matter_person"], ["utter_side"])
    assert visit.slots["offer"]["kind"] == "staff"


@pytest.mark.asyncio
async def test_a_question_with_an_entry_of_its_own_is_answered_by_it() -> None:
    ranking = [{"id": "card_sms_fee", "score": 0.9}]
    visit = await after("pension_day", "短信收费吗", "fee", faq="card_sms_fee", faq_ranking=ranking, half=0.7)  # fmt: skip
    assert visit.said == ["utter_faq_answer"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("aspect", "text", "response"),
    [
        ("where", "去哪个窗口", "utter_matter_where_machine"),
        ("how", "咋个弄法", "utter_matter_how_machine"),
        ("why", "为啥呀", "utter_matter_why"),
        ("after", "然后呢", "utter_matter_after_machine"),
        ("away", "他在外地", "utter_matter_away"),
        ("able", "下个月再来行不", "utter_side_able"),
        ("doubt", "安全吗", "utter_side_doubt"),
    ],
)
async def test_the_business_at_hand_tells(aspect: str, text: str, response: str) -> None:
    visit = Visit(slots={MATTER: TRANSFER})
    await visit.hear(AnswerFaq, text, **HALF, aspect=aspect)
    assert visit.said == [response]


@pytest.mark.asyncio
async def test_a_wish_for_the_counter_is_no_question() -> None:
    visit = Visit(slots={MATTER: TRANSFER})
    await visit.hear(AnswerFaq, "我就去柜台", **HALF, aspect="way")
    assert not {said for said in visit.said if said.startswith(("utter_matter", "utter_side"))}


@pytest.mark.asyncio
@pytest.mark.parametrize("aspect", sorted(set(IN_GENERAL) - TELLING - {"papers", "way"}))
async def test_of_nothing_it_is_asked_of_what(aspect: str) -> None:
    visit = Visit()
    await visit.hear(AnswerFaq, "要几天啊", **HALF, aspect=aspect)
    assert visit.said == ["utter_side_which"]


@pytest.mark.asyncio
async def test_where_it_is_done_is_the_way_to_the_entrys_place() -> None:
    visit = await after("passbook_full", "哪个柜台啊，字小我看不清", "where")
    assert visit.said == ["utter_route"]
    assert visit.replies[0]["card"]["place"] == "non_cash_counter"
    assert visit.slots[ANSWERED]["faq"] == "passbook_full"
