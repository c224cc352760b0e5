"""Reading what callers send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO, Any

from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
"""Surrogates on their own: JSON can escape them, no encoding can write them."""


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
            raise ParseError("JSON 嵌套得太深。") from error


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
