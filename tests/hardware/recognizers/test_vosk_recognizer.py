"""The real vosk on a real, tiny model: tones are its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware.catalogue import RECOGNIZERS
from hardware.recognizers.vosk_recognizer import VoskRecognizer
from robot.ports.audio import AudioChunk, AudioFormat, joined
from robot.ports.drivers import Choice
from robot.ports.faults import Reason, RecognizerFault
from robot.ports.recognition import Transcript
from tests.audio.spoken_tones import pieces, spoken_word
from tools.tinyvosk.tones import WORDS


@pytest.fixture
def recognizer(model: Path) -> VoskRecognizer:
    return VoskRecognizer(str(model))


def heard(recognizer: VoskRecognizer, *clips: AudioChunk) -> Transcript:
    for piece in pieces(joined(list(clips))):
        recognizer.accept(piece)
    return recognizer.finish()


def test_every_word_of_the_model_is_heard(recognizer: VoskRecognizer) -> None:
    for word in WORDS:
        transcript = heard(recognizer, spoken_word(word))
        assert transcript.text == word
        assert transcript.confidence > 0.9


def test_words_are_joined_without_spaces_over_a_pause(recognizer: VoskRecognizer) -> None:
    """A pause longer than the model's own rule for an end does not end the utterance."""
    transcript = heard(recognizer, spoken_word("办理", 1.5), spoken_word("存款", 1.5))
    assert transcript.text == "办理存款"
    first, second = transcript.words
    assert first.end <= second.start
    assert second.end <= 7.0


def test_partial_text_grows(recognizer: VoskRecognizer) -> None:
    clip = joined([spoken_word("取号", 1.0), spoken_word("理财", 1.0)])
    partial = [recognizer.accept(piece) for piece in pieces(clip)]
    assert partial[0] == ""
    assert partial[-1] == "取号理财"
    assert "取号" in partial


def test_nothing_said_is_no_text(recognizer: VoskRecognizer) -> None:
    assert recognizer.finish() == Transcript("", 0.0)
    assert heard(recognizer, AudioChunk.silence(1.0)) == Transcript("", 0.0)


def test_utterances_do_not_run_into_each_other(recognizer: VoskRecognizer) -> None:
    recognizer.accept(spoken_word("取号"))
    recognizer.reset()
    assert heard(recognizer, spoken_word("谢谢")).text == "谢谢"
    again = heard(recognizer, spoken_word("谢谢"))
    assert again.words[0].end < 2.0


def test_a_static_graph_takes_no_grammar(recognizer: VoskRecognizer) -> None:
    assert not recognizer.restrict(["取号"])
    assert recognizer.restrict(None)
    assert heard(recognizer, spoken_word("理财")).text == "理财"


def test_another_rate_is_refused(recognizer: VoskRecognizer) -> None:
    with pytest.raises(ValueError, match="16000"):
        recognizer.accept(AudioChunk.silence(0.1, AudioFormat(22050)))


def test_a_missing_model_is_a_fault_that_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(RecognizerFault, match="model fetch cn") as caught:
        RECOGNIZERS.open(Choice("vosk", str(tmp_path / "none")))
    assert caught.value.reason is Reason.MODEL_MISSING
    assert not caught.value.retryable


def test_a_broken_model_never_ends_the_robot(model: Path) -> None:
    (model / "am" / "final.mdl").write_bytes(b"no model" * 100)
    with pytest.raises(RecognizerFault) as caught:
        RECOGNIZERS.open(Choice("vosk", str(model)))
    assert caught.value.reason is Reason.MODEL_BROKEN
