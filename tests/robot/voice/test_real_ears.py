"""What real ears make of a real lobby's sound: silero, vosk and the rule of endpoints, in the sound's own time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from hardware.detectors.silero import SileroDetector
from hardware.detectors.webrtc import WebRtcDetector
from hardware.recognizers.vosk_recognizer import VoskRecognizer
from robot.ports.audio import SPEECH, AudioChunk
from robot.ports.health import Health
from robot.ports.recognition import Recognizer
from robot.ports.reopening import Reopening
from robot.ports.speech import SpeechDetector
from robot.voice.ears import Ears, Utterance
from robot.voice.gate import Gate, Verdict
from robot.voice.latency import Latencies
from robot.voice.segmenter import Endpointing, Segmenter
from robot.voice.texts import load
from tests.audio import mandarin
from tests.audio.speaking import CUSTOMER, said
from tools.tinyvosk.speech import Manner

pytestmark = pytest.mark.timeout(900)
"""The model may have to be built first."""
Sound = npt.NDArray[np.float64]
MONEY, TOILET, PRODUCTS = "我要取三万块钱", "厕所在哪儿", "有什么理财产品"
BLOCK = 512
GATE = Gate(load().fillers, load().hanging)


class Recording:
    """A microphone that gives this sound, faster than it lasts."""

    format = SPEECH

    def __init__(self, sound: Sound) -> None:
        self._pcm = np.clip(np.rint(sound), -32768, 32767).astype("<i2").tobytes()
        self._place = 0

    @property
    def ended(self) -> bool:
        return self._place >= len(self._pcm)

    def read(self, timeout: float) -> AudioChunk | None:
        place, self._place = self._place, self._place + 2 * BLOCK
        return AudioChunk(self._pcm[place : self._place])

    def clear(self) -> None: ...

    def health(self) -> Health:
        return Health("recording")

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return VoskRecognizer(str(mandarin.model()))


Hear = Callable[[Sound], list[Utterance]]


def _hearing(recognizer: Recognizer, detector: Callable[[], SpeechDetector]) -> Hear:
    def hear(sound: Sound) -> list[Utterance]:
        microphone = Recording(np.concatenate([sound, room(1.5)]))
        ears = Ears(
            microphone,
            Reopening(detector),
            Reopening(lambda: recognizer),
            Segmenter(),
            GATE.complete,
            GATE.unclear,
            lambda: (),
            Latencies(),
            lambda: 0.0,
        )
        heard = []
        while not microphone.ended:
            utterance = ears.listen(0.0)
            heard += [utterance] if utterance else []
        return heard

    return hear


@pytest.fixture(params=[SileroDetector, WebRtcDetector])
def hear(recognizer: Recognizer, request: pytest.FixtureRequest) -> Hear:
    return _hearing(recognizer, request.param)


@pytest.fixture
def hear_well(recognizer: Recognizer) -> Hear:
    """With the usual detector."""
    return _hearing(recognizer, SileroDetector)


def speech(text: str, manner: Manner = CUSTOMER) -> Sound:
    return np.frombuffer(said(text, manner).pcm, "<i2").astype(float)


def room(seconds: float, level: float = 3.0) -> Sound:
    """White noise."""
    return np.random.default_rng(1).normal(0, level, SPEECH.frames(seconds))


def together(one: Sound, other: Sound) -> Sound:
    both = np.zeros(max(len(one), len(other)))
    both[: len(one)] += one
    both[: len(other)] += other
    return both


def texts(heard: list[Utterance]) -> list[str]:
    """The words that become turns."""
    judged = [each.transcript for each in heard if GATE.judge(each.transcript) is Verdict.WORDS]
    return [transcript.text for transcript in judged]


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda sound: sound,
        lambda sound: 10 * sound,
        lambda sound: sound + 6000,
        lambda sound: 0.3 * sound + 20000,
    ],
    ids=["plain", "clipped", "offset", "far_off_the_middle"],
)
@pytest.mark.parametrize("text", [MONEY, TOILET, PRODUCTS])
def test_clipped_and_shifted_sound_is_heard(
    hear: Hear, text: str, spoilt: Callable[[Sound], Sound]
) -> None:
    assert texts(hear(spoilt(speech(text)))) == [text]


def test_a_soft_voice_is_heard(hear_well: Hear) -> None:
    """Some 35 dB under full scale at its loudest."""
    sound = speech(TOILET)
    assert texts(hear_well(sound * 600 / np.abs(sound).max())) == [TOILET]


def test_two_who_speak_at_once_are_asked_again_and_never_taken_for_a_third(hear: Hear) -> None:
    heard = hear(together(speech(MONEY), speech(PRODUCTS, Manner("f4", 150, 60))) / 1.4)
    assert [GATE.judge(each.transcript) for each in heard] == [Verdict.UNCLEAR]


def test_a_murmur_behind_a_customer_is_passed_over(hear: Hear) -> None:
    other = speech(PRODUCTS, Manner("f4", 150, 60))
    assert texts(hear(together(speech(MONEY), 0.2 * other))) == [MONEY]


def test_one_after_the_other_are_two_turns(hear: Hear) -> None:
    both = np.concatenate([speech(MONEY), room(0.5), speech(PRODUCTS, Manner("m6", 155))])
    assert texts(hear(both)) == [MONEY, PRODUCTS]


@pytest.mark.parametrize("level", [0.0, 3.0, 300.0])
def test_a_minute_without_a_word_is_no_turn_and_the_first_word_after_it_is_heard(
    hear: Hear, level: float
) -> None:
    assert hear(room(60.0, level)) == []
    assert texts(hear(np.concatenate([room(60.0, min(level, 3.0)), speech(MONEY)]))) == [MONEY]


def test_a_loud_hall_and_clicks_are_no_turn(hear: Hear) -> None:
    clicks = np.zeros(SPEECH.frames(20.0))
    clicks[::4000] = 30000
    for noise in (room(60.0, 3000.0), clicks):
        assert {GATE.judge(each.transcript) for each in hear(noise)} <= {Verdict.NOTHING}


def test_who_does_not_stop_speaking_is_cut_and_heard_on(hear: Hear) -> None:
    """No pause for 25 s: two pieces, neither longer than any may be."""
    said_on = np.concatenate([speech(text)[4800:-4800] for text in (MONEY, PRODUCTS, TOILET) * 5])
    assert len(said_on) > 20 * SPEECH.rate
    heard = hear(said_on)
    assert len(heard) == 2
    assert all(each.length <= Endpointing().longest + BLOCK / SPEECH.rate for each in heard)
    assert heard[0].length == pytest.approx(Endpointing().longest, abs=0.1)
    assert texts(hear(np.concatenate([said_on, room(1.5), speech(MONEY)])))[-1] == MONEY
