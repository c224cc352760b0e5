"""The rows of the sample branch, made once a run by the real seeding and written as they are after that.

Seeding takes half a second, which a thousand tests would wait for; tests of the seeding itself call it.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connection, transaction

from lobby.knowledge.seed_parts import PARTS
from lobby.knowledge.seeding import fingerprint, seed

ROWS_A_STATEMENT = 400

Rows = dict[str, list[str]]
"""By table, each row as SQL writes it."""
_made: dict[str, Rows] = {}


def fill(folder: Path) -> None:
    """What `seed` does to an empty database; rows that are there already stay."""
    key = fingerprint(folder)
    if key not in _made:
        before = _all()
        seed(folder, PARTS)
        _made[key] = {
            table: [row for row in rows if row not in before[table]]
            for table, rows in _all().items()
        }
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in _made[key].items():
            for start in range(0, len(rows), ROWS_A_STATEMENT):
                values = ", ".join(rows[start : start + ROWS_A_STATEMENT])
                cursor.execute(f'INSERT INTO "{table}" VALUES {values}')


def _all() -> Rows:
    """Every row of every table of the SQLite database, in the order of its columns."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            parts = " || ', ' || ".join(f'quote("{column.name}")' for column in columns)
            cursor.execute(f"SELECT '(' || {parts} || ')' FROM \"{table}\"")
            found[table] = [row for (row,) in cursor.fetchall()]
    return found
