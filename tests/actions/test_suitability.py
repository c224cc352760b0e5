"""Nothing is recommended above the appetite, the sum or the term; protected money takes no risk."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.model import Product
from actions.suitability import LEVELS, SAVINGS, Need, recommended, suits
from tests.fakes.branch import FakeBranch

PRODUCTS: tuple[Product, ...] = asyncio.run(FakeBranch().products())
BY_CODE = {product.code: product for product in PRODUCTS}
needs = st.builds(
    Need,
    amount=st.floats(1, 5e6),
    months=st.integers(0, 120),
    appetite=st.sampled_from(LEVELS),
    protected=st.booleans(),
    category=st.none() | st.sampled_from(sorted({p.category for p in PRODUCTS})),
)


@given(needs)
def test_everything_recommended_fits(need: Need) -> None:
    shown = recommended(PRODUCTS, need)
    assert len(shown) <= 3
    for product in shown:
        assert (product.minimum_amount or 0) <= need.amount
        assert (product.term_months or 0) <= need.months
        if product.risky:
            assert not need.protected
            assert LEVELS.index(product.risk_level) <= LEVELS.index(need.appetite)
        if need.category:
            assert product.category == need.category


@given(needs)
def test_whoever_names_no_category_has_a_deposit_or_bond_before_any_risk(need: Need) -> None:
    shown = recommended(PRODUCTS, replace(need, category=None))
    assert shown[0].category in SAVINGS
    risky = [product.risky for product in shown]
    assert risky == sorted(risky)
    assert sum(risky) * 2 <= len(risky)


@given(needs, st.sampled_from(LEVELS))
def test_less_appetite_never_fits_more(need: Need, lower: str) -> None:
    if LEVELS.index(lower) > LEVELS.index(need.appetite):
        return
    for product in PRODUCTS:
        assert not suits(product, replace(need, appetite=lower)) or suits(product, need)


@pytest.mark.parametrize(
    ("code", "need", "fits"),
    [
        ("td_1y", Need(50000, 12, "conservative"), True),
        ("td_3y", Need(50000, 12, "conservative"), False),
        ("large_cd_1y", Need(50000, 12, "aggressive"), False),
        ("wm_cash", Need(100, 0, "conservative"), True),
        ("wm_steady_6m", Need(50000, 12, "conservative"), False),
        ("wm_steady_6m", Need(50000, 3, "aggressive"), False),
        ("fund_bond", Need(50000, 0, "steady"), False),
        ("fund_index", Need(50000, 12, "growth"), False),
        ("fund_index", Need(50000, 36, "growth"), True),
        ("fund_stock", Need(50000, 60, "growth"), False),
        ("wm_cash", Need(50000, 60, "aggressive", protected=True), False),
        ("bond_3y", Need(50000, 60, "conservative", protected=True), True),
    ],
)
def test_single_products(code: str, need: Need, fits: bool) -> None:
    assert suits(BY_CODE[code], need) is fits


def test_a_risk_level_that_nobody_knows_is_no_risk_that_fits() -> None:
    odd = replace(BY_CODE["wm_cash"], risk_level="wild")
    assert not suits(odd, Need(1e6, 120, "aggressive"))
    nameless = replace(odd, risk_level="")
    assert not suits(nameless, Need(1e6, 120, "aggressive"))
