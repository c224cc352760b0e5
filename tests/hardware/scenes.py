"""Pictures and videos drawn for tests: an empty lobby, and somebody who comes and looks this way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
WIDTH, HEIGHT, RATE = 640, 480, 10.0


def lobby(seed: int = 0) -> Picture:
    """A grey room with the noise of a real sensor."""
    noise = np.random.default_rng(seed).normal(0, 2, (HEIGHT, WIDTH, 3))
    return np.clip(90 + noise, 0, 255).astype(np.uint8)


def with_face(left: int = 200, size: int = 200, seed: int = 0) -> Picture:
    """The room with a drawn face that OpenCV's cascade takes for one."""
    picture = lobby(seed)
    grey = _face(size)
    picture[120 : 120 + size, left : left + size] = grey[:, :, None]
    return picture


def video(path: Path, pictures: Sequence[Picture]) -> Path:
    """A video file of ten pictures a second."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), RATE, (WIDTH, HEIGHT))
    for picture in pictures:
        writer.write(picture)
    writer.release()
    return path


def _face(size: int) -> Picture:
    """Drawn four times as large: skin, hair, brows, eyes, nose and mouth, softened."""
    side, middle = 4 * size, 2 * size
    picture: Picture = np.full((side, side), 90, np.uint8)
    y, x = np.mgrid[0:side, 0:side]
    oval = ((x - middle) / (0.34 * side)) ** 2 + ((y - middle) / (0.45 * side)) ** 2
    picture[oval < 1] = (205 - 55 * np.clip(oval, 0, 1))[oval < 1].astype(np.uint8)
    picture[(oval < 1.05) & (y < middle - 0.24 * side)] = 40

    def ellipse(across: float, down: float, width: float, height: float, grey: int) -> None:
        centre = (middle + round(across * side), middle + round(down * side))
        axes = (round(width * side), round(height * side))
        cv2.ellipse(picture, centre, axes, 0, 0, 360, grey, -1)

    for side_of_face in (-0.145, 0.145):
        ellipse(side_of_face, -0.07, 0.085, 0.045, 120)
        ellipse(side_of_face, -0.07, 0.065, 0.028, 230)
        ellipse(side_of_face, -0.07, 0.028, 0.028, 30)
        ellipse(side_of_face, -0.145, 0.09, 0.02, 60)
    ellipse(0, 0.03, 0.03, 0.12, 215)
    ellipse(0, 0.125, 0.06, 0.02, 110)
    ellipse(0, 0.24, 0.11, 0.03, 90)
    soft = cv2.GaussianBlur(picture, (0, 0), side * 0.012)
    return np.asarray(cv2.resize(soft, (size, size), interpolation=cv2.INTER_AREA), np.uint8)
