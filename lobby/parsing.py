"""Reading what callers send."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import IO, Any

from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
"""Surrogates on their own: JSON can escape them, no encoding can write them."""
YEARS = range(2000, 2100)
"""Years of a branch's days. At the ends of the calendar there is no day before or after to reckon with."""


class JsonParser(JSONParser):
    """JSON; a document nested deeper than Python can follow is a fault of the caller, not of ours.

    Half a character, as is left of an emoji cut in two, becomes U+FFFD as browsers do it: it could neither
    be kept nor sent back.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return _whole(super().parse(stream, media_type, parser_context))
        except RecursionError as error:
            raise ParseError("JSON 嵌套得太深，请检查以后再发。") from error
        except ParseError as error:
            raise ParseError(_where(error.__context__)) from error


def _where(cause: BaseException | None) -> str:
    """What is wrong with a body that is no JSON, and where."""
    if isinstance(cause, json.JSONDecodeError):
        return f"正文不是正确的 JSON，第 {cause.lineno} 行第 {cause.colno} 个字符起看不懂，请检查以后再发。"
    if isinstance(cause, UnicodeDecodeError):
        return f"正文不是 UTF-8 编码，从第 {cause.start + 1} 个字节起看不懂，请改成 UTF-8 再发。"
    return "正文不是正确的 JSON，请检查以后再发；NaN 和 Infinity 不能用。"


def _whole(value: Any) -> Any:
    """`value` with every lone surrogate in its texts replaced; raises RecursionError."""
    if isinstance(value, str):
        return value if value.isascii() else HALF_CHARACTERS.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(each) for key, each in value.items()}
    return value


class Text(serializers.CharField):
    """Text and nothing else: the framework's own field takes 5 for "5"."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        value: str = super().to_internal_value(data)
        return value


class Day(serializers.DateField):
    """A day that a branch may have to do with."""

    default_error_messages = {"far": "日期请在 2000 年到 2099 年之间。"}

    def to_internal_value(self, value: Any) -> datetime.date:
        day: datetime.date = super().to_internal_value(value)
        if day.year not in YEARS:
            self.fail("far")
        return day


class Moment(serializers.DateTimeField):
    """A moment on such a day."""

    default_error_messages = {"far": Day.default_error_messages["far"]}

    def to_internal_value(self, value: Any) -> datetime.datetime:
        try:
            moment: datetime.datetime = super().to_internal_value(value)
        except OverflowError:
            self.fail("far")
        if moment.year not in YEARS:
            self.fail("far")
        return moment
