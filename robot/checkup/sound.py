"""Trying microphone, loudspeaker and everything between: levels, words, a spoken sentence."""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Callable

from hardware import catalogue
from robot.checkup.trial import Trial
from robot.ports.audio import AudioChunk, decibels, joined
from robot.ports.faults import Fault, MicrophoneFault, Reason
from robot.ports.remedies import remedy
from robot.ports.synthesis import ENGLISH
from robot.settings import Devices
from robot.speech.pronunciation import prompt

SENTENCE = "您好，我是娇娇，正在测试声音。"
LISTEN_SECONDS = 3.0
TOO_LOUD_DB, TOO_QUIET_DB = -1.0, -40.0
"""Peaks, in decibels under full scale: at arm's length a voice reaches -20 to -6."""
TOO_FAR = 0.05
"""Share of full scale by which the middle of the sound is off zero: so much is lost of what can be told apart."""
HEARD_DB = 6.0
"""So much louder, and the microphone hears the loudspeaker."""
Meter = Callable[[float], None]
"""Told the level of each moment in decibels."""


def microphone(devices: Devices, meter: Meter, seconds: float = LISTEN_SECONDS) -> Trial:
    """Listens; a microphone that gives nothing but a flat line is muted."""
    choice = devices.microphone
    opened = catalogue.MICROPHONES.open(choice)
    try:
        chunks: list[AudioChunk] = []
        while sum(chunk.seconds for chunk in chunks) < seconds:
            chunk = opened.read(seconds)
            if chunk is not None:
                chunks.append(chunk)
                meter(decibels([chunk]))
        health = opened.health()
    finally:
        opened.close()
    heard = joined(chunks)
    samples = array("h", heard.pcm)
    loudest = max(map(abs, samples))
    if min(samples) == max(samples):
        raise MicrophoneFault(
            Reason.MUTED, f"{health.device} 只有静音，换一个麦克风试试，或者：{remedy('mute')}"
        )
    figures = {
        "heard_s": round(heard.seconds, 2),
        "level_db": round(decibels(chunks), 1),
        "peak_db": round(20 * math.log10(loudest / 32768), 1),
        "dropped": float(health.dropped),
    }
    detail = f"{health.device}，平均 {figures['level_db']} dB，最高 {figures['peak_db']} dB"
    detail += _advice(figures["peak_db"], abs(sum(samples)) / len(samples) / 32768)
    return Trial("microphone", choice.driver, health.device, "works", detail, figures=figures)


def _advice(peak: float, offset: float) -> str:
    if offset >= TOO_FAR:
        return "：声音整体偏向一边（直流偏移），换一个插口或声卡"
    if peak >= TOO_LOUD_DB:
        return "：太响，会失真，把录音音量调低"
    return "：声音很小，说着话也这样就把录音音量调高" if peak < TOO_QUIET_DB else ""


def speech_detector(devices: Devices) -> Trial:
    """Judges silence and must not take it for speech."""
    choice = devices.speech_detector
    detector = catalogue.SPEECH_DETECTORS.open(choice)
    began = time.perf_counter()
    quiet = detector.probability(AudioChunk.silence(1.0))
    took = time.perf_counter() - began
    detector.close()
    figures = {"silence_probability": round(quiet, 3), "per_second_s": round(took, 4)}
    detail = f"{choice.driver}，一秒声音用 {took * 1000:.0f} 毫秒"
    return Trial("speech_detector", choice.driver, "", "works", detail, figures=figures)


def recognizer(devices: Devices) -> Trial:
    """Loads the model and lets it hear a second of silence."""
    choice = devices.recognizer
    began = time.perf_counter()
    opened = catalogue.RECOGNIZERS.open(choice)
    loaded = time.perf_counter() - began
    opened.accept(AudioChunk.silence(1.0))
    opened.finish()
    opened.close()
    detail = f"模型 {choice.device}，{loaded:.1f} 秒载入"
    figures = {"load_s": round(loaded, 2)}
    return Trial("recognizer", choice.driver, choice.device, "works", detail, figures=figures)


def synthesizer(devices: Devices) -> Trial:
    """Makes the test sentence twice: the second time is what customers wait for."""
    choice = devices.synthesizer
    opened = catalogue.SYNTHESIZERS.open(choice)
    try:
        opened.speak(prompt(SENTENCE))
        began = time.perf_counter()
        clip = opened.speak(prompt(SENTENCE))
        took = time.perf_counter() - began
        english = opened.speaks(ENGLISH)
    finally:
        opened.close()
    figures = {"sentence_s": round(clip.seconds, 2), "made_in_s": round(took, 3)}
    detail = f"{clip.seconds:.1f} 秒的句子用 {took * 1000:.0f} 毫秒合成"
    detail += "；英文也能说" if english else "；没有英语声音，英文的回答只显示在屏幕上"
    return Trial("synthesizer", choice.driver, choice.device, "works", detail, figures=figures)


def speaker(devices: Devices, silent: bool) -> Trial:
    """Says the test sentence (or plays silence), and listens how much of it the microphone hears."""
    choice = devices.speaker
    opened = catalogue.SPEAKERS.open(choice)
    try:
        clip = AudioChunk.silence(0.5) if silent else _sentence(devices)
        before, during = _beside(devices, lambda: _play_out(opened.play, opened.wait, clip))
        health = opened.health()
    finally:
        opened.close()
    figures = {"played_s": round(clip.seconds, 2)}
    detail = f"{health.device}，" + ("放了半秒静音" if silent else "请确认听到了测试语句")
    if before is not None and during is not None and not silent:
        figures |= {
            "microphone_before_db": round(before, 1),
            "microphone_during_db": round(during, 1),
        }
        louder = during - before >= HEARD_DB
        detail += (
            f"；麦克风{'也听到了' if louder else '没有听到'}（{before:.0f} → {during:.0f} dB）"
        )
    return Trial("speaker", choice.driver, health.device, "works", detail, figures=figures)


def _sentence(devices: Devices) -> AudioChunk:
    voice = catalogue.SYNTHESIZERS.open(devices.synthesizer)
    try:
        return voice.speak(prompt(SENTENCE))
    finally:
        voice.close()


def _play_out(
    play: Callable[[AudioChunk], None], wait: Callable[[float], bool], clip: AudioChunk
) -> None:
    play(clip)
    wait(clip.seconds + 5.0)


def _beside(devices: Devices, action: Callable[[], None]) -> tuple[float | None, float | None]:
    """The microphone's level for half a second before an action and during it; None: no microphone."""
    try:
        ear = catalogue.MICROPHONES.open(devices.microphone) if devices.microphone.wanted else None
    except Fault:
        ear = None
    if ear is None:
        action()
        return None, None
    try:
        before = _drained(ear.read, 0.5)
        action()
        return decibels(before), decibels(_drained(ear.read, 0.0))
    except MicrophoneFault:
        return None, None
    finally:
        ear.close()


def _drained(read: Callable[[float], AudioChunk | None], seconds: float) -> list[AudioChunk]:
    """What comes within `seconds`, or what waits already."""
    end = time.monotonic() + seconds
    chunks: list[AudioChunk] = []
    while (chunk := read(max(0.0, end - time.monotonic()))) is not None:
        chunks.append(chunk)
        if time.monotonic() > end and seconds:
            break
    return chunks
