"""English is spoken by an English voice, and Chinese by the Chinese one again afterwards: real pyttsx3, real espeak-ng."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hardware.audio import wave_file
from hardware.speakers.wav import WavSpeaker
from hardware.synthesizers.pyttsx3_synthesizer import RATE, Pyttsx3Synthesizer
from robot.ports.audio import AudioChunk, AudioFormat
from robot.ports.faults import SpeakerFault, SynthesizerFault
from robot.ports.reopening import Reopening
from robot.ports.synthesis import ENGLISH, Prompt, Synthesizer
from robot.speech.pronunciation import prompt
from robot.voice.clips import Clips
from robot.voice.latency import Latencies
from robot.voice.manner import Manner
from robot.voice.mouth import Mouth, Voice
from robot.voice.texts import load
from tests.audio.likeness import likeness
from tests.processes import eventually

WAY = "Please follow the line on the screen."
SEAT = "请您在这边坐一会儿。"
SAME, HEARD, OTHER = 0.95, 0.85, 0.7
"""The same clip, the same within a recording, another sentence."""
CHINESE_ALONE = "tests.hardware.synthesizers.chinese_alone"


@pytest.fixture(scope="module")
def synthesizer() -> Iterator[Pyttsx3Synthesizer]:
    opened = Pyttsx3Synthesizer()
    yield opened
    opened.close()


def by_espeak(text: str, voice: str, folder: Path) -> AudioChunk:
    """What espeak-ng itself makes of it."""
    path = folder / "espeak.wav"
    command = ["espeak-ng", "-v", voice, "-s", str(RATE[ENGLISH]), "-w", str(path), text]
    subprocess.run(command, check=True)
    return wave_file.read(path, SynthesizerFault)


def test_english_sounds_as_espeak_says_it_and_chinese_as_before(
    synthesizer: Pyttsx3Synthesizer, tmp_path: Path
) -> None:
    before = synthesizer.speak(prompt(SEAT))
    assert synthesizer.spoke == synthesizer.voice == "sit/cmn-latn-pinyin"
    english = synthesizer.speak(prompt(WAY, ENGLISH))
    assert synthesizer.spoke == synthesizer.english == "gmw/en-us"
    after = synthesizer.speak(prompt(SEAT))
    assert synthesizer.spoke == synthesizer.voice
    assert likeness(by_espeak(WAY, "en-us", tmp_path), english) > SAME
    # The Chinese voice makes something else of the same letters.
    assert likeness(by_espeak(WAY, "cmn-latn-pinyin", tmp_path), english) < OTHER
    assert likeness(before, after) > SAME
    assert after.seconds == pytest.approx(before.seconds, abs=0.05)


def test_the_pace_is_followed_in_both(synthesizer: Pyttsx3Synthesizer) -> None:
    english, slow = (synthesizer.speak(prompt(WAY, ENGLISH), speed) for speed in (1.0, 0.6))
    assert slow.seconds > 1.3 * english.seconds
    chinese, fast = (synthesizer.speak(prompt(SEAT), speed) for speed in (1.0, 1.4))
    assert fast.seconds < 0.85 * chinese.seconds


def spoken(module: str, text: str, path: Path) -> AudioChunk:
    """`text` said by the robot's mouth into a file."""
    with ThreadPoolExecutor(1) as maker:
        engine: Reopening[Synthesizer] = Reopening(lambda: Pyttsx3Synthesizer(module=module))
        speaker = WavSpeaker(str(path))
        voice = Voice(engine, Clips(), "test", load().foreign)
        mouth = Mouth(voice, speaker, maker, Manner(), Latencies(), lambda: 0.0)
        mouth.say(text)

        def silent() -> bool:
            mouth.tick()
            return not mouth.busy

        eventually(silent, 30, "everything was said")
        assert mouth.troubles == []
        speaker.close()
        engine.close()
    return wave_file.read(path, SpeakerFault)


def test_a_reply_in_two_languages_is_heard_in_both(
    synthesizer: Pyttsx3Synthesizer, tmp_path: Path
) -> None:
    heard = spoken(synthesizer._module, f"{WAY} {SEAT}", tmp_path / "said.wav")
    half = AudioFormat(heard.format.rate).frames(heard.seconds / 2) * 2
    first, second = (AudioChunk(p, heard.format) for p in (heard.pcm[:half], heard.pcm[half:]))
    english, chinese = synthesizer.speak(prompt(WAY, ENGLISH)), synthesizer.speak(prompt(SEAT))
    assert likeness(english, heard) > HEARD
    assert likeness(chinese, heard) > HEARD
    assert likeness(_part(english), first) > likeness(_part(english), second)
    assert likeness(_part(chinese), second) > likeness(_part(chinese), first)


def test_without_an_english_voice_the_screen_is_pointed_at_once(tmp_path: Path) -> None:
    alone = Pyttsx3Synthesizer(module=CHINESE_ALONE)
    assert (alone.english, alone.speaks("en"), alone.speaks("zh")) == ("", False, True)
    hint, seat = (alone.speak(prompt(text)) for text in (load().foreign(), SEAT))
    alone.close()
    heard = spoken(CHINESE_ALONE, f"I see. {WAY} You are next. {SEAT}", tmp_path / "said.wav")
    assert likeness(hint, heard) > HEARD
    assert likeness(seat, heard) > HEARD
    assert heard.seconds == pytest.approx(hint.seconds + seat.seconds, abs=0.2)


def test_nothing_in_english_is_silence(synthesizer: Pyttsx3Synthesizer) -> None:
    assert synthesizer.speak(Prompt(" ", "", ENGLISH)).frames == 0


def _part(clip: AudioChunk) -> AudioChunk:
    """The middle third."""
    third = clip.frames // 3 * 2
    return AudioChunk(clip.pcm[third : 2 * third], clip.format)
