"""Years of old tickets, copied inside the database from one that was really served."""

from __future__ import annotations

from benchmarks.queue.branches import Branch
from benchmarks.queue.clients import Caller

A_DAY = 500
"""Tickets of one old day."""

_POSTGRES = {
    "series": "generate_series(1, {count}) AS old(n)",
    "id": "gen_random_uuid()",
    "token": "substr(md5(random()::text || old.n), 1, 22)",
    "day": "t.day - (1 + old.n / {a_day})",
    "number": "'A' || lpad((old.n %% {a_day} + 1)::text, 3, '0')",
    "shift": "{column} - interval '1 day' * (1 + old.n / {a_day})",
}
_SQLITE = {
    "series": "old",
    "id": "lower(hex(randomblob(16)))",
    "token": "substr(lower(hex(randomblob(16))), 1, 22)",
    "day": "date(t.day, '-' || (1 + old.n / {a_day}) || ' days')",
    "number": "'A' || printf('%03d', old.n % {a_day} + 1)",
    "shift": "strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || (1 + old.n / {a_day}) || ' days')",
}
_TIMES = ("issued_at", "rank_at", "called_at", "began_at", "ended_at")


def add(branch: Branch, device: str, staff: str, count: int) -> None:
    """`count` done tickets of earlier days, each with its periods."""
    _serve_one(branch, device, staff)
    dialect = _POSTGRES if branch.url else _SQLITE
    say = {
        name: text.format(count=count, a_day=A_DAY, column="{column}")
        for name, text in dialect.items()
    }
    given = {
        "id": "old.uid",
        "page_token": say["token"],
        "day": say["day"],
        "number": say["number"],
        "idempotency_key": "NULL",
        "conversation": "NULL",
    }
    branch.sql("CREATE TABLE bench_old AS " + _numbers(branch, count, say["id"]))
    source = "tickets_ticket t, bench_old old"
    _copy(branch, "tickets_ticket", source, "t.idempotency_key = 'template'", given, say["shift"])
    of_template = "t.ticket_id = (SELECT id FROM tickets_ticket WHERE idempotency_key = 'template')"
    given = {"id": None, "ticket_id": "old.uid"}
    _copy(
        branch,
        "tickets_period",
        "tickets_period t, bench_old old",
        of_template,
        given,
        say["shift"],
    )
    branch.sql("DROP TABLE bench_old")
    branch.sql("ANALYZE")


def _serve_one(branch: Branch, device: str, staff: str) -> None:
    kiosk, teller = Caller(branch.ports, 0, device), Caller(branch.ports, 0, staff)
    kiosk.ask("POST", "tickets", {"service": "cash"}, "template")
    for step in ("next", "start", "complete"):
        status, _ = teller.ask("POST", f"counters/m1/{step}", None)
        if status != 200:
            raise RuntimeError(f"{step} {status}")


def _numbers(branch: Branch, count: int, uid: str) -> str:
    if branch.url:
        return f"SELECT n, {uid} AS uid FROM generate_series(1, {count}) AS n"
    return (
        f"WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {count}) "
        f"SELECT n, {uid} AS uid FROM counted"
    )


def _columns(branch: Branch, table: str) -> list[str]:
    if branch.url:
        rows = branch.sql(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
            "AND table_schema = 'public'",
            [table],
        )
        return [str(row[0]) for row in rows]
    return [str(row[1]) for row in branch.sql(f"PRAGMA table_info({table})")]


def _copy(
    branch: Branch,
    table: str,
    source: str,
    where: str,
    given: dict[str, str | None],
    shift: str,
) -> None:
    """Copy the rows of `where` once for each old number; columns of `given` are replaced, None left out."""
    names, values = [], []
    for column in _columns(branch, table):
        if column in given and given[column] is None:
            continue
        names.append(f'"{column}"')
        usual = shift.format(column=f"t.{column}") if column in _TIMES else f't."{column}"'
        values.append(given.get(column) or usual)
    text = (
        f"INSERT INTO {table} ({', '.join(names)}) "
        f"SELECT {', '.join(values)} FROM {source} WHERE {where}"
    )
    # psycopg reads a per cent sign only when values go with the text.
    branch.sql(text.replace("%%", "%"))
