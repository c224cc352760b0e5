"""The branches of Windows and macOS, over engines that behave as theirs do."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hardware.audio import wave_file
from hardware.synthesizers import pyttsx3_synthesizer, pyttsx3_worker
from robot.ports.audio import AudioChunk, AudioFormat
from robot.ports.faults import SynthesizerFault
from tests.fakes.system_voices import AIFF, SystemEngine
from tests.hardware.synthesizers.test_voices import NSSS, SAPI

SYSTEMS = {"win32": SAPI, "darwin": NSSS}


def served(
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    engine: SystemEngine,
    requests: list[dict[str, Any]],
    voice: str = "",
) -> list[dict[str, str]]:
    """What the worker answers there."""
    monkeypatch.setitem(sys.modules, "pyttsx3", engine)
    monkeypatch.setattr(pyttsx3_worker, "sys", SimpleNamespace(platform=system))
    answers = io.StringIO()
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    pyttsx3_worker.serve(io.StringIO(lines), answers, voice)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def engine_of(system: str, count: int = 99) -> SystemEngine:
    voices = [(v.id, v.name, list(v.languages)) for v in SYSTEMS[system][:count]]
    return SystemEngine(voices, aiff=system == "darwin")


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_language_is_spoken_by_its_voice_and_chinese_again_afterwards(
    system: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine = engine_of(system)
    ready = served(monkeypatch, system, engine, [])[0]
    said = [("您好", ready["voice"], 180), ("Hello", ready["english"], 150)]
    said.append(("再见", ready["voice"], 120))
    requests = [
        {"text": text, "voice": voice, "rate": rate, "path": str(tmp_path / f"{number}.wav")}
        for number, (text, voice, rate) in enumerate(said)
    ]
    answers = served(monkeypatch, system, engine, requests)
    assert [answer["voice"] for answer in answers[1:]] == [voice for _, voice, _ in said]
    assert engine.rates == said
    assert all((tmp_path / f"{number}.wav").exists() for number in range(3))


@pytest.mark.parametrize("system", SYSTEMS)
def test_without_a_mandarin_voice_it_says_so(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (answer,) = served(monkeypatch, system, engine_of(system, 1), [])
    assert "no voice" in answer["error"]


def test_the_operators_own_voice_is_found_however_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = SAPI[2].id
    (answer,) = served(monkeypatch, "win32", engine_of("win32"), [], wanted.lower())
    assert answer["voice"] == wanted


def test_what_macos_writes_is_made_a_wave_file_by_its_own_tool(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "1.wav"
    path.write_bytes(AIFF)
    clip = AudioChunk(bytes(200), AudioFormat(22050))
    ran: list[list[str]] = []

    def run(command: list[str], **_: Any) -> None:
        ran.append(command)
        wave_file.write(Path(command[-1]), clip)

    monkeypatch.setattr(pyttsx3_synthesizer, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(subprocess, "run", run)
    assert pyttsx3_synthesizer._as_wave(path) == path
    assert ran[0][0] == "afconvert"
    assert wave_file.read(path, SynthesizerFault) == clip
    pyttsx3_synthesizer._as_wave(path)
    assert len(ran) == 1
