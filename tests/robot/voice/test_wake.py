from __future__ import annotations

import pytest

from robot.voice.texts import load
from robot.voice.wake import WakePhrase


@pytest.mark.parametrize(
    ("heard", "rest"),
    [
        ("娇娇", ""),
        ("焦焦我要取号", "我要取号"),
        ("教教，厕所在哪", "厕所在哪"),
        ("你好娇娇", ""),
        ("您好骄骄我要办卡", "我要办卡"),
        ("哎娇娇", ""),
        ("娇娇娇娇在吗", "在吗"),
        ("我要取号", None),
        ("我听说那个娇娇不错", None),
        ("", None),
        ("交", None),
        ("A娇娇", ""),
    ],
)
def test_a_name_is_known_by_its_sound(heard: str, rest: str | None) -> None:
    assert WakePhrase(load().wake).rest(heard) == rest
