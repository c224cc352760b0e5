"""Where a piece of business is done fastest: the branch's rules read as a lobby manager would."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

COUNTER = "counter"


@dataclass(frozen=True)
class Rule:
    """One row of a business's rules. Amounts in CNY, both ends included; None is no bound."""

    channel: str
    place: str
    reason: str
    min_amount: Decimal | None = None
    max_amount: Decimal | None = None
    note: str = ""

    @property
    def bounded(self) -> bool:
        return self.min_amount is not None or self.max_amount is not None

    def fits(self, amount: Decimal) -> bool:
        low = self.min_amount is None or amount >= self.min_amount
        return low and (self.max_amount is None or amount <= self.max_amount)


@dataclass(frozen=True)
class Rules:
    """A business and its rules in the order in which they are tried."""

    business: str
    name: str
    service: str
    rules: tuple[Rule, ...]
    bring: tuple[str, ...] = ()
    needs_amount: bool = False


@dataclass(frozen=True)
class NeedAmount:
    """The answer depends on how much money it is about."""


@dataclass(frozen=True)
class Decision:
    business: str
    business_name: str
    channel: str
    place: str
    reason: str
    bring: tuple[str, ...]
    note: str
    counter_possible: bool
    service: str
    """The queue at the counter; empty when no counter does this business."""


def decide(
    rules: Rules,
    amount: Decimal | None = None,
    *,
    prefer_counter: bool = False,
    out_of_order: Collection[str] = (),
) -> Decision | NeedAmount:
    """The first rule that fits, or NeedAmount where different amounts lead to different places.

    `out_of_order` names places none of whose machines works: rules that send there are passed over as
    long as another one is left. A preferred counter is granted whenever the business has one.
    """
    rows = rules.rules
    counters = tuple(rule for rule in rows if rule.channel == COUNTER)
    if prefer_counter and counters:
        rows = counters
    else:
        working = tuple(r for r in rows if r.channel == COUNTER or r.place not in out_of_order)
        rows = working or rows
    if not rows:
        raise ValueError(f"business {rules.business} has no rule")
    if amount is not None:
        rule = next((r for r in rows if r.fits(amount)), rows[-1])
        return _decision(rules, rule, note=rule.note)
    reachable = _reachable(rows)
    somewhere = len({(r.channel, r.place) for r in reachable}) > 1
    if somewhere and rules.needs_amount:
        return NeedAmount()
    rule = (
        next((r for r in reachable if not r.bounded), reachable[0]) if somewhere else reachable[0]
    )
    # A note on one range of amounts would mislead while the amount is unknown.
    notes = {r.note for r in reachable if r.place == rule.place}
    return _decision(rules, rule, note=rule.note if len(notes) == 1 else "")


def _reachable(rows: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules up to the first that takes every amount: what follows it is never used."""
    for count, rule in enumerate(rows, start=1):
        if not rule.bounded:
            return rows[:count]
    return rows


def _decision(rules: Rules, rule: Rule, *, note: str) -> Decision:
    possible = any(r.channel == COUNTER for r in rules.rules)
    return Decision(
        business=rules.business,
        business_name=rules.name,
        channel=rule.channel,
        place=rule.place,
        reason=rule.reason,
        bring=rules.bring,
        note=note,
        counter_possible=possible,
        service=rules.service if possible else "",
    )
