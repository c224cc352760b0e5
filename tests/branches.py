"""Seeded branches for tests with real servers. Seeding takes seconds, so it is done once and copied."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.postgres import PostgresServer
from tests.processes import manage

POSTGRES_TEMPLATE = "branch"


@dataclass(frozen=True)
class SeededBranch:
    """A folder for JIAOJIAO_VAR and the settings that go with it."""

    var: Path
    settings: dict[str, str] = field(default_factory=dict)


def _seed(var: Path, **settings: str) -> None:
    manage(var, "migrate", "--verbosity", "0", **settings)
    manage(var, "seed", **settings)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("seeded")
    _seed(var)
    return var


@pytest.fixture(scope="session")
def postgres_template(
    postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> tuple[PostgresServer, Path]:
    var = tmp_path_factory.mktemp("seeded-postgres")
    _seed(var, DATABASE_URL=postgres.create_database(POSTGRES_TEMPLATE))
    return postgres, var


@pytest.fixture
def sqlite_branch(sqlite_template: Path, tmp_path: Path) -> SeededBranch:
    """A new branch on SQLite."""
    var = tmp_path / "var"
    shutil.copytree(sqlite_template, var)
    return SeededBranch(var)


@pytest.fixture
def postgres_branch(postgres_template: tuple[PostgresServer, Path], tmp_path: Path) -> SeededBranch:
    """A new branch on PostgreSQL."""
    server, template = postgres_template
    var = tmp_path / "var"
    shutil.copytree(template, var)
    url = server.create_database(tmp_path.name, template=POSTGRES_TEMPLATE)
    return SeededBranch(var, {"DATABASE_URL": url})
