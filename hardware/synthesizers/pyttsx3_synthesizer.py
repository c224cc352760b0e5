"""pyttsx3: espeak-ng on Linux, SAPI5 on Windows, NSSS on macOS, always in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from hardware.audio import wave_file
from hardware.synthesizers.voices import PINYIN_VOICE
from hardware.synthesizers.worker_process import WorkerDied, WorkerProcess, WorkerSilent
from robot.ports.audio import AudioChunk, AudioFormat
from robot.ports.faults import Reason, SynthesizerFault
from robot.ports.remedies import remedy
from robot.ports.synthesis import CHINESE, ENGLISH, Prompt

MODULE = "hardware.synthesizers.pyttsx3_worker"
RATE = {CHINESE: 180, ENGLISH: 150}
"""Words a minute at speed 1: about 3.6 characters a second with espeak-ng, pauses included; English for guests whose
own language it may not be."""
SLOWEST, FASTEST = 0.5, 2.0
START_SECONDS = 15.0
ANSWER_SECONDS = 2.0
"""A sentence takes espeak-ng 15 ms, system voices some 100 ms."""
NO_SOUND = AudioFormat(22050)


class Pyttsx3Synthesizer:
    """`device` is a voice's id; empty: the Mandarin voice. Raises SynthesizerFault."""

    def __init__(self, device: str = "", module: str = MODULE):
        self._voice = device
        self._english = ""
        self._spoke = ""
        self._module = module
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="jiaojiao-speech-")
        self._count = 0
        self._ready = False
        self._closed = False
        self._worker = self._spawn()
        try:
            self._await_ready()
        except SynthesizerFault:
            self.close()
            raise

    @property
    def voice(self) -> str:
        """The id of the voice that speaks."""
        return self._voice

    @property
    def reads_pinyin(self) -> bool:
        return self._voice == PINYIN_VOICE

    @property
    def english(self) -> str:
        """The id of the voice for English sentences; empty: there is none."""
        return self._english

    @property
    def spoke(self) -> str:
        """The voice that the engine says it spoke the last sentence with."""
        return self._spoke

    def speaks(self, language: str) -> bool:
        """The Mandarin voices of Windows and macOS read English in their own way, where there is no better one."""
        return language == CHINESE or bool(self._english) or not self.reads_pinyin

    def speak(self, prompt: Prompt, speed: float = 1.0) -> AudioChunk:
        foreign = prompt.language != CHINESE
        text = prompt.pinyin if self.reads_pinyin and not foreign else prompt.text
        if not text.strip():
            return AudioChunk(b"", NO_SOUND)
        voice = self._english if foreign and self._english else self._voice
        rate = round(RATE[prompt.language] * min(FASTEST, max(SLOWEST, speed)))
        with self._lock:
            self._count += 1
            path = Path(self._folder.name) / f"{self._count}.wav"
            try:
                answer = self._ask(text, voice, rate, path)
                if "error" in answer:
                    raise SynthesizerFault(Reason.FAILED, f"语音合成出错：{answer['error']}")
                self._spoke = answer["voice"]
                return wave_file.read(_as_wave(path), SynthesizerFault)
            finally:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        self._closed = True
        self._worker.kill()
        self._folder.cleanup()

    def _ask(self, text: str, voice: str, rate: int, path: Path) -> dict[str, str]:
        """One request; a worker that has died meanwhile is replaced, one that hangs is too."""
        request = {"text": text, "voice": voice, "rate": rate, "path": str(path)}
        try:
            try:
                self._await_ready()
                return self._worker.ask(request, ANSWER_SECONDS)
            except WorkerDied:
                self._respawn()
                self._await_ready()
                return self._worker.ask(request, ANSWER_SECONDS)
        except WorkerSilent as error:
            self._respawn()
            raise SynthesizerFault(Reason.TIMEOUT, "语音合成没有反应，已重新启动") from error
        except WorkerDied as error:
            self._respawn()
            raise SynthesizerFault(Reason.LOST, "语音合成进程退出了，已重新启动") from error

    def _spawn(self) -> WorkerProcess:
        self._ready = False
        return WorkerProcess(self._module, [self._voice] if self._voice else [])

    def _respawn(self) -> None:
        if not self._closed:
            self._worker.kill()
            self._worker = self._spawn()

    def _await_ready(self) -> None:
        """Read the worker's first line, if that is still to come."""
        if self._ready:
            return
        mends = remedy("voice")
        try:
            first = self._worker.answer(START_SECONDS)
        except (WorkerDied, WorkerSilent) as error:
            raise SynthesizerFault(Reason.FAILED, f"语音合成启动不了：{mends}") from error
        if "error" in first:
            kind = Reason.MISSING_DEVICE if "no voice" in first["error"] else Reason.MISSING_PACKAGE
            raise SynthesizerFault(kind, f"语音合成用不了（{first['error']}）：{mends}")
        self._voice, self._english = first["voice"], first["english"]
        self._ready = True


def _as_wave(path: Path) -> Path:
    """macOS writes AIFF whatever the name says; its own tool makes a wave file of it."""
    if sys.platform == "darwin" and path.read_bytes()[:4] == b"FORM":
        made = path.with_suffix(".converted.wav")
        command = ["afconvert", "-f", "WAVE", "-d", "LEI16@22050", "-c", "1", str(path), str(made)]
        subprocess.run(command, check=True, capture_output=True)
        made.replace(path)
    return path
