"""The process that runs pyttsx3, apart from the robot: an engine that hangs is killed with it.

`python -m hardware.synthesizers.pyttsx3_worker [voice]` writes one line {"voice": id, "english": id or ""} when it is
ready, or {"error": reason}. Then for each line {"text", "voice", "rate", "path"} on standard input it writes the wave
file and answers {"path", "voice"}, the voice being the one that the engine says it spoke with, or {"error"}. It ends
with its standard input.

One request at a time, always to a file: several `say` before one `runAndWait` speak only the last, a `say`
after `save_to_file` writes that file again, and `runAndWait` may return before the file is whole.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any, TextIO

from hardware.synthesizers import voices
from hardware.synthesizers.voices import PINYIN_VOICE, Voice

WRITE_ATTEMPTS = 3
SET_ATTEMPTS = 40
SET_PAUSE = 0.005
"""Seconds."""
FINISH_SECONDS = 60.0
"""The process that asked has given up and killed this one long before."""


class Engine:
    """pyttsx3's engine with the voice that was asked for; raises RuntimeError when it has none.

    `english` is the id of a voice for English, empty when there is none.
    """

    def __init__(self, voice: str):
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self._finished = threading.Event()
        self._whole = False
        self._engine.connect("finished-utterance", self._on_finished)
        # Until its first loop the engine only collects what it is told.
        self._engine.runAndWait()
        there = self._voices()
        usual = PINYIN_VOICE if sys.platform == "linux" else voices.mandarin(there)
        self.voice = self._known(voice or usual, there)
        self.english = voices.english(there)
        self._set("voice", self.voice)

    def write(self, text: str, voice: str, rate: int, path: Path) -> str:
        """Speak `text` into a wave file at `rate` words a minute; the voice that spoke it."""
        self._set("voice", voice)
        self._set("rate", rate)
        for _ in range(WRITE_ATTEMPTS):
            self._settle()
            self._write(text, path)
            if path.exists() and self._whole:
                return str(self._engine.getProperty("voice"))
        raise RuntimeError("the engine wrote no file")

    def _write(self, text: str, path: Path) -> None:
        self._finished.clear()
        self._whole = sys.platform != "linux"
        self._engine.save_to_file(text, str(path))
        self._engine.runAndWait()
        # On Linux the file is written by espeak's own thread, just before it says that it has finished.
        if sys.platform == "linux" and not self._finished.wait(FINISH_SECONDS):
            raise RuntimeError("the engine never finished")

    def _on_finished(self, name: object, completed: bool) -> None:
        self._whole = completed
        self._finished.set()

    def _settle(self) -> None:
        """A sentence begun while espeak still ends the last one is cut off before its first sound."""
        if sys.platform == "linux":
            from pyttsx3.drivers import _espeak

            while _espeak.IsPlaying():
                time.sleep(0.001)

    def _voices(self) -> list[Voice]:
        return [
            Voice(str(each.id), str(each.name), tuple(map(str, each.languages or ())))
            for each in self._engine.getProperty("voices")
        ]

    def _known(self, wanted: str, there: list[Voice]) -> str:
        """A voice that does not exist raises nothing, so it is looked for among those that do."""
        if not wanted:
            raise RuntimeError("no voice for Mandarin is installed")
        for voice in there:
            if voice.id.lower() == wanted.lower():
                return voice.id
        raise RuntimeError(f"no voice {wanted}")

    def _set(self, name: str, value: str | int) -> None:
        """The first change after a sentence is lost in espeak's own queue, so it is made until it is there."""
        for _ in range(SET_ATTEMPTS):
            self._engine.setProperty(name, value)
            if self._engine.getProperty(name) == value:
                return
            time.sleep(SET_PAUSE)
        raise RuntimeError(f"the engine does not take {name} {value}")


def serve(requests: TextIO, answers: TextIO, voice: str) -> None:
    """Answer until `requests` ends."""

    def answer(body: dict[str, str]) -> None:
        answers.write(json.dumps(body) + "\n")
        answers.flush()

    try:
        engine = Engine(voice)
    except Exception as error:
        return answer({"error": f"{type(error).__name__}: {error}"})
    answer({"voice": engine.voice, "english": engine.english})
    for line in requests:
        request = json.loads(line)
        path = Path(request["path"])
        try:
            voice = engine.write(request["text"], request["voice"], request["rate"], path)
        except Exception as error:
            answer({"error": f"{type(error).__name__}: {error}"})
        else:
            answer({"path": str(path), "voice": voice})
    return None


def main() -> None:
    """pyttsx3 and the engines print what they like: they get standard error, the answers a copy of the rest."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    serve(sys.stdin, answers, sys.argv[1] if len(sys.argv) > 1 else "")


if __name__ == "__main__":
    main()
