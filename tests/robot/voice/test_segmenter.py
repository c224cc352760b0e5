from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.voice.segmenter import Endpointing, Segmenter, Step

PIECE = 0.05


def feed(
    segmenter: Segmenter, seconds: float, probability: float, complete: bool = False
) -> list[Step]:
    """What came of so much sound, without the nothings."""
    steps = [segmenter.feed(PIECE, probability, complete) for _ in range(round(seconds / PIECE))]
    return [step for step in steps if step is not Step.NOTHING]


def test_an_utterance_starts_with_speech_and_ends_with_silence() -> None:
    segmenter = Segmenter()
    assert feed(segmenter, 1.0, 0.0) == []
    assert feed(segmenter, 0.25, 0.9) == []
    assert feed(segmenter, 0.05, 0.9) == [Step.STARTED]
    # The first speech and the soft sound before it.
    assert segmenter.past == pytest.approx(0.6)
    assert feed(segmenter, 2.0, 0.9) == []
    assert feed(segmenter, 0.65, 0.1) == []
    assert feed(segmenter, 0.05, 0.1) == [Step.ENDED]
    assert segmenter.last.length == pytest.approx(3.0)
    assert segmenter.last.silence == pytest.approx(0.7)
    assert not segmenter.speaking


def test_a_whole_sentence_ends_sooner() -> None:
    segmenter = Segmenter()
    feed(segmenter, 1.0, 0.9)
    assert feed(segmenter, 0.45, 0.1, complete=True) == []
    assert feed(segmenter, 0.05, 0.1, complete=True) == [Step.ENDED]


def test_a_pause_for_thought_does_not_end_it() -> None:
    segmenter = Segmenter()
    feed(segmenter, 1.0, 0.9)
    assert feed(segmenter, 0.6, 0.1) == []
    assert feed(segmenter, 0.5, 0.9) == []
    assert feed(segmenter, 0.6, 0.1) == []


def test_a_knock_is_no_utterance_and_two_knocks_are_none_either() -> None:
    segmenter = Segmenter()
    for _ in range(5):
        assert feed(segmenter, 0.2, 0.9) == []
        assert feed(segmenter, 0.5, 0.0) == []


def test_a_short_gap_in_the_first_words_is_forgiven() -> None:
    segmenter = Segmenter()
    feed(segmenter, 0.2, 0.9)
    assert feed(segmenter, 0.2, 0.0) == []
    assert feed(segmenter, 0.1, 0.9) == [Step.STARTED]
    assert segmenter.past == pytest.approx(0.8)


def test_nobody_speaks_forever() -> None:
    segmenter = Segmenter()
    assert feed(segmenter, 15.0, 0.9) == [Step.STARTED, Step.CUT]
    assert feed(segmenter, 0.3, 0.9) == [Step.STARTED]


def test_speech_that_grows_faint_is_still_speech() -> None:
    segmenter = Segmenter()
    feed(segmenter, 1.0, 0.9)
    assert feed(segmenter, 2.0, 0.4) == []


@given(st.lists(st.tuples(st.floats(0.01, 0.2), st.floats(0, 1), st.booleans()), max_size=400))
def test_starts_and_ends_alternate_whatever_is_heard(
    sound: list[tuple[float, float, bool]],
) -> None:
    segmenter = Segmenter(Endpointing())
    speaking = False
    for seconds, probability, complete in sound:
        step = segmenter.feed(seconds, probability, complete)
        if step is Step.STARTED:
            assert not speaking
            speaking = True
        elif step in (Step.ENDED, Step.CUT):
            assert speaking
            assert segmenter.last.length <= 15.0 + 0.2
            speaking = False
        assert segmenter.speaking is speaking
