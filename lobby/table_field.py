"""A list of small records in one text area: one a line, columns parted by a bar.

A lobby manager writes `利率｜年利率 0.95%｜年利率百分之零点九五` instead of JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminTextareaWidget

BAR = "｜"


@dataclass(frozen=True)
class Column:
    """A column: key of the record, its Chinese name, and words that stand for codes."""

    key: str
    name: str
    required: bool = True
    codes: Mapping[str, str] = field(default_factory=dict)
    """Code to the word that is shown for it; empty for free text."""

    def show(self, value: str) -> str:
        return self.codes.get(value, value)

    def read(self, word: str) -> str:
        """The code of a word, or the text itself; raises ValueError for a word that is none."""
        if not self.codes or not word:
            return word
        for code, shown in self.codes.items():
            if word in (code, shown):
                return code
        raise ValueError(f"没有“{word}”这个{self.name}，可用：{'、'.join(self.codes.values())}")


class TableField(forms.CharField):
    """[{key: text}] as lines; `columns` may be a function, for words that come from the database."""

    def __init__(self, *, columns: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", UnfoldAdminTextareaWidget(attrs={"rows": 8}))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self._columns = columns

    @property
    def columns(self) -> Sequence[Column]:
        columns: Sequence[Column] = self._columns() if callable(self._columns) else self._columns
        return columns

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        lines = []
        for record in value:
            cells = [column.show(str(record.get(column.key) or "")) for column in self.columns]
            lines.append(BAR.join(cells).rstrip(BAR))
        return "\n".join(lines)

    def to_python(self, value: Any) -> Any:
        records: list[dict[str, str]] = []
        faults: list[str] = []
        for number, line in enumerate(str(value or "").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                records.append(self._record(line))
            except ValueError as error:
                faults.append(f"第 {number} 行：{error}。")
        if faults:
            raise ValidationError(faults)
        return records

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or []) != self.to_python(data))
        except ValidationError:
            return True

    def _record(self, line: str) -> dict[str, str]:
        cells = [cell.strip() for cell in line.replace("|", BAR).split(BAR)]
        columns = self.columns
        if len(cells) > len(columns):
            raise ValueError(f"多了一列，应当是：{BAR.join(c.name for c in columns)}")
        cells += [""] * (len(columns) - len(cells))
        record: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=True):
            if column.required and not cell:
                raise ValueError(f"缺少{column.name}")
            if cell:
                record[column.key] = column.read(cell)
        return record
