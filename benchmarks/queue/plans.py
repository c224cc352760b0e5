"""The queries of each step and their plans: none may read a whole table that grows with the years.

Run as a program inside a branch's environment: `python -m benchmarks.queue.plans` prints JSON.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

A_WEEK = 3500
"""Tickets printed in seven busy days."""
GROWING = ("tickets_ticket", "tickets_period", "events_event", "printing_printjob")


def steps() -> dict[str, Callable[[], Any]]:
    from lobby.events import log
    from lobby.printing import jobs
    from lobby.tickets import calling, counter_line, holding, issuing, numbers, overview
    from lobby.tickets.cards import ticket_body
    from lobby.tickets.statistics import reading, tables

    made: dict[str, Any] = {}

    def issue() -> None:
        made["ticket"] = issuing.issue("cash", by="device", key="plans")[0]

    return {
        "issue": issue,
        "ticket": lambda: ticket_body(holding.find(made["ticket"].pk)),
        "number": lambda: numbers.body(numbers.find(made["ticket"].number)),
        "snapshot": overview.queue,
        "services": overview.services,
        "counters": overview.counters,
        "line of a counter": lambda: counter_line.read("m1"),
        "call": lambda: calling.call_next("m1", "plans"),
        "recall": lambda: calling.recall("m1", "plans"),
        "start": lambda: calling.start("m1", "plans"),
        "complete": lambda: calling.complete("m1", "plans"),
        "events": lambda: log.after(log.bounds()[1] - 5, 10),
        "print jobs": jobs.pending,
        "statistics of a day": lambda: tables.read(reading.days(None, None), "service"),
    }


def print_a_week() -> None:
    """A week of printed tickets, which is as long as they are kept: an empty table is always read whole."""
    from django.db import connection

    from lobby.printing.models import JobState, PrintJob
    from lobby.tickets import issuing

    ticket, _ = issuing.issue("cash", by="device", key="printed")
    PrintJob.objects.bulk_create(
        PrintJob(ticket=ticket, by="kiosk", state=JobState.PRINTED) for _ in range(A_WEEK)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def explain(sql: str, params: Any) -> list[str]:
    """The plan's lines that read a growing table, with values bound as in life: SQLite plans differently
    when it sees them.
    """
    from django.db import connection

    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(f"{'EXPLAIN' if postgres else 'EXPLAIN QUERY PLAN'} {sql}", params)
        rows = cursor.fetchall()
    lines = [str(row[0] if postgres else row[3]).strip() for row in rows]
    # Django gives tables no alias where they are the first, and none at all mostly.
    return [line for line in lines if any(table in line for table in GROWING)]


def whole(line: str) -> bool:
    """Whether the line reads all of the table, or of an index of it."""
    return line.startswith("SCAN") or "Seq Scan" in line


def one_end(sql: str) -> bool:
    """The first or last row by id: a scan that stops at once."""
    return "WHERE" not in sql and sql.rstrip().endswith("LIMIT 1")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.settings")
    import django

    django.setup()
    from django.db import connection

    print_a_week()
    told: list[dict[str, Any]] = []
    queries: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        queries.append((sql, params))
        return execute(sql, params, many, context)

    for name, step in steps().items():
        queries.clear()
        with connection.execute_wrapper(note):
            step()
        seen: set[str] = set()
        for sql, params in queries:
            if not sql.startswith(("SELECT", "UPDATE", "DELETE")) or sql in seen:
                continue
            seen.add(sql)
            told += [
                {"step": name, "plan": x, "whole": whole(x) and not one_end(sql)}
                for x in explain(sql, params)
            ]
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
