"""A queue named instead of a business."""

from __future__ import annotations

import pytest

from actions.model import Service
from actions.question import AnswerFaq
from actions.queue_named import as_slot, core, from_slot, named
from actions.ticket_form import ValidateTicketForm
from tests.actions.talking import Visit

SERVICES = [
    Service(code, name, True, 0, None)
    for code, name in [
        ("cash", "个人现金业务"),
        ("corporate", "对公业务"),
        ("non_cash", "个人非现金业务"),
        ("card", "银行卡业务"),
        ("elderly", "爱心专窗"),
        ("fx", "外汇业务"),
        ("vip", "贵宾业务"),
        ("wealth", "理财咨询"),
    ]
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("谢谢啊给我取个对公的号吧", "corporate"),
        ("取个理财号", "wealth"),
        ("拿个爱心窗口的号", "elderly"),
        ("给我来一个非现金的号", "non_cash"),
        ("排个现金号", "cash"),
        ("对公的号给我拿一个", "corporate"),
        ("领张外汇业务的号", "fx"),
        ("取个银行卡的号", "card"),
        ("帮我挂个贵宾室的号", "vip"),
    ],
)
def test_the_queue_that_is_named(text: str, code: str) -> None:
    assert named(text, SERVICES) == code


@pytest.mark.parametrize(
    "text",
    [
        "取个号",
        "要银行卡号",
        "对公的号在哪取",
        "给我取个号办对公开户",
        "理财号要不要取",
        "拿个对公的号吗",
        "爱心窗口几号",
    ],
)
def test_other_words_name_none(text: str) -> None:
    assert named(text, SERVICES) is None


def test_a_queue_of_any_name_is_found() -> None:
    own = [Service("young", "亲子业务", True, 0, None)]
    assert core("亲子业务") == "亲子"
    assert named("给我取个亲子的号", own) == "young"


def test_the_business_slot_holds_it() -> None:
    assert from_slot(as_slot("fx")) == "fx"
    assert from_slot("fx_exchange") is None


async def told() -> Visit:
    return await Visit().hear(AnswerFaq, "限额怎么调高", faq="mobile_transfer_limit", intent="faq")


async def test_the_queue_of_what_was_told_last() -> None:
    visit = await told()
    await visit.tell(ValidateTicketForm, "那给我弄个号吧", intent="take_ticket")
    assert [one.service for one in visit.branch.tickets["v1"]] == ["non_cash"]


async def test_a_business_that_is_named_goes_before_it() -> None:
    visit = await told()
    await visit.tell(
        ValidateTicketForm,
        "给我弄个号换美元",
        intent="take_ticket",
        entities={"business": "fx_exchange"},
    )
    assert [one.service for one in visit.branch.tickets["v1"]] == ["fx"]
