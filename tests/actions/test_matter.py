"""A question left unfinished, of the business at hand."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matter import ANSWERED, MATTER, WITHIN
from actions.question import AnswerFaq
from tests.actions.talking import Visit

REPLACED = {"business": "card_replacement", "words": "换卡补卡", "amount": None, "turn": 0}
TRANSFER = {"business": "transfer", "words": "转账汇款", "amount": 5000, "turn": 0}


async def asked(matter: Any, text: str, aspect: str, **understood: Any) -> Visit:
    visit = Visit(slots={MATTER: matter})
    return await visit.hear(AnswerFaq, text, intent="faq", aspect=aspect, **understood)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("matter", "text", "aspect", "response"),
    [
        (REPLACED, "要收费吗", "fee", "utter_matter_fee"),
        (REPLACED, "需要本人来吗", "person", "utter_matter_person"),
        (REPLACED, "今天能拿到卡吗", "time", "utter_matter_time_counter"),
        (TRANSFER, "多久能办好", "time", "utter_matter_time_machine"),
        (TRANSFER, "机器办还是窗口办", "way", "utter_matter_way_machine"),
        (REPLACED, "机器办还是窗口办", "way", "utter_matter_way_counter"),
        (REPLACED, "要带什么", "papers", "utter_ticket_bring"),
    ],
)
async def test_it_is_told_of_the_business(
    matter: Any, text: str, aspect: str, response: str
) -> None:
    visit = await asked(matter, text, aspect, faq="open_card_documents")
    assert visit.said == [response]


@pytest.mark.asyncio
async def test_without_a_business_the_entry_answers() -> None:
    visit = await asked(None, "护照可以吗", "papers", faq="open_card_foreigner")
    assert visit.said == ["utter_faq_answer"]


@pytest.mark.asyncio
async def test_without_a_business_no_other_business_papers_are_told() -> None:
    visit = await asked(None, "要带什么", "papers", faq="pay_school")
    assert visit.said == ["utter_bring_which"]


@pytest.mark.asyncio
async def test_a_business_of_long_ago_is_over() -> None:
    visit = await asked({**REPLACED, "turn": -WITHIN}, "要收费吗", "fee", faq="card_annual_fee")
    assert visit.said == ["utter_faq_answer"]


@pytest.mark.asyncio
async def test_a_guest_hears_of_the_passport() -> None:
    visit = await asked(REPLACED, "护照可以吗", "papers", faq="open_card_foreigner")
    assert visit.said == ["utter_faq_answer"]


@pytest.mark.asyncio
async def test_an_entry_asked_twice_brings_a_person() -> None:
    visit = Visit()
    await visit.hear(AnswerFaq, "养老金几号到账", intent="faq", faq="pension_day")
    assert visit.slots[ANSWERED]["faq"] == "pension_day"
    await visit.hear(AnswerFaq, "几号发呀", intent="faq", faq="pension_day")
    assert visit.said == ["utter_faq_again"]
    assert visit.slots["offer"]["kind"] == "staff"


@pytest.mark.asyncio
async def test_an_entry_without_a_word_on_it_is_not_said() -> None:
    visit = Visit()
    await visit.hear(AnswerFaq, "西联汇款有吗", intent="faq", faq="western_union")
    await visit.hear(
        AnswerFaq, "手续费几多", intent="faq", faq="western_union", aspect="fee", completed=True
    )
    assert visit.said == ["utter_matter_fee"]
