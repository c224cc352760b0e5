"""Exchange rates: known currencies, and a bank that buys for less than it sells."""

from content import codes
from content.checking.findings import Findings
from content.model import ExchangeRate

FILE = "fx.yml"


def check(findings: Findings) -> None:
    rates = findings.content.fx
    findings.unique(FILE, "-", (rate.code for rate in rates), "code")
    for rate in rates:
        findings.known(FILE, rate.code, rate.code, codes.CURRENCIES, "currency")
        _prices(findings, rate)


def _prices(findings: Findings, rate: ExchangeRate) -> None:
    prices = {
        "cash_buy": rate.cash_buy,
        "spot_buy": rate.spot_buy,
        "spot_sell": rate.spot_sell,
        "cash_sell": rate.cash_sell,
    }
    for name, price in prices.items():
        if price <= 0:
            remedy = "write CNY for 100 units, such as 697.60"
            findings.add(FILE, f"{rate.code}.{name}", f"{price} is no price", remedy)
    ordered = list(prices.values())
    if ordered != sorted(ordered):
        fault = (
            "the bank would lose: prices are not cash_buy, spot_buy, spot_sell, cash_sell upwards"
        )
        findings.add(FILE, rate.code, fault, "check which price is which")
