"""What customers say of their money in words."""

from __future__ import annotations

import pytest

from actions import wishes


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("急用", 0),
        ("随时要用", 0),
        ("不急用", 12),
        ("暂时用不着", 12),
        ("几个月吧", 3),
        ("两三年", 24),
        ("三五年", 36),
        ("长期放着", 36),
        ("放着不用", 36),
        ("好的", None),
    ],
)
def test_how_long(words: str, months: int | None) -> None:
    assert wishes.months(words) == months


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("怕亏", "conservative"),
        ("一分都不能亏", "conservative"),
        ("亏一点能接受", "balanced"),
        ("有小波动没事", "balanced"),
        ("稳当点", "steady"),
        ("不怕亏", None),
        ("多赚点", None),
    ],
)
def test_how_safe(words: str, level: str | None) -> None:
    assert wishes.appetite(words) == level


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("这是老伴的养老钱", "pension"),
        ("我七十多岁了", "pension"),
        ("看病用的", "lifesaving"),
        ("跟朋友借了点", "borrowed"),
        ("年终奖", None),
    ],
)
def test_whose_money(words: str, kind: str | None) -> None:
    assert wishes.money(words) == kind


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("这是救命钱", True),
        ("是我的养老钱啊", True),
        ("这钱是借来的", True),
        ("老人晕倒了", False),
        ("我的养老钱被骗了", False),
        ("救命啊", False),
        ("养老钱让人抢了", False),
    ],
)
def test_a_mishap_is_no_word_on_whose_money_it_is(words: str, alone: bool) -> None:
    assert wishes.own_money(words) is alone


def test_rough_sums_are_read_low() -> None:
    assert [wishes.sum_at_least(w) for w in ("几万块", "十几万", "几千", "一些")] == [
        20000,
        100000,
        2000,
        None,
    ]
    assert wishes.undecided("你看着办")
    assert not wishes.undecided("三年")
