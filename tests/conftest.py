"""Rules for every test run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.workers import (
    pytest_collection_modifyitems,
    pytest_xdist_auto_num_workers,
    pytest_xdist_make_scheduler,
    pytest_xdist_setupnodes,
)

if TYPE_CHECKING:
    from tests.system.running import Robot

__all__ = [
    "pytest_collection_modifyitems",
    "pytest_xdist_auto_num_workers",
    "pytest_xdist_make_scheduler",
    "pytest_xdist_setupnodes",
]

_SKIPPED: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """A module that skips itself as a whole."""
    _note(report)


def _note(report: pytest.TestReport | pytest.CollectReport) -> None:
    # Reports, unlike tests, also reach the process that only deals them to workers.
    if report.skipped:
        _SKIPPED.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A skipped test proves nothing: where all must run, it fails the run."""
    if os.environ.get("TESTS_MAY_SKIP") == "no" and _SKIPPED and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for nodeid in _SKIPPED:
        terminalreporter.write_line(f"SKIPPED, though nothing may skip: {nodeid}", red=True)


@pytest.fixture(scope="session")
def robot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Robot]:
    """One running robot for all tests that need the real parts together; each test takes visitors of its own."""
    # Here, so that no other test run loads what they are made of.
    from robot import model
    from robot.settings import ROOT
    from tests.system.running import Robot

    model.ensure(ROOT, print)
    running = Robot(tmp_path_factory.mktemp("robot"))
    running.start()
    yield running
    running.stop()
