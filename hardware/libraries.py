"""Loading a device's library when it is wanted: what is missing becomes one line with its remedy."""

from __future__ import annotations

import importlib
from typing import Any

from robot.ports.faults import Fault, Reason

SYSTEM_LIBRARIES = {
    "sounddevice": "缺少 PortAudio 声音库：apt-get install libportaudio2",
    "cv2": "缺少 OpenCV 要用的系统库：apt-get install libgl1 libglib2.0-0",
}
"""What to install when the Python package is there and the system library under it is not."""


def load(name: str, fault: type[Fault]) -> Any:
    """The module `name`; raises `fault` (missing_package)."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        message = f"缺少 Python 包 {error.name}：make setup"
        raise fault(Reason.MISSING_PACKAGE, message) from error
    except (ImportError, OSError) as error:
        message = SYSTEM_LIBRARIES.get(name, f"{name} 不能载入：{error}")
        raise fault(Reason.MISSING_PACKAGE, message) from error
