"""The camera's side of presence, with fakes, and with OpenCV on a film of somebody who comes and goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware.catalogue import CAMERAS, SIGHTS
from robot.ports.camera import Frame
from robot.ports.drivers import Choice
from robot.ports.faults import CameraFault, Reason, SightFault
from robot.ports.health import Health
from robot.ports.reopening import Reopening
from robot.ports.sight import Face
from robot.ports.steady import SteadyCamera
from robot.voice.presence import Change, Presence
from robot.voice.watching import Watcher
from tests.fakes.virtual_time import VirtualTime
from tests.hardware.scenes import lobby, video, with_face

BLANK = Frame(bytes(3), 1, 1, 0.0)


class FakeCamera:
    fault: CameraFault | None = None

    def read(self, timeout: float) -> Frame | None:
        if self.fault is not None:
            raise self.fault
        return BLANK

    def health(self) -> Health:
        return Health("fake", self.fault)

    def close(self) -> None: ...


class FakeSight:
    def __init__(self) -> None:
        self.moves = 0.0
        self.face: float | None = None
        self.looked = 0
        self.fault: SightFault | None = None

    def motion(self, frame: Frame) -> float:
        if self.fault is not None:
            raise self.fault
        return self.moves

    def faces(self, frame: Frame) -> tuple[Face, ...]:
        self.looked += 1
        return (Face(0.4, 0.3, 0.2, self.face),) if self.face else ()

    def close(self) -> None: ...


class Scene:
    def __init__(self) -> None:
        self.time = VirtualTime()
        self.camera, self.sight = FakeCamera(), FakeSight()
        self.watcher = Watcher(
            SteadyCamera(Reopening(lambda: self.camera, now=self.time), self.time.sleep),
            Reopening(lambda: self.sight, now=self.time),
            Presence(),
            self.time,
        )

    def watch(self, seconds: float) -> list[Change]:
        """Four looks a second; who came and went."""
        for _ in range(round(4 * seconds)):
            self.watcher.look()
            self.time.sleep(0.25)
        changes = list(self.watcher.changes)
        self.watcher.changes.clear()
        return changes


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_somebody_comes_and_goes(scene: Scene) -> None:
    scene.sight.moves, scene.sight.face = 0.1, 0.3
    assert scene.watch(3) == [Change.ARRIVED]
    assert scene.watcher.present
    scene.sight.moves, scene.sight.face = 0.0, None
    assert scene.watch(10) == [Change.LEFT]


def test_an_empty_lobby_is_not_searched_for_faces(scene: Scene) -> None:
    scene.watch(20)
    assert scene.sight.looked == 0
    scene.sight.moves = 0.1
    scene.watch(10)
    assert 15 <= scene.sight.looked <= 20


def test_a_camera_that_goes_takes_the_visitor_out_of_sight(scene: Scene) -> None:
    scene.sight.moves, scene.sight.face = 0.1, 0.3
    scene.watch(3)
    scene.camera.fault = CameraFault(Reason.LOST, "摄像头断开了")
    assert scene.watch(2) == [Change.LEFT]
    scene.camera.fault = None
    assert scene.watch(5) == [Change.ARRIVED]


def test_eyes_that_fail_are_opened_anew(scene: Scene) -> None:
    scene.sight.moves, scene.sight.face = 0.1, 0.3
    scene.sight.fault = SightFault(Reason.FAILED, "看不清")
    assert scene.watch(2) == []
    scene.sight.fault = None
    assert scene.watch(4) == [Change.ARRIVED]


def test_a_film_of_a_visitor_through_the_real_eyes(tmp_path: Path) -> None:
    empty = [lobby(n) for n in range(20)]
    somebody = [with_face(left=200 + 2 * (n % 8), seed=n) for n in range(25)]
    film = video(tmp_path / "visitor.avi", [*empty, *somebody])
    time = VirtualTime()
    camera = CAMERAS.open(Choice("opencv", f"fast:{film}"))
    watcher = Watcher(camera, Reopening(SIGHTS.factory(Choice("opencv"))), Presence(), time)
    for _ in empty:
        watcher.look()
        time.sleep(0.25)
    assert not watcher.changes
    for _ in somebody:
        watcher.look()
        time.sleep(0.25)
    assert list(watcher.changes) == [Change.ARRIVED]
    camera.close()
