"""Currency conversion at posted prices, in Decimal: exact until the last step, then to the cent.

Prices are CNY for 100 units. Whoever brings foreign notes is paid the bank's cash buying price, whoever wants
them pays its cash selling price; from one foreign currency to another it goes through CNY, as the bank
itself does (结汇 then 购汇).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from actions.deposits import CENT, cents
from actions.model import ExchangeRate

CNY = "CNY"
UNIT = Decimal(100)


@dataclass(frozen=True)
class Conversion:
    """So much of the currency that the customer holds for so much of the one that is wanted."""

    held: str
    given: Decimal
    wanted: str
    got: Decimal


def convert(
    amount: Decimal,
    *,
    held: ExchangeRate | None,
    wanted: ExchangeRate | None,
    of_wanted: bool = False,
) -> Conversion:
    """`amount` of what is held (None: CNY) into what is wanted (None: CNY).

    With `of_wanted`, `amount` is what is wanted, and what it costs is worked out. What a customer gets is
    rounded down to the cent, what a customer pays half up. Raises ValueError when both are CNY.
    """
    if held is None and wanted is None:
        raise ValueError("CNY for CNY is no exchange")
    paid = held.cash_buy / UNIT if held else Decimal(1)
    asked = wanted.cash_sell / UNIT if wanted else Decimal(1)
    names = (held.code if held else CNY, wanted.code if wanted else CNY)
    if of_wanted:
        return Conversion(names[0], cents(amount * asked / paid), names[1], amount)
    got = (amount * paid / asked).quantize(CENT, ROUND_DOWN)
    return Conversion(names[0], amount, names[1], got)
