"""The bank's queue system behind the port of lobby.tickets."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings

from lobby import clock
from lobby.tickets import (
    counter_line,
    errors,
    holding,
    issuing,
    numbers,
    opening,
    overview,
    waiting,
)
from lobby.tickets.foreign import mapping, mirror, refusals
from lobby.tickets.foreign.protocol import Line, QueueAway, Record, Refused
from lobby.tickets.models import Counter, PriorityClass, Service, Ticket

logger = logging.getLogger(__name__)

FRESH_SECONDS = 1.0
"""For so long what has been mirrored is new enough to be shown."""


class ForeignQueue:
    """See lobby.tickets.port. What it cannot be asked, for it is away, is shown as last known."""

    def __init__(self, line: Line, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._line = line
        self._monotonic = monotonic
        self._read_at = float("-inf")
        self._away = False
        """When it was read last, it could not be."""
        self._lock = threading.Lock()

    def issue(
        self,
        service: str,
        *,
        by: str,
        customer_class: str,
        conversation: uuid.UUID | None,
        key: str | None,
        for_other: bool = False,
    ) -> tuple[Ticket, bool]:
        row = Service.objects.filter(code=service).first()
        if row is None:
            raise errors.UnknownService("没有这项业务。")
        grade = PriorityClass.objects.filter(code=customer_class).first()
        if grade is None:
            raise errors.UnknownClass("没有这个客户优先级。")
        earlier = mirror.by_key(key)
        if earlier is not None and mirror.first_service(earlier) != row.pk:
            raise errors.KeyReused("这个 Idempotency-Key 已用于另一项业务。")
        earlier = earlier or issuing.open_ticket(row, conversation, for_other)
        if earlier is not None:
            return earlier, False
        if not row.active:
            opening.demand_open(row.branch, row, clock.now())
        forecast = waiting.expected(row, grade)
        record = self._asked(lambda: self._line.take(_request("take", key), service, grade.code))
        ticket = mirror.adopt(record, by, mirror.Owner(conversation, for_other, key, forecast))
        assert ticket is not None
        return ticket, True

    def find(self, ticket_id: uuid.UUID) -> Ticket:
        self.read_changes()
        return holding.find(ticket_id)

    def numbered(self, number: str) -> Ticket:
        """A number that is not known here, while it is away, may have been given all the same."""
        self.read_changes()
        try:
            return numbers.find(number)
        except errors.UnknownTicket:
            if self._away:
                raise QueueAway("排队系统暂时连不上，请稍后再试。") from None
            raise

    def cancel(self, ticket_id: uuid.UUID, by: str) -> Ticket:
        row = holding.find(ticket_id)
        if row.state == "cancelled":
            return row
        return self._changed(row, by, lambda id, request: self._line.give_up(request, id), "取消")

    def reinsert(self, ticket_id: uuid.UUID, by: str) -> Ticket:
        row = holding.find(ticket_id)
        return self._changed(
            row, by, lambda id, request: self._line.requeue(request, id), "重新排队"
        )

    def regrade(self, ticket_id: uuid.UUID, customer_class: str, by: str) -> Ticket:
        """Its protocol knows no such step: whoever claims a class afterwards needs a person."""
        raise errors.ClassFixed(
            f"{holding.find(ticket_id).number} 号由本行排队系统排定，请找大堂经理。"
        )

    def open_counter(self, code: str, by: str) -> Counter:
        return self._door(code, by, "on")

    def close_counter(self, code: str, by: str, pause: str = "") -> Counter:
        return self._door(code, by, "off", why=pause)

    def call_next(self, code: str, by: str, *, key: str | None = None) -> Ticket | None:
        try:
            return self._step(code, by, "next", key)
        except Refused as refused:
            if refused.code == refusals.NOBODY_WAITS:
                self.read_changes(at_once=True)
                return None
            raise refusals.error(refused, code) from refused

    def call(
        self, code: str, by: str, ticket: str, reason: str, *, key: str | None = None
    ) -> Ticket:
        return self._told(code, by, "call", key, tid=_foreign_id(ticket), memo=reason)

    def recall(
        self, code: str, by: str, ticket: str | None = None, *, key: str | None = None
    ) -> Ticket:
        return self._told(code, by, "again", key, tid=_foreign_id(ticket) if ticket else None)

    def start(self, code: str, by: str, *, key: str | None = None) -> Ticket:
        return self._told(code, by, "begin", key)

    def complete(self, code: str, by: str, *, key: str | None = None) -> Ticket:
        return self._told(code, by, "finish", key)

    def no_show(self, code: str, by: str, *, key: str | None = None) -> Ticket:
        return self._told(code, by, "pass", key)

    def hold(self, code: str, by: str, *, key: str | None = None) -> Ticket:
        return self._told(code, by, "hang", key)

    def resume(
        self, code: str, by: str, ticket: str | None = None, *, key: str | None = None
    ) -> Ticket:
        return self._told(code, by, "unhang", key, tid=_foreign_id(ticket) if ticket else None)

    def transfer(
        self,
        code: str,
        by: str,
        *,
        service: str | None = None,
        counter: str | None = None,
        key: str | None = None,
    ) -> Ticket:
        names = self._line.names
        biz = names.services.theirs(service) if service else None
        win = names.counters.theirs(counter) if counter else None
        return self._told(code, by, "turn", key, biz=biz, to=win)

    def services(self) -> list[dict[str, Any]]:
        self.read_changes()
        return overview.services()

    def queue(self) -> dict[str, Any]:
        self.read_changes()
        return overview.queue()

    def counters(self) -> list[dict[str, Any]]:
        self.read_changes()
        return overview.counters()

    def counter(self, code: str) -> dict[str, Any]:
        self.read_changes()
        return overview.counter(code)

    def line(self, code: str) -> dict[str, Any]:
        self.read_changes()
        return counter_line.read(code, foreign=True)

    def read_changes(self, *, at_once: bool = False) -> None:
        """Mirror what has changed there; away, what is here stays as it is."""
        with self._lock:
            now = self._monotonic()
            if not at_once and now - self._read_at < FRESH_SECONDS:
                return
            self._read_at = now
            self._away = False
            try:
                self._pull()
            except (QueueAway, Refused) as error:
                self._away = True
                logger.warning("bank's queue not read: %s", type(error).__name__)

    def _pull(self) -> None:
        while True:
            since = mirror.cursor()
            changes = self._line.changes(since)
            mirror.adopt_all(changes)
            if changes.last <= since:
                return

    def _door(self, code: str, by: str, step: str, why: str | None = None) -> Counter:
        counter = Counter.objects.filter(code=code).first()
        if counter is None:
            raise errors.UnknownCounter("没有这个窗口。")
        self._asked(lambda: self._line.window(_request(step, None), code, step, clerk=by, why=why))
        self.read_changes(at_once=True)
        counter.refresh_from_db()
        return counter

    def _told(self, code: str, by: str, step: str, key: str | None, **more: str | None) -> Ticket:
        try:
            return self._step(code, by, step, key, **more)
        except Refused as refused:
            raise refusals.error(refused, code) from refused

    def _step(self, code: str, by: str, step: str, key: str | None, **more: str | None) -> Ticket:
        if not Counter.objects.filter(code=code).exists():
            raise errors.UnknownCounter("没有这个窗口。")
        request = _request(f"{code}-{step}", key)
        record = self._line.window(request, code, step, clerk=by, **more)
        if record is None:
            raise QueueAway("排队系统的回答看不懂，请稍后再试。")
        ticket = mirror.adopt(record, by)
        # Whom the step finished on the way, and what others did, comes with the feed.
        self.read_changes(at_once=True)
        if ticket is None:
            raise errors.UnknownService("银行排队系统叫的业务不在本网点设置里。")
        return holding.find(ticket.pk)

    def _changed(
        self, row: Ticket, by: str, act: Callable[[str, str], Record], step: str
    ) -> Ticket:
        if row.foreign_id is None:
            raise errors.illegal(row, step)
        foreign_id = row.foreign_id
        record = self._asked(lambda: act(foreign_id, _request(step, None)))
        mirror.adopt(record, by)
        return holding.find(row.pk)

    def _asked(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Refused as refused:
            raise refusals.error(refused) from refused


def from_settings() -> ForeignQueue:
    """The queue that the operator has named."""
    chosen = settings.JIAOJIAO
    names = mapping.load(chosen.queue_map)
    assert chosen.queue_url is not None
    return ForeignQueue(Line(chosen.queue_url, chosen.queue_token or "", names))


def _request(step: str, key: str | None) -> str:
    """The number of a request: the same for the same key, so that theirs is done once too."""
    if key is None:
        return uuid.uuid4().hex
    return hashlib.sha256(f"{step}|{key}".encode()).hexdigest()[:32]


def _foreign_id(name: str) -> str:
    """Today's ticket by number or id, in their terms; raises UnknownTicket."""
    try:
        found = Ticket.objects.filter(pk=uuid.UUID(name))
    except ValueError:
        found = Ticket.objects.filter(day=clock.today(), number=name.upper())
    row = found.exclude(foreign_id=None).first()
    if row is None or row.foreign_id is None:
        raise errors.UnknownTicket("今天没有这个号码，请核对号票上的号码和日期。")
    return row.foreign_id
