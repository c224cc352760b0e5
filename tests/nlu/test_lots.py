"""What is drawn by lot stays drawn when more is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlu.lots import drawn, lot


@given(st.lists(st.text(max_size=6), unique=True), st.text(max_size=6), st.integers(0, 9))
def test_a_sentence_more_moves_one_other_at_most(words: list[str], another: str, most: int) -> None:
    before, after = set(drawn(words, most, str)), set(drawn([*words, another], most, str))
    assert len(before - after) <= 1
    assert after - before <= {another}


@given(st.lists(st.text(max_size=6)), st.integers(0, 9))
def test_as_many_are_drawn_as_are_asked_for(words: list[str], most: int) -> None:
    assert len(drawn(words, most, str)) == min(most, len(words))


def test_lots_fall_evenly() -> None:
    parts = [lot(f"{number}号窗口在哪") % 4 for number in range(4000)]
    assert all(900 < parts.count(part) < 1100 for part in range(4))
