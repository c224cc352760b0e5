"""Speaking: text in sentences, the next one made while the last one sounds, silence at once when asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from robot.ports.audio import AudioChunk
from robot.ports.faults import Fault, Reason, SynthesizerFault
from robot.ports.reopening import Reopening
from robot.ports.speaker import Speaker
from robot.ports.synthesis import Synthesizer
from robot.speech.pronunciation import prompt
from robot.speech.reading import Sentence, read_aloud
from robot.voice.clips import Clips
from robot.voice.latency import Latencies
from robot.voice.manner import Manner

MOST_PIECES = 64
"""Sentences that wait to be said at most: more than any reply; what comes on top is dropped and counted."""
GUARD = 0.4
"""Seconds after the last sound in which the room still carries it to the microphone."""
NOTHING = AudioChunk(b"")


class Kind(Enum):
    REPLY = "reply"
    ANNOUNCEMENT = "announcement"
    """For the whole hall: not silenced by a customer, not muted, at full volume."""


class Voice:
    """Sentences to sound. `name` is the voice's: a cached clip is of one sentence, voice and speed.

    `foreign` is said instead of what this machine has no voice for: its words are on the screen.
    """

    def __init__(
        self,
        synthesizer: Reopening[Synthesizer],
        clips: Clips,
        name: str,
        foreign: Callable[[], str],
    ) -> None:
        self.synthesizer = synthesizer
        self._clips = clips
        self._name = name
        self._foreign = foreign

    def make(self, sentence: Sentence, speed: float, goes_on: bool = False) -> AudioChunk:
        """The sound of a sentence; raises Fault.

        `goes_on`: the one before it was in the same language, so that `foreign` has been said.
        """
        key = (sentence, self._name, speed)
        clip = self._clips.get(key)
        if clip is not None:
            return clip
        engine = self._engine()
        if not engine.speaks(sentence.language):
            return NOTHING if goes_on else self.make(Sentence(self._foreign()), speed)
        clip = self._speak(engine, sentence, speed)
        self._clips.put(key, clip)
        return clip

    def _engine(self) -> Synthesizer:
        engine = self.synthesizer.get()
        if engine is None:
            raise self.synthesizer.fault or SynthesizerFault(Reason.MISSING_DEVICE, "没有语音合成")
        return engine

    def _speak(self, engine: Synthesizer, sentence: Sentence, speed: float) -> AudioChunk:
        try:
            clip = engine.speak(prompt(sentence.text, sentence.language), speed)
        except Fault as fault:
            # After a time-out the engine has restarted itself.
            if fault.reason is not Reason.TIMEOUT:
                self.synthesizer.failed(fault)
            raise
        self.synthesizer.worked()
        return clip


@dataclass(frozen=True)
class _Piece:
    sentence: Sentence
    kind: Kind
    goes_on: bool
    """In the same language as the piece before it."""


class Speaking(Protocol):
    """What the loop needs of a mouth."""

    troubles: list[Fault]
    """What went wrong since somebody looked; whoever looks empties it."""

    @property
    def sounded_at(self) -> float | None:
        """When the first sound of what was said last began; None: not yet."""

    @property
    def busy(self) -> bool:
        """Whether something sounds or is to sound."""

    @property
    def making(self) -> bool:
        """Whether a sentence is being made into sound."""

    @property
    def announcing(self) -> bool:
        """Whether an announcement sounds or is to sound."""

    @property
    def echoes(self) -> bool:
        """Whether a microphone in the room hears the robot itself."""

    def say(self, text: str, kind: Kind = Kind.REPLY) -> None:
        """Queue a text of any length. A muted robot leaves it to the screen."""

    def stop(self) -> None:
        """Drop all replies, at once; an announcement goes on."""

    def hush(self) -> None:
        """Drop all announcements, at once: somebody else may speak to the hall from now on."""

    def tick(self) -> None:
        """Go on with what is to be said; never blocks."""


class NoMouth:
    """A robot without a loudspeaker, by its operator's choice: all is on the screen."""

    sounded_at = None
    busy = False
    making = False
    announcing = False
    echoes = False

    def __init__(self) -> None:
        self.troubles: list[Fault] = []

    def say(self, text: str, kind: Kind = Kind.REPLY) -> None: ...

    def stop(self) -> None: ...

    def hush(self) -> None: ...

    def tick(self) -> None: ...


class Mouth:
    """Says one thing after the other. Call `tick` often; it never blocks."""

    def __init__(
        self,
        voice: Voice,
        speaker: Speaker,
        maker: Executor,
        manner: Manner,
        latencies: Latencies,
        now: Callable[[], float],
    ) -> None:
        self._voice = voice
        self._speaker = speaker
        self._maker = maker
        self._manner = manner
        self._latencies = latencies
        self._now = now
        self._pieces: deque[_Piece] = deque()
        self._making: tuple[_Piece, Future[AudioChunk]] | None = None
        self._sounding: Kind | None = None
        self._ended_at = float("-inf")
        self.dropped = 0
        """Sentences that were not said because too many waited."""
        self.sounded_at: float | None = None
        self.troubles: list[Fault] = []

    def say(self, text: str, kind: Kind = Kind.REPLY) -> None:
        if kind is Kind.REPLY and self._manner.muted:
            return
        if not self.busy:
            self.sounded_at = None
        language = ""
        for sentence in read_aloud(text):
            if len(self._pieces) >= MOST_PIECES:
                self.dropped += 1
            else:
                self._pieces.append(_Piece(sentence, kind, sentence.language == language))
            language = sentence.language
        self._make_next()

    @property
    def busy(self) -> bool:
        return bool(self._pieces) or self._making is not None or self._sounding is not None

    @property
    def making(self) -> bool:
        return self._making is not None

    @property
    def announcing(self) -> bool:
        kinds = [piece.kind for piece in self._pieces]
        if self._making is not None:
            kinds.append(self._making[0].kind)
        return Kind.ANNOUNCEMENT in (*kinds, self._sounding)

    @property
    def echoes(self) -> bool:
        return self.busy or self._now() - self._ended_at < GUARD

    def stop(self) -> None:
        self._drop(Kind.REPLY)

    def hush(self) -> None:
        self._drop(Kind.ANNOUNCEMENT)

    def _drop(self, kind: Kind) -> None:
        self._pieces = deque(p for p in self._pieces if p.kind is not kind)
        if self._making is not None and self._making[0].kind is kind:
            self._making = None
        if self._sounding is kind:
            self._silence()
            self._speaker.abort()

    def tick(self) -> None:
        self._take_made()
        self._make_next()
        self._mind_end()

    def _make_next(self) -> None:
        if self._making is None and self._pieces:
            piece = self._pieces.popleft()
            speed = self._manner.speed if piece.kind is Kind.REPLY else 1.0
            since = self._now()
            made = self._maker.submit(self._voice.make, piece.sentence, speed, piece.goes_on)
            # Measured when it is there, not when the loop looks.
            made.add_done_callback(lambda _: self._latencies.add("synthesis", self._now() - since))
            self._making = piece, made

    def _take_made(self) -> None:
        if self._making is None or not self._making[1].done():
            return
        piece, made = self._making
        try:
            # A reply behind a call could not be silenced without cutting off the call.
            if self._sounding not in (None, piece.kind) and not self._speaker.wait(0.0):
                return
            self._making = None
            loudness = self._manner.volume if piece.kind is Kind.REPLY else 1.0
            self._speaker.play(made.result(), loudness)
        except Fault as fault:
            self._fail(fault)
            return
        self._sounding = piece.kind
        if self.sounded_at is None:
            self.sounded_at = self._now()

    def _mind_end(self) -> None:
        if self._sounding is None:
            return
        try:
            heard = self._speaker.wait(0.0)
        except Fault as fault:
            self._fail(fault)
            return
        if heard and self._making is None and not self._pieces:
            self._silence()

    def _fail(self, fault: Fault) -> None:
        """What was still to be said is on the screen; the next thing is tried again."""
        self.troubles.append(fault)
        self._pieces.clear()
        self._making = None
        self._silence()

    def _silence(self) -> None:
        self._sounding = None
        self._ended_at = self._now()
