"""Whether each optional device library really works here, tried in a process of its own.

Some native libraries end the process when a file is missing, and some print to the terminal; a probe
must survive both.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hardware.recognizers import vosk_model
from robot.ports.faults import RecognizerFault
from robot.ports.remedies import remedy

PROBE_SECONDS = 20.0


@dataclass(frozen=True)
class Probe:
    """The outcome of one look."""

    name: str
    present: bool
    detail: str
    remedy: str


def _python(code: str) -> tuple[bool, str]:
    """Run `code` in a fresh interpreter: whether it succeeded, and its last line of output."""
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False, f"{PROBE_SECONDS:.0f} 秒内没有回应"
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    return done.returncode == 0, lines[-1] if lines else ""


def speech_synthesis() -> Probe:
    """espeak-ng, which pyttsx3 speaks with on Linux."""
    path = shutil.which("espeak-ng") or shutil.which("espeak")
    present = bool(path) or sys.platform in ("win32", "darwin")
    return Probe("语音合成", present, path or "系统自带", remedy("voice"))


def audio_devices() -> Probe:
    """PortAudio and the sound devices that it lists."""
    ok, line = _python(
        "import sounddevice as s; d = s.query_devices();"
        "i = sum(x['max_input_channels'] > 0 for x in d);"
        "o = sum(x['max_output_channels'] > 0 for x in d);"
        "print(f'麦克风 {i} 个，扬声器 {o} 个'); raise SystemExit(0 if i and o else 3)"
    )
    if ok:
        return Probe("麦克风与扬声器", True, line, "")
    if "PortAudio" in line:
        return Probe("麦克风与扬声器", False, "缺少 PortAudio", remedy("sound_library"))
    return Probe("麦克风与扬声器", False, "没有发现声音设备", "接好麦克风和扬声器后重试")


def camera() -> Probe:
    """OpenCV and the first camera."""
    ok, line = _python("import cv2; print(cv2.__version__)")
    if not ok:
        mends = remedy("picture_library" if ".so" in line else "packages")
        return Probe("摄像头", False, line or "OpenCV 不能载入", mends)
    if platform.system() == "Linux":
        # Only looked for: the robot itself may have it open.
        there = sorted(str(path) for path in Path("/dev").glob("video*"))
        detail = "、".join(there) or "没有 /dev/video*"
        return Probe("摄像头", bool(there), detail, "接好摄像头后重试")
    ok, _ = _python("import cv2; raise SystemExit(0 if cv2.VideoCapture(0).read()[0] else 3)")
    return Probe("摄像头", ok, "能取到画面" if ok else "打不开", remedy("camera"))


def recognition_model(folder: Path) -> Probe:
    """The Mandarin vosk model, by the files that a whole one has."""
    try:
        found = vosk_model.find(folder)
    except RecognizerFault as fault:
        what, _, mends = fault.message.rpartition("：")
        return Probe("语音识别模型", False, what, mends)
    return Probe("语音识别模型", True, str(found.folder), "")


def all_probes(model: Path) -> Iterator[Probe]:
    """Every probe, in the order of a spoken turn; `model` is the recognizer's folder."""
    yield audio_devices()
    yield recognition_model(model)
    yield speech_synthesis()
    yield camera()
