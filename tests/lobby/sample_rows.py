"""The rows of the sample branch, made once a run by the real seeding and written as they are after that.

Seeding takes half a second, which a thousand tests would wait for; tests of the seeding itself call it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection, transaction

from lobby.knowledge.seed_parts import PARTS
from lobby.knowledge.seeding import fingerprint, seed

Rows = dict[str, list[tuple[Any, ...]]]
"""By table, each row as SQLite stores it."""
_made: dict[str, Rows] = {}


def fill(folder: Path) -> None:
    """What `seed` does to an empty database; rows that are there already stay."""
    key = fingerprint(folder)
    if key not in _made:
        before = _all()
        seed(folder, PARTS)
        _made[key] = {
            table: new
            for table, rows in _all().items()
            if (new := [row for row in rows if row not in before[table]])
        }
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in _made[key].items():
            values = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({values})', rows)


def _all() -> Rows:
    """Every row of every table of the SQLite database, in the order of its columns."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            # A plus changes nothing, and what is computed has no column's type to be converted to.
            values = ", ".join(f'+"{column.name}"' for column in columns)
            cursor.execute(f'SELECT {values} FROM "{table}"')
            found[table] = cursor.fetchall()
    return found
