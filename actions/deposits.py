"""Interest of deposits and savings bonds, in CNY, to the cent (half up).

All by the People's Bank's 《关于人民币存贷款计结息问题的通知》 (银发〔2005〕129号): the daily rate is the yearly
rate / 360, the monthly rate is the yearly rate / 12; whole months count as months, odd days as days;
the day of the deposit counts and the day of the withdrawal does not. Interest on savings bears no tax
since 2008-10-09 (财税〔2008〕132号).
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
DAYS = 360
MONTHS = 12
SETTLED = ((3, 21), (6, 21), (9, 21), (12, 21))
"""Month and day on which the interest of a quarter that ended the day before joins the balance."""


def cents(value: Decimal) -> Decimal:
    """Rounded to the cent, half up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def term_interest(principal: Decimal, rate_percent: Decimal, months: int) -> Decimal:
    """Simple interest of a time deposit or large CD kept for its whole term.

    principal x yearly rate x months / 12.
    """
    return cents(principal * rate_percent / 100 * months / MONTHS)


def bond_interest(principal: Decimal, rate_percent: Decimal, months: int) -> Decimal:
    """All interest of an electronic savings bond held to the end: paid yearly, never compounded.

    principal x coupon for every year (财政部 《储蓄国债（电子式）管理办法》), each payment to the cent.
    """
    years, rest = divmod(months, MONTHS)
    yearly = cents(principal * rate_percent / 100)
    return yearly * years + cents(principal * rate_percent / 100 * rest / MONTHS)


def days_interest(principal: Decimal, rate_percent: Decimal, days: int) -> Decimal:
    """Interest for actual days, paid with the principal: notice deposits, early withdrawals.

    principal x yearly rate x days / 360.
    """
    return cents(principal * rate_percent / 100 * days / DAYS)


def demand_interest(principal: Decimal, rate_percent: Decimal, start: date, end: date) -> Decimal:
    """Interest of a demand deposit from `start` to `end` (not counted).

    Balances of each day summed up (积数), whole yuan only, x yearly rate / 360; settled on the 20th of
    the last month of each quarter, when it joins the balance. Raises ValueError when `end` is before `start`.
    """
    if end < start:
        raise ValueError("a deposit ends after it began")
    balance, since = principal, start
    while since < end:
        until = min(next_settlement(since), end)
        whole = balance.quantize(Decimal(1), ROUND_DOWN)
        balance += days_interest(whole, rate_percent, (until - since).days)
        since = until
    return balance - principal


def next_settlement(day: date) -> date:
    """The first day after `day` on which a quarter's interest has joined the balance."""
    for month, of_month in SETTLED:
        settled = date(day.year, month, of_month)
        if settled > day:
            return settled
    return date(day.year + 1, *SETTLED[0])


def months_later(day: date, months: int) -> date:
    """The same day `months` later; the month's last day where there is no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - date(year, month, 1)).days))
