"""A conversation spoken in and heard out: the whole robot over real sound streams."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audio import mandarin
from tests.audio.virtual import VirtualAudio, virtual_audio
from tests.streams.branch import Branch
from tests.streams.voices import Listener, Lobby, VoiceProcess, speak, speak_until_heard

pytestmark = pytest.mark.timeout(900)
"""The recognizer's model may have to be built first."""


@pytest.fixture(scope="module")
def model() -> Path:
    return mandarin.model()


@pytest.fixture(scope="module")
def audio() -> Iterator[VirtualAudio]:
    with virtual_audio() as running:
        yield running


@pytest.fixture(scope="module")
def voice(branch: Branch, audio: VirtualAudio, model: Path) -> Iterator[VoiceProcess]:
    running = VoiceProcess(branch, audio, model)
    yield running
    assert running.stop() == 0, running.log.read_text()


@pytest.fixture
def lobby(branch: Branch, voice: VoiceProcess) -> Iterator[Lobby]:
    """The branch, with a robot that hears, speaks, and has nobody before it."""
    watching = Lobby(branch)
    watching.until_robot(lambda r: r.get("hears") and r["speaks"], "hears and speaks")
    yield watching
    watching.close()


@pytest.fixture
def listener(audio: VirtualAudio) -> Iterator[Listener]:
    listening = Listener(audio)
    yield listening
    listening.close()


def test_a_customer_speaks_touches_and_is_called(
    lobby: Lobby, listener: Listener, audio: VirtualAudio, branch: Branch
) -> None:
    speak(audio, "我要取三万块钱")
    turn = lobby.event("turn.replied", lambda data: data["modality"] == "voice")
    assert turn["channel"] == "voice"
    for reply in turn["replies"]:
        listener.hears(reply["speech"])
    lobby.until_robot(lambda r: r["state"] == "listening", "listens again")

    # The same visitor goes on by hand, and hears that answer as well.
    listener.anew()
    with branch.http() as http:
        asked = {"text": "厕所在哪儿", "modality": "touch"}
        answer = http.post(f"/conversations/{turn['conversation']}/turns", json=asked).json()
    listener.hears(answer["replies"][0]["speech"])
    lobby.until_robot(lambda r: r["state"] == "listening", "listens again")

    # And by voice again: one conversation, which knows of the number.
    speak(audio, "还要等多久")
    again = lobby.event("turn.replied", lambda data: data["modality"] == "voice")
    assert again["conversation"] == turn["conversation"]
    assert again["turn"] == turn["turn"] + 2
    lobby.until_robot(lambda r: r["state"] == "listening", "listens again")

    listener.anew()
    with branch.http(staff=True) as http:
        http.post("/announcements", json={"text": "请各位到三号窗口。"}).raise_for_status()
    listener.hears("请各位到三号窗口。")


def test_partial_words_reach_the_screen(lobby: Lobby, audio: VirtualAudio) -> None:
    lobby.until_robot(lambda r: r["state"] in ("idle", "listening"), "is quiet")
    speak(audio, "我要取三万块钱")
    started = lobby.event("turn.started", lambda data: data["modality"] == "voice")
    lobby.event("turn.replied")
    lobby.until_robot(lambda r: r["state"] == "listening", "listens again")
    speak(audio, "十万存一年利息多少")
    shown = lobby.event("robot.state", lambda data: "partial" in data)
    assert shown["conversation"] == started["conversation"]
    assert lobby.event("turn.started")["text"] == "十万存一年利息多少"


def test_the_sound_server_dies_and_comes_back(
    lobby: Lobby, listener: Listener, audio: VirtualAudio, branch: Branch
) -> None:
    audio.kill()
    lobby.until_robot(lambda r: {"microphone", "speaker"} <= set(r["faults"]), "both lost")
    assert lobby.health()["state"] in ("away", "speaking", "thinking")

    # Text goes on meanwhile.
    with branch.visitor() as visitor:
        assert visitor.say("你好", "text").replies
        visitor.end()

    audio.start()
    lobby.until_robot(lambda r: not r["faults"] and r["hears"], "both back")
    listener.anew()
    speak_until_heard(audio, lobby, "再说一遍")
    turn = lobby.event("turn.replied", lambda data: data["modality"] == "voice")
    listener.hears(turn["replies"][0]["speech"])


def test_an_unplugged_microphone_is_told_and_taken_up_again(
    lobby: Lobby, audio: VirtualAudio
) -> None:
    audio.unplug_microphone()
    lobby.until_robot(lambda r: "microphone" in r["faults"] and not r["hears"], "lost")
    audio.plug_microphone()
    lobby.until_robot(lambda r: r["hears"], "back")
    assert speak_until_heard(audio, lobby, "我要取号")["text"] == "我要取号"


def test_nothing_that_was_said_is_in_the_log(voice: VoiceProcess) -> None:
    log = voice.log.read_text()
    assert "microphone_" in log
    for words in ("三万", "利息", "取号"):
        assert words not in log
