"""Loading a device's library when it is wanted: what is missing becomes one line with its remedy."""

from __future__ import annotations

import importlib
from typing import Any

from robot.ports.faults import Fault, Reason
from robot.ports.remedies import remedy

SYSTEM_LIBRARIES = {
    "sounddevice": ("缺少 PortAudio 声音库", "sound_library"),
    "cv2": ("缺少 OpenCV 要用的系统库", "picture_library"),
}
"""What to install when the Python package is there and the system library under it is not."""


def load(name: str, fault: type[Fault]) -> Any:
    """The module `name`; raises `fault` (missing_package)."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        message = f"缺少 Python 包 {error.name}：{remedy('packages')}"
        raise fault(Reason.MISSING_PACKAGE, message) from error
    except (ImportError, OSError) as error:
        what, thing = SYSTEM_LIBRARIES.get(name, (f"{name} 不能载入（{error}）", "packages"))
        message = f"{what}：{remedy(thing)}"
        raise fault(Reason.MISSING_PACKAGE, message) from error
