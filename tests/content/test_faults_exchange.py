"""Exchange rates. Every check finds its fault."""

import pytest

from content import load
from tests.content.conftest import Copy
from tests.content.planting import Fault, assert_named, put

FAULTS = {
    "unknown currency": Fault("fx.yml", put(0, "code", "XAU"), "XAU", "unknown currency"),
    "own currency": Fault("fx.yml", put(0, "code", "CNY"), "CNY", "unknown currency"),
    "currency twice": Fault("fx.yml", put(0, "code", "EUR"), "-", "used twice"),
    "no price": Fault("fx.yml", put(0, "cash_buy", "0"), "USD.cash_buy", "is no price"),
    "words for a price": Fault("fx.yml", put(0, "cash_buy", "七块"), "USD.cash_buy", "a number"),
    "buying dearer than selling": Fault("fx.yml", put(0, "spot_buy", "800"), "USD", "would lose"),
    "no date": Fault("fx.yml", put(0, "as_of", ""), "USD.as_of", "is empty"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_named(copy: Copy, fault: Fault) -> None:
    assert_named(copy, fault)


def test_a_branch_without_foreign_currency_leaves_the_file_out(copy: Copy) -> None:
    (copy.folder / "fx.yml").unlink()
    assert load(copy.folder).fx == ()
