from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.ports.audio import SPEECH, AudioChunk
from robot.ports.muted import LONGEST, MUTED_AFTER, FlatLine

CHUNK = 0.032


def flat(level: int = 0, seconds: float = CHUNK) -> AudioChunk:
    return AudioChunk(array("h", [level] * SPEECH.frames(seconds)).tobytes())


def room() -> AudioChunk:
    """The quietest room there is: one bit now and then."""
    return AudioChunk(array("h", [0] * 511 + [1]).tobytes())


def until_muted(line: FlatLine, level: int = 0, most: float = 2 * LONGEST) -> float:
    """Seconds of a flat line after which it counts as muted."""
    seconds = 0.0
    while not line.feed(flat(level)):
        seconds += CHUNK
        assert seconds < most
    return seconds + CHUNK


@pytest.mark.parametrize("level", [0, 1, -700, 32767])
def test_a_flat_line_for_long_is_a_muted_microphone(level: int) -> None:
    line = FlatLine()
    assert until_muted(line, level) == pytest.approx(MUTED_AFTER, abs=CHUNK)
    assert line.feed(flat(level))
    assert not line.feed(room())


def test_a_quiet_room_is_none() -> None:
    line = FlatLine()
    for _ in range(10_000):
        for chunk in (flat(), flat(), room()):
            assert not line.feed(chunk)


def test_a_gate_that_closes_in_silence_is_believed_less_each_time() -> None:
    line = FlatLine()
    limits = []
    for _ in range(8):
        limits.append(round(until_muted(line)))
        line.feed(room())
    assert limits == [15, 30, 60, 120, 240, 480, 600, 600]


@given(st.lists(st.sampled_from([b"", b"\0\0" * 320, b"\1\0" * 320, b"\0\0\1\0"]), max_size=60))
def test_short_of_the_limit_nothing_is_muted(pieces: list[bytes]) -> None:
    line = FlatLine()
    assert not any(line.feed(AudioChunk(pcm)) for pcm in pieces)
