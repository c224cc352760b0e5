"""Where an utterance begins and ends, on the time of the sound itself: no clock, no device."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Step(Enum):
    """What a piece of sound has led to."""

    NOTHING = "nothing"
    STARTED = "started"
    """An utterance began some time ago: see `Segmenter.past`."""
    ENDED = "ended"
    """The speaker has been silent for long enough."""
    CUT = "cut"
    """The utterance is as long as any may be."""


@dataclass(frozen=True)
class Endpointing:
    """The rule; times in seconds, likelihoods 0 to 1."""

    speech: float = 0.5
    """From this likelihood on sound is speech."""
    still_speech: float = 0.35
    """Below it an utterance that has begun is silent."""
    pre_roll: float = 0.3
    """Sound kept from before the first speech: soft consonants come before what detectors notice."""
    start: float = 0.3
    """Speech that makes an utterance."""
    gap: float = 0.25
    """Silence within these first words after which they were a noise."""
    silence: float = 0.7
    """Silence that ends an utterance,"""
    silence_when_complete: float = 0.5
    """and the same when the words heard so far already are a whole sentence."""
    longest: float = 15.0


@dataclass(frozen=True)
class Ended:
    """An utterance that is over."""

    length: float
    """Seconds from the first speech to the end, with the silence."""
    silence: float
    """Seconds of silence at its end: what waiting for more cost."""


class Segmenter:
    """Fed with every piece of sound in order."""

    def __init__(self, rule: Endpointing | None = None) -> None:
        self.rule = rule or Endpointing()
        self.last = Ended(0.0, 0.0)
        """The utterance that ended last."""
        self.reset()

    def reset(self) -> None:
        """Forget what has been heard; the next sound does not follow on the last."""
        self.speaking = False
        """Whether an utterance is under way."""
        self.length = 0.0
        """Seconds since its first speech."""
        self.silence = 0.0
        """Seconds of silence at its end so far."""
        self._voiced = 0.0

    @property
    def past(self) -> float:
        """Seconds of the latest sound that belong to the utterance that has just started."""
        return self.length + self.rule.pre_roll

    def feed(self, seconds: float, probability: float, complete: bool = False) -> Step:
        """Take in a piece of sound: its length, how likely it is speech, whether the words heard so far
        are a whole sentence.
        """
        if not self.speaking:
            return self._wait(seconds, probability)
        self.length += seconds
        self.silence = 0.0 if probability >= self.rule.still_speech else self.silence + seconds
        enough = self.rule.silence_when_complete if complete else self.rule.silence
        # Sums of floats: 10 x 0.05 shall be 0.5.
        if self.silence >= enough - 1e-9:
            return self._over(Step.ENDED)
        return self._over(Step.CUT) if self.length >= self.rule.longest - 1e-9 else Step.NOTHING

    def _wait(self, seconds: float, probability: float) -> Step:
        if probability >= self.rule.speech:
            self._voiced += seconds
            self.silence = 0.0
            self.length += seconds
        elif self._voiced:
            self.silence += seconds
            self.length += seconds
            if self.silence > self.rule.gap + 1e-9:
                self.reset()
        if self._voiced >= self.rule.start - 1e-9:
            self.speaking = True
            return Step.STARTED
        return Step.NOTHING

    def _over(self, step: Step) -> Step:
        self.last = Ended(self.length, self.silence)
        self.reset()
        return step
