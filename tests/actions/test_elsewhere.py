"""Money for another country and taxes are no machine's business, whatever the words sound like."""

from __future__ import annotations

import pytest

from actions.ticket import TakeTicket
from actions.ticket_form import ValidateTicketForm
from tests.actions.talking import Visit

RANKING = [
    {"id": "transfer_fee", "score": 0.6},
    {"id": "overseas_transfer", "score": 0.4},
    {"id": "tax_pay", "score": 0.3},
]
"""The nearest one is of transfers at home."""


async def form(words: str, business: str, ranking: object = RANKING) -> Visit:
    visit = Visit(form="ticket_form", slots={"business": business})
    visit.events.append({"event": "active_loop", "name": "ticket_form"})
    return await visit.hear(
        ValidateTicketForm,
        words,
        intent="take_ticket",
        entities={"business": business},
        faq_ranking=ranking,
    )


@pytest.mark.parametrize(
    ("words", "business", "kept"),
    [
        ("给悉尼的儿子打三万", "transfer", "elsewhere"),
        ("孩子留学要交学费", "bill_payment", "elsewhere"),
        ("来交契税", "bill_payment", "elsewhere"),
        ("给我爸转三万", "transfer", "transfer"),
        ("交电费", "bill_payment", "bill_payment"),
        ("换点美元去美国", "fx_exchange", "fx_exchange"),
    ],
)
async def test_what_is_done_otherwise(words: str, business: str, kept: str) -> None:
    assert (await form(words, business)).slots["business"] == kept


@pytest.mark.parametrize(
    "ranking",
    [
        [],
        [{"id": "overseas_transfer", "score": 0.03}],
        [{"id": "transfer_fee", "score": 0.6}],
        [{"id": "gone", "score": 0.6}],
    ],
)
async def test_without_a_clear_answer_it_stays_the_business(ranking: object) -> None:
    visit = await form("给悉尼的儿子打三万", "transfer", ranking)
    assert visit.slots["business"] == "transfer"


@pytest.mark.parametrize(
    ("words", "business", "said"),
    [("给悉尼的儿子打三万", "transfer", "购汇"), ("来交契税", "bill_payment", "申报")],
)
async def test_it_is_answered_by_the_entry_on_it(words: str, business: str, said: str) -> None:
    visit = Visit(slots={"business": "elsewhere"})
    entities = {"business": business}
    await visit.hear(
        TakeTicket, words, intent="take_ticket", entities=entities, faq_ranking=RANKING
    )
    assert visit.said == ["utter_faq_answer"]
    assert said in visit.replies[0]["speech"]
    assert visit.branch.tickets == {}


async def test_an_entry_that_is_gone_leaves_a_number() -> None:
    visit = Visit(slots={"business": "elsewhere"})
    await visit.hear(TakeTicket, "给悉尼的儿子打三万", intent="take_ticket")
    assert visit.cards[0] == "ticket"
