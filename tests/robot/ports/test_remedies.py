from __future__ import annotations

import pytest

from robot.ports.remedies import THINGS, remedy


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_no_system_is_told_the_commands_of_another(thing: str, system: str) -> None:
    said = remedy(thing, system)
    assert "apt-get" not in said
    assert "video 组" not in said
    assert system == "darwin" or "make" not in said


def test_here_it_is_this_system() -> None:
    assert remedy("packages") == remedy("packages", "linux") == "make setup"
    assert remedy("voice", "freebsd14") == remedy("voice", "linux")
