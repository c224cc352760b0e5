"""What the documents point at exists: links, pictures, headings, make targets, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main
from django.core.management import get_commands

from robot.cli import app

ROOT = Path(__file__).resolve().parents[2]
APART = {".venv", "var", "models", "results", "reports", "node_modules"}
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not APART & set(path.relative_to(ROOT).parts)
    and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
PICTURE_LIMIT = 250_000
"""Bytes; a guide is to open quickly also over a branch's line."""


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def slug(heading: str) -> str:
    """A heading's anchor as the usual forges make it."""
    kept = re.sub(r"[^\w\s-]", "", heading.strip().lower())
    return re.sub(r"\s", "-", kept)


def anchors(path: Path) -> set[str]:
    text = FENCE.sub("", path.read_text())
    return {slug(line) for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def links(path: Path) -> list[str]:
    text = FENCE.sub("", path.read_text())
    return [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]


def words() -> str:
    return "\n".join(path.read_text() for path in DOCUMENTS)


def test_the_guides_are_there() -> None:
    found = {name(path) for path in DOCUMENTS}
    assert {"README.md", "docs/manager.md", "docs/operations.md", "docs/developer.md"} <= found


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_and_pictures_exist(path: Path) -> None:
    missing = []
    for link in links(path):
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(link)
    assert missing == []


def test_pictures_are_light_and_used() -> None:
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    shown = {Path(link).name for path in DOCUMENTS for link in links(path)}
    assert len(pictures) >= 5
    assert [p.name for p in pictures if p.name not in shown] == []
    assert [p.name for p in pictures if p.stat().st_size > PICTURE_LIMIT] == []


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|&& |^ {4})make ([a-z]+)", words(), re.MULTILINE))
    assert {"run", "test", "doctor"} <= named
    assert named <= targets


def test_commands_exist() -> None:
    text = words()
    robots = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    named = set(re.findall(r"python -m robot ([a-z]+)", text))
    assert {"run", "shell"} <= named
    assert named <= robots
    lobbys = set(re.findall(r"python -m lobby ([a-z]+)", text))
    assert {"migrate", "seed"} <= lobbys
    assert lobbys <= set(get_commands())


def test_modules_started_in_documents_exist() -> None:
    started = set(re.findall(r"python (?:-W \w+ )?-m ((?:benchmarks|content)[\w.]*)", words()))
    assert started
    for module in started:
        place = ROOT / module.replace(".", "/")
        assert place.with_suffix(".py").exists() or (place / "__main__.py").exists(), module


def test_sheets_named_for_operators_exist() -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    named = set(re.findall(r"(?<![\w/.])deploy/[\w./-]*\w", text))
    assert len(named) >= 4
    # What the operator fills in has an example beside it.
    there = [
        path for path in named if any((ROOT / (path + end)).exists() for end in ("", ".example"))
    ]
    assert named - set(there) == set()
