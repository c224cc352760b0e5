"""Who waits for one counter, in which order and why: what a teller sees before pressing next."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from lobby import clock
from lobby.tickets import rule, rules
from lobby.tickets.cards import counter_ticket
from lobby.tickets.errors import UnknownCounter
from lobby.tickets.models import Counter, PriorityClass, Service, State, Ticket
from lobby.tickets.rule import Reason, Turn

MOST_MISSED = 20

WORDS: dict[Reason, str] = {
    Reason.SENT_HERE: "同事转来本窗口，先叫",
    Reason.OVERDUE: "等候超过{minutes}分钟，先叫",
    Reason.RESERVED: "{grade}，本窗口优先",
    Reason.PRIORITY: "{grade}，按早到{minutes}分钟排",
    Reason.APPOINTMENT: "按预约时间排",
    Reason.SERVICE_ORDER: "本窗口先办{service}",
    Reason.RETURNED: "过号后回来，重新排的位置",
    Reason.LONGEST: "等得最久",
    Reason.IN_TURN: "按先后次序",
    Reason.BANK: "以本行排队系统的次序为准",
}


def read(code: str, *, foreign: bool = False) -> dict[str, Any]:
    """The line of a counter; raises UnknownCounter. Eight queries, however long the line.

    `foreign`: the order is the bank's queue system's; here it is by rank, and no reason is claimed.
    """
    counter = Counter.objects.filter(code=code).first()
    if counter is None:
        raise UnknownCounter("没有这个窗口。")
    now, today = clock.now(), clock.today()
    own = rules.of(counter)
    if foreign:
        mine = (c for c in rules.candidates(today) if own.calls(c))
        turns = [Turn(c, Reason.BANK) for c in mine]
    else:
        turns = rule.explain(rules.candidates(today), own, now)
    tickets = Ticket.objects.select_related("service", "counter")
    rows = tickets.in_bulk([turn.candidate.ticket for turn in turns])
    aside = tickets.filter(
        Q(state=State.HELD) | Q(state=State.NO_SHOW), day=today, counter=counter
    ).order_by("-called_at")
    grades = dict(PriorityClass.objects.values_list("code", "name"))
    services = dict(Service.objects.values_list("pk", "name"))
    return {
        "counter": counter.code,
        "open": counter.open,
        "at": now.isoformat(),
        "waiting": [
            {
                **counter_ticket(rows[turn.candidate.ticket]),
                "class_name": grades.get(turn.candidate.customer_class, ""),
                "waited_min": int(turn.candidate.waited(now)),
                "reason": turn.reason.value,
                "reason_text": _words(turn, grades, services),
            }
            for turn in turns
            # Called or cancelled since the line was read.
            if turn.candidate.ticket in rows
        ],
        "held": [counter_ticket(row) for row in aside if row.state == State.HELD],
        "missed": [counter_ticket(row) for row in aside if row.state == State.NO_SHOW][
            :MOST_MISSED
        ],
    }


def _words(turn: Turn, grades: dict[str, str], services: dict[int, str]) -> str:
    return WORDS[turn.reason].format(
        minutes=turn.minutes,
        grade=grades.get(turn.candidate.customer_class, "优先客户"),
        service=services.get(turn.candidate.service, "这项业务"),
    )
