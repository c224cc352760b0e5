"""The robot's own words, from texts.yml beside this file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("texts.yml")
SPOKEN = ("unheard", "still_there", "farewell", "apology", "foreign")
LISTS = ("wake", "fillers", "hanging")


class TextsRefused(ValueError):
    """The file lacks something; the message says what."""


@dataclass
class Wordings:
    """Several ways to say the same, one after the other."""

    choices: Sequence[str]
    _next: int = field(default=0, init=False)

    def __call__(self) -> str:
        said = self.choices[self._next % len(self.choices)]
        self._next += 1
        return said

    def anew(self) -> None:
        """A new visitor hears the first wording first."""
        self._next = 0


@dataclass(frozen=True)
class Texts:
    unheard: Wordings
    still_there: Wordings
    farewell: Wordings
    apology: Wordings
    foreign: Wordings
    wake: tuple[str, ...]
    fillers: tuple[str, ...]
    hanging: tuple[str, ...]

    def anew(self) -> None:
        for name in SPOKEN:
            getattr(self, name).anew()


def load(path: Path = FILE) -> Texts:
    """Raises TextsRefused, or OSError when the file cannot be read."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, Mapping):
        raise TextsRefused(f"{path}: no texts")
    for name in (*SPOKEN, *LISTS):
        lines = data.get(name)
        if not (isinstance(lines, list) and lines and all(isinstance(x, str) and x for x in lines)):
            raise TextsRefused(f"{path}: {name} must be a list of texts")
    said = {name: Wordings(tuple(data[name])) for name in SPOKEN}
    lists = {name: tuple(data[name]) for name in LISTS}
    return Texts(
        said["unheard"],
        said["still_there"],
        said["farewell"],
        said["apology"],
        said["foreign"],
        lists["wake"],
        lists["fillers"],
        lists["hanging"],
    )
