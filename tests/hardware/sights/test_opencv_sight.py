"""The real OpenCV sees movement and faces in drawn scenes."""

from __future__ import annotations

import pytest

from hardware.catalogue import SIGHTS
from robot.ports.camera import Frame
from robot.ports.drivers import Choice
from robot.ports.faults import Reason, SightFault
from robot.ports.sight import Sight
from tests.hardware import scenes


@pytest.fixture
def sight() -> Sight:
    return SIGHTS.open(Choice("opencv"))


def frame(picture: scenes.Picture, at: float = 0.0) -> Frame:
    height, width = picture.shape[:2]
    return Frame(picture.tobytes(), width, height, at)


def learn(sight: Sight) -> None:
    for seed in range(20):
        sight.motion(frame(scenes.lobby(seed)))


def test_an_empty_lobby_does_not_move(sight: Sight) -> None:
    learn(sight)
    assert max(sight.motion(frame(scenes.lobby(seed))) for seed in range(20, 40)) < 0.002


def test_somebody_who_comes_is_movement(sight: Sight) -> None:
    learn(sight)
    assert sight.motion(frame(scenes.with_face())) > 0.02


def test_the_first_pictures_are_no_movement(sight: Sight) -> None:
    assert sight.motion(frame(scenes.with_face())) == 0.0


def test_a_face_is_found_where_it_is(sight: Sight) -> None:
    (face,) = sight.faces(frame(scenes.with_face(left=200, size=200)))
    assert face.left + face.width / 2 == pytest.approx(300 / 640, abs=0.03)
    assert face.top + face.height / 2 == pytest.approx(220 / 480, abs=0.05)
    assert face.width == pytest.approx(0.2, rel=0.5)


def test_the_nearest_face_comes_first(sight: Sight) -> None:
    picture = scenes.with_face(left=20, size=120)
    picture[:, 320:] = scenes.with_face(left=380, size=240)[:, 320:]
    first, second = sight.faces(frame(picture))
    assert first.width > second.width
    assert first.left > second.left


def test_an_empty_lobby_has_no_face(sight: Sight) -> None:
    assert sight.faces(frame(scenes.lobby())) == ()


def test_a_missing_cascade_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hardware.sights.opencv.CASCADE", "none.xml")
    with pytest.raises(SightFault) as caught:
        SIGHTS.open(Choice("opencv"))
    assert caught.value.reason is Reason.MODEL_MISSING
