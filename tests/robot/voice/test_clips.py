from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from robot.ports.audio import AudioChunk
from robot.voice.clips import Clips


def clip(frames: int) -> AudioChunk:
    return AudioChunk(bytes(2 * frames))


def test_what_was_used_last_is_kept() -> None:
    clips = Clips(most=40)
    clips.put("a", clip(10))
    clips.put("b", clip(10))
    assert clips.get("a") is not None
    clips.put("c", clip(10))
    assert clips.get("b") is None
    assert clips.get("a") is not None
    assert (clips.hits, clips.misses) == (2, 1)


def test_a_clip_longer_than_all_is_not_kept() -> None:
    clips = Clips(most=40)
    clips.put("a", clip(10))
    clips.put("b", clip(100))
    assert (len(clips), clips.bytes) == (1, 20)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 30)), max_size=60))
def test_it_never_holds_more_than_it_may(puts: list[tuple[int, int]]) -> None:
    clips = Clips(most=80)
    for key, frames in puts:
        clips.put(key, clip(frames))
        assert clips.bytes <= 80
        assert clips.bytes == sum(len(c.pcm) for c in clips._clips.values())
