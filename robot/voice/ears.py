"""Hearing: microphone -> speech detector -> segmenter -> recognizer, one piece of sound at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from robot.ports.audio import AudioChunk
from robot.ports.faults import Fault
from robot.ports.microphone import Microphone
from robot.ports.recognition import Recognizer, Transcript
from robot.ports.reopening import Closable, Reopening
from robot.ports.speech import SpeechDetector
from robot.voice.latency import Latencies
from robot.voice.loudness import Loudness
from robot.voice.segmenter import Segmenter, Step

T = TypeVar("T", bound=Closable)
R = TypeVar("R")
_SILENCE = AudioChunk.silence(0.03)


@dataclass(frozen=True)
class Utterance:
    """What somebody said, from the first word to the silence after the last."""

    transcript: Transcript
    length: float
    """Seconds of sound."""
    ended_at: float
    """When the last word had been said, by the loop's clock."""


class Hearing(Protocol):
    """What the loop needs of ears."""

    @property
    def partial(self) -> str:
        """The words of the utterance under way, to be shown and never acted on."""

    @property
    def level(self) -> int:
        """How loud who speaks just now is, see `robot.voice.loudness`; 0: nobody does."""

    @property
    def started(self) -> bool:
        """Whether the last piece of sound began an utterance."""

    @property
    def in_utterance(self) -> bool:
        """Whether somebody is speaking."""

    @property
    def work(self) -> bool:
        """Whether everything that hearing needs is there."""

    def listen(self, timeout: float) -> Utterance | None:
        """Take in the next piece of sound, waiting up to `timeout` seconds for it."""

    def ignore(self, timeout: float) -> None:
        """Let a piece of sound pass: the robot itself is speaking, or thinking."""


class NoEars:
    """A robot without a microphone, by its operator's choice: it speaks, and is touched."""

    partial = ""
    level = 0
    started = False
    in_utterance = False
    work = True

    def __init__(self, sleep: Callable[[float], None]) -> None:
        self._sleep = sleep

    def listen(self, timeout: float) -> Utterance | None:
        self._sleep(timeout)
        return None

    def ignore(self, timeout: float) -> None:
        self._sleep(timeout)


class Ears:
    """Used by one thread.

    `complete` tells whether words heard so far are a whole sentence, `unclear` whether a transcript is not
    good enough, and `phrases` what it is then held against.
    """

    def __init__(
        self,
        microphone: Microphone,
        detector: Reopening[SpeechDetector],
        recognizer: Reopening[Recognizer],
        segmenter: Segmenter,
        complete: Callable[[str], bool],
        unclear: Callable[[Transcript], bool],
        phrases: Callable[[], Sequence[str]],
        latencies: Latencies,
        now: Callable[[], float],
    ) -> None:
        self._microphone = microphone
        self._detector = detector
        self._recognizer = recognizer
        self._segmenter = segmenter
        self._complete = complete
        self._unclear = unclear
        self._phrases = phrases
        self._latencies = latencies
        self._now = now
        self._recent: deque[AudioChunk] = deque()
        self._utterance: list[AudioChunk] = []
        self._deaf = False
        self._loudness = Loudness()
        self.partial = ""
        self.started = False

    @property
    def in_utterance(self) -> bool:
        return self._segmenter.speaking

    @property
    def level(self) -> int:
        return self._loudness.step

    @property
    def work(self) -> bool:
        there = self._microphone.health().works
        return there and self._detector.fault is None and self._recognizer.fault is None

    def listen(self, timeout: float) -> Utterance | None:
        self.started = False
        chunk = self._microphone.read(timeout)
        detector, recognizer = self._detector.get(), self._recognizer.get()
        if detector is None or recognizer is None:
            self._begin_anew(None)
            return None
        if self._recognizer.fault is not None:
            self._try(recognizer)
        if chunk is None:
            if not self._microphone.health().works:
                self._begin_anew(recognizer)
            return None
        if self._deaf:
            self._deaf = False
            detector.reset()
            self._begin_anew(recognizer)
        return self._take(chunk, detector, recognizer)

    def ignore(self, timeout: float) -> None:
        self._deaf = True
        self._loudness.reset()
        self.partial = ""
        self.started = False
        self._microphone.read(timeout)
        self._microphone.clear()

    def _try(self, recognizer: Recognizer) -> None:
        """Nobody speaks to a robot that says it cannot hear, so a recognizer that is back is given silence."""
        if self._guarded(self._recognizer, lambda: recognizer.accept(_SILENCE)) is not None:
            recognizer.reset()
            self._recognizer.worked()

    def _take(
        self, chunk: AudioChunk, detector: SpeechDetector, recognizer: Recognizer
    ) -> Utterance | None:
        probability = self._guarded(self._detector, lambda: detector.probability(chunk))
        if probability is None:
            return None
        self._detector.worked()
        was_speaking = self._segmenter.speaking
        step = self._segmenter.feed(chunk.seconds, probability, self._complete(self.partial))
        self._remember(chunk)
        if self._segmenter.speaking:
            self._loudness.feed(chunk)
        else:
            self._loudness.reset()
        if step is Step.STARTED:
            self.started = True
            sound = self._past(self._segmenter.past)
        else:
            sound = [chunk] if was_speaking else []
        self._utterance += sound
        for piece in sound:
            heard = self._guarded(self._recognizer, partial(recognizer.accept, piece))
            if heard is None:
                return None
            self.partial = heard
        return self._finish(recognizer) if step in (Step.ENDED, Step.CUT) else None

    def _finish(self, recognizer: Recognizer) -> Utterance | None:
        ended = self._segmenter.last
        began = self._now()
        transcript = self._guarded(self._recognizer, recognizer.finish)
        if transcript is not None and self._unclear(transcript):
            transcript = self._guarded(
                self._recognizer, lambda: self._second_opinion(recognizer, transcript)
            )
        self.partial = ""
        self._recent.clear()
        self._utterance.clear()
        if transcript is None:
            return None
        self._latencies.add("endpoint", ended.silence)
        self._latencies.add("recognition", self._now() - began)
        return Utterance(transcript, ended.length, began - ended.silence)

    def _second_opinion(self, recognizer: Recognizer, first: Transcript) -> Transcript:
        """The same sound held against the branch's own words; the first stays unless that is better."""
        phrases = self._phrases()
        if not phrases or not recognizer.restrict(phrases):
            return first
        try:
            for piece in self._utterance:
                recognizer.accept(piece)
            second = recognizer.finish()
        finally:
            recognizer.restrict(None)
        return first if self._unclear(second) or not second.text else second

    def _guarded(self, device: Reopening[T], act: Callable[[], R]) -> R | None:
        """The result, or None when the device failed: it is opened anew after a pause."""
        try:
            return act()
        except Fault as fault:
            device.failed(fault)
            self._begin_anew(None)
            return None

    def _begin_anew(self, recognizer: Recognizer | None) -> None:
        self._segmenter.reset()
        self._loudness.reset()
        self._recent.clear()
        self._utterance.clear()
        self.partial = ""
        if recognizer is not None:
            recognizer.reset()

    def _remember(self, chunk: AudioChunk) -> None:
        """Keep as much of the latest sound as the beginning of an utterance may reach back."""
        rule = self._segmenter.rule
        self._recent.append(chunk)
        kept = sum(each.seconds for each in self._recent)
        # Until the rule's start has been spoken, pauses may come between.
        while self._recent and kept - self._recent[0].seconds > rule.pre_roll + 10 * rule.start:
            kept -= self._recent.popleft().seconds

    def _past(self, seconds: float) -> list[AudioChunk]:
        pieces: list[AudioChunk] = []
        while self._recent and seconds > 1e-9:
            pieces.insert(0, self._recent.pop())
            seconds -= pieces[0].seconds
        self._recent.clear()
        return pieces
