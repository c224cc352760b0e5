from __future__ import annotations

from pathlib import Path

import pytest

from robot.speech.sentences import sentences
from robot.voice import texts


def test_the_robots_own_words_are_short_chinese_and_said_in_turn() -> None:
    own = texts.load()
    for name in texts.SPOKEN:
        wording = getattr(own, name)
        for line in wording.choices:
            assert 0 < len(line) <= 60
            assert not any(c.isascii() and c.isalnum() for c in line)
            assert line.endswith(("。", "？", "！"))
            assert sentences(line)
    assert len(own.unheard.choices) >= 3
    said = [own.unheard() for _ in own.unheard.choices]
    assert said == list(own.unheard.choices)
    own.unheard()
    own.anew()
    assert own.unheard() == own.unheard.choices[0]


def test_a_file_that_lacks_something_is_refused_by_name(tmp_path: Path) -> None:
    whole = texts.FILE.read_text(encoding="utf-8")
    broken = tmp_path / "texts.yml"
    broken.write_text(whole.replace("farewell:", "fare:"), encoding="utf-8")
    with pytest.raises(texts.TextsRefused, match="farewell"):
        texts.load(broken)
    broken.write_text("- a\n", encoding="utf-8")
    with pytest.raises(texts.TextsRefused, match="no texts"):
        texts.load(broken)
