"""Files that are for their owner alone."""

from __future__ import annotations

from pathlib import Path

from lobby import secrets_file
from tests.processes import manage


def test_the_database_is_for_its_owner_alone(tmp_path: Path) -> None:
    manage(tmp_path, "migrate", "--verbosity", "0")
    files = sorted(tmp_path.glob("lobby.sqlite3*"))
    assert files
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in files} == {
        path.name: "0o600" for path in files
    }


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_text("kept")
    path.chmod(0o640)
    secrets_file.make_private(path)
    assert path.read_text() == "kept"
    assert path.stat().st_mode & 0o777 == 0o640
