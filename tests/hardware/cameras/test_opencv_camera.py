"""The real OpenCV on video files, and on cameras that are not there."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from hardware.cameras import opencv
from hardware.cameras.opencv import OpenCvCamera
from hardware.catalogue import CAMERAS
from robot.ports.camera import Frame
from robot.ports.drivers import Choice
from robot.ports.faults import CameraFault, Reason
from tests.hardware import scenes

PATIENCE = 20.0


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return scenes.video(tmp_path / "film.avi", [scenes.lobby(seed) for seed in range(8)])


def everything(camera: OpenCvCamera) -> list[Frame]:
    frames: list[Frame] = []

    def to_the_end() -> None:
        while frame := camera.read(PATIENCE):
            frames.append(frame)

    with pytest.raises(CameraFault) as end:
        to_the_end()
    assert end.value.reason is Reason.ENDED
    return frames


def test_a_film_is_seen_once_picture_by_picture(film: Path) -> None:
    camera = OpenCvCamera(f"fast:{film}")
    frames = everything(camera)
    assert [frame.at for frame in frames] == pytest.approx([n / 10 for n in range(8)])
    assert {(frame.width, frame.height) for frame in frames} == {(640, 480)}
    assert camera.health().delivered == 8
    camera.close()


def test_a_paced_film_gives_the_newest_picture_and_counts_the_rest(film: Path) -> None:
    camera = OpenCvCamera(str(film))
    while camera.health().fault is None:
        time.sleep(0.01)
    frame = camera.read(PATIENCE)
    assert frame is not None
    assert frame.at == pytest.approx(0.7)
    health = camera.health()
    assert (health.delivered, health.dropped) == (1, 7)
    camera.close()


def test_no_camera_is_a_fault_with_a_remedy() -> None:
    with pytest.raises(CameraFault, match=r"video 组|没有发现摄像头") as caught:
        CAMERAS.open(Choice("opencv", "97"))
    assert caught.value.reason is Reason.MISSING_DEVICE


def test_a_missing_or_broken_film_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(CameraFault) as missing:
        CAMERAS.open(Choice("opencv", str(tmp_path / "none.avi")))
    assert missing.value.reason is Reason.MISSING_DEVICE
    (tmp_path / "broken.avi").write_bytes(b"no film" * 99)
    with pytest.raises(CameraFault) as broken:
        CAMERAS.open(Choice("opencv", str(tmp_path / "broken.avi")))
    assert broken.value.reason is Reason.FAILED


class Unplugged:
    """What OpenCV gives for a camera that was pulled out, or that hangs."""

    def __init__(self, hangs: threading.Event | None):
        self.hangs = hangs

    def isOpened(self) -> bool:
        return True

    def set(self, *_: float) -> bool:
        return True

    def get(self, _: int) -> float:
        return 10.0

    def release(self) -> None:
        pass

    def read(self) -> tuple[bool, None]:
        if self.hangs is not None:
            self.hangs.wait()
        return False, None


def test_a_camera_that_was_pulled_out_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cv2.VideoCapture", lambda _: Unplugged(None))
    camera = OpenCvCamera()
    with pytest.raises(CameraFault) as caught:
        camera.read(PATIENCE)
    assert caught.value.code == "camera_lost"
    assert camera.health().fault is not None
    camera.close()


def test_a_camera_that_hangs_is_noticed_and_does_not_hang_the_robot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release = threading.Event()
    monkeypatch.setattr("cv2.VideoCapture", lambda _: Unplugged(release))
    monkeypatch.setattr(opencv, "STALLED_AFTER", 0.05)
    monkeypatch.setattr(opencv, "CLOSE_SECONDS", 0.05)
    camera = OpenCvCamera()
    with pytest.raises(CameraFault) as caught:
        camera.read(0.1)
    assert caught.value.code == "camera_stalled"
    camera.close()
    release.set()
