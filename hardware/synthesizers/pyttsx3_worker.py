"""The process that runs pyttsx3, apart from the robot: an engine that hangs is killed with it.

`python -m hardware.synthesizers.pyttsx3_worker [voice]` writes one line {"voice": id} when it is ready, or
{"error": reason}. Then for each line {"text", "rate", "path"} on standard input it writes the wave file
and answers {"path"} or {"error"}. It ends with its standard input.

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

PINYIN_VOICE = "sit/cmn-latn-pinyin"
"""espeak-ng's Mandarin voice for pinyin; its voice for characters (sit/cmn) spells them as English."""
MANDARIN = (
    "zh-cn",
    "zh_cn",
    "cmn",
    "mandarin",
    "huihui",
    "kangkang",
    "yaoyao",
    "ting-ting",
    "tingting",
)
"""What gives away a Mandarin voice of Windows or macOS, in its id, name or languages."""
WRITE_ATTEMPTS = 3
SET_ATTEMPTS = 40
SET_PAUSE = 0.005
"""Seconds."""
FINISH_SECONDS = 60.0
"""The process that asked has given up and killed this one long before."""


class Engine:
    """pyttsx3's engine with the voice that was asked for; raises RuntimeError when it has none."""

    def __init__(self, voice: str):
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self._finished = threading.Event()
        self._whole = False
        self._engine.connect("finished-utterance", self._on_finished)
        # Until its first loop the engine only collects what it is told.
        self._engine.runAndWait()
        self.voice = voice or (PINYIN_VOICE if sys.platform == "linux" else self._mandarin())
        self._set_voice()

    def write(self, text: str, rate: int, path: Path) -> None:
        """Speak `text` into a wave file at `rate` words a minute."""
        self._set("rate", rate)
        for _ in range(WRITE_ATTEMPTS):
            self._settle()
            self._write(text, path)
            if path.exists() and self._whole:
                return
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

    def _mandarin(self) -> str:
        for voice in self._engine.getProperty("voices"):
            words = f"{voice.id} {voice.name} {voice.languages}".lower()
            if any(sign in words for sign in MANDARIN):
                return str(voice.id)
        raise RuntimeError("no Mandarin voice is installed")

    def _set_voice(self) -> None:
        """A voice that does not exist raises nothing, so the engine is asked what it has."""
        known = {str(voice.id).lower() for voice in self._engine.getProperty("voices")}
        if self.voice.lower() not in known:
            raise RuntimeError(f"no voice {self.voice}")
        self._set("voice", self.voice)

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
    answer({"voice": engine.voice})
    for line in requests:
        request = json.loads(line)
        path = Path(request["path"])
        try:
            engine.write(request["text"], request["rate"], path)
        except Exception as error:
            answer({"error": f"{type(error).__name__}: {error}"})
        else:
            answer({"path": str(path)})
    return None


def main() -> None:
    """pyttsx3 and the engines print what they like: they get standard error, the answers a copy of the rest."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    serve(sys.stdin, answers, sys.argv[1] if len(sys.argv) > 1 else "")


if __name__ == "__main__":
    main()
