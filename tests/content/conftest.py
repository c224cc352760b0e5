"""A copy of the sample branch that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from content import Content, ContentError, Problem, load
from content.loading import SAMPLE


class Copy:
    """A content folder of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def edit(self, file: str, change: Callable[[Any], None]) -> None:
        """Changes the raw YAML of one file: every scalar is text."""
        path = self.folder / file
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        change(raw)
        path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")

    def problems(self) -> tuple[Problem, ...]:
        """What loading reports; fails where nothing is reported."""
        with pytest.raises(ContentError) as caught:
            load(self.folder)
        return caught.value.problems


@pytest.fixture(scope="session")
def sample() -> Content:
    return load()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    folder = tmp_path / "branch"
    shutil.copytree(
        SAMPLE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "checking")
    )
    # One FAQ file is enough for a planted fault, and much quicker to write again.
    for path in sorted((folder / "faq").glob("*.yml")):
        if path.name != "cards.yml":
            path.unlink()
    return Copy(folder)
