"""The robot's own process at a real lobby: it has the word, says a call, and leaves the word when it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.processes import (
    ROOT,
    LobbyServer,
    device_token,
    environment,
    eventually,
    headers,
    manage,
    staff_token,
)


@pytest.fixture
def lobby(tmp_path: Path) -> Iterator[LobbyServer]:
    manage(tmp_path, "migrate", "--verbosity", "0")
    manage(tmp_path, "seed")
    with LobbyServer(tmp_path) as server:
        yield server


@pytest.fixture
def voice(lobby: LobbyServer, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m robot voice` without ears, whose loudspeaker is a file."""
    settings = {
        "JIAOJIAO_URL": lobby.url,
        "JIAOJIAO_MICROPHONE": "none",
        "JIAOJIAO_CAMERA": "none",
        "JIAOJIAO_SPEAKER": f"wav:{tmp_path / 'said.wav'}",
    }
    with (tmp_path / "voice.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "robot", "voice"],
            cwd=ROOT,
            env=environment(tmp_path, **settings),
            stdout=log,
            stderr=log,
        )
    yield process
    process.kill()
    process.wait(10)


def speaker(lobby: LobbyServer) -> str:
    told = httpx.get(f"{lobby.url}/healthz", timeout=5, trust_env=False).json()
    return str(told["hall"]["speaker"])


def test_it_says_a_call_twice_and_tells_so_and_gives_the_word_back(
    lobby: LobbyServer, voice: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    eventually(lambda: speaker(lobby) == "robot", 60)
    device, staff = (
        httpx.Client(base_url=f"{lobby.url}/api/v1", headers=headers(token), trust_env=False)
        for token in (device_token(lobby.var), staff_token(lobby))
    )
    with device, staff:
        device.post("/tickets", json={"service": "corporate"}).raise_for_status()
        staff.post("/counters/4/open").raise_for_status()
        staff.post("/counters/4/next").raise_for_status()
    code = (
        "from lobby.events.models import Event\n"
        "said = Event.objects.filter(type='announcement.said').order_by('id')\n"
        "print('left', *[each.data['left'] for each in said])"
    )
    eventually(lambda: "left 1 0" in manage(lobby.var, "shell", "-c", code), 60)
    voice.send_signal(signal.SIGTERM)
    assert voice.wait(20) == 0
    # Given back, not run out: a board may speak at once.
    assert speaker(lobby) == "none"
