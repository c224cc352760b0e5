"""A camera, or a video file, through OpenCV. Only the newest picture is kept, and only in memory."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any

from hardware import libraries
from robot.ports.camera import Frame
from robot.ports.faults import CameraFault, Fault, Reason
from robot.ports.health import Health
from robot.ports.remedies import remedy

WIDTH, HEIGHT = 640, 480
"""What is asked of the camera; faces under 60 pixels are not found anyway."""
RATE = 10.0
"""Pictures a second asked for, and taken at most: presence needs no more."""
STALLED_AFTER = 1.5
"""Seconds without a picture after which the camera counts as lost."""
FAST = "fast:"
"""Put before a file's name: each read gives the next picture at once."""
USUAL_FILE_RATE = 25.0
CLOSE_SECONDS = 1.0


class OpenCvCamera:
    """`device` is a number (empty: 0), a file or a stream's address. Raises CameraFault."""

    def __init__(self, device: str = ""):
        self._cv = libraries.load("cv2", CameraFault)
        self._paced = not device.startswith(FAST)
        name = device.removeprefix(FAST)
        live = not name or name.isdigit()
        self._name = f"摄像头 {name or 0}" if live else name
        if not live and "://" not in name and not Path(name).exists():
            raise CameraFault(Reason.MISSING_DEVICE, f"没有视频文件 {name}")
        # OpenCV tells of a missing camera on standard error as well.
        self._cv.setLogLevel(0)
        self._capture: Any = self._cv.VideoCapture(int(name or 0) if live else name)
        if not self._capture.isOpened():
            self._capture.release()
            message = f"{self._name} 打不开（是否被其他程序占用？）：{remedy('camera')}"
            if live and sys.platform == "linux" and not any(Path("/dev").glob("video*")):
                message = "没有发现摄像头：接好后会自动启用；不用就设 JIAOJIAO_CAMERA=none"
            raise CameraFault(Reason.MISSING_DEVICE if live else Reason.FAILED, message)
        if live:
            self._capture.set(self._cv.CAP_PROP_FRAME_WIDTH, WIDTH)
            self._capture.set(self._cv.CAP_PROP_FRAME_HEIGHT, HEIGHT)
            self._capture.set(self._cv.CAP_PROP_FPS, RATE)
            self._capture.set(self._cv.CAP_PROP_BUFFERSIZE, 1)
        self._live = live
        self._file_rate = self._capture.get(self._cv.CAP_PROP_FPS) or USUAL_FILE_RATE
        self._fresh = threading.Condition()
        self._newest: Frame | None = None
        self._fault: CameraFault | None = None
        self._began = self._last = time.monotonic()
        self._taken = self._delivered = self._dropped = 0
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        if self._paced:
            self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
            self._thread.start()

    def read(self, timeout: float) -> Frame | None:
        if not self._paced:
            self._newest = self._take()
        with self._fresh:
            self._fresh.wait_for(self._something, timeout)
            frame, self._newest = self._newest, None
            if frame is not None:
                self._delivered += 1
                return frame
        self._check()
        return None

    def health(self) -> Health:
        fault: Fault | None = None
        try:
            self._check()
        except CameraFault as found:
            fault = found
        age = time.monotonic() - self._last if self._live else None
        return Health(self._name, fault, self._delivered, self._dropped, age=age)

    def close(self) -> None:
        """A camera that hangs is left behind after a second."""
        self._closed.set()
        if self._thread is None:
            self._capture.release()
        else:
            self._thread.join(CLOSE_SECONDS)

    def _something(self) -> bool:
        return self._newest is not None or self._fault is not None

    def _check(self) -> None:
        if self._fault is not None:
            raise self._fault
        if self._paced and time.monotonic() - self._last > STALLED_AFTER:
            raise CameraFault(Reason.STALLED, f"{self._name} 没有画面了：检查连接，会自动重试")

    def _run(self) -> None:
        """The capture's own thread: it also releases it, since another one would wait for it."""
        interval = 1.0 / (RATE if self._live else self._file_rate)
        while not self._closed.is_set():
            try:
                frame = self._take()
            except CameraFault as fault:
                with self._fresh:
                    self._fault = fault
                    self._fresh.notify_all()
                break
            with self._fresh:
                self._dropped += self._newest is not None
                self._newest = frame
                self._last = time.monotonic()
                self._fresh.notify_all()
            self._closed.wait(max(0.0, self._began + self._taken * interval - self._last))
        self._capture.release()

    def _take(self) -> Frame:
        there, picture = self._capture.read()
        if not there:
            if self._live:
                raise CameraFault(Reason.LOST, f"{self._name} 断开了：检查连接，接好后会自动恢复")
            raise CameraFault(Reason.ENDED, f"{self._name} 放完了")
        at = time.monotonic() - self._began if self._live else self._taken / self._file_rate
        self._taken += 1
        height, width = picture.shape[:2]
        return Frame(picture.tobytes(), width, height, at)
