"""What the flows ask of a branch. `actions.branch` does it over HTTP, tests do it in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from actions.model import (
    About,
    Almanac,
    Amusement,
    Case,
    Conversation,
    ExchangeRate,
    Facility,
    FaqEntry,
    Hours,
    Place,
    Product,
    QueueNumber,
    Route,
    Service,
    Ticket,
    Triage,
)
from actions.people import Activity, ChainMove, QuizQuestion


class People(Protocol):
    """Cases, ratings, activities and games: half of `Branch`."""

    async def open_case(
        self, kind: str, conversation: str, summary: str, key: str, *, phone: bool = False
    ) -> Case:
        """Hands something to staff: complaint, help, message, alert or lost_item.

        `phone`: with the number to call back that the visitor has just left.
        """

    async def add_to_case(self, id: str, words: str, *, phone: bool = False) -> Case:
        """What the visitor said further. BranchRefused when the case is closed."""

    async def withdraw_case(self, id: str, words: str) -> None:
        """Closes a case that the visitor does not want; closed already is as good."""

    async def rate(self, stars: int, conversation: str, words: str = "") -> None:
        """1 to 5 stars for the visit."""

    async def activities(self) -> tuple[Activity, ...]:
        """Coming days of activities, the next first; none when nothing is planned."""

    async def sign_up(
        self,
        activity: Activity,
        conversation: str,
        people: int,
        key: str,
        *,
        name: str = "",
        phone: bool = False,
    ) -> Case:
        """Places for so many people. BranchRefused (409) when there are not so many left, or it is too late."""

    async def cancel_sign_up(self, case: str) -> None:
        """Gives the places back."""

    async def fun(self, kind: str) -> tuple[Amusement, ...]:
        """Riddles, twisters, jokes or lessons (`kind` as in docs/developer.md)."""

    async def quiz(self, level: str) -> tuple[QuizQuestion, ...]:
        """Questions for adult or child."""

    async def chain(self, word: str, last: str, used: Sequence[str]) -> ChainMove:
        """成语接龙: whether `word` goes on from `last`, and the robot's own; an empty word lets it begin."""


class Branch(People, Protocol):
    """Every call may raise a BranchError."""

    async def conversation(self, id: str) -> Conversation:
        """The visitor's conversation with its tickets."""

    async def services(self) -> tuple[Service, ...]:
        """All services in the branch's own order; the first one is for general business."""

    async def triage(
        self, business: str, amount: float | None = None, *, prefer_counter: bool = False
    ) -> Triage:
        """Where the business is done fastest; `amount` in CNY."""

    async def issue_ticket(
        self,
        service: str,
        conversation: str,
        key: str,
        *,
        customer_class: str | None = None,
        for_other: bool = False,
    ) -> Ticket:
        """A number for the service; the same key gives the same ticket. Closed: BranchRefused.

        `customer_class` on the customer's own word alone; `for_other`: for somebody besides the visitor.
        """

    async def reinsert_ticket(self, id: str) -> Ticket:
        """A missed number back into line. Refused when its place cannot be given back."""

    async def regrade_ticket(self, id: str, customer_class: str) -> Ticket:
        """A class claimed after the number was taken. Refused once called, or where a bank decides."""

    async def check_in(self, code: str, conversation: str) -> Ticket:
        """The number of an appointment. BranchUnknown: no such code; BranchRefused `too_early` tells `opens_at`."""

    async def number(self, number: str) -> QueueNumber:
        """How far the turn of a number of today is. BranchUnknown: none such was given today."""

    async def cancel_ticket(self, id: str) -> None:
        """Gives the number up."""

    async def hours(
        self,
        kind: str = "personal",
        *,
        business: str | None = None,
        day: date | None = None,
        until: date | None = None,
        holiday: str | None = None,
        about: str = "open",
    ) -> Hours:
        """Whether the branch is open now, and the answer to the question (docs/developer.md)."""

    async def about(self) -> About:
        """Notices and festival of the day, and the rules for waits and priority."""

    async def almanac(self, day: date | None = None) -> Almanac:
        """Lunar date and festivals of a day, today's by default."""

    async def places(self) -> tuple[Place, ...]:
        """Everywhere in the branch."""

    async def route(self, place: str) -> Route:
        """The way to a place; BranchUnknown when the branch has no such place."""

    async def facilities(self) -> tuple[Facility, ...]:
        """What the branch has or lends, and what it does not."""

    async def faq(self, id: str) -> FaqEntry:
        """One FAQ entry."""

    async def products(
        self, category: str | None = None, risk: str | None = None
    ) -> tuple[Product, ...]:
        """Products, filtered."""

    async def product(self, code: str) -> Product:
        """One product in full."""

    async def fx(self) -> tuple[ExchangeRate, ...]:
        """Exchange rates of the currencies that the branch keeps."""

    async def close(self) -> None:
        """Frees connections."""
