"""Which file holds what, and the reading of a whole folder."""

from pathlib import Path
from typing import Any, TypeVar

from content import model
from content.checking import check
from content.errors import ContentError
from content.reading import Reading

T = TypeVar("T")
SAMPLE = Path(__file__).parent
OF_OTHER_KINDS = frozenset({"quiz.yml", "idioms.yml"})
"""Files of the folder fun that hold no amusements."""


def load(folder: Path | None = None) -> model.Content:
    """Reads and checks a content folder, the sample branch by default.

    Raises ContentError holding every problem found.
    """
    reading = Reading(folder or SAMPLE)
    content, origins = _read(reading)
    if content is not None:
        reading.problems.extend(check(content, origins, frozenset(reading.broken)))
    if content is None or reading.problems:
        raise ContentError(reading.problems)
    return content


def _read(reading: Reading) -> tuple[model.Content | None, dict[str, str]]:
    """What could be read (None where the branch or the floor could not), and which file holds `faq/<id>`, `products/<code>`, `fun/<id>`."""
    branch = _single(reading, model.Branch, "branch.yml", "branch")
    floor = _single(reading, model.Floor, "floor.yml", "floor")
    queue = _Sections(reading, "services.yml", ("services", "counters", "machines", "classes"))
    calendar = _Sections(reading, "holidays.yml", ("arrangements", "festivals"))
    shelf = _Sections(reading, "categories.yml", ("categories", "risk_levels", "attributes"))
    origins: dict[str, str] = {}
    parts: dict[str, Any] = {
        "services": queue.entries(model.Service, "services"),
        "counters": queue.entries(model.Counter, "counters"),
        "machines": queue.entries(model.Machine, "machines"),
        "classes": queue.entries(model.PriorityClass, "classes"),
        "businesses": _list(reading, model.Business, "businesses.yml"),
        "categories": shelf.entries(model.Category, "categories"),
        "risk_levels": shelf.entries(model.RiskLevel, "risk_levels"),
        "attributes": shelf.entries(model.Attribute, "attributes"),
        "products": _folder(reading, model.Product, "products", "code", origins),
        "holidays": calendar.entries(model.HolidayRule, "arrangements"),
        "festivals": calendar.entries(model.Festival, "festivals"),
        "fx": _optional(reading, model.ExchangeRate, "fx.yml"),
        "facilities": _list(reading, model.Facility, "facilities.yml"),
        "fun": _folder(reading, model.Amusement, "fun", "id", origins, OF_OTHER_KINDS),
        "activities": _optional(reading, model.Activity, "activities.yml"),
        "quiz": _optional(reading, model.Question, "fun/quiz.yml"),
        "idioms": _words(reading, "fun/idioms.yml"),
        "faqs": _folder(reading, model.Faq, "faq", "id", origins),
    }
    if branch is None or floor is None:
        return None, origins
    return model.Content(branch=branch, floor=floor, **parts), origins


def _single(reading: Reading, kind: type[T], file: str, label: str) -> T | None:
    raw = reading.document(file)
    return None if raw is None else reading.entry(kind, raw, file, label)


def _list(reading: Reading, kind: type[T], file: str) -> tuple[T, ...]:
    raw = reading.document(file)
    return () if raw is None else reading.entries(kind, raw, file)


def _optional(reading: Reading, kind: type[T], file: str) -> tuple[T, ...]:
    """As `_list`; a branch may do without."""
    return _list(reading, kind, file) if (reading.folder / file).exists() else ()


def _words(reading: Reading, file: str) -> tuple[str, ...]:
    """Words of a file that is one text, parted by blanks. A branch may do without."""
    if not (reading.folder / file).exists():
        return ()
    raw = reading.document(file)
    if raw is not None and not isinstance(raw, str):
        reading.report(file, "-", "is not one text", "write words with blanks between them")
    return tuple(raw.split()) if isinstance(raw, str) else ()


def _folder(
    reading: Reading,
    kind: type[T],
    folder: str,
    key: str,
    origins: dict[str, str],
    without: frozenset[str] = frozenset(),
) -> tuple[T, ...]:
    """The entries of every file in a sub-folder, by file name, some left out. A branch may have none."""
    entries: list[T] = []
    for path in sorted((reading.folder / folder).glob("*.yml")):
        if path.name in without:
            continue
        file = f"{folder}/{path.name}"
        for entry in _list(reading, kind, file):
            code = str(getattr(entry, key))
            if f"{folder}/{code}" in origins:
                fault = f"the {key} is used twice, also in {origins[f'{folder}/{code}']}"
                reading.report(file, code, fault, "merge the two or rename one")
            origins[f"{folder}/{code}"] = file
            entries.append(entry)
    return tuple(entries)


class _Sections:
    """A file with several named lists."""

    def __init__(self, reading: Reading, file: str, keys: tuple[str, ...]) -> None:
        self._reading = reading
        self._file = file
        self._raw = reading.mapping(reading.document(file), file, keys)

    def entries(self, kind: type[T], key: str) -> tuple[T, ...]:
        if key not in self._raw:
            return ()
        return self._reading.entries(kind, self._raw[key], self._file, key)
