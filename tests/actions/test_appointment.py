"""Keeping an appointment by voice: the code, and what is said when there is none."""

from __future__ import annotations

import pytest

from actions import fallback, reply
from actions.appointment_words import code_in, has_appointment
from actions.ticket import TakeTicket
from actions.ticket_form import ValidateTicketForm
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch


@pytest.mark.parametrize(
    "text",
    [
        "我有预约",
        "我预约了今天取十万",
        "我已经约好了",
        "昨天预约过",
        "我来签到",
        "预约码是12345678",
    ],
)
def test_who_has_an_appointment(text: str) -> None:
    assert has_appointment(text)


@pytest.mark.parametrize(
    "text",
    [
        "怎么预约",
        "我想预约取十万",
        "取十万要预约吗",
        "没有预约行不行",
        "我没预约",
        "预约个反诈讲座",
        "那我去手机银行约，约了多久能扣款",
    ],
)
def test_who_has_none(text: str) -> None:
    assert not has_appointment(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12345678", "12345678"),
        ("预约码是 1234 5678", "12345678"),
        ("一二三四，五六七八", "12345678"),
        ("幺两三四五六七零", "12345670"),
        ("取十万", None),
        ("三点半约的", None),
    ],
)
def test_the_code_typed_or_spoken(text: str, code: str | None) -> None:
    assert code_in(text) == code


async def test_the_code_is_asked_for_and_gives_the_number() -> None:
    visit = Visit(branch=FakeBranch(appointments={"12345678": ""}))
    await visit.hear(reply.Inform, "我有预约")
    assert visit.said == ["utter_appointment_code"]
    await visit.hear(reply.Inform, "一二三四五六七八")
    assert (visit.said, visit.cards) == (["utter_ticket_checked_in"], ["ticket"])


@pytest.mark.parametrize(
    ("refusal", "response"),
    [
        ("2026-03-04T10:30:00+08:00", "utter_appointment_early"),
        ("illegal_transition", "utter_appointment_void"),
    ],
)
async def test_why_it_cannot_be_kept_now(refusal: str, response: str) -> None:
    visit = Visit(branch=FakeBranch(appointments={"12345678": refusal}))
    await visit.hear(reply.Inform, "预约码12345678")
    assert visit.said == [response]
    if response.endswith("early"):
        assert "10:30" in visit.replies[0]["text"]


async def test_a_wrong_code_is_said_again_and_none_calls_a_person() -> None:
    visit = Visit()
    await visit.hear(reply.Inform, "我有预约")
    await visit.hear(reply.Inform, "87654321")
    assert visit.said == ["utter_appointment_unknown"]
    await visit.hear(fallback.Fallback, "没有预约码", intent="out_of_scope")
    assert (visit.said, visit.branch.cases[0][0]) == (["utter_staff_called"], "help")


async def test_an_appointment_in_the_ticket_form_goes_before_triage() -> None:
    visit = Visit(form="ticket_form")
    entities = {"business": "large_cash", "amount": 100000}
    await visit.hear(
        ValidateTicketForm, "我预约了今天取十万", intent="take_ticket", entities=entities
    )
    assert visit.slots["business"] == "appointment"
    visit.form = None
    message = {"text": "我预约了今天取十万", "intent": {"name": "take_ticket"}}
    await visit.run(TakeTicket, message)
    assert visit.said == ["utter_appointment_code"]
