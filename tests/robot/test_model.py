"""When the dialogue model counts as old."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import model


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in (
        "nlu/data/nlu/greet.yml",
        "nlu/decision.py",
        "content/faq/cards.yml",
        "config.yml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one")
    return tmp_path


def trained(project: Path) -> None:
    (project / "models").mkdir(exist_ok=True)
    model.model_path(project).write_bytes(b"model")
    (project / "models" / "jiaojiao.sources").write_text(model.fingerprint(project))


def test_no_model_is_not_current(project: Path) -> None:
    assert not model.is_current(project)


def test_a_model_of_these_sources_is_current(project: Path) -> None:
    trained(project)
    assert model.is_current(project)


@pytest.mark.parametrize(
    "name", ["nlu/data/nlu/greet.yml", "nlu/decision.py", "content/faq/cards.yml"]
)
def test_any_changed_source_makes_it_old(project: Path, name: str) -> None:
    trained(project)
    (project / name).write_text("two")
    assert not model.is_current(project)


def test_a_moved_or_added_source_makes_it_old(project: Path) -> None:
    trained(project)
    (project / "nlu/data/nlu/bye.yml").write_text("one")
    assert not model.is_current(project)


def test_time_stamps_do_not_matter(project: Path) -> None:
    trained(project)
    (project / "config.yml").touch()
    assert model.is_current(project)
