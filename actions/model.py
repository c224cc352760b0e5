"""What the branch tells the dialogue, as frozen values. Field names follow docs/developer.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

OPEN_STATES = frozenset({"waiting", "called", "serving", "held", "transferred"})


@dataclass(frozen=True)
class Wait:
    """An honest range of waiting time, in minutes."""

    low_min: int
    high_min: int


@dataclass(frozen=True)
class Service:
    """A queue that numbers are given for."""

    code: str
    name: str
    open: bool
    waiting: int
    wait: Wait | None
    channels: tuple[str, ...] = ()
    """counter, and the machines that do business of this queue."""
    hours: str = "personal"
    """Whose opening hours it keeps: personal, corporate or cash."""
    place: str = ""
    """Code of the place where its numbers are called."""


@dataclass(frozen=True)
class Ticket:
    """A queue number with its place in line."""

    id: str
    number: str
    service: str
    service_name: str
    area: str
    state: str
    ahead: int
    wait: Wait | None
    page_url: str
    qr_url: str
    bring: tuple[str, ...] = ()
    for_other: bool = False
    """Taken for somebody besides the visitor."""

    @property
    def is_open(self) -> bool:
        """Whether the number can still be called, or is being served."""
        return self.state in OPEN_STATES


@dataclass(frozen=True)
class QueueNumber:
    """A number of today as anybody may hear of it: how far its turn is, never whose it is."""

    number: str
    state: str
    area: str
    ahead: int
    wait: Wait | None
    counter_name: str = ""
    """Where it was called last; empty before."""


@dataclass(frozen=True)
class Conversation:
    """One visitor's conversation with the numbers taken and the cases opened in it, newest first."""

    id: str
    channel: str
    state: str
    tickets: tuple[Ticket, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def open_ticket(self) -> Ticket | None:
        """The newest number that is still open."""
        return next((ticket for ticket in self.tickets if ticket.is_open), None)


@dataclass(frozen=True)
class Triage:
    """Where a business is done fastest. `need` names what must be asked first, then the rest is empty."""

    need: str | None = None
    channel: str = ""
    business: str = ""
    business_name: str = ""
    service: str | None = None
    place: str | None = None
    place_name: str = ""
    reason: str = ""
    bring: tuple[str, ...] = ()
    note: str = ""
    counter_possible: bool = True

    @property
    def at_counter(self) -> bool:
        """Whether a counter is the place."""
        return self.channel == "counter"


@dataclass(frozen=True)
class Hours:
    """Whether the branch is open, and how to say it. `next_open` is aware."""

    open_now: bool
    text: str
    speech: str
    next_open: datetime | None = None
    demo: bool = False
    known: bool = True
    """False where it was asked about a holiday that is not arranged yet."""

    @property
    def gives_numbers(self) -> bool:
        """Whether numbers are issued now; a demonstration issues them at any hour."""
        return self.open_now or self.demo


@dataclass(frozen=True)
class Notice:
    """A notice of the day; `level` is info, warning or alert."""

    title: str
    text: str
    speech: str
    level: str


@dataclass(frozen=True)
class SoothingOffer:
    """A button shown with a long wait; `only` machine: where a machine does that business."""

    label: str
    text: str
    only: str = ""


@dataclass(frozen=True)
class PriorityClass:
    """Who may be called earlier, on their own word."""

    code: str
    name: str
    claims: tuple[str, ...] = ()
    from_age: int | None = None
    """Years."""
    hints: tuple[str, ...] = ()
    """Words after which `question` is asked first."""
    question: str = ""


@dataclass(frozen=True)
class About:
    """What the branch says of itself, and the rules by which it treats customers."""

    notices: tuple[Notice, ...] = ()
    """Those that hold today."""
    greeting: str = ""
    """Today's festival in first words; empty on ordinary days."""
    soothing_minutes: int = 20
    """A longer expected wait is answered with something to do meanwhile."""
    soothing_speech: str = ""
    soothing_offers: tuple[SoothingOffer, ...] = ()
    classes: tuple[PriorityClass, ...] = ()


@dataclass(frozen=True)
class ComingDay:
    """A festival and when it comes next."""

    code: str
    name: str
    day: date
    public: bool
    speech: str


@dataclass(frozen=True)
class Almanac:
    """What day it is."""

    day: date
    lunar: str
    """十月十九."""
    lunar_year: str
    """丙午马年."""
    lunar_speech: str
    festivals: tuple[str, ...] = ()
    holiday: str = ""
    makeup: str = ""
    coming: tuple[ComingDay, ...] = ()


@dataclass(frozen=True)
class Place:
    """Somewhere in the branch that a customer can be sent to."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class Facility:
    """Something that the branch has or lends, or does not; `speech` is the whole answer."""

    code: str
    name: str
    available: bool
    speech: str
    text: str
    place: str | None = None


@dataclass(frozen=True)
class Amusement:
    """A riddle, twister, joke or lesson; `answers` of a riddle, the first is told."""

    id: str
    kind: str
    speech: str
    text: str
    answers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Of a lesson: words by which it is asked for."""
    next: tuple[str, str] | None = None
    """Of a lesson: a button and what it says."""


@dataclass(frozen=True)
class Route:
    """The way from the robot to a place: spoken steps, metres, points in metres on the plan."""

    place: str
    name: str
    steps: tuple[str, ...]
    distance_m: float
    polyline: tuple[tuple[float, float], ...]
    plan_url: str


@dataclass(frozen=True)
class FaqEntry:
    """One answered question of the branch's FAQ base."""

    id: str
    title: str
    speech: str
    text: str
    card: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Fact:
    """One fact of a product: contract attribute (may be empty), its label, as shown, as said."""

    attribute: str
    label: str
    value: str
    speech: str


@dataclass(frozen=True)
class Product:
    """One product. `disclaimer` is for risky ones; `caveat` says of the others how far figures hold."""

    code: str
    name: str
    category: str
    category_name: str
    summary: str
    risk_level: str = ""
    risk_name: str = ""
    disclaimer: str = ""
    caveat: str = ""
    rate: str = ""
    rate_percent: float | None = None
    """Per cent a year."""
    term: str = ""
    term_months: int | None = None
    """Months until the money is free again; of a loan, the longest. None: at any time."""
    minimum_amount: float | None = None
    """CNY."""
    rate_date: str = ""
    page_url: str = ""
    qr_url: str = ""
    facts: tuple[Fact, ...] = ()

    @property
    def risky(self) -> bool:
        """Whether it must never be shown without its risk level and the sentence on risk."""
        return bool(self.disclaimer or self.risk_level)


@dataclass(frozen=True)
class ExchangeRate:
    """What the bank pays (buy) and asks (sell) for notes (cash) or a balance (spot): CNY for 100 units."""

    code: str
    name: str
    spot_buy: Decimal
    cash_buy: Decimal
    spot_sell: Decimal
    cash_sell: Decimal
    as_of: date


@dataclass(frozen=True)
class Case:
    """Something handed to staff: open, taken by `owner`, or closed."""

    id: str
    number: str
    kind: str
    state: str
    page_url: str
    qr_url: str
    owner: str = ""
    overdue: bool = False
    """Nobody has taken it for longer than the branch allows itself."""

    @property
    def is_open(self) -> bool:
        """Whether staff still have to do something."""
        return self.state != "closed"
