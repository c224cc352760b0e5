"""Posted exchange rates as they are said and shown."""

from __future__ import annotations

from actions import cards, spoken, wording
from actions.deposits import cents
from actions.model import ExchangeRate


def prices(rate: ExchangeRate) -> dict[str, str]:
    """What responses may say of a rate."""
    return {
        "name": rate.name,
        "cash_buy": f"{rate.cash_buy.normalize():f}",
        "spot_buy": f"{rate.spot_buy.normalize():f}",
        "sell": f"{rate.cash_sell.normalize():f}",
        "buy_spoken": spoken.number(cents(rate.cash_buy)),
        "sell_spoken": spoken.number(cents(rate.cash_sell)),
        "date": f"{rate.as_of.year}年{rate.as_of.month}月{rate.as_of.day}日",
        "date_spoken": f"{spoken.integer(rate.as_of.month)}月{spoken.integer(rate.as_of.day)}号",
    }


def card(*rates: ExchangeRate) -> cards.Card:
    """Every given price, a line each."""
    lines = [wording.phrase("utter_part_fx_line", **prices(rate)) for rate in rates]
    return cards.notice(wording.phrase("utter_part_fx_title"), "\n".join(lines))
