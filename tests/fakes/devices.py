"""Devices in virtual time: a room with a microphone, a loudspeaker, and people who speak in it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from robot.ports.audio import SPEECH, AudioChunk, AudioFormat
from robot.ports.faults import Fault
from robot.ports.health import Health
from robot.ports.recognition import Transcript
from robot.ports.synthesis import Prompt
from tests.fakes.virtual_time import VirtualTime

CHUNK = 0.032
"""Seconds of sound that the microphone gives at a time."""
SECONDS_A_CHARACTER = 0.2
NOISE = 30_000
"""The sample value of sound that is no known utterance: the robot's own voice."""
QUIET = array("h", [-1, -2]).tobytes()
"""Two samples of a room in which nobody speaks."""


@dataclass
class Spoken:
    """Something said in the room."""

    text: str
    start: float
    end: float
    confidence: float = 1.0


@dataclass
class Room:
    """Who speaks when. Samples carry the number of the utterance they belong to."""

    time: VirtualTime
    spoken: list[Spoken] = field(default_factory=list)
    carries_robot: bool = True
    """Whether the microphone hears the loudspeaker."""
    robot_until: float = 0.0

    def say(
        self, text: str, after: float = 0.0, seconds: float | None = None, confidence: float = 1.0
    ) -> Spoken:
        """Somebody speaks, beginning `after` seconds from now."""
        start = self.time.now + after
        length = SECONDS_A_CHARACTER * len(text) if seconds is None else seconds
        self.spoken.append(Spoken(text, start, start + length, confidence))
        return self.spoken[-1]

    def sample(self, at: float) -> int:
        for number, each in enumerate(self.spoken, 1):
            if each.start <= at < each.end:
                return number
        return NOISE if self.carries_robot and at < self.robot_until else 0


class FakeMicrophone:
    """Gives sound as time passes, and all that was not read."""

    format = SPEECH

    def __init__(self, room: Room) -> None:
        self._room = room
        self._at = room.time.now
        self.fault: Fault | None = None
        self.muted = False
        self.reads = 0

    def read(self, timeout: float) -> AudioChunk | None:
        if self.fault is not None:
            self._room.time.sleep(timeout)
            self._at = self._room.time.now
            raise self.fault
        at, self._at = self._at, self._at + CHUNK
        if self._at > self._room.time.now + timeout:
            # Not there yet.
            self._at = at
            self._room.time.sleep(timeout)
            return None
        self.reads += 1
        self._room.time.sleep(self._at - self._room.time.now)
        frames = SPEECH.frames(CHUNK)
        if self.muted:
            return AudioChunk(bytes(2 * frames))
        number = self._room.sample(at)
        sound = number.to_bytes(2, "little") * 2 if number else QUIET
        return AudioChunk(sound * (frames // 2))

    def clear(self) -> None:
        self._at = max(self._at, self._room.time.now)

    def health(self) -> Health:
        return Health("fake microphone", self.fault, delivered=self.reads)

    def close(self) -> None: ...


def _number(chunk: AudioChunk) -> int:
    """Which utterance the chunk is of; 0: of none."""
    return 0 if chunk.pcm.startswith(QUIET) else int.from_bytes(chunk.pcm[:2], "little")


class FakeDetector:
    def __init__(self) -> None:
        self.fault: Fault | None = None

    def probability(self, chunk: AudioChunk) -> float:
        if self.fault is not None:
            raise self.fault
        return 0.95 if _number(chunk) else 0.02

    def reset(self) -> None: ...

    def close(self) -> None: ...


class FakeRecognizer:
    """Knows what was said if it was given (nearly) all of its sound."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._heard: dict[int, float] = {}
        self.fault: Fault | None = None
        self._only: Sequence[str] | None = None
        self.takes_grammar = True

    def accept(self, chunk: AudioChunk) -> str:
        if self.fault is not None:
            raise self.fault
        number = _number(chunk)
        if number:
            self._heard[number] = self._heard.get(number, 0.0) + chunk.seconds
        return "".join(self._part(number) for number in self._heard)

    def finish(self) -> Transcript:
        heard, self._heard = self._heard, {}
        whole = [n for n in heard if n != NOISE and heard[n] > self._length(n) - 2 * CHUNK]
        if not whole:
            return Transcript("", 0.0, unknown=bool(heard))
        spoken = [self._room.spoken[number - 1] for number in whole]
        if self._only is not None:
            text = "".join(s.text for s in spoken)
            known = text in self._only
            return Transcript(text, 0.9) if known else Transcript("", 0.0, unknown=True)
        return Transcript("".join(s.text for s in spoken), min(s.confidence for s in spoken))

    def reset(self) -> None:
        self._heard = {}

    def restrict(self, phrases: Sequence[str] | None) -> bool:
        self._only = phrases if self.takes_grammar else None
        return self.takes_grammar

    def close(self) -> None: ...

    def _length(self, number: int) -> float:
        spoken = self._room.spoken[number - 1]
        return spoken.end - spoken.start

    def _part(self, number: int) -> str:
        if number == NOISE:
            return "回声"
        text = self._room.spoken[number - 1].text
        return text[: round(len(text) * min(1.0, self._heard[number] / self._length(number)))]


class FakeSynthesizer:
    """A clip lasts as long as its text is; the text itself stands at its beginning."""

    form = AudioFormat(8000)

    def __init__(self) -> None:
        self.fault: Fault | None = None
        self.made: list[str] = []
        self.closed = 0
        self.languages = {"zh", "en"}

    def speaks(self, language: str) -> bool:
        return language in self.languages

    def speak(self, prompt: Prompt, speed: float = 1.0) -> AudioChunk:
        if self.fault is not None:
            raise self.fault
        self.made.append(prompt.text)
        words = prompt.text.encode("utf-16-le")
        frames = self.form.frames(SECONDS_A_CHARACTER * len(prompt.text) / speed)
        return AudioChunk(words.ljust(2 * frames, b"\0"), self.form)

    def close(self) -> None:
        self.closed += 1


@dataclass
class Sound:
    """What came out of the loudspeaker."""

    text: str
    at: float
    until: float
    volume: float


class FakeSpeaker:
    def __init__(self, room: Room) -> None:
        self._room = room
        self.fault: Fault | None = None
        self.sounds: list[Sound] = []

    def play(self, clip: AudioChunk, volume: float = 1.0) -> None:
        if self.fault is not None:
            raise self.fault
        if not clip.pcm:
            return
        text = clip.pcm.decode("utf-16-le").rstrip("\0")
        at = max(self._room.time.now, self._room.robot_until)
        self.sounds.append(Sound(text, at, at + clip.seconds, volume))
        self._room.robot_until = at + clip.seconds

    def wait(self, timeout: float | None = None) -> bool:
        if self.fault is not None:
            raise self.fault
        return self._room.time.now >= self._room.robot_until

    def abort(self) -> None:
        now = self._room.time.now
        self._room.robot_until = min(now, self._room.robot_until)
        self.sounds = [sound for sound in self.sounds if sound.at < now]
        for sound in self.sounds:
            sound.until = min(sound.until, now)

    @property
    def playing(self) -> bool:
        return not self.wait(0.0)

    def health(self) -> Health:
        return Health("fake speaker", self.fault)

    def close(self) -> None: ...
