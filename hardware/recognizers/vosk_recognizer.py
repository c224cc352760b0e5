"""vosk: offline recognition with a Kaldi model from a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hardware import libraries
from hardware.recognizers import transcripts, vosk_model
from robot.ports.audio import SPEECH, AudioChunk
from robot.ports.commands import command
from robot.ports.faults import Reason, RecognizerFault
from robot.ports.recognition import Transcript, Word

LONGEST_WORD = 8
"""Characters: longer words are not looked for when a phrase is cut into the model's words."""
_TRIED: set[tuple[str, int]] = set()
"""Models that have loaded in a child process: path and size."""


class VoskRecognizer:
    """`device` is the model's folder. Loading takes about a second; raises RecognizerFault."""

    def __init__(self, device: str):
        self._vosk = libraries.load("vosk", RecognizerFault)
        self._model_files = vosk_model.find(Path(device))
        tried = (str(self._model_files.folder), self._model_files.bytes)
        if tried not in _TRIED:
            vosk_model.try_out(self._model_files)
            _TRIED.add(tried)
        # Its log goes to standard error, and with it what customers say.
        self._vosk.SetLogLevel(-1)
        try:
            self._model = self._vosk.Model(str(self._model_files.folder))
        except Exception as error:  # vosk knows no other class
            message = f"语音识别模型 {device} 载入失败：{command(f'model check {device}')}"
            raise RecognizerFault(Reason.MODEL_BROKEN, message) from error
        self._grammar: str | None = None
        self._recognizer: Any = None
        self._heard: list[Word] = []

    def accept(self, chunk: AudioChunk) -> str:
        if chunk.format != SPEECH:
            raise ValueError(f"recognition takes {SPEECH.rate} Hz, not {chunk.format.rate}")
        recognizer = self._current()
        try:
            # True: the model itself hears an end. Ours is the speech detector's, so it goes on.
            if recognizer.AcceptWaveform(chunk.pcm):
                self._heard += transcripts.words(recognizer.Result())
            partial = json.loads(recognizer.PartialResult()).get("partial", "")
        except Exception as error:  # vosk knows no other class
            raise self._failed(error) from error
        before = " ".join(word.text for word in self._heard)
        return transcripts.spoken(f"{before} {partial}")

    def finish(self) -> Transcript:
        if self._recognizer is None:
            return Transcript("", 0.0)
        try:
            self._heard += transcripts.words(self._recognizer.FinalResult())
        except Exception as error:  # vosk knows no other class
            raise self._failed(error) from error
        heard = transcripts.transcript(self._heard)
        self.reset()
        return heard

    def reset(self) -> None:
        # A recognizer of its own for every utterance: times begin at 0 and nothing adapts to who spoke last.
        self._recognizer = None
        self._heard = []

    def restrict(self, phrases: Sequence[str] | None) -> bool:
        grammar: str | None = None
        if phrases is not None:
            cut = [self._in_words(phrase) for phrase in phrases]
            known = sorted({" ".join(words) for words in cut if words})
            if not known or not self._model_files.takes_grammar:
                return False
            grammar = json.dumps([*known, transcripts.UNKNOWN], ensure_ascii=False)
        self._grammar = grammar
        return True

    def close(self) -> None:
        self.reset()
        self._model = None

    def _current(self) -> Any:
        if self._recognizer is None:
            arguments = [self._model, SPEECH.rate]
            if self._grammar is not None:
                arguments.append(self._grammar)
            try:
                self._recognizer = self._vosk.KaldiRecognizer(*arguments)
            except Exception as error:  # vosk knows no other class
                raise self._failed(error) from error
            self._recognizer.SetWords(True)
        return self._recognizer

    def _failed(self, error: Exception) -> RecognizerFault:
        self.reset()
        return RecognizerFault(Reason.FAILED, f"语音识别出错：{error}")

    def _in_words(self, phrase: str) -> list[str]:
        """`phrase` cut into the fewest words of the model; empty when it holds a word the model lacks."""
        text = "".join(phrase.split())
        best: list[list[str] | None] = [[]]
        for end in range(1, len(text) + 1):
            found: list[str] | None = None
            for start in range(max(0, end - LONGEST_WORD), end):
                before = best[start]
                word = text[start:end]
                if before is None or (found is not None and len(before) + 1 >= len(found)):
                    continue
                if self._model.vosk_model_find_word(word) >= 0:
                    found = [*before, word]
            best.append(found)
        return best[-1] or []
