"""The voice loop. What the robot does in one moment stands in `step`, in order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from robot.announcements import AnnouncementQueue
from robot.ports.faults import Fault
from robot.voice import gate as gating
from robot.voice.announcing import Announcer
from robot.voice.company import Company
from robot.voice.devices import Caretaker, Devices
from robot.voice.ears import Hearing, Utterance
from robot.voice.floor import Floor, OwnFloor
from robot.voice.gate import Gate, Verdict
from robot.voice.latency import Latencies
from robot.voice.manner import Manner
from robot.voice.mouth import Speaking
from robot.voice.news import Event
from robot.voice.presence import Change
from robot.voice.report import Error, Report
from robot.voice.talk import Talk
from robot.voice.telling import Telling
from robot.voice.texts import Texts
from robot.voice.visit import Patience, Quiet
from robot.voice.vocabulary import Vocabulary
from robot.voice.wake import WakePhrase

log = logging.getLogger("robot.voice")

TICK = 0.05
"""Seconds that one step waits for sound at most."""
SHORT = 0.004
"""The same while an answer or a sentence is on its way."""
REST = 1.5
"""Seconds of quiet after the robot's or the visitor's words before the hall is spoken to."""
GIVES_UP = 2.0
"""Seconds that a question is left with a branch of which nothing else is heard either."""
UNCLEAR_IN_A_ROW = 3
"""So often it is said that the words were not caught; after that the screen has to do."""


@dataclass(frozen=True)
class Habits:
    """What the operator chose."""

    barge_in: bool = False
    """The microphone does not hear the loudspeaker: a customer may talk over the robot."""
    any_speech_wakes: bool = False
    sees: bool = False
    """A camera tells who is there."""
    patience: Patience = field(default_factory=Patience)


@dataclass
class Surroundings:
    """What the loop is told from outside, each without waiting."""

    news: Callable[[], list[Event]]
    """The branch's events since the last time."""
    changes: Callable[[], list[Change]]
    """Who came and went since the last time."""
    branch_now: Callable[[], datetime]
    """The branch's time, aware."""
    tell: Callable[[Report], None]
    """Tells the branch what the robot is doing."""
    branch_fault: Callable[[], Fault | None] = lambda: None
    """Why the branch cannot be heard just now."""
    heard: Callable[[], int] = lambda: 0
    """Id of the branch's last event that `news` has given."""
    floor: Floor = field(default_factory=OwnFloor)
    """Who speaks to the hall."""


class VoiceLoop:
    """Call `step` again and again, in one thread."""

    def __init__(
        self,
        *,
        ears: Hearing,
        mouth: Speaking,
        talk: Talk,
        devices: Devices,
        caretaker: Caretaker,
        vocabulary: Vocabulary,
        surroundings: Surroundings,
        manner: Manner,
        texts: Texts,
        gate: Gate,
        latencies: Latencies,
        now: Callable[[], float],
        habits: Habits,
    ) -> None:
        self._ears, self._mouth, self._talk = ears, mouth, talk
        self._devices, self._caretaker, self._around = devices, caretaker, surroundings
        self._manner, self._texts, self._latencies = manner, texts, latencies
        self._now, self._habits = now, habits
        self._gate = gate
        self._wake = WakePhrase(texts.wake)
        self._announcements = AnnouncementQueue()
        self._announcer = Announcer(
            self._announcements,
            mouth,
            surroundings.floor,
            able=self._could_announce,
            heard=surroundings.heard,
            branch_now=surroundings.branch_now,
            now=now,
        )
        self._vocabulary = vocabulary
        self._company = Company(
            talk, mouth, self._announcements, self.welcome, vocabulary.changed, manner, now
        )
        self._telling = Telling(
            surroundings.tell, devices, surroundings.branch_fault, latencies, now
        )
        self._someone = False
        """Whether a camera sees somebody."""
        self._asked_at: float | None = None
        """When the words had been said whose answer has not sounded yet."""
        self._quiet_since = now()

    def step(self) -> None:
        """One moment, `TICK` at most: everything that is due, and nothing that would be waited for."""
        self._company.take(self._around.news())  # touches, staff's answers, announcements
        self._look()  # somebody comes or goes
        self._take_answer()  # the branch's answer -> speech
        self._listen()  # microphone -> detector -> segmenter -> recognizer -> turn
        self._mouth.tick()  # speech -> synthesizer -> loudspeaker
        self._take_stock()  # what went wrong, how long it took
        self._mind_silence()  # ask once, then say goodbye
        self._announce()  # to the hall, between turns
        self._caretaker.tick()  # devices that nobody uses just now
        self._vocabulary.tick()  # the branch's own words
        if self._caretaker.looked:
            self._tell()

    def welcome(self) -> None:
        """Nothing of one visitor reaches the next."""
        self._manner.anew()
        self._texts.anew()
        self._asked_at = None

    # ---- seeing

    def _look(self) -> None:
        for change in self._around.changes():
            self._someone = change is Change.ARRIVED
            if self._someone and self._talk.visit is None:
                self.welcome()
                self._talk.begin()

    # ---- hearing

    def _listen(self) -> None:
        hears_itself = self._mouth.echoes and not self._habits.barge_in
        # What is being waited for is taken up at once.
        pause = SHORT if self._talk.thinking or self._mouth.making else TICK
        if self._talk.thinking or hears_itself:
            self._ears.ignore(pause)
            return
        utterance = self._ears.listen(pause)
        visit = self._talk.visit
        if self._ears.started and visit is not None:
            self._mouth.stop()
            visit.stir(self._now())
        if utterance is not None:
            self._understand(utterance)

    def _understand(self, utterance: Utterance) -> None:
        words = gating.words(utterance.transcript)
        verdict = self._gate.judge(utterance.transcript)
        called = self._wake.rest(words)
        visit = self._talk.visit
        if visit is None:
            for_us = called is not None or self._someone or self._habits.any_speech_wakes
            if verdict is Verdict.WORDS and for_us:
                self.welcome()
                self._talk.begin(called if called is not None else words).spoke = True
                self._asked_at = utterance.ended_at
        elif verdict is Verdict.WORDS:
            visit.unclear, visit.spoke = 0, True
            self._asked_at = utterance.ended_at
            self._talk.say(called or words)
        elif verdict is Verdict.UNCLEAR:
            visit.unclear += 1
            if visit.unclear <= UNCLEAR_IN_A_ROW:
                self._mouth.say(self._texts.unheard())

    # ---- answering

    def _take_answer(self) -> None:
        answer = self._talk.answer()
        fault = self._around.branch_fault()
        if answer is None and fault is not None and self._talk.waits >= GIVES_UP:
            answer = self._talk.give_up(fault.code)
        if answer is None:
            return
        if answer.error is not None:
            self._fail("turn", answer.error)
            if answer.asked and not answer.replies:
                self._mouth.say(self._texts.apology())
        self._company.say(answer.replies, answer.direction)
        if self._talk.visit is not None:
            self._talk.visit.parting = answer.intent == "goodbye"

    def _announce(self) -> None:
        resting = self._talk.visit is not None and self._now() - self._quiet_since < REST
        self._announcer.tick(may_begin=not self._busy and not resting)

    def _could_announce(self) -> bool:
        return self._caretaker.looked and self._devices.speak and not self._around.branch_fault()

    # ---- what silence means

    def _mind_silence(self) -> None:
        visit = self._talk.visit
        if visit is None or self._busy:
            return
        gone = self._habits.sees and not self._someone
        if not self._ears.work and not gone:
            # Who cannot be heard must not be asked; the screen notices when they go.
            visit.spoke = False
            visit.touched = True
        quiet = visit.quiet(self._now(), self._habits.patience, gone)
        if quiet is Quiet.ASK:
            visit.asked = True
            self._mouth.say(self._texts.still_there())
        elif quiet is not None:
            if quiet is Quiet.FAREWELL:
                self._mouth.say(self._texts.farewell())
            self._talk.end()

    # ---- keeping books

    @property
    def _busy(self) -> bool:
        return self._mouth.busy or self._ears.in_utterance or self._talk.thinking

    def _take_stock(self) -> None:
        if self._mouth.troubles:
            self._announcer.failed()
        for fault in self._mouth.troubles:
            self._fail("speech", fault.code)
        self._mouth.troubles.clear()
        if self._busy:
            self._quiet_since = self._now()
            if self._talk.visit is not None:
                self._talk.visit.last_at = self._now()
        sounded = self._mouth.sounded_at
        if self._asked_at is not None and sounded is not None and sounded > self._asked_at:
            self._latencies.add("first_sound", sounded - self._asked_at)
            self._asked_at = None

    def _fail(self, stage: str, code: str) -> None:
        log.error("%s failed: %s", stage, code)
        self._telling.error(Error(stage, code))

    def _state(self) -> str:
        if self._mouth.busy:
            return "speaking"
        if self._talk.thinking:
            return "thinking"
        if not self._ears.work:
            return "away"
        return "idle" if self._talk.visit is None else "listening"

    def _tell(self) -> None:
        """What people say who do not talk to the robot is not shown, nor how loud they are."""
        here = self._talk.visit is not None
        partial, level = (self._ears.partial, self._ears.level) if here else ("", 0)
        self._telling.tick(self._state(), self._talk.conversation, partial, level)
