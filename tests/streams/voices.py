"""A customer who speaks to the running robot, and what is heard of it: real streams, real recognition."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import httpx

from hardware.catalogue import SYNTHESIZERS
from hardware.recognizers.vosk_recognizer import VoskRecognizer
from robot.ports.audio import AudioChunk
from robot.ports.drivers import Choice
from robot.speech.normalizer import speakable
from robot.speech.pronunciation import prompt
from robot.speech.reading import read_aloud
from robot.voice.news import Event, News
from tests.audio.likeness import likeness
from tests.audio.speaking import said
from tests.audio.virtual import MICROPHONE, SPEAKER, VirtualAudio
from tests.processes import eventually
from tests.system.running import Robot

ALIKE = 0.8
"""Recordings of the same sentence are above 0.9, of another below 0.65; only its number told apart, 0.92."""
UNDERSTOOD = 0.9
"""Share of the words that must have been understood."""
PATIENCE = 60.0


class VoiceProcess:
    """`python -m robot voice` at the streams of `audio`, for `branch`."""

    def __init__(self, branch: Robot, audio: VirtualAudio, model: Path, **settings: str) -> None:
        self.log = branch.settings.var / "voice.log"
        wanted = {
            "JIAOJIAO_VAR": str(branch.settings.var),
            "JIAOJIAO_URL": branch.settings.url,
            "JIAOJIAO_MICROPHONE": f"sounddevice:{MICROPHONE}",
            "JIAOJIAO_SPEAKER": f"sounddevice:{SPEAKER}",
            "JIAOJIAO_RECOGNIZER": f"vosk:{model}",
            "JIAOJIAO_CAMERA": "none",
            "JIAOJIAO_WAKE": "speech",
        }
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "robot", "voice"],
                env={**os.environ, **audio.environment, **wanted, **settings},
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def files_written(self) -> set[Path]:
        """Files that the process has open to write to; those without a name are nobody's to read."""
        found = set()
        for handle in Path(f"/proc/{self.pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                info = (handle.parent.parent / "fdinfo" / handle.name).read_text()
                flags = int(info.split("flags:")[1].split()[0], 8)
                path = handle.readlink()
                if flags & (os.O_WRONLY | os.O_RDWR) and path.is_file():
                    found.add(path)
        return found

    def stop(self) -> int:
        """SIGTERM; its exit status."""
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(20)
        finally:
            self._process.kill()


class Lobby:
    """The branch seen from outside: what it publishes, and how the robot is doing."""

    def __init__(self, branch: Robot) -> None:
        self._branch = branch
        self._news = News(branch.settings.url, branch.settings.device_token())
        self._news.start()
        self.events: list[Event] = []
        # From the first pulse on nothing is missed any more, whatever breaks.
        eventually(lambda: self._news.last, what="events")

    def close(self) -> None:
        self._news.stop()

    def event(
        self,
        type: str,
        when: Callable[[dict[str, Any]], bool] = lambda data: True,
        patience: float = PATIENCE,
    ) -> dict[str, Any]:
        """The data of the next such event since this was last asked; `patience` in seconds."""

        def look() -> dict[str, Any] | None:
            self.events += self._news.take()
            for index, event in enumerate(self.events):
                if event.type == type and when(event.data):
                    del self.events[: index + 1]
                    return event.data
            return None

        found: dict[str, Any] = eventually(look, patience, f"event {type}")
        return found

    def health(self) -> dict[str, Any]:
        """What /healthz says of the robot."""
        body = httpx.get(f"{self._branch.settings.url}/healthz", trust_env=False, timeout=10).json()
        robot: dict[str, Any] = body.get("robot", {})
        return robot

    def until_robot(self, true: Callable[[dict[str, Any]], bool], what: str) -> None:
        eventually(lambda: true(self.health()), PATIENCE, what)


def speak(audio: VirtualAudio, text: str) -> None:
    """A customer says it into the microphone; returns when it was said."""
    audio.say(said(text))


def speak_until_heard(audio: VirtualAudio, lobby: Lobby, text: str) -> dict[str, Any]:
    """As a customer does where the robot may still be speaking, or a stream that has just begun is still deaf."""
    for patience in (15.0, 15.0, PATIENCE):
        lobby.until_robot(lambda r: r["state"] in ("idle", "listening"), "listens")
        speak(audio, text)
        with contextlib.suppress(AssertionError):
            return lobby.event("turn.started", lambda data: data["modality"] == "voice", patience)
    raise AssertionError("said three times and not heard")


class Listener:
    """Somebody in the hall who hears the loudspeaker: knows the robot's voice, and understands what it says."""

    def __init__(self, audio: VirtualAudio, model: Path) -> None:
        self._audio = audio
        self._voice = SYNTHESIZERS.open(Choice("pyttsx3"))
        self._recognizer = VoskRecognizer(str(model))
        self._mark = self._audio.heard.mark()

    def anew(self) -> None:
        """What was heard until now does not count any more."""
        self._mark = self._audio.heard.mark()

    def hears(self, speech: str) -> None:
        """Wait until each sentence of `speech` has been heard."""
        for sentence in read_aloud(speech):
            expected = self._voice.speak(prompt(sentence.text, sentence.language))
            eventually(
                lambda clip=expected: likeness(clip, self._heard()) > ALIKE,
                PATIENCE,
                f"heard: {sentence.text}",
            )

    def has_heard(self, speech: str) -> bool:
        """Whether all of it has been heard by now."""
        clips = [self._voice.speak(prompt(s.text, s.language)) for s in read_aloud(speech)]
        return all(likeness(clip, self._heard()) > ALIKE for clip in clips)

    def understands(self, speech: str, instead: Sequence[str]) -> None:
        """Wait until it has been heard, and write it down: it is `speech` and none of `instead`, a syllable
        more or less.
        """
        self.hears(speech)
        wanted, *others = (_plain(text) for text in (speech, *instead))
        assert self._recognizer.restrict([wanted, *others]), "words that the model does not know"
        self._recognizer.accept(self._heard())
        written = self._recognizer.finish().text
        found = _share(wanted, written)
        assert found >= UNDERSTOOD, f"{wanted} was said, {written} was understood"
        assert found > max(_share(other, written) for other in others if other != wanted), written

    def close(self) -> None:
        self._voice.close()
        self._recognizer.close()

    def _heard(self) -> AudioChunk:
        return self._audio.heard.since(self._mark)


def _share(text: str, written: str) -> float:
    """How much of `text` stands in `written`, in order: 0 to 1."""
    blocks = SequenceMatcher(None, text, written, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(text)


def _plain(speech: str) -> str:
    """As it is written down: words alone."""
    return "".join(filter(str.isalnum, speakable(speech)))
