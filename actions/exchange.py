"""Exchange rates and conversions at the branch's posted prices, with their date; the counter's price counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from actions import cards, spoken, wording
from actions.conversion import CNY, Conversion, convert
from actions.flow import Flow
from actions.model import ExchangeRate
from actions.rates import card as rate_card
from actions.rates import prices
from actions.turn import RECENT_TURNS, Turn
from actions.understood import as_number

BUSINESS = "fx_exchange"
NAMES_SAID = 4

_BUYS = re.compile(
    "买|购汇|兑出去|(要|得|需要?|花|付)(多少|几)|多少人民币能|^(我?想|我?要|能)?换.*(要|得|花)"
)
"""The customer wants the foreign money: 换五百欧元要多少人民币."""
_SELLS = re.compile("卖|结汇|换成?人民币|能换多少|值多少|兑(成)?人民币|换回")
"""The customer has the foreign money: 一千美元能换多少人民币."""
_GOES_ABROAD = re.compile(
    "学费|留学|出国|往外|[汇寄](?:到|往|出|去|给|学费)|[去到].{0,6}(?:旅游|旅行|出差|玩)"
)
"""Said before: what is changed is wanted for abroad. 给孩子汇学费 … 一万八，英镑，得先换."""
_COMES_BACK = re.compile("回来|回国|剩|没(?:花|用)完|(?:花|用)不完|带回|[汇寄](?:来|进|入|回)|收到")
"""Said before: the foreign money is there. 去旅游剩的 … 三百美元."""
_HOME = re.compile("块|元(?!素)|人民币|rmb", re.IGNORECASE)
_PIECES = re.compile(
    "[块元]钱?的?(?:美[元金刀]|欧元|英镑|日[元币]|港[币元]|澳[元币]|加元|韩[元币]|泰铢|新币|瑞郎|卢布)"
)
"""五百块美元 is of dollars."""


class AskFxRate(Flow):
    """A rate, or a sum converted either way."""

    action = "action_fx_rate"

    async def answer(self, turn: Turn) -> None:
        await say_rate(turn)


def asks_on(turn: Turn) -> bool:
    """欧元呢, 那两千呢, just after an exchange rate was told."""
    offer = turn.last_offer
    if offer is None or "fx" not in offer.data or turn.turns - offer.turn > RECENT_TURNS:
        return False
    return bool(turn.entities("currency") or turn.number("amount"))


async def say_rate(turn: Turn) -> None:
    """What the branch posts for the currency; which it keeps when it does not keep this one."""
    rates = {rate.code: rate for rate in await turn.branch.fx()}
    named = [str(code) for code in turn.entities("currency")]
    foreign = [code for code in named if code != CNY] or _asked_before(turn)
    if not rates:
        _offer(turn)
        turn.say("utter_fx_none")
    elif not foreign:
        _offer(turn)
        turn.say("utter_fx_which", _choices(rates.values()), names=_names(rates.values()))
    elif missing := next((code for code in foreign if code not in rates), None):
        _offer(turn)
        turn.say(
            "utter_fx_not_kept",
            _choices(rates.values()),
            names=_names(rates.values()),
            code=missing,
        )
    else:
        _say(turn, [rates[code] for code in foreign[:2]])


def _asked_before(turn: Turn) -> list[str]:
    offer = turn.last_offer
    recent = offer is not None and turn.turns - offer.turn <= RECENT_TURNS
    before = offer.data.get("fx") if offer is not None and recent else None
    return [str(before)] if before else []


def _say(turn: Turn, rates: list[ExchangeRate]) -> None:
    rate = rates[0]
    _offer(turn, rate.code)
    amount = as_number(turn.number("amount"))
    if amount is None:
        turn.say("utter_fx_rate", rate_card(rate), **prices(rate))
        return
    conversion = _conversion(turn, rates, Decimal(str(amount)))
    turn.say("utter_fx_converted", rate_card(*rates), **prices(rate), **_sums(conversion, rates))


def _conversion(turn: Turn, rates: list[ExchangeRate], amount: Decimal) -> Conversion:
    """Which money the sum is in, and which is wanted for it."""
    given = _currency_of_amount(turn, rates)
    if len(rates) == 2:
        other = rates[1] if given == rates[0].code else rates[0]
        held = rates[0] if other is rates[1] else rates[1]
        return convert(amount, held=held, wanted=other)
    rate = rates[0]
    if given == CNY:
        return convert(amount, held=None, wanted=rate)
    if _buys(turn):
        return convert(amount, held=None, wanted=rate, of_wanted=True)
    return convert(amount, held=rate, wanted=None)


def _buys(turn: Turn) -> bool:
    """Whether the foreign money is wanted and not brought: by these words, else by what was said before them."""
    if _SELLS.search(turn.text):
        return False
    if _BUYS.search(turn.text):
        return True
    heard = turn.texts_heard(RECENT_TURNS)
    return any(map(_GOES_ABROAD.search, heard)) and not any(map(_COMES_BACK.search, heard))


def _currency_of_amount(turn: Turn, rates: list[ExchangeRate]) -> str:
    """The currency named right behind the sum; CNY when the sum itself says 块 or 人民币."""
    words = turn.words_of("amount")
    after = turn.first_after("amount", "currency")
    if after == CNY or (_HOME.search(words) and not _PIECES.search(turn.text)):
        return CNY
    return after or rates[0].code


def _sums(conversion: Conversion, rates: list[ExchangeRate]) -> dict[str, str]:
    names = {rate.code: rate.name for rate in rates} | {CNY: wording.phrase("utter_part_cny")}
    held, wanted = names[conversion.held], names[conversion.wanted]
    return {
        "given": f"{conversion.given:,.2f}".removesuffix(".00") + held,
        "got": f"{conversion.got:,.2f}".removesuffix(".00") + wanted,
        "given_spoken": _money_said(conversion.given) + held,
        "got_spoken": _money_said(conversion.got) + wanted,
    }


def _money_said(amount: Decimal) -> str:
    """Whole units aloud; cents only below a hundred."""
    if amount < 100:
        return spoken.number(amount)
    whole = amount.quantize(Decimal(1), ROUND_DOWN)
    return spoken.count(int(whole)) if whole < 10**12 else spoken.integer(10**12 - 1)


def _offer(turn: Turn, code: str | None = None) -> None:
    turn.make_offer("counter", business=BUSINESS, fx=code)


def _names(rates: Iterable[ExchangeRate]) -> str:
    names = [rate.name for rate in rates]
    return spoken.listed(names[:NAMES_SAID])


def _choices(rates: Iterable[ExchangeRate]) -> cards.Card:
    options = [
        {"label": rate.name, "text": wording.phrase("utter_part_fx_ask", name=rate.name)}
        for rate in rates
    ]
    return cards.choices(wording.phrase("utter_part_fx_title"), options)
