"""Repayment of loans: figures checked against published calculators, and what holds for every loan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.instalments import Schedule, equal_instalments, equal_principal

CENT = Decimal("0.01")
loans = st.decimals("100", "20000000", places=2)
rates = st.decimals("0", "24", places=2)
months = st.integers(1, 360)


def test_the_usual_housing_loan() -> None:
    # 100万, 30 years, 4.9 %: 5307.27 a month, 910,616.19 of interest, as every bank's calculator says.
    schedule = equal_instalments(Decimal(1000000), Decimal("4.9"), 360)
    assert schedule.first == Decimal("5307.27")
    assert abs(schedule.interest - Decimal("910616.19")) < 2
    schedule = equal_principal(Decimal(1000000), Decimal("4.9"), 360)
    assert schedule.first == Decimal("6861.11")
    assert abs(schedule.interest - Decimal("737041.67")) < 2


def test_without_interest_it_is_a_division() -> None:
    schedule = equal_instalments(Decimal(1000), Decimal(0), 3)
    assert [p.total for p in schedule.payments] == [
        Decimal("333.33"),
        Decimal("333.33"),
        Decimal("333.34"),
    ]


def _holds(schedule: Schedule, loan: Decimal, count: int) -> None:
    assert len(schedule.payments) == count
    assert sum(p.principal for p in schedule.payments) == loan
    for payment in schedule.payments:
        assert payment.principal >= 0
        assert payment.interest >= 0
        assert payment.total == payment.total.quantize(CENT)


@given(loans, rates, months)
def test_every_equal_instalment_loan_is_paid_off(loan: Decimal, rate: Decimal, count: int) -> None:
    schedule = equal_instalments(loan, rate, count)
    _holds(schedule, loan, count)
    same = {p.total for p in schedule.payments[:-1]}
    if loan >= 10000:
        assert len(same) <= 1
        # Half a cent in each month's payment and half in its interest, which itself bears interest to the end.
        monthly = rate / 1200
        grown = ((1 + monthly) ** count - 1) / monthly if monthly else Decimal(count)
        assert abs(schedule.last - schedule.first) <= CENT * (grown + 1)


@given(loans, rates, months)
def test_every_equal_principal_loan_is_paid_off(loan: Decimal, rate: Decimal, count: int) -> None:
    schedule = equal_principal(loan, rate, count)
    _holds(schedule, loan, count)
    totals = [p.interest for p in schedule.payments]
    assert totals == sorted(totals, reverse=True)


@given(st.decimals("10000", "20000000", places=2), st.decimals("1", "24", places=2), months)
def test_equal_principal_never_costs_more(loan: Decimal, rate: Decimal, count: int) -> None:
    cheaper = equal_principal(loan, rate, count).interest
    assert cheaper <= equal_instalments(loan, rate, count).interest + CENT * count


@pytest.mark.parametrize(
    ("loan", "rate", "count"), [("0", "3", 12), ("1000", "-1", 12), ("1000", "3", 0)]
)
def test_what_is_no_loan(loan: str, rate: str, count: int) -> None:
    for method in (equal_instalments, equal_principal):
        with pytest.raises(ValueError, match="loan"):
            method(Decimal(loan), Decimal(rate), count)
