"""From YAML text to dataclasses, led by their type hints.

Every scalar is read as text and converted to what the field wants: so `13:30`, `no` and `0571` mean what they say, and a
value of the wrong kind is reported with its place instead of turning into something else.
"""

import dataclasses
import datetime
import math
import types
import typing
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from content.errors import Problem

T = TypeVar("T")
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MISSING = object()


class _Unreadable(Exception):
    """A value was reported as a problem; its entry cannot be built."""


class _Loader(_Base):  # type: ignore[misc]
    """PyYAML's plain-text loader that refuses a key written twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.YAMLError(f"line {line}: a key is not plain text")
            if key.value in seen:
                raise yaml.YAMLError(f"line {line}: the key {key.value!r} is written twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """The text's raw value, which nobody changes: a folder is read again when one of its files has changed."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a BaseLoader makes text only


class Reading:
    """Reads files of one folder and collects what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        """Codes of entries that could not be built, so that references to them are not reported too."""

    def report(self, file: str, entry: str, fault: str, remedy: str) -> None:
        self.problems.append(Problem(file, entry, fault, remedy))

    def document(self, file: str) -> Any:
        """The file's raw value; None after reporting that it cannot be read."""
        try:
            text = (self.folder / file).read_text(encoding="utf-8")
        except FileNotFoundError:
            self.report(file, "-", "the file is missing", "write it, or copy the sample branch's")
            return None
        except (OSError, UnicodeDecodeError) as error:
            self.report(file, "-", f"cannot be read ({error})", "save it as UTF-8 text")
            return None
        try:
            raw = _parsed(text)
        except yaml.YAMLError as error:
            fault = " ".join(str(error).split())
            self.report(file, "-", f"is not valid YAML ({fault})", "mind indentation and quotes")
            return None
        if raw is None or raw == "":
            self.report(file, "-", "is empty", "write it, or copy the sample branch's")
            return None
        return raw

    def entries(self, kind: type[T], raw: Any, file: str, section: str = "") -> tuple[T, ...]:
        """Builds each entry of a list that can be built and reports those that cannot."""
        if not isinstance(raw, list):
            where = section or "-"
            self.report(file, where, "is not a list", "write one entry a line, each with '- '")
            return ()
        built = (self.entry(kind, item, file, _label(item, n)) for n, item in enumerate(raw, 1))
        return tuple(item for item in built if item is not None)

    def entry(self, kind: type[T], raw: Any, file: str, label: str) -> T | None:
        try:
            return typing.cast(T, self._record(kind, raw, file, label))
        except _Unreadable:
            if isinstance(raw, dict):
                self.broken.update(str(raw[key]) for key in ("code", "id") if key in raw)
            return None

    def mapping(self, raw: Any, file: str, keys: tuple[str, ...]) -> dict[str, Any]:
        """The sections of a file; an unknown or missing one is reported."""
        if not isinstance(raw, dict):
            if raw is not None:
                self.report(file, "-", "is not a mapping", f"write the sections {', '.join(keys)}")
            return {}
        self._unknown(raw, keys, file, "-")
        for key in keys:
            if key not in raw:
                self.report(file, key, "the section is missing", f"add '{key}:'")
        return {key: raw[key] for key in keys if key in raw}

    def _unknown(self, raw: dict[str, Any], keys: tuple[str, ...], file: str, label: str) -> None:
        for key in raw:
            if key not in keys:
                known = ", ".join(keys)
                self.report(
                    file, f"{label}.{key}", "unknown key", f"remove it or use one of {known}"
                )

    def _record(self, kind: type[Any], raw: Any, file: str, label: str) -> Any:
        if not isinstance(raw, dict):
            self.report(
                file, label, "is not a mapping", f"write keys and values of a {kind.__name__}"
            )
            raise _Unreadable
        hints = typing.get_type_hints(kind)
        fields = {field.name: field for field in dataclasses.fields(kind)}
        self._unknown(raw, tuple(fields), file, label)
        values: dict[str, Any] = {}
        failed = False
        for name, field in fields.items():
            given = raw.get(name, _MISSING)
            empty = given is _MISSING or given == ""
            if empty and field.default is not dataclasses.MISSING:
                continue
            if empty:
                fault = "is missing" if given is _MISSING else "is empty"
                self.report(file, f"{label}.{name}", fault, f"give {name} a value")
                failed = True
                continue
            try:
                values[name] = self._value(hints[name], given, file, f"{label}.{name}")
            except _Unreadable:
                failed = True
        if failed:
            raise _Unreadable
        return kind(**values)

    def _value(self, hint: Any, raw: Any, file: str, label: str) -> Any:
        if typing.get_origin(hint) is types.UnionType:
            hint = next(option for option in typing.get_args(hint) if option is not types.NoneType)
        if dataclasses.is_dataclass(hint):
            return self._record(typing.cast(type[Any], hint), raw, file, label)
        if typing.get_origin(hint) is tuple:
            return self._row(typing.get_args(hint), raw, file, label)
        convert, example = _SCALARS[hint]
        if isinstance(raw, str):
            try:
                return convert(raw.strip())
            except (ValueError, InvalidOperation):
                pass
        shown = repr(raw) if isinstance(raw, str) else f"a {type(raw).__name__}"
        self.report(file, label, f"{shown} is not {example[0]}", f"write for example {example[1]}")
        raise _Unreadable

    def _row(self, hints: tuple[Any, ...], raw: Any, file: str, label: str) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self.report(file, label, "is not a list", "write [a, b] or one value a line with '- '")
            raise _Unreadable
        if hints[-1] is Ellipsis:
            hints = (hints[0],) * len(raw)
        elif len(raw) != len(hints):
            self.report(file, label, f"has {len(raw)} values", f"write exactly {len(hints)}")
            raise _Unreadable
        values = []
        failed = False
        for n, (hint, item) in enumerate(zip(hints, raw, strict=True), 1):
            try:
                values.append(self._value(hint, item, file, _place(label, item, n)))
            except _Unreadable:
                failed = True
        if failed:
            raise _Unreadable
        return tuple(values)


def _label(item: Any, position: int) -> str:
    if isinstance(item, dict):
        for key in ("code", "id", "name"):
            if isinstance(item.get(key), str):
                return str(item[key])
    return f"entry {position}"


def _place(label: str, item: Any, position: int) -> str:
    if isinstance(item, dict) and isinstance(item.get("attribute"), str):
        return f"{label}.{item['attribute']}"
    return f"{label}[{position}]"


def _text(raw: str) -> str:
    if not raw:
        raise ValueError(raw)
    return raw


def _bool(raw: str) -> bool:
    return {"true": True, "false": False}[raw] if raw in ("true", "false") else _refuse(raw)


def _refuse(raw: str) -> bool:
    raise ValueError(raw)


def _number(raw: str) -> float:
    value = float(raw)
    if not math.isfinite(value):
        raise ValueError(raw)
    return value


def _decimal(raw: str) -> Decimal:
    value = Decimal(raw)
    if not value.is_finite():
        raise ValueError(raw)
    return value


_SCALARS: dict[Any, tuple[Callable[[str], Any], tuple[str, str]]] = {
    str: (_text, ("text", "现金业务")),
    int: (int, ("a whole number", "12")),
    float: (_number, ("a number", "3.5")),
    Decimal: (_decimal, ("a number", "50000 or 1.25")),
    bool: (_bool, ("true or false", "true")),
    datetime.date: (datetime.date.fromisoformat, ("a date", "2026-01-05")),
    datetime.time: (datetime.time.fromisoformat, ("a time of day", '"09:00"')),
}
