"""Repayment of loans by the month, in CNY, to the cent (half up).

Both methods as the People's Bank wrote them down for housing loans, 《关于统一个人住房贷款分期还款额计算公式的
通知》 (银货政〔1998〕37号); the monthly rate is the yearly rate / 12 (银发〔2005〕129号).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from actions.deposits import MONTHS, cents

DIGITS = 40
"""Of the powers of the monthly rate: far more than 360 months can use up."""


@dataclass(frozen=True)
class Payment:
    """One month's payment."""

    principal: Decimal
    interest: Decimal

    @property
    def total(self) -> Decimal:
        return self.principal + self.interest


@dataclass(frozen=True)
class Schedule:
    """All payments, in order. Their principals add up to the loan."""

    payments: tuple[Payment, ...]

    @property
    def first(self) -> Decimal:
        return self.payments[0].total

    @property
    def last(self) -> Decimal:
        return self.payments[-1].total

    @property
    def interest(self) -> Decimal:
        """All interest."""
        return sum((payment.interest for payment in self.payments), Decimal(0))


def equal_instalments(loan: Decimal, rate_percent: Decimal, months: int) -> Schedule:
    """等额本息: the same sum every month, the last one settles the cents.

    loan x i x (1 + i)^n / ((1 + i)^n - 1), i the monthly rate, n the months. Raises ValueError as `_check`.
    """
    _check(loan, rate_percent, months)
    with localcontext() as context:
        context.prec = DIGITS
        monthly = rate_percent / 100 / MONTHS
        growth = (1 + monthly) ** months
        exact = loan * monthly * growth / (growth - 1) if monthly else loan / months
    instalment = cents(exact)
    left, payments = loan, []
    for number in range(1, months + 1):
        interest = cents(left * monthly)
        # Of a very small loan a rounded instalment may be all that is left, or more.
        principal = left if number == months else min(max(instalment - interest, Decimal(0)), left)
        payments.append(Payment(principal, interest))
        left -= principal
    return Schedule(tuple(payments))


def equal_principal(loan: Decimal, rate_percent: Decimal, months: int) -> Schedule:
    """等额本金: the same principal every month and the interest on what is left, the last settles the cents.

    loan / n + left x i. Raises ValueError as `_check`.
    """
    _check(loan, rate_percent, months)
    monthly = rate_percent / 100 / MONTHS
    share = cents(loan / months)
    left, payments = loan, []
    for number in range(1, months + 1):
        interest = cents(left * monthly)
        principal = left if number == months else min(share, left)
        payments.append(Payment(principal, interest))
        left -= principal
    return Schedule(tuple(payments))


def _check(loan: Decimal, rate_percent: Decimal, months: int) -> None:
    """Raises ValueError for a loan that is none, a negative rate or no month."""
    if loan <= 0 or rate_percent < 0 or months < 1:
        raise ValueError("a loan is above zero, its rate not below, for a month at least")
