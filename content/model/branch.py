"""The branch itself, its hours, its holidays and what it does about a long wait."""

import datetime
from dataclasses import dataclass

from content import codes


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
    stand_in: bool = True
    """Whether the other says them while that one cannot."""
    call_words: str = "请 {number}号 到 {counter}"
    """What a call says; {number} and {counter} are put in."""
    answer_minutes: int = 5
    """A visitor's call for people that nobody has taken for so long is brought up again."""
    notices: tuple[Notice, ...] = ()


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
