"""What mends what is missing, in the commands and menus of the system that this runs on."""

from __future__ import annotations

import sys

_PACKAGES = {
    "linux": "make setup",
    "darwin": "make setup",
    "win32": r".venv\Scripts\pip install --require-hashes -r requirements.txt",
}
_REMEDIES = {
    "packages": _PACKAGES,
    # The wheels for Windows and macOS bring these libraries with them.
    "sound_library": {**_PACKAGES, "linux": "apt-get install libportaudio2"},
    "picture_library": {**_PACKAGES, "linux": "apt-get install libgl1 libglib2.0-0"},
    "voice": {
        "linux": "apt-get install espeak-ng，再运行 make setup",
        "win32": "在“设置 > 时间和语言 > 语音”里添加中文语音",
        "darwin": "在“系统设置 > 辅助功能 > 朗读内容”里下载中文声音",
    },
    "camera": {
        "linux": "检查连接和权限（用户加入 video 组）",
        "win32": "检查连接，并在“设置 > 隐私 > 相机”里允许桌面应用使用",
        "darwin": "检查连接，并在“系统设置 > 隐私与安全性 > 摄像头”里允许",
    },
    "mute": {
        "linux": "看静音键和录音音量",
        "win32": "看静音键、录音音量和“设置 > 隐私 > 麦克风”",
        "darwin": "看静音键、录音音量和“系统设置 > 隐私与安全性 > 麦克风”",
    },
}
THINGS = tuple(_REMEDIES)


def remedy(thing: str, system: str = "") -> str:
    """For one of THINGS; `system` as sys.platform has it, empty: this one. Unknown ones are taken for a Linux."""
    known = _REMEDIES[thing]
    return known.get(system or sys.platform, known["linux"])
