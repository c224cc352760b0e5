"""What the branch sells: categories, products, their risk, and foreign money."""

import datetime
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class RiskLevel:
    code: str
    name: str
    text: str


@dataclass(frozen=True)
class Attribute:
    code: str
    name: str


@dataclass(frozen=True)
class Disclaimer:
    text: str
    speech: str


@dataclass(frozen=True)
class Category:
    code: str
    name: str
    risky: bool
    disclaimer: Disclaimer


@dataclass(frozen=True)
class Rate:
    value: Decimal
    """Per cent a year."""
    as_of: datetime.date
    basis: str
    """What kind of figure it is: listed rate, past performance, lowest loan rate."""
    term_months: int | None = None


@dataclass(frozen=True)
class Fact:
    attribute: str
    text: str
    speech: str


@dataclass(frozen=True)
class Product:
    code: str
    name: str
    category: str
    summary: str
    synonyms: tuple[str, ...]
    facts: tuple[Fact, ...]
    rate: Rate | None = None
    minimum_amount: Decimal | None = None
    term_months: int | None = None
    risk_level: str | None = None
    note: str | None = None
    """What staff should know before it is sold: quota, appointment, who may buy."""


@dataclass(frozen=True)
class ExchangeRate:
    """What the bank pays and asks for a foreign currency, CNY for 100 units of it."""

    code: str
    """ISO 4217."""
    name: str
    spot_buy: Decimal
    """The bank buys a balance (现汇)."""
    cash_buy: Decimal
    """The bank buys notes (现钞), for no more than a balance."""
    spot_sell: Decimal
    cash_sell: Decimal
    as_of: datetime.date
