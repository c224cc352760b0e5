"""A branch in memory with the sample content: the same calls as the HTTP client, no server."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from actions import decode
from actions.errors import BranchRefused, BranchUnknown
from actions.model import (
    About,
    Almanac,
    Conversation,
    ExchangeRate,
    Facility,
    Fact,
    FaqEntry,
    Hours,
    Notice,
    Place,
    PriorityClass,
    Product,
    QueueNumber,
    Route,
    Service,
    SoothingOffer,
    Ticket,
    Triage,
    Wait,
)
from lobby.branch import almanac, hours_text
from lobby.branch.hours_text import Question
from tests.fakes import calendar
from tests.fakes.branch_people import FakePeople, sample

__all__ = ["FakeBranch", "sample"]


@dataclass
class FakeBranch(FakePeople):
    """`waiting` customers stand in every queue."""

    open: bool = True
    waiting: int = 3
    next_open: datetime | None = None
    notice_list: tuple[Notice, ...] = ()
    now: datetime = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    festival_greeting: str = ""
    refuses: bool = False
    """Open, but no numbers are given for what is asked."""
    reinserts: bool = True
    """Whether a missed number can be given its place back."""
    regrades: bool = True
    """Whether a class may be claimed after the number was taken."""
    graded: list[tuple[str, str]] = field(default_factory=list)
    """(number, class) of every such claim."""
    appointments: dict[str, str] = field(default_factory=dict)
    """Code to why it cannot be kept now: empty, a code of the API, or when checking in begins (ISO)."""
    given: dict[str, str] = field(default_factory=dict)
    """Numbers given today to others, with their states."""
    classes: list[str | None] = field(default_factory=list)
    """The class of each number given."""
    for_others: set[str] = field(default_factory=set)
    """Ids of numbers taken for somebody else."""
    tickets: dict[str, list[Ticket]] = field(default_factory=dict)
    keys: dict[str, Ticket] = field(default_factory=dict)

    async def conversation(self, id: str) -> Conversation:
        await self._call("conversation")
        cases = tuple(case for owner, case in reversed(self.open_cases) if owner == id)
        return Conversation(id, "text", "open", tuple(reversed(self.tickets.get(id, []))), cases)

    async def services(self) -> tuple[Service, ...]:
        await self._call("services")
        return tuple(
            Service(
                s.code,
                s.name,
                self.open,
                self.waiting,
                self._wait(s.code),
                self._channels(s.code),
                s.hours,
                s.area,
            )
            for s in self.content.services
        )

    def _channels(self, service: str) -> tuple[str, ...]:
        rules = (r for b in self.content.businesses if b.service == service for r in b.channels)
        return ("counter", *sorted({r.channel for r in rules} - {"counter"}))

    def _wait(self, service: str) -> Wait | None:
        prior = int(next(s.prior_minutes for s in self.content.services if s.code == service))
        return Wait(self.waiting * prior // 2, self.waiting * prior)

    async def triage(
        self, business: str, amount: float | None = None, *, prefer_counter: bool = False
    ) -> Triage:
        await self._call("triage")
        found = next((b for b in self.content.businesses if b.code == business), None)
        if found is None:
            raise BranchUnknown("no such business")
        rules = list(found.channels)
        if prefer_counter and found.counter_possible:
            rules = [rule for rule in rules if rule.channel == "counter"]
        elif amount is None and found.needs_amount:
            return Triage(need="amount")
        fitting = [
            rule
            for rule in rules
            if amount is None
            or (
                (rule.min_amount is None or amount >= rule.min_amount)
                and (rule.max_amount is None or amount <= rule.max_amount)
            )
        ]
        rule = (fitting or rules)[0]
        place = self._place(rule.place)
        return Triage(
            channel=rule.channel,
            business=business,
            business_name=found.name,
            service=found.service if rule.channel == "counter" else None,
            place=rule.place,
            place_name=place.name,
            reason=rule.reason,
            bring=found.bring,
            note=rule.note or "",
            counter_possible=found.counter_possible,
        )

    async def issue_ticket(
        self,
        service: str,
        conversation: str,
        key: str,
        *,
        customer_class: str | None = None,
        for_other: bool = False,
    ) -> Ticket:
        await self._call("issue_ticket")
        if not self.open or self.refuses:
            raise BranchRefused("closed", status=409, code="closed")
        found = next((s for s in self.content.services if s.code == service), None)
        if found is None:
            raise BranchRefused("unknown service", status=422)
        if key in self.keys:
            return self.keys[key]
        mine = self.tickets.setdefault(conversation, [])
        for ticket in mine:
            other = ticket.id in self.for_others
            if ticket.service == service and ticket.is_open and other == for_other:
                return ticket
        number = f"{found.letter}{len(self.keys) + 1:03}"
        ticket = Ticket(
            id=f"t{len(self.keys) + 1}",
            number=number,
            service=service,
            service_name=found.name,
            area=self._place(found.area).name,
            state="waiting",
            ahead=self.waiting,
            wait=self._wait(service),
            page_url=f"/t/{number}",
            qr_url=f"/t/{number}.svg",
        )
        self.keys[key] = ticket
        self.classes.append(customer_class)
        if for_other:
            self.for_others.add(ticket.id)
            ticket = replace(ticket, for_other=True)
            self.keys[key] = ticket
        mine.append(ticket)
        return ticket

    def change_ticket(self, conversation: str, **changes: object) -> None:
        """Changes the newest ticket, as the counter would."""
        mine = self.tickets[conversation]
        mine[-1] = replace(mine[-1], **changes)  # type: ignore[arg-type]

    async def reinsert_ticket(self, id: str) -> Ticket:
        await self._call("reinsert_ticket")
        for mine in self.tickets.values():
            for i, ticket in enumerate(mine):
                if ticket.id == id and ticket.state == "no_show" and self.reinserts:
                    ahead = min(self.waiting, self.content.branch.reinsert_after)
                    mine[i] = replace(ticket, state="waiting", ahead=ahead)
                    return mine[i]
        raise BranchRefused("not possible", status=409, code="illegal_transition")

    async def regrade_ticket(self, id: str, customer_class: str) -> Ticket:
        await self._call("regrade_ticket")
        for mine in self.tickets.values():
            for i, ticket in enumerate(mine):
                if ticket.id == id and ticket.state == "waiting" and self.regrades:
                    self.graded.append((ticket.number, customer_class))
                    mine[i] = replace(ticket, ahead=max(ticket.ahead - 1, 0))
                    return mine[i]
        raise BranchRefused("not possible", status=409, code="class_fixed")

    async def check_in(self, code: str, conversation: str) -> Ticket:
        await self._call("check_in")
        if code not in self.appointments:
            raise BranchUnknown("no such code")
        if refusal := self.appointments[code]:
            told = {"opens_at": refusal} if "T" in refusal else {}
            code = "too_early" if told else refusal
            raise BranchRefused("not now", status=409, code=code, told=told)
        return await self.issue_ticket("cash", conversation, f"appointment-{code}")

    async def number(self, number: str) -> QueueNumber:
        await self._call("number")
        if number not in self.given:
            raise BranchUnknown("no such number today")
        state = self.given[number]
        service = next(s for s in self.content.services if s.letter == number[0])
        waits = state in ("waiting", "transferred")
        return QueueNumber(
            number=number,
            state=state,
            area=self._place(service.area).name,
            ahead=self.waiting if waits else 0,
            wait=self._wait(service.code) if waits else None,
            counter_name="" if state == "waiting" else "1号窗口",
        )

    async def cancel_ticket(self, id: str) -> None:
        await self._call("cancel_ticket")
        for mine in self.tickets.values():
            for i, ticket in enumerate(mine):
                if ticket.id == id:
                    mine[i] = replace(ticket, state="cancelled")
                    return
        raise BranchUnknown("no such ticket")

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
        await self._call("hours")
        if business is not None:
            kind = self._hours_of(business)
        now = day is None and holiday is None and about in ("open", "opens", "closes")
        if now and self.open and about != "closes":
            return Hours(True, "今天09:00–17:00。", "现在正在营业，办到下午五点。")
        if now and not self.open:
            text = "现在不在营业时间，明天上午九点开门。"
            return Hours(False, text, text, self.next_open)
        question = Question(kind, day, until, holiday, about)
        answer = hours_text.answer(calendar.timetable(), question, self.now)
        return Hours(self.open, answer.text, answer.speech, known=answer.known)

    def _hours_of(self, business: str) -> str:
        found = next((b for b in self.content.businesses if b.code == business), None)
        if found is None:
            raise BranchUnknown("no such business")
        return next(s.hours for s in self.content.services if s.code == found.service)

    async def about(self) -> About:
        await self._call("about")
        branch = self.content.branch
        return About(
            notices=self.notice_list,
            greeting=self.festival_greeting,
            soothing_minutes=branch.soothing_minutes,
            soothing_speech=branch.soothing_speech,
            soothing_offers=tuple(
                SoothingOffer(one.label, one.text, one.only or "") for one in branch.soothing_offers
            ),
            classes=tuple(
                PriorityClass(c.code, c.name, c.claims, c.from_age, c.hints, c.question)
                for c in self.content.classes
                if c.code != "normal"
            ),
        )

    async def almanac(self, day: date | None = None) -> Almanac:
        await self._call("almanac")
        found = almanac.of(day or self.now.date(), calendar.festivals())
        return decode.almanac(json.loads(json.dumps(found, default=str)))

    async def places(self) -> tuple[Place, ...]:
        await self._call("places")
        return tuple(self._place(place.code) for place in self.content.floor.places)

    async def route(self, place: str) -> Route:
        await self._call("route")
        found = self._place(place)
        steps = ("从我身边直走约十步。", f"{found.name}就到了。")
        return Route(place, found.name, steps, 6.5, ((0.0, 0.0), (6.5, 0.0)), "/plan.svg")

    async def facilities(self) -> tuple[Facility, ...]:
        await self._call("facilities")
        return tuple(
            Facility(f.code, f.name, f.available, f.speech, f.text, f.place)
            for f in self.content.facilities
        )

    async def faq(self, id: str) -> FaqEntry:
        await self._call("faq")
        for faq in self.content.faqs:
            if faq.id == id:
                card = {"type": faq.card.type, "value": faq.card.value} if faq.card else None
                return FaqEntry(faq.id, faq.title, faq.speech, faq.text, card)
        raise BranchUnknown("no such FAQ")

    async def products(
        self, category: str | None = None, risk: str | None = None
    ) -> tuple[Product, ...]:
        await self._call("products")
        codes = [level.code for level in self.content.risk_levels]
        fitting = codes[: codes.index(risk) + 1] if risk in codes else codes
        return tuple(
            self._product(product.code)
            for product in self.content.products
            if (category is None or product.category == category)
            and (risk is None or product.risk_level is None or product.risk_level in fitting)
        )

    async def product(self, code: str) -> Product:
        await self._call("product")
        return self._product(code)

    def _product(self, code: str) -> Product:
        found = next((p for p in self.content.products if p.code == code), None)
        if found is None:
            raise BranchUnknown("no such product")
        category = next(c for c in self.content.categories if c.code == found.category)
        risk = next((r for r in self.content.risk_levels if r.code == found.risk_level), None)
        labels = {a.code: a.name for a in self.content.attributes}
        facts = tuple(Fact(f.attribute, labels[f.attribute], f.text, f.speech) for f in found.facts)
        return Product(
            code=found.code,
            name=found.name,
            category=category.code,
            category_name=category.name,
            summary=found.summary,
            risk_level=risk.code if risk else "",
            risk_name=risk.name if risk else "",
            disclaimer=category.disclaimer.text if category.risky else "",
            caveat="" if category.risky else category.disclaimer.text,
            rate=f"{found.rate.value}%（{found.rate.basis.split('，')[0]}）" if found.rate else "",
            rate_percent=float(found.rate.value) if found.rate else None,
            term=_term(found.term_months),
            term_months=found.term_months,
            minimum_amount=None if found.minimum_amount is None else float(found.minimum_amount),
            rate_date=found.rate.as_of.isoformat() if found.rate else "",
            facts=facts,
            page_url=f"/p/{found.code}",
            qr_url=f"/p/{found.code}.svg",
        )

    async def fx(self) -> tuple[ExchangeRate, ...]:
        await self._call("fx")
        return tuple(
            ExchangeRate(r.code, r.name, r.spot_buy, r.cash_buy, r.spot_sell, r.cash_sell, r.as_of)
            for r in self.content.fx
        )

    async def close(self) -> None:
        self.calls.append("close")


def _term(months: int | None) -> str:
    """As lobby writes it: 3个月, 1年, 1年半."""
    years, rest = divmod(months or 0, 12)
    if not months or rest not in (0, 6) or not years:
        return f"{months}个月" if months else ""
    return f"{years}年半" if rest else f"{years}年"
