from __future__ import annotations

from pathlib import Path

import pytest

from robot import settings


def test_defaults(tmp_path: Path) -> None:
    chosen = settings.read({}, tmp_path)
    assert chosen.url == "http://127.0.0.1:8000"
    assert chosen.dialogue_port == 5005
    assert not chosen.remote
    assert chosen.device_token() is None


def test_another_machine(tmp_path: Path) -> None:
    chosen = settings.read({"JIAOJIAO_URL": "http://branch:8000/", "JIAOJIAO_TOKEN": "t"}, tmp_path)
    assert (chosen.url, chosen.remote, chosen.device_token()) == ("http://branch:8000", True, "t")


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1", ""])
def test_a_senseless_port_is_refused(port: str, tmp_path: Path) -> None:
    with pytest.raises(settings.SettingRefused, match="JIAOJIAO_PORT"):
        settings.read({"JIAOJIAO_PORT": port}, tmp_path)
