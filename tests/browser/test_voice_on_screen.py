"""What the robot hears, says and lacks is on its screen, in one conversation with touch and keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_kiosk import say
from tests.fakes.dialogue_server import DialogueServer
from tests.processes import LobbyServer, device_token, headers, manage

WORKS = {"code": "", "message": ""}
DEVICES = dict.fromkeys(
    ("microphone", "speech_detector", "recognizer", "synthesizer", "speaker"), WORKS
)


class Voice:
    """The robot's side, spoken by hand."""

    def __init__(self, lobby: LobbyServer) -> None:
        self._http = httpx.Client(
            base_url=f"{lobby.url}/api/v1",
            headers=headers(device_token(lobby.var)),
            timeout=10,
            trust_env=False,
        )

    def tell(self, state: str, **more: Any) -> None:
        body = {"state": state, "devices": DEVICES, **more}
        self._http.put("/robot/state", json=body).raise_for_status()

    def begin(self) -> str:
        return str(self._http.post("/conversations", json={"channel": "voice"}).json()["id"])

    def say(self, conversation: str, text: str) -> None:
        body = {"text": text, "modality": "voice"}
        self._http.post(f"/conversations/{conversation}/turns", json=body).raise_for_status()

    def end(self, conversation: str) -> None:
        self._http.delete(f"/conversations/{conversation}").raise_for_status()

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def voice(lobby: LobbyServer) -> Iterator[Voice]:
    speaking = Voice(lobby)
    yield speaking
    speaking.close()
    manage(
        lobby.var,
        "shell",
        "-c",
        "from lobby.robots.models import Report; Report.objects.all().delete()",
    )


def test_a_conversation_by_voice_is_shown_as_it_happens(
    kiosk: Page, voice: Voice, dialogue: DialogueServer
) -> None:
    dialogue.greeting = [{"text": "下午好，我是娇娇。", "speech": "下午好。"}]
    conversation = voice.begin()
    expect(kiosk.locator(".entry.robot")).to_have_count(1)
    expect(kiosk.locator(".entry.robot")).to_contain_text("下午好，我是娇娇。")
    voice.tell("listening", conversation=conversation, partial_text="我要")
    expect(kiosk.locator(".entry.half")).to_have_text("我要")
    expect(kiosk.locator("body")).to_have_attribute("data-state", "listening")
    voice.tell("listening", conversation=conversation, partial_text="我要取号", level=4)
    expect(kiosk.locator(".entry.half")).to_have_text("我要取号")
    expect(kiosk.locator("#level")).to_be_visible()
    expect(kiosk.locator("#level")).to_have_attribute("data-level", "4")
    voice.say(conversation, "我要取号")
    voice.tell("speaking", conversation=conversation)
    expect(kiosk.locator(".entry.half")).to_have_count(0)
    expect(kiosk.locator(".entry.visitor")).to_have_text("您说：我要取号")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：我要取号")
    expect(kiosk.locator("body")).to_have_attribute("data-state", "speaking")
    expect(kiosk.locator("#level")).to_be_hidden()
    say(kiosk, "打字接着说")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("打字接着说")
    assert {each["sender"] for each in dialogue.heard} == {conversation}


def test_what_is_said_to_nobody_s_ears_is_not_shown(kiosk: Page, voice: Voice) -> None:
    voice.tell("idle", partial_text="路人的话")
    voice.tell("speaking")
    expect(kiosk.locator("body")).to_have_attribute("data-state", "speaking")
    expect(kiosk.locator(".entry.half")).to_have_count(0)


def test_ended_by_voice_the_screen_is_clear_for_the_next(kiosk: Page, voice: Voice) -> None:
    conversation = voice.begin()
    voice.say(conversation, "我要取号")
    expect(kiosk.locator(".entry.visitor")).to_have_count(1)
    voice.end(conversation)
    expect(kiosk.locator(".entry")).to_have_count(0)
    expect(kiosk.locator("#welcome")).to_be_visible()


def test_who_is_touching_the_screen_goes_on_reading(
    kiosk: Page, voice: Voice, dialogue: DialogueServer
) -> None:
    conversation = voice.begin()
    voice.say(conversation, "我要取号")
    expect(kiosk.locator(".entry.visitor")).to_have_count(1)
    kiosk.get_by_role("button", name="怎么走").click()
    voice.end(conversation)
    voice.tell("idle")
    expect(kiosk.locator("body")).to_have_attribute("data-state", "idle")
    kiosk.locator("#panel-places").get_by_role("button", name="洗手间").click()
    expect(kiosk.locator(".entry.robot").last).to_contain_text("洗手间怎么走")
    expect(kiosk.locator(".entry.visitor")).to_have_count(2)
    assert dialogue.heard[-1]["sender"] != conversation


def test_a_fault_is_told_and_taken_back(kiosk: Page, voice: Voice) -> None:
    lost = {"code": "microphone_lost", "message": "麦克风断开了"}
    voice.tell("idle")
    expect(kiosk.locator("#call-me")).not_to_have_attribute("hidden", "")
    voice.tell("away", devices={**DEVICES, "microphone": lost})
    expect(kiosk.locator("#deaf")).to_be_visible()
    expect(kiosk.locator("#mood")).to_have_text("请点屏幕，或者打字")
    voice.tell("away", devices={**DEVICES, "microphone": lost, "speaker": lost})
    expect(kiosk.locator("#deaf-mute")).to_be_visible()
    expect(kiosk.locator("#deaf")).to_be_hidden()
    voice.tell("idle", devices={**DEVICES, "synthesizer": lost})
    expect(kiosk.locator("#mute")).to_be_visible()
    stalled = {"code": "branch_stalled", "message": "大堂服务没有回应"}
    voice.tell("idle", devices={**DEVICES, "branch": stalled})
    expect(kiosk.locator("#adrift")).to_be_visible()
    expect(kiosk.locator("#mute")).to_be_hidden()
    voice.tell("idle")
    for notice in ("#deaf", "#mute", "#deaf-mute", "#adrift"):
        expect(kiosk.locator(notice)).to_be_hidden()


def test_what_was_never_there_is_no_fault_to_customers(kiosk: Page, voice: Voice) -> None:
    none = {"code": "recognizer_model_missing", "message": "没有语音识别模型"}
    voice.tell("away", devices={**DEVICES, "recognizer": none})
    expect(kiosk.locator("#mood")).to_have_text("请点屏幕，或者打字")
    expect(kiosk.locator("#deaf")).to_be_hidden()


def test_a_robot_that_has_gone_is_noticed_by_asking(
    kiosk: Page, voice: Voice, lobby: LobbyServer
) -> None:
    expect(kiosk.locator("#call-me")).to_be_hidden()
    voice.tell("idle")
    expect(kiosk.locator("#call-me")).not_to_have_attribute("hidden", "")
    expect(kiosk.locator("#deaf-mute")).to_be_hidden()
    gone = (
        "from datetime import timedelta; from lobby import clock;"
        "from lobby.robots.models import Report;"
        "Report.objects.update(at=clock.now() - timedelta(minutes=1))"
    )
    manage(lobby.var, "shell", "-c", gone)
    kiosk.reload()
    expect(kiosk.locator("#deaf-mute")).to_be_visible()


def test_one_that_hears_invites_to_be_called(
    page: Page, voice: Voice, dialogue: DialogueServer
) -> None:
    dialogue.greeting = []
    voice.tell("idle")
    page.goto("/kiosk")
    page.get_by_role("button", name="结束").click()
    expect(page.locator("#call-me")).to_be_visible()
