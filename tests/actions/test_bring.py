"""What to bring, with a number for what was just talked of."""

from __future__ import annotations

from actions import question
from actions.matter import ANSWERED
from actions.ticket import TakeTicket
from tests.actions.talking import Visit

LOAN = {"business": "queue:loan", "amount": None, "holder": None, "prefer": None}


async def test_the_papers_are_those_of_the_entry_and_are_told_once() -> None:
    visit = Visit()
    entry = await visit.branch.faq("loan_prepay")
    await visit.hear(question.AnswerFaq, "提前还要几天", intent="faq", faq="loan_prepay")
    visit.slots |= LOAN
    await visit.hear(TakeTicket, "那给我取个号呗", intent="take_ticket")
    assert visit.said[0].startswith("utter_ticket_issued")
    told = "".join(reply["text"] for reply in visit.replies)
    assert "收入证明" not in told
    assert visit.slots[ANSWERED]["faq"] == entry.id
