"""Whether what clients were told is what the database holds."""

from __future__ import annotations

from collections import Counter, defaultdict

from benchmarks.queue.branches import Branch
from benchmarks.queue.clients import Record


def wrong(branch: Branch, record: Record) -> list[str]:
    """Duplicates, double calls and lost tickets, each as one line; empty when all is right."""
    found = list(record.errors)
    ids_of_key: dict[str, set[str]] = defaultdict(set)
    for key, ticket, _ in record.issued:
        ids_of_key[key].add(ticket)
    found += [f"key with {len(ids)} tickets" for ids in ids_of_key.values() if len(ids) > 1]
    numbers = Counter({ticket: number for _, ticket, number in record.issued}.values())
    found += [f"number {number} told {n} times" for number, n in numbers.items() if n > 1]
    counters: dict[str, set[str]] = defaultdict(set)
    for counter, ticket in record.called:
        counters[ticket].add(counter)
    found += [f"ticket called to {len(at)} counters" for at in counters.values() if len(at) > 1]
    twice = branch.sql(
        "SELECT day, number, count(*) FROM tickets_ticket GROUP BY day, number HAVING count(*) > 1"
    )
    found += [f"number {number} stands {n} times in the database" for _, number, n in twice]
    again = branch.sql("SELECT count(*) FROM tickets_ticket WHERE calls > 1")[0][0]
    if again:
        found.append(f"{again} tickets called twice")
    there = {
        str(row[0]).replace("-", "")
        for row in branch.sql("SELECT id FROM tickets_ticket WHERE idempotency_key IS NOT NULL")
    }
    lost = [t for _, t, _ in record.issued if t.replace("-", "") not in there]
    if lost:
        found.append(f"{len(lost)} acknowledged tickets lost")
    return found


def clear(branch: Branch) -> None:
    """An empty line for the next cell."""
    branch.sql(
        "UPDATE tickets_ticket SET state = 'cancelled' "
        "WHERE state IN ('waiting', 'transferred', 'called', 'serving', 'held')"
    )
