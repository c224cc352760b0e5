"""A font of the system that has Chinese characters."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from lobby.problems import LobbyError

PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
MATCH_SECONDS = 5


class FontMissing(LobbyError):
    """No font with Chinese characters; the message names the package."""

    code = "font_missing"
    status = 503


@lru_cache(maxsize=1)
def find(places: tuple[str, ...] = PLACES) -> str:
    """The path of a font; raises FontMissing."""
    for place in places:
        if Path(place).exists():
            return place
    matched = _ask_fontconfig()
    if matched:
        return matched
    raise FontMissing("这台机器没有中文字体，不能打印号票：apt-get install fonts-noto-cjk")


def _ask_fontconfig() -> str | None:
    program = shutil.which("fc-list")
    if program is None:
        return None
    found = subprocess.run(
        [program, "--format", "%{file}\n", ":lang=zh-cn"],
        capture_output=True,
        text=True,
        timeout=MATCH_SECONDS,
        check=False,
    )
    return next((line for line in sorted(found.stdout.splitlines()) if line.strip()), None)
