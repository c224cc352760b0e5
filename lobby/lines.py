"""A list of short texts in one column, edited as one text a line: synonyms, phrasings, documents to bring."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from unfold.widgets import UnfoldAdminTextareaWidget


def clean_lines(texts: Iterable[object], *, limit: int, each: int) -> list[str]:
    """The texts without surrounding blanks, empty ones and repetitions, in their order.

    Raises ValidationError, with a Chinese message for each fault, when there are more than `limit`,
    one is longer than `each` characters, or one is no text.
    """
    cleaned: list[str] = []
    faults: list[str] = []
    for number, text in enumerate(texts, start=1):
        if not isinstance(text, str):
            faults.append(f"第 {number} 项不是文字。")
            continue
        line = " ".join(text.split())
        if len(line) > each:
            faults.append(f"第 {number} 行有 {len(line)} 个字，最多 {each} 个字：{line[:20]}……")
        elif line and line not in cleaned:
            cleaned.append(line)
    if len(cleaned) > limit:
        faults.append(f"共 {len(cleaned)} 行，最多 {limit} 行。")
    if faults:
        raise ValidationError(faults)
    return cleaned


class LinesFormField(forms.CharField):
    """A text area with one text a line."""

    def __init__(self, *, limit: int, each: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", UnfoldAdminTextareaWidget(attrs={"rows": 8}))
        super().__init__(**kwargs)
        self.limit = limit
        self.each = each

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(text) for text in value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        texts = value if isinstance(value, list | tuple) else str(value or "").splitlines()
        return clean_lines(texts, limit=self.limit, each=self.each)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(list(initial or []) != self.to_python(data))
        except ValidationError:
            return True


class PlainEncoder(json.JSONEncoder):
    """Chinese as it is, so that the console can search it in the database."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "ensure_ascii": False})


class LinesField(models.JSONField):
    """A JSON list of at most `limit` texts of at most `each` characters."""

    def __init__(self, *args: Any, limit: int = 50, each: int = 40, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        kwargs["encoder"] = PlainEncoder
        self.limit = limit
        self.each = each
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("encoder")
        return name, path, args, {**kwargs, "limit": self.limit, "each": self.each}

    def clean(self, value: Any, model_instance: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise ValidationError("应当是一组文字。")
        return super().clean(clean_lines(value, limit=self.limit, each=self.each), model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        # What the admin proposes for JSON columns is of no use for lines.
        for name in ("encoder", "decoder", "widget", "form_class"):
            kwargs.pop(name, None)
        return LinesFormField(
            limit=self.limit,
            each=self.each,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text or "每行一条。",
            **kwargs,
        )
