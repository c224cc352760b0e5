"""The whole loop in a lobby of virtual time: people speak and touch, the robot answers, all in milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from robot.client import ConversationError, Reply, Turn
from robot.ports.faults import Fault, MicrophoneFault, Reason
from robot.ports.reopening import Pauses, Reopening
from robot.ports.steady import SteadyMicrophone, SteadySpeaker
from robot.voice.assembly import Parts, assemble
from robot.voice.branch import Said
from robot.voice.devices import Devices
from robot.voice.floor import Floor, OwnFloor
from robot.voice.loop import Habits, Surroundings
from robot.voice.news import Event
from robot.voice.presence import Change
from robot.voice.report import Report
from robot.voice.texts import load
from tests.fakes.devices import (
    FakeDetector,
    FakeMicrophone,
    FakeRecognizer,
    FakeSpeaker,
    FakeSynthesizer,
    Room,
)
from tests.fakes.virtual_time import VirtualExecutor, VirtualTime

GREETING = "您好，我是娇娇。"
BEGAN = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=8)))


class FakeBranch:
    """Answers as the test has written, and publishes its turns as lobby does."""

    def __init__(self, news: list[Event]) -> None:
        self.script: dict[str, Turn] = {}
        self.heard: list[tuple[str, str]] = []
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.told_of: list[str] = []
        self.away = False
        self.words: tuple[str, ...] = ()
        self._over: set[str] = set()
        self._news = news

    def begin(self) -> Said:
        self._reach()
        self.begun.append(f"v{len(self.begun) + 1}")
        return Said(self.begun[-1], turn(GREETING))

    def say(self, conversation: str, text: str) -> Said:
        self._reach()
        if conversation in self._over:
            conversation = self.begin().conversation
        self.heard.append((conversation, text))
        answered = self.script.get(text, turn(f"您说{text}。"))
        about = {"conversation": conversation, "channel": "voice", "modality": "voice"}
        self._news.append(Event("turn.started", {**about, "text": text}))
        replies = [{"text": r.text, "speech": r.speech} for r in answered.replies]
        self._news.append(Event("turn.replied", {**about, "replies": replies}))
        return Said(conversation, answered)

    def end(self, conversation: str) -> None:
        self.ended.append(conversation)
        self.over(conversation)

    def over(self, conversation: str) -> None:
        """It ends here or elsewhere; the event says so."""
        self._over.add(conversation)
        self._news.append(Event("conversation.ended", {"conversation": conversation}))

    def told(self, conversation: str) -> None:
        self.told_of.append(conversation)

    def phrases(self) -> tuple[str, ...]:
        self._reach()
        return self.words

    def _reach(self) -> None:
        if self.away:
            raise ConversationError("away", "暂时连不上大堂服务。", retryable=True)


def turn(*speeches: str, intent: str = "faq", direction: str | None = None) -> Turn:
    entities = [{"entity": "direction", "value": direction}] if direction else []
    nlu = {"intent": intent, "confidence": 1.0, "entities": entities}
    return Turn(tuple(Reply(s, s) for s in speeches), {"nlu": nlu})


class Hall:
    """`quick` is how long the branch takes to answer, in seconds."""

    def __init__(
        self, habits: Habits | None = None, quick: float = 0.1, floor: Floor | None = None
    ) -> None:
        self.time = VirtualTime()
        self.room = Room(self.time)
        self.microphone = FakeMicrophone(self.room)
        self.detector = FakeDetector()
        self.recognizer = FakeRecognizer(self.room)
        self.synthesizer = FakeSynthesizer()
        self.speaker = FakeSpeaker(self.room)
        self.news: list[Event] = []
        self.changes: list[Change] = []
        self.reports: list[Report] = []
        self.branch = FakeBranch(self.news)
        self.texts = load()
        self.opened = 0
        self.branch_fault: Fault | None = None
        self.devices = Devices(
            SteadyMicrophone(self._steady(self._open_microphone), self.time.sleep),
            self._steady(lambda: self.detector),
            self._steady(lambda: self.recognizer),
            self._steady(lambda: self.synthesizer),
            SteadySpeaker(self._steady(lambda: self.speaker), self.time.sleep),
        )
        self.parts: Parts = assemble(
            self.devices,
            self.branch,
            Surroundings(
                self._take_news,
                self._take_changes,
                self.branch_now,
                self.reports.append,
                lambda: self.branch_fault,
                floor=floor or OwnFloor(),
            ),
            texts=self.texts,
            habits=habits or Habits(),
            voice="fake",
            caller=VirtualExecutor(self.time, quick),
            maker=VirtualExecutor(self.time, 0.02),
            now=self.time,
            sleep=self.time.sleep,
        )

    # ---- what happens

    def run(self, seconds: float) -> Hall:
        until = self.time.now + seconds
        while self.time.now < until - 1e-9:
            self.parts.loop.step()
        return self

    def until(self, true: Callable[[], Any], seconds: float = 60.0) -> Hall:
        """Run until something is so; fails when it takes too long."""
        deadline = self.time.now + seconds
        while not true():
            assert self.time.now < deadline, f"not within {seconds} s; said: {self.said}"
            self.parts.loop.step()
        return self

    def arrive(self) -> Hall:
        self.changes.append(Change.ARRIVED)
        return self

    def leave(self) -> Hall:
        self.changes.append(Change.LEFT)
        return self

    def greeted(self) -> Hall:
        """Somebody has come and was greeted to the end."""
        return self.arrive().run(0.5).until(self.is_quiet).run(0.6)

    def hear(self, text: str, confidence: float = 1.0) -> Hall:
        """A customer says something, and it is answered to the end."""
        spoken = self.room.say(text, confidence=confidence)
        self.run(spoken.end - self.time.now + 1.2)
        return self.until(self.is_quiet).run(0.6)

    def touch(self, conversation: str, text: str, *replies: str, **more: Any) -> Hall:
        """A customer touches the screen, which answers."""
        about = {"conversation": conversation, "channel": "kiosk", "modality": "touch", **more}
        self.news.append(Event("turn.started", {**about, "text": text}))
        answers = [{"text": r, "speech": r} for r in replies]
        self.news.append(Event("turn.replied", {**about, "turn": 1, "replies": answers}))
        return self

    def announce(self, speech: str, id: str = "1", **more: Any) -> Hall:
        data: dict[str, Any] = {
            "id": id,
            "kind": "call",
            "text": speech,
            "speech": speech,
            "priority": 10,
            "speaker": "robot",
            "repeat": 0,
            "expires_at": (self.branch_now() + timedelta(minutes=2)).isoformat(),
        }
        self.news.append(Event("announcement", {**data, **more}))
        return self

    def lose_microphone(self, reason: Reason = Reason.LOST) -> None:
        self.microphone.fault = MicrophoneFault(reason, "麦克风断开了")

    def find_microphone(self) -> None:
        self.microphone.fault = None

    # ---- what can be seen and heard

    @property
    def said(self) -> list[str]:
        return [sound.text for sound in self.speaker.sounds]

    @property
    def states(self) -> list[str]:
        """The robot's states, one after the other."""
        states = [report.state for report in self.reports]
        return [s for i, s in enumerate(states) if i == 0 or s != states[i - 1]]

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [(e.stage, e.code) for report in self.reports for e in report.errors]

    def is_quiet(self) -> bool:
        return self.reports[-1].state not in ("speaking", "thinking")

    def branch_now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.time.now)

    # ---- inside

    def _open_microphone(self) -> FakeMicrophone:
        self.opened += 1
        if self.microphone.fault is not None:
            raise self.microphone.fault
        return self.microphone

    def _steady(self, factory: Callable[[], Any]) -> Reopening[Any]:
        return Reopening(factory, pauses=Pauses(), now=self.time)

    def _take_news(self) -> list[Event]:
        events, self.news[:] = list(self.news), []
        return events

    def _take_changes(self) -> list[Change]:
        changes, self.changes[:] = list(self.changes), []
        return changes


def faults_of(reports: Sequence[Report], device: str) -> list[str]:
    """The codes that were reported of a device, one after the other."""
    codes = [report.devices[device].code for report in reports if device in report.devices]
    return [c for i, c in enumerate(codes) if i == 0 or c != codes[i - 1]]


__all__ = ["GREETING", "Fault", "Hall", "faults_of", "turn"]
