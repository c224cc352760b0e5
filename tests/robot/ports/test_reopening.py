"""A device that comes and goes, on a clock of its own."""

from __future__ import annotations

import logging

import pytest

from robot.ports.audio import AudioChunk
from robot.ports.faults import Fault, MicrophoneFault, Reason, SpeakerFault
from robot.ports.health import Health
from robot.ports.reopening import Pauses, Reopening
from robot.ports.steady import SteadyMicrophone, SteadySpeaker
from tests.fakes.scripted_devices import FakeSpeaker, ScriptedMicrophone

LOST = MicrophoneFault(Reason.LOST, "麦克风断开了")
MISSING = MicrophoneFault(Reason.MISSING_PACKAGE, "缺少 sounddevice")


class World:
    """A clock, and a socket into which a microphone is plugged or not."""

    def __init__(self) -> None:
        self.now = 0.0
        self.attempts: list[float] = []
        self.plugged: Fault | None = None
        self.told: list[str | None] = []
        self.opened: list[ScriptedMicrophone] = []

    def open(self) -> ScriptedMicrophone:
        self.attempts.append(self.now)
        if self.plugged is not None:
            raise self.plugged
        self.opened.append(ScriptedMicrophone())
        return self.opened[-1]

    def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0.001)

    def steady(self) -> SteadyMicrophone:
        return SteadyMicrophone(
            Reopening(
                self.open,
                pauses=Pauses(first=1.0, factor=2.0, longest=8.0, permanent=30.0),
                now=lambda: self.now,
                changed=lambda fault: self.told.append(fault.code if fault else None),
            ),
            self.sleep,
        )


@pytest.fixture
def world() -> World:
    return World()


def test_nothing_is_opened_before_it_is_wanted(world: World) -> None:
    world.steady()
    assert world.attempts == []


def test_attempts_come_with_growing_pauses(world: World) -> None:
    world.plugged = LOST
    microphone = world.steady()
    while world.now < 40:
        assert microphone.read(0.5) is None
    gaps = [b - a for a, b in zip(world.attempts, world.attempts[1:], strict=False)]
    assert gaps[:5] == pytest.approx([1, 2, 4, 8, 8], abs=0.1)
    assert world.told == ["microphone_lost"]


def test_what_needs_a_hand_is_tried_seldom_but_tried(world: World) -> None:
    world.plugged = MISSING
    microphone = world.steady()
    while world.now < 65:
        microphone.read(0.5)
    assert world.attempts == pytest.approx([0, 30, 60], abs=0.1)


def test_it_works_again_and_says_so_once(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "robot.devices")
    microphone = world.steady()
    assert microphone.read(0.1) is not None
    world.opened[0].fails_with(LOST)
    assert microphone.read(0.1) is None
    assert world.opened[0].closed
    fault = microphone.health().fault
    assert fault is not None
    assert fault.code == "microphone_lost"
    while microphone.read(0.1) is None:
        pass
    assert microphone.read(0.1) is not None
    assert microphone.health().works
    assert world.told == ["microphone_lost", None]
    assert [record.message for record in caplog.records] == [
        "microphone_lost: 麦克风断开了",
        "microphone works again",
    ]


def test_counters_survive_reopening(world: World) -> None:
    microphone = world.steady()
    microphone.read(0.1)
    first = microphone.health().delivered
    world.opened[0].fails_with(LOST)
    microphone.read(0.1)
    while microphone.read(0.1) is None:
        pass
    health: Health = microphone.health()
    assert health.delivered == 2 * first
    assert health.reopened == 1


def test_success_makes_the_next_pause_short_again(world: World) -> None:
    world.plugged = LOST
    microphone = world.steady()
    while world.now < 10:
        microphone.read(0.5)
    world.plugged = None
    while microphone.read(0.5) is None:
        pass
    world.opened[0].fails_with(LOST)
    microphone.read(0.5)
    failed_at = world.now
    while microphone.read(0.5) is None:
        pass
    assert world.attempts[-1] - failed_at == pytest.approx(1.0, abs=0.01)


def test_closed_for_good_is_never_opened_again(world: World) -> None:
    microphone = world.steady()
    microphone.read(0.1)
    microphone.close()
    assert world.opened[0].closed
    assert microphone.read(0.1) is None
    assert len(world.attempts) == 1


def test_a_speaker_that_is_away_raises_and_is_not_tried_before_its_time() -> None:
    now, attempts = [0.0], [0]
    device = FakeSpeaker()

    def open_speaker() -> FakeSpeaker:
        attempts[0] += 1
        if now[0] < 5:
            raise SpeakerFault(Reason.MISSING_DEVICE, "没有发现扬声器")
        return device

    speaker = SteadySpeaker(Reopening(open_speaker, pauses=Pauses(first=5.0), now=lambda: now[0]))
    clip = AudioChunk.silence(0.1)
    for _ in range(3):
        with pytest.raises(SpeakerFault, match="没有发现扬声器"):
            speaker.play(clip)
    assert attempts == [1]
    now[0] = 5.0
    speaker.play(clip, volume=0.5)
    assert speaker.wait(1.0)
    assert device.played == [(clip, 0.5)]
    assert speaker.health().works
