from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.recognizers.transcripts import spoken, transcript, words
from robot.ports.recognition import Word


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("我 要 取 款", "我要取款"),
        ("打开 wi fi 网络", "打开wi fi网络"),
        ("a 零 一二", "a零一二"),
        ("[unk] 你好 [unk]", "你好"),
        ("[unk]", ""),
        ("", ""),
    ],
)
def test_spaces_stay_between_foreign_words_only(heard: str, written: str) -> None:
    assert spoken(heard) == written


@given(st.lists(st.text("取号存款理财", min_size=1, max_size=3), max_size=6))
def test_chinese_has_no_spaces(parts: list[str]) -> None:
    assert spoken(" ".join(parts)) == "".join(parts)


def test_confidence_is_weighted_by_time_and_lowered_by_what_was_not_understood() -> None:
    sure, unsure = Word("取号", 0.0, 3.0, 1.0), Word("吗", 3.0, 4.0, 0.2)
    assert transcript([sure, unsure]).confidence == pytest.approx(0.8)
    half = transcript([Word("取号", 0.0, 1.0, 1.0), Word("[unk]", 1.0, 2.0, 1.0)])
    assert (half.text, half.confidence) == ("取号", 0.5)
    assert transcript([Word("[unk]", 0.0, 1.0, 1.0)]).confidence == 0.0


def test_an_answer_without_words_has_none() -> None:
    assert words(json.dumps({"text": ""})) == []
