"""What a customer means by 第二个, and what the robot remembers of its offer."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.connection import BRANCH_ZONE, branch_clock
from actions.offer import Offer, pick, pick_by_title

CHOICES = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        ("第二个", "b"),
        ("就第一款吧", "a"),
        ("第 3 个", "c"),
        ("2", "b"),
        ("选二", "b"),
        ("最后一个", "c"),
        ("头一个", "a"),
        ("第五个", None),
        ("那个", None),
        ("二十万", None),
        ("你好", None),
    ],
)
def test_picking(words: str, choice: str | None) -> None:
    assert pick(words, CHOICES) == choice


def test_that_one_is_clear_when_there_is_one() -> None:
    assert pick("就那个吧", ["a"]) == "a"
    assert pick("第一个", []) is None


@given(st.text(max_size=20))
def test_any_words_are_safe(words: str) -> None:
    assert pick(words, CHOICES) in (*CHOICES, None)


@given(st.text(min_size=1), st.integers(0, 99), st.dictionaries(st.sampled_from("abc"), st.text()))
def test_an_offer_survives_its_slot(kind: str, turn: int, data: dict[str, str]) -> None:
    offer = Offer(kind, turn, data)
    assert Offer.from_slot(offer.as_slot()) == offer


@pytest.mark.parametrize("slot", [None, "x", 3, {}, {"kind": 1}])
def test_what_is_no_offer(slot: object) -> None:
    assert Offer.from_slot(slot) is None


def test_the_clock_can_be_set_for_a_demonstration() -> None:
    real = datetime(2026, 5, 1, 4, 0, tzinfo=ZoneInfo("UTC"))
    clock = branch_clock({"JIAOJIAO_CLOCK": "2026-10-01T09:00:00"}, lambda: real)
    assert clock() == datetime(2026, 10, 1, 9, 0, tzinfo=BRANCH_ZONE)
    assert branch_clock({}, lambda: real)() == real


def test_a_choice_is_named_by_its_title() -> None:
    titles = ["信用卡年费怎么免", "储蓄卡年费和管理费"]
    assert pick_by_title("储蓄卡的那个", [1, 2], titles) == 2
    assert pick_by_title("年费", [1, 2], titles) is None
    assert pick_by_title("就要信用卡的嘛", [1, 2], titles) == 1
    assert pick_by_title("我想问一下房贷怎么还", [1, 2], titles) is None
    assert pick("后面那个", [1, 2, 3]) == 2
