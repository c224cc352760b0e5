"""A number to call back: understood as people say it, held sealed, seen by nobody on its way."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lobby.cases import contact, handling
from lobby.cases.models import Case
from lobby.conversations import phones, talking
from lobby.conversations.dialogue import Answer
from lobby.conversations.models import Conversation, Turn
from lobby.events.models import Event

MOBILE = "13800138000"


@pytest.mark.parametrize(
    "said",
    [
        "13800138000",
        "我的电话是138 0013 8000",
        "幺三八零零幺三八零零零",
        "一三八，零零一三，八零零零",
        "电话+86 13800138000谢谢",
        "138-0013-8000",
    ],
)
def test_a_mobile_number_is_found_however_it_is_said(said: str) -> None:
    lifted = phones.lift(said)
    assert lifted.number == MOBILE
    assert phones.MARK in lifted.text
    assert "8000" not in lifted.text


@pytest.mark.parametrize("said", ["我要取20000", "等了40分钟", "一二三", "2026年", "存三万五"])
def test_other_numbers_stay(said: str) -> None:
    assert phones.lift(said) == phones.Lifted(said)
    if said not in ("一二三",):
        assert phones.lift(said, awaited=True) == phones.Lifted(said)


@pytest.mark.parametrize(
    ("said", "number"),
    [("88600100", "88600100"), ("座机是0571-88600100", "057188600100"), (MOBILE, MOBILE)],
)
def test_a_fixed_line_counts_when_a_number_is_awaited(said: str, number: str) -> None:
    assert phones.lift(said, awaited=True).number == number
    assert "8860" not in phones.lift(said, awaited=True).text


def test_groups_over_turns_make_one_number() -> None:
    first = phones.lift("幺三八", awaited=True)
    second = phones.lift("然后零零幺三", awaited=True, before=first.part)
    third = phones.lift("八零零零", awaited=True, before=second.part)
    assert (first.number, second.number, third.number) == ("", "", MOBILE)
    assert (first.text, second.text, third.text) == ("[号码]", "然后[号码]", phones.MARK)


def test_a_correction_counts() -> None:
    assert phones.lift("13900139000，不对，是13800138000").number == MOBILE


@example("0000٠20000000٠")
@given(st.from_regex(r"\d{14,19}", fullmatch=True))
def test_a_card_number_is_never_held(digits: str) -> None:
    lifted = phones.lift(digits, awaited=True)
    assert (lifted.number, lifted.part) == ("", "")


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(phones.lift(text, awaited=True).text, str)


class Asking:
    """A dialogue that asks for a number, and keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def say(self, sender: str, message: str, metadata: dict[str, str]) -> Answer:
        self.heard.append(message)
        return Answer(
            [{"text": "请说电话", "speech": "请说电话", "asks": "phone"}], {"intent": "inform"}
        )

    def forget(self, sender: str) -> None:
        """Nothing is kept."""


@pytest.fixture
def visitor(seeded: None) -> Conversation:
    return Conversation.objects.create(channel="text")


def turn(visitor: Conversation, words: str, dialogue: Asking) -> list[dict[str, object]]:
    visitor.refresh_from_db()
    return talking.take_turn(visitor, words, "text", dialogue).replies  # type: ignore[arg-type]


def everything_stored() -> str:
    tables = (Turn, Event, Conversation, Case)
    return "".join(str(list(table.objects.values())) for table in tables)


def test_the_number_reaches_the_case_and_nothing_else(visitor: Conversation) -> None:
    dialogue = Asking()
    assert "asks" not in turn(visitor, "我要投诉", dialogue)[0]
    for words in ("我的电话是幺三八", "零零幺三", "八零零零"):
        turn(visitor, words, dialogue)
    assert dialogue.heard == ["我要投诉", "我的电话是[号码]", "[号码]", phones.MARK]
    stored = everything_stored()
    assert not [digits for digits in (MOBILE, "幺三八", "零零幺三") if digits in stored]
    case, _ = handling.open_case("complaint", visitor.id, "慢", None, phones.release(visitor.id))
    assert contact.phone(case) == MOBILE
    assert phones.release(visitor.id) == ""
    assert MOBILE not in everything_stored()


def test_it_is_gone_with_the_visitor(visitor: Conversation) -> None:
    dialogue = Asking()
    turn(visitor, f"打我电话{MOBILE}", dialogue)
    talking.end(visitor, dialogue)  # type: ignore[arg-type]
    assert phones.release(visitor.id) == ""


def test_it_is_gone_with_who_left_without_a_word(visitor: Conversation) -> None:
    turn(visitor, MOBILE, Asking())
    Conversation.objects.update(last_turn_at="2026-01-01T00:00:00Z")
    phones.forget_abandoned()
    visitor.refresh_from_db()
    assert visitor.phone_sealed == ""
