"""The real pyttsx3 in its own process, and what happens when that hangs or dies."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.catalogue import SYNTHESIZERS
from hardware.synthesizers import pyttsx3_synthesizer
from hardware.synthesizers.pyttsx3_synthesizer import Pyttsx3Synthesizer
from robot.ports.audio import AudioChunk
from robot.ports.drivers import Choice
from robot.ports.faults import Reason, SynthesizerFault
from robot.ports.synthesis import Prompt
from tests.audio.tones import loud_seconds

HELLO = Prompt("您好", "nin2 hao3")
WELCOME = Prompt(
    "欢迎光临，请问您要办理什么业务？",
    "huan1 ying2 guang1 lin2 , qing3 wen4 nin2 yao4 ban4 li3 shen2 me5 ye4 wu4 ?",
)


@pytest.fixture(scope="module")
def synthesizer() -> Iterator[Pyttsx3Synthesizer]:
    opened = Pyttsx3Synthesizer()
    yield opened
    opened.close()


def test_a_longer_sentence_sounds_longer(synthesizer: Pyttsx3Synthesizer) -> None:
    short, long = synthesizer.speak(HELLO), synthesizer.speak(WELCOME)
    assert 0.3 < loud_seconds(short) < 1.5
    assert 3.0 < loud_seconds(long) < 6.0


def test_it_reads_pinyin_and_not_letters(synthesizer: Pyttsx3Synthesizer) -> None:
    """espeak's voice for characters spells them as English, ten times as long."""
    assert synthesizer.voice == "sit/cmn-latn-pinyin"
    assert loud_seconds(synthesizer.speak(HELLO)) < 1.5


def test_speed_is_followed_up_and_down_again(synthesizer: Pyttsx3Synthesizer) -> None:
    lengths = [synthesizer.speak(WELCOME, speed).seconds for speed in (1.0, 1.5, 0.7, 1.0)]
    assert lengths[1] < 0.8 * lengths[0]
    assert lengths[2] > 1.2 * lengths[0]
    assert lengths[3] == pytest.approx(lengths[0], rel=0.02)


def test_many_sentences_at_once_each_get_their_own_sound(synthesizer: Pyttsx3Synthesizer) -> None:
    prompts = [Prompt("好" * count, "hao3 " * count) for count in range(1, 9)]
    alone = [synthesizer.speak(prompt).seconds for prompt in prompts]
    together: dict[int, float] = {}

    def speak(number: int) -> None:
        together[number] = synthesizer.speak(prompts[number]).seconds

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(len(prompts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(len(prompts))] == pytest.approx(alone, abs=0.03)
    assert alone == sorted(alone)


def test_a_hung_engine_is_a_fault_and_the_next_sentence_sounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pyttsx3_synthesizer, "ANSWER_SECONDS", 0.3)
    synthesizer = Pyttsx3Synthesizer()
    hung = synthesizer._worker.pid
    os.kill(hung, signal.SIGSTOP)
    with pytest.raises(SynthesizerFault) as caught:
        synthesizer.speak(HELLO)
    assert caught.value.reason is Reason.TIMEOUT
    monkeypatch.setattr(pyttsx3_synthesizer, "ANSWER_SECONDS", 20.0)
    assert loud_seconds(synthesizer.speak(HELLO)) > 0.3
    assert not runs(hung)
    synthesizer.close()


def test_a_worker_that_was_killed_is_replaced_unnoticed() -> None:
    synthesizer = Pyttsx3Synthesizer()
    os.kill(synthesizer._worker.pid, signal.SIGKILL)
    assert loud_seconds(synthesizer.speak(HELLO)) > 0.3
    synthesizer.close()


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    synthesizer = Pyttsx3Synthesizer()
    pid = synthesizer._worker.pid
    synthesizer.speak(HELLO)
    assert not list(tmp_path.rglob("*.wav"))
    synthesizer.close()
    assert not list(tmp_path.iterdir())
    assert not runs(pid)


def test_a_closed_voice_is_gone_when_close_returns() -> None:
    opened, there = Pyttsx3Synthesizer(), threading.active_count()
    pipes = len(os.listdir("/proc/self/fd"))
    opened.close()
    assert threading.active_count() == there - 1
    assert len(os.listdir("/proc/self/fd")) == pipes - 2


def test_an_unknown_voice_is_a_fault_with_a_remedy() -> None:
    with pytest.raises(SynthesizerFault, match="no/such") as caught:
        SYNTHESIZERS.open(Choice("pyttsx3", "no/such"))
    assert caught.value.reason is Reason.MISSING_DEVICE


def test_an_engine_that_cannot_start_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SynthesizerFault, match="启动不了"):
        Pyttsx3Synthesizer(module="hardware.no_such_worker")


def test_a_driver_that_does_not_load_is_told_with_its_reason_and_remedy() -> None:
    with pytest.raises(
        SynthesizerFault, match=r"libespeak-ng.*apt-get install espeak-ng"
    ) as caught:
        Pyttsx3Synthesizer(module="tests.hardware.synthesizers.broken_engine")
    assert caught.value.code == "synthesizer_missing_package"
    assert not caught.value.retryable


def test_an_empty_prompt_is_silence(synthesizer: Pyttsx3Synthesizer) -> None:
    assert loud_seconds(synthesizer.speak(Prompt("", ""))) == 0
    assert isinstance(synthesizer.speak(HELLO), AudioChunk)


def runs(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False
