"""Words of the tone model (tools/tinyvosk/tones.py) as sound."""

from __future__ import annotations

from robot.ports.audio import SPEECH, AudioChunk, joined
from tests.audio.tones import tone
from tools.tinyvosk.tones import TONE_SECONDS, TONES, WORDS


def spoken_word(word: str, silence: float = 0.4) -> AudioChunk:
    """`word` at 16 kHz with that many seconds of silence before and after."""
    sounds = [tone(TONES[place], TONE_SECONDS) for place in WORDS[word]]
    quiet = AudioChunk.silence(silence)
    return joined([quiet, *sounds, quiet])


def pieces(clip: AudioChunk, seconds: float = 0.032) -> list[AudioChunk]:
    """A clip cut as a microphone delivers it."""
    step = 2 * SPEECH.frames(seconds)
    return [AudioChunk(clip.pcm[at : at + step]) for at in range(0, len(clip.pcm), step)]
