"""What the flows ask of a branch. `actions.branch` does it over HTTP, tests do it in memory."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from actions.model import (
    Amusement,
    Case,
    Conversation,
    Facility,
    FaqEntry,
    Hours,
    Notice,
    Place,
    Product,
    Route,
    Service,
    Ticket,
    Triage,
)


class Branch(Protocol):
    """Every call may raise a BranchError."""

    async def conversation(self, id: str) -> Conversation:
        """The visitor's conversation with its tickets."""

    async def services(self) -> tuple[Service, ...]:
        """All services in the branch's own order; the first one is for general business."""

    async def triage(
        self, business: str, amount: float | None = None, *, prefer_counter: bool = False
    ) -> Triage:
        """Where the business is done fastest; `amount` in CNY."""

    async def issue_ticket(self, service: str, conversation: str, key: str) -> Ticket:
        """A number for the service; the same key gives the same ticket. Closed: BranchRefused."""

    async def cancel_ticket(self, id: str) -> None:
        """Gives the number up."""

    async def hours(self, *, corporate: bool = False, day: date | None = None) -> Hours:
        """Whether the branch is open now and when it is; its words are of `day` when one is given."""

    async def notices(self) -> tuple[Notice, ...]:
        """The branch's notices that hold today."""

    async def places(self) -> tuple[Place, ...]:
        """Everywhere in the branch."""

    async def route(self, place: str) -> Route:
        """The way to a place; BranchUnknown when the branch has no such place."""

    async def facilities(self) -> tuple[Facility, ...]:
        """What the branch has or lends, and what it does not."""

    async def fun(self, kind: str) -> tuple[Amusement, ...]:
        """Riddles, twisters, jokes or lessons (`kind` as in docs/developer.md)."""

    async def faq(self, id: str) -> FaqEntry:
        """One FAQ entry."""

    async def products(
        self, category: str | None = None, risk: str | None = None
    ) -> tuple[Product, ...]:
        """Products, filtered."""

    async def product(self, code: str) -> Product:
        """One product in full."""

    async def open_case(self, kind: str, conversation: str, summary: str, key: str) -> Case:
        """Hands something to staff: complaint, help, message, alert or lost_item."""

    async def close(self) -> None:
        """Frees connections."""
