"""The problems found so far, and the questions that every check asks."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from content.errors import Problem
from content.model import Content

SPEECH_LIMIT = 60
"""Characters of one spoken reply, punctuation included (docs/developer.md)."""
_MARKUP = re.compile(r"[*_#<>\[\]{}|`]|https?:")


def plain(text: str) -> str:
    """The text as the ear compares it: half-width, lower case, no blanks, no punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c)[0] != "P")


class Findings:
    """Content under examination."""

    def __init__(
        self, content: Content, origins: Mapping[str, str], broken: frozenset[str]
    ) -> None:
        self.content = content
        self.origins = origins
        self.broken = broken
        self.problems: list[Problem] = []

    def origin(self, folder: str, code: str) -> str:
        """The file of a product or FAQ."""
        return self.origins.get(f"{folder}/{code}", folder)

    def add(self, file: str, entry: str, fault: str, remedy: str) -> None:
        self.problems.append(Problem(file, entry, fault, remedy))

    def known(self, file: str, entry: str, value: str, allowed: Collection[str], what: str) -> None:
        """Reports a code that is none of the allowed ones."""
        if value in allowed or value in self.broken:
            return
        options = ", ".join(allowed if isinstance(allowed, tuple) else sorted(allowed))
        self.add(file, entry, f"unknown {what} {value!r}", f"use one of {options or '(none yet)'}")

    def unique(self, file: str, section: str, values: Iterable[str], what: str) -> None:
        """Reports each value that occurs twice."""
        seen: set[str] = set()
        for value in values:
            if value in seen:
                fault = f"the {what} {value!r} is used twice"
                self.add(file, section, fault, f"give each its own {what}")
            seen.add(value)

    def speech(self, file: str, entry: str, text: str, limit: int = SPEECH_LIMIT) -> None:
        """Reports what is too long to be listened to, or cannot be read aloud."""
        if len(text) > limit:
            fault = f"{len(text)} characters are too long to say"
            self.add(file, entry, fault, f"shorten it to {limit} or fewer")
        found = _MARKUP.search(text)
        if found:
            fault = f"{found.group()!r} cannot be read aloud"
            self.add(file, entry, fault, "write plain words; links and marks belong in text")
