"""A customer talks over the robot, whose microphone does not hear its loudspeaker: real streams, real dialogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.audio import mandarin
from tests.audio.virtual import VirtualAudio, virtual_audio
from tests.processes import eventually
from tests.streams.voices import PATIENCE, Listener, Lobby, VoiceProcess, speak, speak_until_heard
from tests.system.running import Robot

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]


@pytest.fixture
def audio() -> Iterator[VirtualAudio]:
    with virtual_audio() as running:
        yield running


@pytest.fixture
def lobby(robot: Robot, audio: VirtualAudio) -> Iterator[Lobby]:
    eventually(robot.gives_tickets, PATIENCE, "numbers are issued")
    voice = VoiceProcess(robot, audio, mandarin.model(), JIAOJIAO_ECHO_CANCELLED="yes")
    watching = Lobby(robot)
    watching.until_robot(lambda r: r.get("hears") and r["speaks"], "hears and speaks")
    yield watching
    watching.close()
    assert voice.stop() == 0, voice.log.read_text()


def test_the_robot_falls_silent_and_answers_who_talks_over_it(
    robot: Robot, lobby: Lobby, audio: VirtualAudio
) -> None:
    listener = Listener(audio, mandarin.model())
    speak_until_heard(audio, lobby, "我要取三万块钱")
    first = lobby.event("turn.replied", lambda data: data["modality"] == "voice")
    lobby.until_robot(lambda r: r["state"] == "speaking", "answers")
    speak(audio, "有没有老花镜")
    started = lobby.event("turn.started", lambda data: data["modality"] == "voice")
    assert started["text"] == "有没有老花镜"
    answer = lobby.event("turn.replied", lambda data: data["modality"] == "voice")
    listener.hears(answer["replies"][-1]["speech"])
    # The first answer was some five seconds long, and cut off by the first words.
    assert not listener.has_heard(first["replies"][0]["speech"])
    listener.close()
