"""The trained model hears its phrases in voices that it never learnt from, through the real vosk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypinyin import Style, lazy_pinyin

from hardware.recognizers.vosk_recognizer import VoskRecognizer
from robot.ports.audio import AudioChunk, joined
from tests.audio import mandarin
from tests.audio.mandarin import PHRASES
from tests.audio.speaking import CUSTOMER, known, said
from tests.audio.spoken_tones import pieces
from tools.tinyvosk import build, cache, judge, phrases
from tools.tinyvosk.speech import Manner

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def recognizer() -> VoskRecognizer:
    return VoskRecognizer(str(mandarin.model()))


def test_its_phrases_are_heard_in_voices_it_has_not_learnt(recognizer: VoskRecognizer) -> None:
    manners = (CUSTOMER, Manner("m6", 155))
    heard = list(judge.listen(recognizer, phrases.read(PHRASES), manners))
    right = [each.right for each in heard if each.known]
    assert len(right) == 2 * len(known())
    assert sum(right) / len(right) >= 0.97, [(h.said, h.heard) for h in heard if not h.right]


def test_they_are_heard_in_a_noisy_room(recognizer: VoskRecognizer) -> None:
    heard = list(judge.listen(recognizer, phrases.read(PHRASES), (CUSTOMER,), noisy=True))
    right = [each.right for each in heard if each.known]
    assert sum(right) / len(right) >= 0.95, [(h.said, h.heard) for h in heard if not h.right]


@pytest.mark.parametrize("noisy", [False, True])
def test_what_no_phrase_is_is_heard_as_none(recognizer: VoskRecognizer, noisy: bool) -> None:
    heard = list(judge.listen(recognizer, [], noisy=noisy))
    right = [each.right for each in heard]
    assert len(right) == len(judge.OTHER) * len(judge.HELD_OUT)
    assert sum(right) / len(right) >= 0.95, [(h.said, h.heard) for h in heard if not h.right]


def test_unknown_speech_is_learnt_from_every_syllable_of_mandarin() -> None:
    """The common characters of GB 2312 (rows 16 to 55) have them all."""
    codes = (bytes([row + 0xA0, cell + 0xA0]) for row in range(16, 56) for cell in range(1, 95))
    common = "".join(code.decode("gb2312", errors="ignore") for code in codes)
    syllables = {lazy_pinyin(character, style=Style.NORMAL)[0] for character in common}
    learnt = {lazy_pinyin(character, style=Style.NORMAL)[0] for character in build.SYLLABLES}
    assert len(syllables) > 390
    assert syllables <= learnt


def test_a_phrase_is_heard_piece_by_piece_and_shown_as_it_comes(recognizer: VoskRecognizer) -> None:
    clip = joined([said("我要取号"), AudioChunk.silence(0.5)])
    shown = [recognizer.accept(piece) for piece in pieces(clip)]
    assert recognizer.finish().text == "我要取号"
    assert shown[0] == ""
    assert len(set(shown)) > 2


def test_what_may_be_said_can_be_restricted(recognizer: VoskRecognizer) -> None:
    """Words of the model in phrases of ours; a phrase that is not among them is not heard."""
    assert recognizer.restrict(["好的", "不用了"])
    recognizer.accept(said("不用了"))
    assert recognizer.finish().text == "不用了"
    recognizer.accept(said("我要取三万块钱"))
    assert "取" not in recognizer.finish().text
    assert not recognizer.restrict(["词汇之外"])
    assert recognizer.restrict(None)
    recognizer.accept(said("我要取三万块钱"))
    assert recognizer.finish().text == "我要取三万块钱"


def test_words_come_with_times_and_confidence(recognizer: VoskRecognizer) -> None:
    clip = said("洗手间在哪")
    recognizer.accept(clip)
    transcript = recognizer.finish()
    assert [word.text for word in transcript.words] == ["洗手间", "在", "哪"]
    assert transcript.confidence > 0.5
    assert transcript.words[0].start == pytest.approx(0.3, abs=0.2)
    assert transcript.words[-1].end <= clip.seconds + 0.1


def test_the_cache_knows_what_a_model_is_made_from(tmp_path: Path) -> None:
    first, second = tmp_path / "one.txt", tmp_path / "two.txt"
    first.write_text("你好\n", encoding="utf-8")
    second.write_text("再见\n", encoding="utf-8")
    assert cache.key(first) != cache.key(second)
    assert cache.key(first) == cache.key(first)


def test_old_models_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 2)
    listed = tmp_path / "list.txt"
    monkeypatch.setattr(cache, "_build", lambda _listed, folder: folder.mkdir())
    made = []
    for text in ("你好", "再见", "谢谢"):
        listed.write_text(text, encoding="utf-8")
        made.append(cache.model(listed, where=tmp_path / "cache"))
    assert [folder.exists() for folder in made] == [False, True, True]
    assert cache.model(listed, where=tmp_path / "cache") == made[-1]
