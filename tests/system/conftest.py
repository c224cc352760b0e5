from __future__ import annotations

from collections.abc import Iterator

import pytest

from robot import model
from robot.settings import ROOT
from tests.system.running import Robot


@pytest.fixture(scope="session")
def robot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Robot]:
    """One running robot for all system tests; each test takes visitors of its own."""
    model.ensure(ROOT, print)
    running = Robot(tmp_path_factory.mktemp("robot"))
    running.start()
    yield running
    running.stop()
