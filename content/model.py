"""A branch's content as frozen dataclasses. Field names are the keys of the YAML files.

Money is in CNY, spans of service in minutes, terms in months, rates in per cent a year, the floor in metres.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from content import codes

Point = tuple[float, float]
"""(x, y) in m; x to the east (right on the plan), y to the north (up)."""


@dataclass(frozen=True)
class OpeningHours:
    """One opening period that holds on several weekdays. A day may have several, for a midday break."""

    kind: str
    """personal, corporate or cash; cash follows personal where it has no hours of its own."""
    days: tuple[str, ...]
    """mon to sun."""
    opens: datetime.time
    closes: datetime.time

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The days as `datetime.date.weekday()` counts them, 0 = Monday."""
        return tuple(codes.DAYS.index(day) for day in self.days)


@dataclass(frozen=True)
class Notice:
    """A message of the day, told with the greeting while it holds."""

    title: str
    text: str
    speech: str
    level: str = "info"
    since: datetime.date | None = None
    until: datetime.date | None = None
    """The last day it holds."""


@dataclass(frozen=True)
class SoothingOffer:
    """A button shown with a long wait; touching it says `text`."""

    label: str
    text: str
    only: str | None = None
    """machine: only where a machine does business of that queue."""


@dataclass(frozen=True)
class Branch:
    code: str
    name: str
    address: str
    phone: str
    hotline: str
    hours: tuple[OpeningHours, ...]
    demo: bool = False
    """Demonstration: numbers are issued outside opening hours too, so that it can be tried at any hour."""
    reinsert_after: int = 3
    """A customer who missed the call comes back into line behind so many waiting."""
    recall_seconds: int = 10
    """Two recalls of the same number lie at least so far apart."""
    recall_limit: int = 3
    """So many recalls while the customer has not come; then it is a no-show."""
    patience_minutes: int = 60
    """Whoever has waited so long comes first, whatever conditions a counter has."""
    appointment_minutes: int = 15
    """Who checks in for an appointment in time ranks as if the number had been taken so long before it."""
    appointment_early_minutes: int = 30
    """Checking in is possible from so long before the appointment."""
    day_ends_at: datetime.time | None = None
    """When what is left open is settled and counters close; None: at the first step of the next day."""
    soothing_minutes: int = 20
    """A longer expected wait is answered with something to do meanwhile."""
    keep_conversations_days: int = 30
    """Records of conversations are deleted after so many days; 1 to 365."""
    soothing_speech: str = ""
    """What is offered then, as it is said after the wait: at most 26 characters."""
    soothing_offers: tuple[SoothingOffer, ...] = ()
    announcer: str = "robot"
    """Who says calls aloud: robot or board."""
    call_words: str = "请 {number}号 到 {counter}"
    """What a call says; {number} and {counter} are put in."""
    answer_minutes: int = 5
    """A visitor's call for people that nobody has taken for so long is brought up again."""
    notices: tuple[Notice, ...] = ()


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
class RobotPose:
    x: float
    y: float
    heading: float
    """Degrees: 0 looks along +x, 90 along +y, counter-clockwise."""
    node: str
    """Walkway node where every route starts."""


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    synonyms: tuple[str, ...]
    x: float
    y: float
    kind: str
    landmark: str
    """What to look for on arrival, as it is said at the end of a route."""


@dataclass(frozen=True)
class Node:
    """A point of the walkway; with `place`, where one stands when one has arrived there."""

    id: str
    x: float
    y: float
    place: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Floor:
    outline: tuple[Point, ...]
    """The outer wall as a polygon."""
    walls: tuple[tuple[Point, Point], ...]
    """Inner walls and counters that nobody walks through; a door is a gap between two."""
    robot: RobotPose
    places: tuple[Place, ...]
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    """Pairs of node ids, walkable both ways in a straight line."""


@dataclass(frozen=True)
class FaqCard:
    type: str
    """place, product, phone or link."""
    value: str


@dataclass(frozen=True)
class Faq:
    id: str
    title: str
    phrasings: tuple[str, ...]
    speech: str
    text: str
    card: FaqCard | None = None


@dataclass(frozen=True)
class Facility:
    """Something that the branch has or lends, or does not."""

    code: str
    name: str
    available: bool
    speech: str
    """The whole answer to 有没有…: whether, and where."""
    text: str
    place: str | None = None
    """Where it is found, or what serves instead; the way there is shown."""


@dataclass(frozen=True)
class NextStep:
    """What a piece of knowledge leads to: a button, and what touching it says."""

    label: str
    says: str


@dataclass(frozen=True)
class Amusement:
    """Something to pass the time with: a riddle, a tongue twister, a joke, a piece of knowledge."""

    id: str
    kind: str
    speech: str
    text: str
    answers: tuple[str, ...] = ()
    """Of a riddle: what counts as right, the first is told."""
    words: tuple[str, ...] = ()
    """Of a lesson: words by which customers ask for it (复利, 利滚利)."""
    next: NextStep | None = None
    """Of a lesson: what one can do now."""


@dataclass(frozen=True)
class HolidayRule:
    """What the branch does on days of a public holiday, or on a weekend made up for one."""

    holiday: str
    """A public holiday's code, any, or makeup."""
    kind: str
    """personal, corporate or cash."""
    days: tuple[int, ...] = ()
    """Days of the holiday counted from 1; none means every day."""
    opens: datetime.time | None = None
    closes: datetime.time | None = None
    """Closed without both."""
    like: str | None = None
    """mon to sun: the hours of that weekday instead."""

    @property
    def weekday(self) -> int | None:
        """`like` as `datetime.date.weekday()` counts, 0 = Monday."""
        return None if self.like is None else codes.DAYS.index(self.like)


@dataclass(frozen=True)
class Festival:
    """A day that is greeted, by the solar or the lunar calendar or by a solar term."""

    code: str
    name: str
    calendar: str
    """solar, lunar or term."""
    month: int | None = None
    day: int | None = None
    """Of a lunar month 30 is the last day, the 29th of a short one."""
    term: str | None = None
    """Name of the solar term, such as 清明."""
    greeting: str = ""


@dataclass(frozen=True)
class When:
    """On which days an activity is: one of `date`, `weekly`, `monthly` (with `nth`), `lunar`."""

    date: datetime.date | None = None
    weekly: str | None = None
    """mon to sun, every week."""
    monthly: str | None = None
    """mon to sun, the `nth` of every month."""
    nth: int | None = None
    lunar: str | None = None
    """Month and day of the lunar calendar, MM-DD, every year."""


@dataclass(frozen=True)
class Activity:
    """Something in the lobby or the neighbourhood that visitors can come to."""

    code: str
    title: str
    when: When
    begins: datetime.time
    ends: datetime.time
    place: str
    """Place code."""
    audience: str
    speech: str
    """What it is, in one breath."""
    text: str
    sign_up_days: int = 0
    """One can sign up until so many days before."""
    capacity: int | None = None
    """People; left out where anybody may just come, without signing up."""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question of the quiz with two to four options, of which `answer` is right, letter for letter."""

    id: str
    topic: str
    """anti_fraud, knowledge or rights."""
    level: str
    """adult or child."""
    question: str
    options: tuple[str, ...]
    answer: str
    why: str
    """One sentence, as it is said."""


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


@dataclass(frozen=True)
class Content:
    branch: Branch
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    machines: tuple[Machine, ...]
    classes: tuple[PriorityClass, ...]
    businesses: tuple[Business, ...]
    categories: tuple[Category, ...]
    risk_levels: tuple[RiskLevel, ...]
    """From the lowest risk to the highest."""
    attributes: tuple[Attribute, ...]
    products: tuple[Product, ...]
    fx: tuple[ExchangeRate, ...]
    floor: Floor
    faqs: tuple[Faq, ...]
    holidays: tuple[HolidayRule, ...]
    festivals: tuple[Festival, ...]
    facilities: tuple[Facility, ...]
    fun: tuple[Amusement, ...]
    activities: tuple[Activity, ...] = ()
    quiz: tuple[Question, ...] = ()
    idioms: tuple[str, ...] = ()
    """For 成语接龙: four characters each."""
