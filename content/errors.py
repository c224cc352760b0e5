"""What is wrong with a content folder, said so that the person who wrote it can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what it is, what to do."""

    file: str
    """Path below the content folder, such as `faq/cards.yml`."""
    entry: str
    """The entry's code or position, and the field: `td_1y.rate.value`."""
    fault: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry}: {self.fault}; {self.remedy}"


class ContentError(Exception):
    """The content folder cannot be used. `problems` holds every fault found, in file order."""

    code = "content_invalid"
    retryable = False

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{len(self.problems)} problem(s) in the content:\n{lines}")
