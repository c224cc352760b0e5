from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.ports.audio import SPEECH, AudioChunk, AudioFormat, joined


def test_a_chunk_knows_its_length_in_samples_and_seconds() -> None:
    chunk = AudioChunk(bytes(2 * 8000))
    assert (chunk.frames, chunk.seconds) == (8000, 0.5)
    assert AudioChunk.silence(0.25, AudioFormat(48000)).frames == 12000


def test_half_a_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="whole number"):
        AudioChunk(b"\0\0\0")


@given(st.lists(st.binary(max_size=40).map(lambda b: b[: len(b) // 2 * 2]), max_size=8))
def test_joining_loses_nothing(pieces: list[bytes]) -> None:
    whole = joined([AudioChunk(piece) for piece in pieces])
    assert whole.pcm == b"".join(pieces)
    assert whole.format == SPEECH


def test_rates_do_not_mix() -> None:
    with pytest.raises(ValueError, match="formats"):
        joined([AudioChunk(b"\0\0"), AudioChunk(b"\0\0", AudioFormat(48000))])
