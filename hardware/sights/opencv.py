"""Movement (MOG2, 0.9 ms a picture) and faces (Haar cascade, some 40 ms), both from OpenCV itself.

Pictures are made small first. Nothing is kept of them but the slowly changing background of the scene.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from hardware import libraries
from robot.ports.camera import Frame
from robot.ports.faults import Reason, SightFault
from robot.ports.remedies import remedy
from robot.ports.sight import Face

MOTION_WIDTH = 320
FACE_WIDTH = 320
"""Pixels of the pictures that are looked at."""
LEARNED_AFTER = 5
"""Pictures until the background is known; before, nothing counts as movement."""
HISTORY = 150
"""Pictures over which the background follows a change of light or a moved chair."""
SMALLEST_FACE = 30
"""Pixels of the small picture: a visitor at about two metres."""
CASCADE = "haarcascade_frontalface_default.xml"


class OpenCvSight:
    """Raises SightFault when OpenCV or its cascade is missing."""

    def __init__(self, device: str = ""):
        self._cv = libraries.load("cv2", SightFault)
        path = Path(getattr(self._cv, "data").haarcascades) / CASCADE  # noqa: B009
        self._cascade: Any = self._cv.CascadeClassifier(str(path))
        if self._cascade.empty():
            raise SightFault(
                Reason.MODEL_MISSING, f"缺少 {path}（opencv-python 4.x）：{remedy('packages')}"
            )
        self._background: Any = self._cv.createBackgroundSubtractorMOG2(
            history=HISTORY, varThreshold=25, detectShadows=False
        )
        self._seen = 0

    def motion(self, frame: Frame) -> float:
        mask = self._background.apply(self._small(frame, MOTION_WIDTH))
        self._seen += 1
        if self._seen <= LEARNED_AFTER:
            return 0.0
        # Single pixels are the sensor's noise.
        mask = self._cv.medianBlur(mask, 5)
        return float(np.count_nonzero(mask) / mask.size)

    def faces(self, frame: Frame) -> tuple[Face, ...]:
        grey = self._small(frame, FACE_WIDTH)
        height, width = grey.shape
        least = (SMALLEST_FACE, SMALLEST_FACE)
        found = self._cascade.detectMultiScale(grey, 1.15, 5, minSize=least)
        faces = [Face(x / width, y / height, w / width, h / height) for x, y, w, h in found]
        return tuple(sorted(faces, key=lambda face: face.width * face.height, reverse=True))

    def close(self) -> None:
        self._background.clear()

    def _small(self, frame: Frame, width: int) -> npt.NDArray[np.uint8]:
        """The picture in grey, at most `width` pixels wide."""
        pixels = np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.width, 3)
        grey: npt.NDArray[np.uint8] = self._cv.cvtColor(pixels, self._cv.COLOR_BGR2GRAY)
        if frame.width > width:
            size = (width, max(1, round(frame.height * width / frame.width)))
            grey = self._cv.resize(grey, size, interpolation=self._cv.INTER_AREA)
        return grey
