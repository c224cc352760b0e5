"""Queries that are made once and run often.

Django makes SQL of a query set anew each time it is asked, and takes several times as long for that as the
database for the answer (0.6 against 0.1 ms here). What every number and every call asks is therefore made
once, with `Given` in the place of what differs from run to run. Made by each connection for itself, so that
no thread uses what another's connection has made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Expression, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Kind = TypeVar("Kind", bound=Model)
Made = TypeVar("Made")
Params = Sequence[Any]


class Given(Expression):
    """In a query: a value for this field of the model, told at each run under `name`, by default the field's."""

    def __init__(self, model: type[Model], field: str, name: str = "") -> None:
        super().__init__()
        self.model = model
        self.column = field
        self.name = name or field

    def _resolve_output_field(self) -> models.Field[Any, Any]:
        # Not before it is needed: queries stand in modules, and models come one after another.
        return self.model._meta.get_field(self.column)  # type: ignore[return-value]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", (self,)


@dataclass(frozen=True)
class Text:
    """SQL and its parameters, some of which are still to be given."""

    sql: str
    params: tuple[Any, ...]

    def bound(self, here: BaseDatabaseWrapper, values: dict[str, Any]) -> Params:
        """The parameters of one run; raises KeyError for one not given."""
        return [
            p.output_field.get_db_prep_save(values[p.name], here) if isinstance(p, Given) else p
            for p in self.params
        ]


class _Kept(Generic[Made]):
    """What has been made of a query, by connection."""

    def __init__(self, make: Callable[[BaseDatabaseWrapper], Made]) -> None:
        self._make = make

    def of(self, here: BaseDatabaseWrapper) -> Made:
        # With the connection itself, which it refers to: both go when its thread goes.
        kept: dict[_Kept[Made], Made] = vars(here).setdefault("_lobby_prepared", {})
        found = kept.get(self)
        if found is None:
            found = kept[self] = self._make(here)
        return found


class _Selection:
    """A SELECT and how Django reads its columns."""

    def __init__(self, queryset: QuerySet[Any, Any], here: BaseDatabaseWrapper) -> None:
        self.compiler: SQLCompiler = queryset.query.get_compiler(using=here.alias)
        self._text = Text(*_plain(self.compiler.as_sql()))
        columns = [column for column, _, _ in self.compiler.select[: self.compiler.col_count]]
        self._converters = self.compiler.get_converters(columns)

    def read(self, here: BaseDatabaseWrapper, values: dict[str, Any]) -> Iterator[Sequence[Any]]:
        with cursor(here) as at:
            at.execute(self._text.sql, self._text.bound(here, values))
            rows = at.fetchall()
        if not self._converters:
            return iter(rows)
        converted: Iterator[Sequence[Any]] = self.compiler.apply_converters(rows, self._converters)
        return converted


class _Instances(_Selection):
    """Rows into models, as Django's ModelIterable does it."""

    def __init__(self, queryset: QuerySet[Any], here: BaseDatabaseWrapper) -> None:
        super().__init__(queryset, here)
        info, columns = self.compiler.klass_info, self.compiler.select
        self._model: type[Any] = info["model"]
        self._own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        self._names = [column.target.attname for column, _, _ in columns[self._own]]
        self._related = get_related_populators(info, columns, here.alias)

    def instances(self, here: BaseDatabaseWrapper, values: dict[str, Any]) -> Iterator[Any]:
        for row in self.read(here, values):
            found = self._model.from_db(here.alias, self._names, row[self._own])
            for related in self._related:
                related.populate(row, found)
            yield found


class Rows(Generic[Row]):
    """Tuples, of a query set with `values_list`."""

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]) -> None:
        self._kept = _Kept(lambda here: _Selection(make(), here))

    def all(self, **values: Any) -> list[Row]:
        here = _here()
        return [tuple(row) for row in self._kept.of(here).read(here, values)]  # type: ignore[misc]


class Objects(Generic[Kind]):
    """Instances of a model, and of what `select_related` joins to them."""

    def __init__(self, make: Callable[[], QuerySet[Kind]]) -> None:
        self._kept = _Kept(lambda here: _Instances(make(), here))

    def all(self, **values: Any) -> list[Kind]:
        here = _here()
        return list(self._kept.of(here).instances(here, values))

    def first(self, **values: Any) -> Kind | None:
        """The first row in the order that the query set itself states; it is for one with few rows."""
        here = _here()
        return next(self._kept.of(here).instances(here, values), None)


class Count:
    """How many rows a query set has."""

    def __init__(self, make: Callable[[], QuerySet[Any]]) -> None:
        def counting(here: BaseDatabaseWrapper) -> Text:
            query = make().query.chain()
            query.clear_ordering(force=True)
            query.clear_select_clause()
            query.add_annotation(models.Count("*"), "count")
            return Text(*_plain(query.get_compiler(using=here.alias).as_sql()))

        self._kept = _Kept(counting)

    def run(self, **values: Any) -> int:
        here = _here()
        made = self._kept.of(here)
        with cursor(here) as at:
            at.execute(made.sql, made.bound(here, values))
            return int(at.fetchone()[0])


class Update:
    """Sets columns of the rows of a query set; `changes` may hold `Given`."""

    def __init__(self, make: Callable[[], QuerySet[Any]], **changes: Any) -> None:
        def updating(here: BaseDatabaseWrapper) -> Text:
            query: UpdateQuery = make().order_by().query.chain(UpdateQuery)  # type: ignore[assignment]
            query.add_update_values(changes)
            return Text(*_plain(query.get_compiler(using=here.alias).as_sql()))

        self._kept = _Kept(updating)

    def run(self, **values: Any) -> int:
        """How many rows there were."""
        here = _here()
        made = self._kept.of(here)
        with _writing(here) as at:
            at.execute(made.sql, made.bound(here, values))
            return int(at.rowcount)


class Insert(Generic[Kind]):
    """A new row of a model whose signals nobody listens to."""

    def __init__(self, model: type[Kind]) -> None:
        meta = model._meta
        self._counted = isinstance(meta.pk, AutoField)
        self._fields: list[Any] = [
            field
            for field in meta.local_concrete_fields
            if not (self._counted and field.primary_key)
        ]

        def inserting(here: BaseDatabaseWrapper) -> Text:
            query = InsertQuery(model)
            # Stands in for a row whose columns are told later.
            row: Any = SimpleNamespace(**{f.attname: Given(model, f.name) for f in self._fields})
            query.insert_values(self._fields, [row])
            compiler = query.get_compiler(using=here.alias)
            compiler.returning_fields = [meta.pk] if self._counted else None
            (statement,) = compiler.as_sql()
            return Text(*_plain(statement))

        self._kept = _Kept(inserting)

    def run(self, row: Kind) -> Kind:
        """`row`, which is in the database now, with its key."""
        here = _here()
        made = self._kept.of(here)
        values = {field.name: field.pre_save(row, add=True) for field in self._fields}
        with _writing(here) as at:
            at.execute(made.sql, made.bound(here, values))
            if self._counted:
                row.pk = at.fetchone()[0]
        row._state.adding, row._state.db = False, here.alias
        return row


def _here() -> BaseDatabaseWrapper:
    """This thread's connection."""
    return connections[DEFAULT_DB_ALIAS]


def _plain(statement: tuple[str, Params]) -> tuple[str, tuple[Any, ...]]:
    return statement[0], tuple(statement[1])


@contextmanager
def _writing(here: BaseDatabaseWrapper) -> Iterator[Any]:
    with transaction.mark_for_rollback_on_error(using=here.alias), cursor(here) as at:
        yield at


def cursor(here: BaseDatabaseWrapper) -> Any:
    """Django's own; on PostgreSQL one whose statements the server keeps with their plans (`prepare_threshold`).

    Django's writes the values into the text there, which is parsed and planned anew each time.
    """
    if here.vendor != "postgresql":
        return here.cursor()
    # Needs its driver, which a branch with a file does not.
    from django.db.backends.postgresql.base import ServerBindingCursor

    here.close_if_health_check_failed()
    here.ensure_connection()
    bound: Any = ServerBindingCursor
    return here._prepare_cursor(bound(here.connection))  # type: ignore[attr-defined]
