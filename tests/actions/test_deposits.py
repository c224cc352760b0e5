"""Interest of deposits: the People's Bank's own conventions, and what holds for every sum."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.deposits import (
    bond_interest,
    days_interest,
    demand_interest,
    months_later,
    next_settlement,
    term_interest,
)

CENT = Decimal("0.01")
sums = st.decimals("1", "100000000", places=2)
rates = st.decimals("0", "10", places=2)
days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("principal", "rate", "months", "interest"),
    [
        ("50000", "0.95", 12, "475.00"),
        ("10000", "0.65", 3, "16.25"),
        ("200000", "1.55", 36, "9300"),
    ],
)
def test_time_deposits_count_whole_months(principal, rate, months, interest) -> None:
    earned = term_interest(Decimal(principal), Decimal(rate), months)
    assert earned == Decimal(interest)


def test_a_bond_pays_its_coupon_every_year() -> None:
    assert bond_interest(Decimal(100), Decimal("1.63"), 36) == Decimal("4.89")
    assert bond_interest(Decimal(50000), Decimal("1.70"), 60) == Decimal("4250.00")


def test_odd_days_count_by_360() -> None:
    assert days_interest(Decimal(50000), Decimal("0.30"), 7) == Decimal("2.92")


def test_a_demand_deposit_is_settled_by_the_quarter() -> None:
    # One quarter, 21 March to 20 June: 92 days, then one day more on the grown balance.
    start = date(2026, 3, 21)
    assert demand_interest(Decimal(100000), Decimal("0.05"), start, date(2026, 6, 21)) == Decimal(
        "12.78"
    )
    year = demand_interest(Decimal(100000), Decimal("0.05"), start, date(2027, 3, 21))
    assert year == Decimal("50.70")  # 365/360 of 50.00, and the interest on the interest


def test_a_deposit_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="began"):
        demand_interest(Decimal(1), Decimal(1), date(2026, 2, 1), date(2026, 1, 1))


@given(days)
def test_the_next_settlement_is_within_a_quarter(day: date) -> None:
    settled = next_settlement(day)
    assert timedelta(0) < settled - day <= timedelta(92)
    assert (settled.month % 3, settled.day) == (0, 21)


@given(days, st.integers(0, 600))
def test_months_later_is_that_many_months_later(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).day == 1)


@given(sums, rates, st.integers(1, 60))
def test_interest_is_never_negative_has_no_part_of_a_cent_and_grows(
    principal, rate, months
) -> None:
    earned = term_interest(principal, rate, months)
    assert earned >= 0
    assert earned == earned.quantize(CENT)
    assert term_interest(principal, rate, months + 1) >= earned
    assert term_interest(principal + 1000, rate, months) >= earned


@given(sums, rates, days, st.integers(0, 1200))
def test_demand_interest_lies_between_simple_and_daily_compound(
    principal, rate, start, count
) -> None:
    end = start + timedelta(count)
    earned = demand_interest(principal, rate, start, end)
    whole = principal.quantize(Decimal(1), "ROUND_DOWN")
    quarters = count // 90 + 2
    assert earned >= days_interest(whole, rate, count) - CENT * quarters
    growth = (1 + float(rate) / 100 / 360) ** count - 1
    assert float(earned) <= float(principal) * growth + 0.01 * quarters
    assert earned == earned.quantize(CENT)
