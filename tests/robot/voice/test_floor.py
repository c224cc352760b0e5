"""The robot speaks to the hall while it has the floor, and tells what it has said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from robot.ports.faults import Reason, SpeakerFault, SynthesizerFault
from robot.voice.floor import LentFloor
from tests.fakes.virtual_time import VirtualTime
from tests.robot.voice.hall import Hall

CALL = "请A零零一号到一号窗口。"


@dataclass
class Lobby:
    """Lends the floor as a test says, and keeps what it was told."""

    time: VirtualTime = field(default_factory=VirtualTime)
    lends: bool = True
    awaited: bool = False
    away: bool = False
    busy: int = 0
    """So often it answers that it is too busy."""
    event: int = 0
    outstanding: Sequence[dict[str, Any]] = ()
    told: list[str] = field(default_factory=list)
    wall: float = 5000.0

    def floor(self) -> LentFloor:
        transport = httpx.MockTransport(self._answer)
        return LentFloor(
            "http://lobby", "secret", transport, self.time, lambda: self.wall, name="robot-1"
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == "Bearer secret"
        if self.away:
            raise httpx.ConnectError("refused")
        if self.busy:
            self.busy -= 1
            return httpx.Response(503)
        path = request.url.path.removeprefix("/api/v1/announcements/")
        body = json.loads(request.content) if request.content else {}
        self.told.append(" ".join([request.method, path, *map(str, body.values())]))
        standing = {
            "speaks": self.lends,
            "seconds": 5.0,
            "awaited": self.awaited,
            "event": self.event,
            "outstanding": list(self.outstanding),
        }
        return httpx.Response(200, json=standing)


ASKED = "POST speaker robot-1 robot"


def test_it_asks_as_long_as_it_could_speak() -> None:
    lobby = Lobby()
    floor = lobby.floor()
    floor.step()
    assert (lobby.told, floor.holds) == ([], False)
    floor.tick(able=True, saying=False)
    for _ in range(30):
        floor.step()
        lobby.time.sleep(0.1)
    assert lobby.told == [ASKED] * 2
    assert floor.free(0)
    floor.tick(able=False, saying=False)
    floor.step()
    assert lobby.told[2:] == ["DELETE speaker"]
    assert not floor.holds


def test_it_falls_silent_before_the_loan_ends_by_either_clock() -> None:
    for clock in ("steady", "wall"):
        lobby = Lobby()
        floor = lobby.floor()
        floor.tick(able=True, saying=True)
        floor.step()
        lobby.away = True
        if clock == "steady":
            lobby.time.sleep(4.2)
        else:
            lobby.wall += 4.2
        assert floor.holds
        assert not floor.free(0)
        lobby.time.sleep(0.1 if clock == "steady" else 0.0)
        lobby.wall += 0.1 if clock == "wall" else 0.0
        assert not floor.holds


def test_no_sentence_before_it_has_heard_what_the_other_said() -> None:
    lobby = Lobby(event=17, outstanding=[{"id": "a"}])
    floor = lobby.floor()
    floor.tick(able=True, saying=False)
    floor.step()
    assert (floor.free(16), floor.free(17)) == (False, True)
    assert floor.outstanding() == [{"id": "a"}]
    assert floor.outstanding() == []


def test_who_is_awaited_gets_it_after_the_sentence_and_once_it_is_told() -> None:
    lobby = Lobby(awaited=True)
    floor = lobby.floor()
    floor.tick(able=True, saying=True)
    floor.step()
    assert floor.holds
    assert not floor.free(0)
    floor.said("a", 1)
    floor.tick(able=True, saying=False)
    floor.step()
    assert lobby.told == [ASKED, "POST a/said robot-1 1", "DELETE speaker"]


def test_what_was_said_is_told_again_until_lobby_has_time() -> None:
    lobby = Lobby()
    floor = lobby.floor()
    floor.tick(able=True, saying=False)
    floor.step()
    lobby.busy = 2
    floor.said("a", 0)
    for _ in range(3):
        floor.step()
        lobby.time.sleep(0.5)
    assert lobby.told[1:2] == ["POST a/said robot-1 0"]
    assert lobby.told.count("POST a/said robot-1 0") == 1


def test_what_was_said_is_let_go_with_the_floor() -> None:
    lobby = Lobby()
    floor = lobby.floor()
    floor.tick(able=True, saying=False)
    floor.step()
    lobby.away = True
    floor.said("a", 0)
    for _ in range(10):
        floor.step()
        lobby.time.sleep(0.5)
    lobby.away = False
    floor.step()
    assert lobby.told == [ASKED, ASKED]


def test_a_robot_that_ends_gives_the_floor_back() -> None:
    lobby = Lobby()
    floor = lobby.floor()
    floor.tick(able=True, saying=True)
    floor.step()
    floor.start()
    floor.stop()
    assert lobby.told[-1] == "DELETE speaker"


# ---- the loop


class FakeFloor:
    def __init__(self) -> None:
        self.holds = True
        self.left: Sequence[dict[str, Any]] = ()
        self.told: list[tuple[str, int]] = []
        self.ables: list[bool] = [False]

    def free(self, heard: int) -> bool:
        return self.holds

    def tick(self, able: bool, saying: bool) -> None:
        if self.ables[-1] != able:
            self.ables.append(able)

    def outstanding(self) -> Sequence[dict[str, Any]]:
        left, self.left = self.left, ()
        return left

    def said(self, id: str, left: int) -> None:
        self.told.append((id, left))


@pytest.fixture
def floor() -> FakeFloor:
    return FakeFloor()


@pytest.fixture
def hall(floor: FakeFloor) -> Hall:
    return Hall(floor=floor).run(1)


def test_each_time_that_a_call_was_said_is_told(hall: Hall, floor: FakeFloor) -> None:
    hall.announce(CALL, "a", repeat=1).run(2)
    assert floor.told == []
    hall.run(8)
    assert hall.said == [CALL] * 2
    assert floor.told == [("a", 1), ("a", 0)]


def test_who_has_not_the_floor_waits_for_it(hall: Hall, floor: FakeFloor) -> None:
    floor.holds = False
    hall.announce(CALL, "a").run(5)
    assert hall.said == []
    floor.holds = True
    hall.run(5)
    assert hall.said == [CALL]


def test_who_loses_the_floor_falls_silent_in_the_middle_of_a_word(
    hall: Hall, floor: FakeFloor
) -> None:
    hall.announce(CALL, "a").run(1)
    floor.holds = False
    hall.run(0.3)
    (sound,) = hall.speaker.sounds
    assert sound.until - sound.at < 1.5
    assert floor.told == []
    floor.holds = True
    hall.run(5)
    assert hall.said == [CALL] * 2
    assert floor.told == [("a", 0)]


def test_who_takes_over_says_what_it_never_heard_of(hall: Hall, floor: FakeFloor) -> None:
    hall.announce(CALL, "a")
    floor.left = [hall.news.pop().data]
    hall.run(5)
    assert floor.told == [("a", 0)]


def test_a_sentence_that_cannot_be_made_is_left_to_others_for_a_while(
    hall: Hall, floor: FakeFloor
) -> None:
    hall.synthesizer.fault = SynthesizerFault(Reason.TIMEOUT, "语音合成没有回应")
    hall.announce(CALL, "a").run(1)
    assert floor.ables == [False, True, False]
    assert floor.told == []
    hall.synthesizer.fault = None
    hall.run(20)
    assert floor.ables == [False, True, False, True]
    assert (hall.said, floor.told) == ([CALL], [("a", 0)])


def test_a_robot_without_its_loudspeaker_does_not_ask(hall: Hall, floor: FakeFloor) -> None:
    hall.speaker.fault = SpeakerFault(Reason.LOST, "扬声器断开了")
    hall.run(2)
    assert floor.ables == [False, True, False]
    hall.speaker.fault = None
    hall.run(15)
    assert floor.ables == [False, True, False, True]
