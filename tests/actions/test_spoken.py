"""Numbers as people say them; cn2an reads them back."""

from __future__ import annotations

from datetime import datetime, time

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import spoken


def read_back(words: str) -> float:
    return float(cn2an.cn2an(words.replace("两", "二"), "smart"))


@given(st.integers(0, 10**9))
def test_what_is_said_is_the_number(number: int) -> None:
    assert read_back(spoken.integer(number)) == number


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_decimals_too(number) -> None:
    assert read_back(spoken.number(number)) == pytest.approx(float(number))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (22, "二十二"),
        (110, "一百一十"),
        (200, "两百"),
        (1005, "一千零五"),
        (2000, "两千"),
        (20000, "两万"),
        (35000, "三万五千"),
        (100010, "十万零一十"),
        (10200, "一万零两百"),
        (200_000_000, "两亿"),
    ],
)
def test_as_people_say_it(number: int, words: str) -> None:
    assert spoken.integer(number) == words


@pytest.mark.parametrize("number", [-1, 10**12])
def test_what_nobody_reads_aloud_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="only numbers"):
        spoken.integer(number)


@given(st.text(alphabet="ABCDEFG0123456789", max_size=8))
def test_ticket_numbers_are_read_digit_by_digit(number: str) -> None:
    said = spoken.digits(number)
    assert len(said) == len(number)
    assert not any(c.isdigit() and c.isascii() for c in said)


def test_a_ticket_number() -> None:
    assert spoken.digits("A001") == "A零零一"


@given(st.integers(0, 300), st.integers(0, 300))
def test_waits_are_short_and_without_digits(low: int, high: int) -> None:
    said = spoken.minutes(low, high)
    assert len(said) <= 22
    assert not any(c.isascii() for c in said)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 3, "五分钟以内"),
        (0, 12, "十二分钟以内"),
        (10, 20, "十到二十分钟"),
        (2, 6, "两到六分钟"),
        (15, 15, "十五分钟"),
        (60, 90, "一小时到一个半小时"),
        (120, 120, "两小时"),
    ],
)
def test_waits(low: int, high: int, words: str) -> None:
    assert spoken.minutes(low, high) == words


@pytest.mark.parametrize(
    ("amount", "said", "shown"),
    [
        (2, "两元", "2元"),
        (30000, "三万元", "3万元"),
        (35000, "三万五千元", "3.5万元"),
        (1234.5, "一千两百三十四点五元", "1,234.5元"),
        (12345, "一万两千三百四十五元", "12,345元"),
    ],
)
def test_sums(amount: float, said: str, shown: str) -> None:
    assert (spoken.yuan(amount), spoken.yuan_shown(amount)) == (said, shown)


def test_rates() -> None:
    assert spoken.percent("1.95") == "百分之一点九五"
    assert spoken.percent("0.050") == "百分之零点零五"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(9), "上午九点"),
        (time(17, 30), "下午五点半"),
        (time(14, 5), "下午两点零五分"),
        (time(12), "中午十二点"),
        (time(0, 10), "凌晨零点十分"),
        (time(20, 45), "晚上八点四十五分"),
    ],
)
def test_times(moment: time, words: str) -> None:
    assert spoken.clock(moment) == words


def test_dates() -> None:
    assert spoken.date(datetime(2026, 11, 23)) == "十一月二十三号，星期一"  # noqa: DTZ001


@given(st.text(alphabet="好，。我们、去 那", max_size=80), st.integers(1, 60))
def test_cut_to_fit(text: str, limit: int) -> None:
    assert len(spoken.fit(text, limit)) <= limit


def test_cuts_at_a_pause() -> None:
    assert spoken.fit("先直走十步，再左转，到了。", 8) == "先直走十步"


def test_directions_are_read_out() -> None:
    assert spoken.read_out("直走约12步，再走2步。") == "直走约十二步，再走两步。"


def test_lists() -> None:
    assert spoken.listed(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert spoken.listed(["甲"]) == "甲"


@given(st.text(alphabet="好，。我们、去？那；", max_size=80), st.integers(2, 60))
def test_a_sentence_fits_and_ends(text: str, limit: int) -> None:
    said = spoken.sentence(text, limit)
    assert len(said) <= limit
    assert not said or said[-1] in "。！？"


def test_a_sentence_that_is_cut_still_ends() -> None:
    assert spoken.sentence("先直走十步，再左转，到了。", 9) == "先直走十步。"
    assert spoken.sentence("先直走十步。", 20) == "先直走十步。"


def test_what_stands_in_brackets_is_for_the_screen() -> None:
    assert spoken.without_brackets("银行卡、身份证（五万元以上要带）") == "银行卡、身份证"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("请马上打95000或到柜台", "请马上打九五零零零或到柜台"),
        ("可打社保热线 12333", "可打社保热线一二三三三"),
        ("直走约12步", "直走约十二步"),
        ("电话：010", "电话：零一零"),
    ],
)
def test_a_number_to_call_is_read_digit_by_digit(text: str, said: str) -> None:
    assert spoken.read_out(text) == said
