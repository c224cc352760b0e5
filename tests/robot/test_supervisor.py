"""What a start refuses, before anything runs. Whole starts are in tests/system."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import model, settings
from robot.supervisor.supervisor import StartFailed, Supervisor
from tests.ports import free_ports


@pytest.mark.parametrize(
    ("name", "value"), [("JIAOJIAO_HOST", "0.0.0.0"), ("JIAOJIAO_CLOCK", "yesterday")]
)
def test_a_setting_that_lobby_refuses_is_told_before_training(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lobby, dialogue, actions = free_ports(3)
    environ = {
        "JIAOJIAO_VAR": str(tmp_path),
        "JIAOJIAO_PORT": str(lobby),
        "JIAOJIAO_DIALOGUE_URL": f"http://127.0.0.1:{dialogue}",
        "JIAOJIAO_ACTIONS_PORT": str(actions),
        name: value,
    }
    monkeypatch.setenv(name, value)
    trained: list[object] = []
    monkeypatch.setattr(model, "is_current", lambda root: False)
    monkeypatch.setattr(model, "ensure", lambda *given: trained.append(given))
    told: list[str] = []
    with pytest.raises(StartFailed, match=f"检查设置失败(.|\n)*{name}"):
        Supervisor(settings.read(environ), told.append).start()
    assert (trained, told) == ([], [])
