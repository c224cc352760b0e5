"""A conversation spoken in and heard out: the whole robot over real sound streams, with its real dialogue.

Lobby, Rasa and the actions run as they do in a branch; the voice process hears through PortAudio and vosk.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from robot.voice import texts
from tests.audio import mandarin
from tests.audio.tones import loud_seconds
from tests.audio.virtual import VirtualAudio, virtual_audio
from tests.processes import eventually
from tests.streams.voices import (
    PATIENCE,
    Listener,
    Lobby,
    VoiceProcess,
    speak,
    speak_until_heard,
)
from tests.system.running import Robot

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]
"""The recognizer's model may have to be built first, and the dialogue's trained."""
NUMBERS = ("A零零一", "A零零二", "A零零三", "A零零四", "A零零五")
CALLED = [f"您的号码{number}，前面没人，请到现金柜台稍等。" for number in NUMBERS]
NEXT = [f"您的号是{number}，下一个就是您，请到现金柜台等。" for number in NUMBERS]
GLASSES = "有老花镜，就在填单台上，三种度数，用完放回去就行。"
"""What the recognizer can write down of the robot's answers (tests/audio/phrases.txt)."""


@pytest.fixture(scope="module")
def model() -> Path:
    return mandarin.model()


@pytest.fixture(scope="module")
def audio() -> Iterator[VirtualAudio]:
    with virtual_audio() as running:
        yield running


@pytest.fixture(scope="module")
def branch(robot: Robot) -> Robot:
    """The branch with nobody in line, and every part of it has answered once: the first time takes longest."""
    eventually(robot.gives_tickets, PATIENCE, "numbers are issued")
    with robot.http(staff=True) as staff:
        staff.post("/day/close").raise_for_status()
    return robot


@pytest.fixture(scope="module")
def voice(branch: Robot, audio: VirtualAudio, model: Path) -> Iterator[VoiceProcess]:
    running = VoiceProcess(branch, audio, model)
    yield running
    assert running.stop() == 0, running.log.read_text()


@pytest.fixture
def lobby(branch: Robot, voice: VoiceProcess) -> Iterator[Lobby]:
    """The branch, with a robot that hears, speaks, and has nobody before it."""
    watching = Lobby(branch)
    watching.until_robot(lambda r: r.get("hears") and r["speaks"], "hears and speaks")
    yield watching
    watching.close()


@pytest.fixture
def listener(audio: VirtualAudio, model: Path) -> Iterator[Listener]:
    listening = Listener(audio, model)
    yield listening
    listening.close()


def answered(lobby: Lobby) -> dict[str, Any]:
    """The next turn by voice."""
    return lobby.event("turn.replied", lambda data: data["modality"] == "voice")


def until_it_listens(lobby: Lobby) -> None:
    lobby.until_robot(lambda r: r["state"] == "listening", "listens again")


def until_it_rests(lobby: Lobby) -> None:
    lobby.until_robot(lambda r: r["state"] in ("idle", "listening"), "is quiet")


def test_a_customer_speaks_touches_and_is_called(
    lobby: Lobby, listener: Listener, audio: VirtualAudio, branch: Robot
) -> None:
    # A customer takes a number by voice, and the robot says which.
    speak(audio, "我要取三万块钱")
    turn = answered(lobby)
    assert turn["channel"] == "voice"
    ticket = turn["replies"][0]["card"]
    said = turn["replies"][0]["speech"]
    assert said in CALLED, f"{turn}"
    for reply in turn["replies"]:
        listener.hears(reply["speech"])
    listener.understands(said, [*CALLED, *NEXT])
    until_it_listens(lobby)

    # The same visitor goes on by hand, and hears that answer as well.
    listener.anew()
    with branch.http() as http:
        asked = {"text": "厕所在哪儿", "modality": "touch"}
        answer = http.post(f"/conversations/{turn['conversation']}/turns", json=asked).json()
    assert answer["nlu"]["intent"] == "ask_route"
    listener.hears(answer["replies"][0]["speech"])
    until_it_listens(lobby)

    # A guest from abroad beside them is answered in English, by an English voice.
    listener.anew()
    with branch.http() as http:
        asked = {"text": "Excuse me, where is the toilet?", "modality": "text"}
        answer = http.post(f"/conversations/{turn['conversation']}/turns", json=asked).json()
    assert answer["replies"][0]["speech"] == "The toilet: please follow the line on the screen."
    listener.hears(answer["replies"][0]["speech"])
    until_it_listens(lobby)

    # And by voice again: one conversation, which knows of the number.
    listener.anew()
    speak(audio, "还要等多久")
    again = answered(lobby)
    assert again["conversation"] == turn["conversation"]
    assert again["turn"] == turn["turn"] + 3
    assert again["replies"][0]["card"]["number"] == ticket["number"]
    listener.understands(again["replies"][0]["speech"], [*CALLED, *NEXT])
    until_it_listens(lobby)

    listener.anew()
    speak(audio, "有没有老花镜")
    assert answered(lobby)["replies"][0]["speech"] == GLASSES
    listener.understands(GLASSES, [*CALLED, *NEXT])
    until_it_listens(lobby)

    # The number is called while its owner stands there, and staff have words for all.
    listener.anew()
    with branch.http(staff=True) as staff:
        counter = next(
            each["code"]
            for each in staff.get("/counters").json()
            if ticket["service"] in each["services"]
        )
        staff.post(f"/counters/{counter}/open").raise_for_status()
        called = staff.post(f"/counters/{counter}/next").json()
        assert called["number"] == ticket["number"]
        listener.hears(lobby.event("announcement")["speech"])
        staff.post(f"/counters/{counter}/start").raise_for_status()
        staff.post(f"/counters/{counter}/complete").raise_for_status()
        staff.post(f"/counters/{counter}/close").raise_for_status()
        staff.post("/announcements", json={"text": "请各位到三号窗口。"}).raise_for_status()
    listener.hears("请各位到三号窗口。")

    speak_until_heard(audio, lobby, "再见")
    assert answered(lobby)["replies"]
    lobby.event("conversation.ended", lambda data: data["conversation"] == turn["conversation"])


def test_partial_words_reach_the_screen(
    lobby: Lobby, listener: Listener, audio: VirtualAudio
) -> None:
    until_it_rests(lobby)
    speak(audio, "我要取三万块钱")
    started = lobby.event("turn.started", lambda data: data["modality"] == "voice")
    listener.hears(answered(lobby)["replies"][-1]["speech"])
    until_it_listens(lobby)
    listener.anew()
    speak(audio, "十万存一年利息多少")
    shown = lobby.event("robot.state", lambda data: "partial" in data)
    assert shown["conversation"] == started["conversation"]
    lobby.event("robot.state", lambda data: data.get("level", 0) >= 2)
    assert lobby.event("turn.started")["text"] == "十万存一年利息多少"
    listener.hears(answered(lobby)["replies"][-1]["speech"])


def test_what_was_not_understood_is_asked_for_again(
    lobby: Lobby, listener: Listener, audio: VirtualAudio
) -> None:
    until_it_listens(lobby)
    speak(audio, "火车站怎么走")
    listener.hears(texts.load().unheard.choices[0])
    until_it_listens(lobby)
    speak(audio, "我要取三万块钱")
    listener.hears(answered(lobby)["replies"][-1]["speech"])


def test_a_branch_that_freezes_is_noticed_told_once_and_found_again(
    lobby: Lobby, listener: Listener, audio: VirtualAudio, branch: Robot, voice: VoiceProcess
) -> None:
    until_it_rests(lobby)
    with branch.frozen("lobby"):
        # Nobody but the robot's own log can tell of it meanwhile.
        eventually(lambda: "branch_stalled" in voice.log.read_text(), PATIENCE, "noticed")
    error = lobby.event("robot.error", lambda data: data["stage"] == "branch")
    assert error["code"] == "branch_stalled"
    lobby.until_robot(lambda r: r["hears"] and not r["faults"], "all is well again")
    assert voice.log.read_text().count("branch_stalled") == 1
    listener.anew()
    speak_until_heard(audio, lobby, "再说一遍")
    listener.hears(answered(lobby)["replies"][0]["speech"])


def test_a_robot_that_hears_its_own_loudspeaker_does_not_answer_itself(
    lobby: Lobby, audio: VirtualAudio
) -> None:
    until_it_rests(lobby)
    with audio.hearing_oneself():
        for words in ("我要取三万块钱", "还要等多久", "有没有老花镜"):
            mark = audio.heard.mark()
            speak(audio, words)
            # The very next turn by voice is the customer's: nothing came between.
            started = lobby.event("turn.started", lambda data: data["modality"] == "voice")
            assert started["text"] == words
            answered(lobby)
            eventually(
                lambda since=mark: loud_seconds(audio.heard.since(since)) > 1.0,
                PATIENCE,
                "an answer that could be taken for a customer",
            )
            until_it_listens(lobby)


def test_the_sound_server_dies_and_comes_back(
    lobby: Lobby, listener: Listener, audio: VirtualAudio, branch: Robot
) -> None:
    audio.kill()
    lobby.until_robot(lambda r: {"microphone", "speaker"} <= set(r["faults"]), "both lost")
    assert lobby.health()["state"] in ("away", "speaking", "thinking")

    # Text goes on meanwhile.
    with branch.visitor() as visitor:
        assert visitor.say("你好", "text").replies
        visitor.end()

    audio.start()
    lobby.until_robot(lambda r: not r["faults"] and r["hears"], "both back")
    listener.anew()
    speak_until_heard(audio, lobby, "再说一遍")
    turn = lobby.event("turn.replied", lambda data: data["modality"] == "voice")
    listener.hears(turn["replies"][0]["speech"])


def test_an_unplugged_microphone_is_told_and_taken_up_again(
    lobby: Lobby, audio: VirtualAudio
) -> None:
    audio.unplug_microphone()
    lobby.until_robot(lambda r: "microphone" in r["faults"] and not r["hears"], "lost")
    audio.plug_microphone()
    lobby.until_robot(lambda r: r["hears"], "back")
    assert speak_until_heard(audio, lobby, "我要取号")["text"] == "我要取号"


def test_a_muted_microphone_is_told_and_heard_again(lobby: Lobby, audio: VirtualAudio) -> None:
    until_it_rests(lobby)
    audio.mute_microphone()
    lobby.until_robot(
        lambda r: r["faults"].get("microphone") == "microphone_muted" and not r["hears"], "muted"
    )
    audio.mute_microphone(False)
    lobby.until_robot(lambda r: r["hears"] and not r["faults"], "heard again")
    assert speak_until_heard(audio, lobby, "我要取号")["text"] == "我要取号"


def test_nothing_of_what_it_hears_is_kept(voice: VoiceProcess, branch: Robot) -> None:
    """The log is all that the process writes to, and no file of the robot holds sound or pictures."""
    assert voice.files_written() <= {voice.log}
    kept = [path for path in branch.settings.var.rglob("*") if path.is_file()]
    assert voice.log in kept
    heads = {path: path.read_bytes()[:12] for path in kept}
    media = (b"RIFF", b"OggS", b"fLaC", b"ID3", b"\xff\xd8\xff", b"\x89PNG", b"FORM")
    assert [path for path, head in heads.items() if head.startswith(media)] == []


def test_nothing_that_was_said_is_in_the_log(voice: VoiceProcess) -> None:
    log = voice.log.read_text()
    assert "microphone_" in log
    for words in ("三万", "利息", "取号"):
        assert words not in log
