"""What is done at the branch: services, counters, machines, classes of customers and businesses."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Service:
    """One queue of the branch with its own series of numbers."""

    code: str
    name: str
    letter: str
    """Series letter A to Z, unique in the branch: A001."""
    area: str
    """Place code of the counters where its customers are served."""
    prior_minutes: Decimal
    """Mean service time assumed until the branch has measured its own."""
    hours: str
    """personal, corporate or cash: whose opening hours it keeps."""
    overdue_minutes: int | None = None
    """A customer of this queue who has waited longer comes first at its counters."""


@dataclass(frozen=True)
class Counter:
    code: str
    name: str
    place: str
    services: tuple[str, ...]
    """Service codes in calling order: the first is preferred when two waited equally long."""
    order_minutes: int = 0
    """Each place further down `services` counts as so many minutes waited less."""
    reserved_for: tuple[str, ...] = ()
    """Priority classes that come first here; others are called while none of them waits."""


@dataclass(frozen=True)
class Machine:
    code: str
    name: str
    place: str
    channel: str


@dataclass(frozen=True)
class PriorityClass:
    """Who may be called earlier, on the customer's or staff's word, never by looks."""

    code: str
    name: str
    who: str
    head_start_minutes: int
    """As if they had taken their number so many minutes earlier."""
    claims: tuple[str, ...] = ()
    """Words in which customers say so of themselves: 我怀孕了."""
    from_age: int | None = None
    """Years; who says to be so old belongs to it."""
    hints: tuple[str, ...] = ()
    """Words after which the robot asks, because they are no claim: 腿脚不好."""
    question: str = ""
    """What it asks then; yes or no answers it."""


@dataclass(frozen=True)
class ChannelRule:
    """One triage rule: up to `max_amount` the business is done here. The first rule that fits is taken."""

    channel: str
    place: str
    reason: str
    min_amount: Decimal | None = None
    """CNY; the rule holds for amounts of at least this."""
    max_amount: Decimal | None = None
    """CNY; the rule holds for amounts of at most this."""
    note: str | None = None

    def fits(self, amount: Decimal | None) -> bool:
        """Whether the rule takes this amount; an unknown amount fits a rule without bounds only."""
        if amount is None:
            return self.min_amount is None and self.max_amount is None
        above = self.min_amount is None or amount >= self.min_amount
        return above and (self.max_amount is None or amount <= self.max_amount)


@dataclass(frozen=True)
class Business:
    code: str
    name: str
    synonyms: tuple[str, ...]
    service: str
    """Queue service code at the counter."""
    channels: tuple[ChannelRule, ...]
    bring: tuple[str, ...] = ()
    needs_amount: bool = False

    @property
    def counter_possible(self) -> bool:
        return any(rule.channel == "counter" for rule in self.channels)
