"""Trying camera and sight: how many pictures come, and what is seen in them. None is kept."""

from __future__ import annotations

import contextlib
import time

from hardware import catalogue
from robot.checkup.trial import Trial
from robot.ports.camera import Frame
from robot.ports.faults import CameraFault, Reason
from robot.settings import Devices

LOOK_SECONDS = 2.0
ENOUGH = 20
"""Pictures; no more are looked at."""


def camera(devices: Devices) -> Trial:
    choice = devices.camera
    frames, took, name = _frames(devices)
    if not frames:
        raise CameraFault(Reason.STALLED, f"{name} 没有画面：检查镜头盖和连接")
    width, height = frames[-1].width, frames[-1].height
    rate = len(frames) / took if took else 0.0
    figures = {"pictures": float(len(frames)), "width": float(width), "height": float(height)}
    detail = f"{name}，{len(frames)} 张画面，{width}×{height}，每秒 {rate:.0f} 张"
    return Trial("camera", choice.driver, name, "works", detail, figures=figures)


def sight(devices: Devices) -> Trial:
    """Looks for movement and faces in what the camera sees now; without a camera, in one grey picture."""
    choice = devices.sight
    opened = catalogue.SIGHTS.open(choice)
    seen: list[Frame] = []
    if devices.camera.wanted:
        with contextlib.suppress(CameraFault):
            seen = _frames(devices)[0]
    frames = seen or [Frame(bytes([127]) * (3 * 64 * 48), 64, 48, 0.0)]
    began = time.perf_counter()
    motion = [opened.motion(frame) for frame in frames][-1]
    faces = len(opened.faces(frames[-1]))
    took = time.perf_counter() - began
    opened.close()
    figures = {"motion": round(motion, 4), "faces": float(faces), "took_s": round(took, 3)}
    detail = f"画面中有 {faces} 张脸" if seen else "能用；摄像头没有画面，没有真看"
    return Trial("sight", choice.driver, "", "works", detail, figures=figures)


def _frames(devices: Devices) -> tuple[list[Frame], float, str]:
    """Pictures of two seconds, how long they took, and the camera's name."""
    opened = catalogue.CAMERAS.open(devices.camera)
    frames: list[Frame] = []
    began = time.monotonic()
    try:
        while len(frames) < ENOUGH and time.monotonic() - began < LOOK_SECONDS:
            frame = opened.read(LOOK_SECONDS)
            if frame is not None:
                frames.append(frame)
    except CameraFault as fault:
        if fault.reason is not Reason.ENDED:
            raise
    finally:
        name = opened.health().device
        opened.close()
    return frames, time.monotonic() - began, name
