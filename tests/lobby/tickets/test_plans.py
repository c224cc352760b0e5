"""No step reads more of the database as the years go by."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from benchmarks.queue import plans
from lobby.tickets.models import Counter, Service
from tests.lobby import factories

BOUNDED = (
    # One row by its key.
    "(id=?)",
    "(idempotency_key=?)",
    "(foreign_id=?)",
    "(request_key=?)",
    "(ticket_id=?",
    "(conversation=?",
    "(rowid>?)",
    # The rows of a day, or of states that no settled ticket is in.
    "(day=?",
    "(state=? AND day",
    "(counter_id=? AND day=?",
    # The latest services, as many as the estimate takes.
    "(state=? AND began_at",
    "(service_id=? AND state=? AND began_at",
    "(began_at>?",
    # What waits for the printer.
    "printing_printjob USING INDEX print_state (state=?)",
)


@pytest.mark.parametrize("name", list(plans.steps()))
def test_each_step_reads_one_day_at_most(first: Counter, cash: Service, name: str) -> None:
    factories.counter("m1", [cash])
    queries: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        queries.append((sql, params))
        return execute(sql, params, many, context)

    for each, step in plans.steps().items():
        queries.clear()
        with connection.execute_wrapper(note):
            step()
        if each == name:
            break
    read = [
        (sql, line)
        for sql, params in list(queries)
        if sql.startswith(("SELECT", "UPDATE", "DELETE")) and not plans.one_end(sql)
        for line in plans.explain(sql, params)
    ]
    assert read
    assert [line for _, line in read if not any(allowed in line for allowed in BOUNDED)] == []
