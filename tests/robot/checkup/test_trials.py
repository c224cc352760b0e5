"""Every device is tried with real drivers: files, a real voice, real streams."""

from __future__ import annotations

import io
import json
import math
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from hardware.audio import portaudio, wave_file
from hardware.synthesizers import pyttsx3_synthesizer
from robot import settings
from robot.checkup import separately, show
from robot.checkup.trial import NAMES, Trial
from robot.checkup.trials import Manner, try_out
from robot.cli import app
from robot.ports.audio import AudioChunk
from robot.ports.drivers import Choice
from robot.ports.faults import MicrophoneFault, SpeakerFault
from robot.settings import Devices
from tests.audio.tones import loud_seconds, tone
from tests.audio.virtual import MICROPHONE, SPEAKER, VirtualAudio, virtual_audio
from tests.hardware import scenes
from tools.tinyvosk import tones

QUICK = Manner(listen=0.5)


@pytest.fixture
def devices(tmp_path: Path) -> Devices:
    """A robot made of files."""
    wave_file.write(tmp_path / "heard.wav", tone(440, 2.0, level=16384))
    pictures = [scenes.lobby(seed) for seed in range(10)] + [scenes.with_face()] * 3
    film = scenes.video(tmp_path / "film.avi", pictures)
    chosen = {
        "JIAOJIAO_MICROPHONE": f"wav:{tmp_path / 'heard.wav'}",
        "JIAOJIAO_SPEAKER": f"wav:{tmp_path / 'said.wav'}",
        "JIAOJIAO_RECOGNIZER": f"vosk:{tones.write_model(tmp_path / 'model')}",
        "JIAOJIAO_CAMERA": f"opencv:{film}",
        "JIAOJIAO_BASE": "simulated:1,2",
        "JIAOJIAO_PRINTER": f"file:{tmp_path / 'paper'}",
    }
    return settings.read(chosen, tmp_path).devices


@pytest.mark.parametrize("port", list(NAMES))
def test_a_robot_whose_devices_work(port: str, devices: Devices) -> None:
    trial = try_out(port, devices, QUICK)
    assert trial.state == "works", trial.detail
    assert trial.detail
    assert Trial.from_body(json.loads(json.dumps(trial.body()))) == trial


def test_the_level_is_measured_and_shown(devices: Devices) -> None:
    shown: list[float] = []
    trial = try_out("microphone", devices, Manner(0.5, meter=shown.append))
    assert trial.figures["level_db"] == pytest.approx(-9.0, abs=0.2)
    assert trial.figures["peak_db"] == pytest.approx(-6.0, abs=0.2)
    assert len(shown) >= 15


def test_whether_english_can_be_said_is_told(
    devices: Devices, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "英文也能说" in try_out("synthesizer", devices, QUICK).detail
    monkeypatch.setattr(
        pyttsx3_synthesizer.Pyttsx3Synthesizer, "speaks", lambda _, each: each != "en"
    )
    trial = try_out("synthesizer", devices, QUICK)
    assert trial.state == "works"
    assert "没有英语声音" in trial.detail


def test_the_spoken_sentence_is_heard(devices: Devices, tmp_path: Path) -> None:
    trial = try_out("speaker", devices, QUICK)
    said = wave_file.read(tmp_path / "said.wav", SpeakerFault)
    assert loud_seconds(said) == pytest.approx(trial.figures["played_s"], rel=0.3)
    silent = try_out("speaker", devices, Manner(silent=True))
    assert silent.state == "works"
    assert loud_seconds(wave_file.read(tmp_path / "said.wav", SpeakerFault)) == 0


def test_pictures_and_faces_are_counted(devices: Devices) -> None:
    assert try_out("camera", devices, QUICK).figures["pictures"] >= 2
    assert try_out("sight", devices, QUICK).figures["faces"] == 1


@pytest.mark.parametrize("level", [0, 900])
def test_a_muted_microphone_is_told(devices: Devices, tmp_path: Path, level: int) -> None:
    flat = array("h", [level] * 32000)
    wave_file.write(tmp_path / "heard.wav", AudioChunk(flat.tobytes()))
    trial = try_out("microphone", devices, QUICK)
    assert (trial.state, trial.code) == ("failed", "microphone_muted")
    assert "静音" in trial.detail


def test_a_sound_that_is_off_the_middle_is_told(devices: Devices, tmp_path: Path) -> None:
    at = range(32000)
    samples = array("h", (4000 + round(3000 * math.sin(n / 10)) for n in at))
    wave_file.write(tmp_path / "heard.wav", AudioChunk(samples.tobytes()))
    trial = try_out("microphone", devices, QUICK)
    assert trial.state == "works"
    assert "直流偏移" in trial.detail
    # What cannot be heard is not counted as loud.
    assert trial.figures["level_db"] == pytest.approx(
        20 * math.log10(3000 / 2**0.5 / 32768), abs=0.1
    )


def test_what_is_missing_is_told_with_its_remedy(devices: Devices, tmp_path: Path) -> None:
    lacking = replace(devices, recognizer=Choice("vosk", str(tmp_path / "none")))
    trial = try_out("recognizer", lacking, QUICK)
    assert (trial.state, trial.code) == ("failed", "recognizer_model_missing")
    assert "model fetch cn" in trial.detail
    assert try_out("base", replace(devices, base=Choice("none")), QUICK).state == "off"


def test_a_driver_that_does_not_exist_is_told_with_those_that_do(devices: Devices) -> None:
    trial = try_out("speaker", replace(devices, speaker=Choice("alsa")), QUICK)
    assert (trial.state, trial.code) == ("failed", "speaker_unknown_driver")
    for needed in ("alsa", "sounddevice", "wav", "JIAOJIAO_SPEAKER"):
        assert needed in trial.detail


def test_a_trial_that_kills_its_process_leaves_the_others(
    devices: Devices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separately, "MODULE", "tests.robot.checkup.dying")
    (trial,) = separately.trials(devices, ("microphone",), seconds=0.5, silent=True)
    assert (trial.state, trial.code) == ("failed", "microphone_failed")
    assert "意外退出" in trial.detail


def shown(print_: Callable[[Console], None]) -> str:
    console = Console(width=80, record=True, file=io.StringIO())
    print_(console)
    return console.export_text()


def test_the_table_puts_the_remedy_on_a_line_of_its_own(devices: Devices, tmp_path: Path) -> None:
    lacking = replace(devices, recognizer=Choice("vosk", str(tmp_path / "none")))
    trial = try_out("recognizer", lacking, QUICK)
    lines = shown(lambda console: console.print(show.table([trial]))).splitlines()
    assert any("→ " in line and "-m robot model" in line for line in lines), lines


def test_the_verdict_tells_what_customers_can_do() -> None:
    states = {"microphone": "failed", "recognizer": "failed", "camera": "off"}
    trials = [Trial(port, "x", "", states.get(port, "works"), "") for port in NAMES]
    assert shown(lambda console: show.verdict(trials, console)).splitlines() == [
        "打字和触摸：不受设备影响",
        "听客户说话：不能，先修好麦克风、语音识别",
        "开口说话：可以",
        "看见来人：停用",
    ]


@pytest.mark.parametrize(("peak", "advice"), [(0.9999, "调低"), (0.3, ""), (0.003, "调高")])
def test_a_microphone_too_loud_or_too_quiet_is_told(
    devices: Devices, tmp_path: Path, peak: float, advice: str
) -> None:
    samples = array("h", (round(32767 * peak * (-1) ** (n // 20)) for n in range(32000)))
    wave_file.write(tmp_path / "heard.wav", AudioChunk(samples.tobytes()))
    trial = try_out("microphone", devices, QUICK)
    assert trial.state == "works"
    assert advice in trial.detail
    assert bool(advice) == ("音量" in trial.detail)


@pytest.fixture
def audio() -> Iterator[VirtualAudio]:
    with virtual_audio() as running:
        portaudio.refresh(MicrophoneFault)
        yield running
        portaudio.SERVER.stop()


def test_the_command_over_real_streams(
    audio: VirtualAudio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The microphone hears the test sentence, as it does in a room without echo cancellation."""
    audio.hear_oneself()
    monkeypatch.setenv("JIAOJIAO_VAR", str(tmp_path))
    monkeypatch.setenv("JIAOJIAO_MICROPHONE", f"sounddevice:{MICROPHONE}")
    monkeypatch.setenv("JIAOJIAO_SPEAKER", f"sounddevice:{SPEAKER}")
    done = CliRunner().invoke(app, ["devices", "speaker", "synthesizer", "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    assert MICROPHONE in answer["present"]["microphones"]
    assert SPEAKER in answer["present"]["speakers"]
    speaker, synthesizer = answer["devices"]
    figures = speaker["figures"]
    assert figures["microphone_during_db"] > figures["microphone_before_db"] + 20
    assert synthesizer["figures"]["sentence_s"] > 1
    assert answer["ok"]


def test_the_command_refuses_what_is_no_device() -> None:
    assert CliRunner().invoke(app, ["devices", "toaster"]).exit_code == 2
