"""A conversation's life over the API, with a dialogue that the test plays."""

from __future__ import annotations

import json
from datetime import timedelta

import httpx
import pytest
from rest_framework.test import APIClient

from lobby import clock
from lobby.conversations import dialogue as dialogue_module
from lobby.conversations import views
from lobby.conversations.models import Conversation, Turn
from lobby.events.models import Event

pytestmark = pytest.mark.django_db


class PlayedDialogue:
    """The dialogue's side of the turn channel, as a transport of the real client."""

    def __init__(self) -> None:
        self.heard: list[dict] = []
        self.forgotten: list[str] = []
        self.replies: list[dict] = [{"text": "好的", "speech": "好的"}]
        self.nlu: dict = {
            "intent": "take_ticket",
            "confidence": 0.9,
            "entities": [{"entity": "amount", "value": 30000}],
        }
        self.away = False
        self.garbage = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("refused")
        if self.garbage:
            return httpx.Response(200, text="<html>")
        if request.method == "DELETE":
            self.forgotten.append(request.url.path.split("/")[-1])
            return httpx.Response(204)
        self.heard.append(json.loads(request.content))
        answer = {"replies": self.replies, "nlu": self.nlu, "ms": {"total": 3}}
        return httpx.Response(200, json=answer)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> PlayedDialogue:
    played = PlayedDialogue()
    client = dialogue_module.Dialogue("http://dialogue", httpx.MockTransport(played))
    monkeypatch.setattr(views, "dialogue", lambda: client)
    return played


@pytest.fixture
def kiosk() -> APIClient:
    """The page on the machine itself: loopback, no token."""
    return APIClient()


def begin(kiosk: APIClient) -> str:
    answer = kiosk.post("/api/v1/conversations", {"channel": "kiosk"}, format="json")
    assert answer.status_code == 201
    return answer.json()["id"]


def say(kiosk: APIClient, conversation: str, text: str):
    return kiosk.post(
        f"/api/v1/conversations/{conversation}/turns",
        {"text": text, "modality": "touch"},
        format="json",
    )


def test_a_visitor_is_greeted_and_answered(kiosk: APIClient, played: PlayedDialogue) -> None:
    conversation = begin(kiosk)
    answer = say(kiosk, conversation, "我要取三万")
    assert answer.status_code == 200
    body = answer.json()
    assert body["turn"] == 1
    assert body["replies"] == [{"text": "好的", "speech": "好的"}]
    assert body["nlu"]["intent"] == "take_ticket"
    assert isinstance(body["ms"], int)
    assert played.heard[1]["sender"] == conversation
    assert played.heard[1]["metadata"] == {"channel": "kiosk", "modality": "touch"}
    assert say(kiosk, conversation, "好").json()["turn"] == 2
    kept = Turn.objects.get(number=1)
    assert (kept.said, kept.intent) == ("我要取三万", "take_ticket")


def test_the_screen_learns_what_was_heard_and_said(
    kiosk: APIClient, played: PlayedDialogue
) -> None:
    conversation = begin(kiosk)
    say(kiosk, conversation, "我要取三万")
    started, replied = Event.objects.filter(type__startswith="turn.").order_by("id")
    assert started.data == {
        "conversation": conversation,
        "channel": "kiosk",
        "text": "我要取三万",
        "modality": "touch",
    }
    assert replied.data == {
        "conversation": conversation,
        "channel": "kiosk",
        "modality": "touch",
        "turn": 1,
        "replies": played.replies,
    }


def test_a_voice_learns_that_it_is_to_be_louder(kiosk: APIClient, played: PlayedDialogue) -> None:
    played.nlu = {
        "intent": "adjust_voice",
        "confidence": 0.9,
        "entities": [{"entity": "direction", "value": "louder"}],
    }
    say(kiosk, begin(kiosk), "大声点")
    assert Event.objects.get(type="turn.replied").data["direction"] == "louder"


def test_the_screen_is_shown_the_greeting_that_a_voice_says(
    kiosk: APIClient, played: PlayedDialogue
) -> None:
    begin(kiosk)
    spoken = kiosk.post("/api/v1/conversations", {"channel": "voice"}, format="json").json()
    (begun,) = Event.objects.filter(type="conversation.begun")
    assert begun.data == {
        "conversation": spoken["id"],
        "channel": "voice",
        "replies": played.replies,
    }


def test_secrets_reach_neither_dialogue_nor_store_and_the_visitor_is_warned(
    kiosk: APIClient, played: PlayedDialogue
) -> None:
    secret = "4111111111111111"
    answer = say(kiosk, begin(kiosk), f"我的卡号是{secret}密码是998877")
    assert "卡号" in answer.json()["replies"][0]["speech"]
    everything = json.dumps(played.heard) + "".join(
        str(row) for model in (Turn, Event, Conversation) for row in model.objects.values_list()
    )
    assert secret not in everything
    assert "998877" not in everything


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "长" * 501, "x" * 30_000])
def test_nothing_and_too_much_are_refused(
    text: str, kiosk: APIClient, played: PlayedDialogue
) -> None:
    answer = say(kiosk, begin(kiosk), text)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert len(played.heard) == 1


def test_control_characters_are_left_out(kiosk: APIClient, played: PlayedDialogue) -> None:
    assert say(kiosk, begin(kiosk), "取\x1b[31m号\u202e\n吧").status_code == 200
    assert played.heard[1]["message"] == "取[31m号 吧"


def test_what_is_no_text_is_left_out(kiosk: APIClient, played: PlayedDialogue) -> None:
    """NULs, and half an emoji as a page cuts it: JSON can hold both."""

    def send(text: str) -> int:
        path = f"/api/v1/conversations/{begin(kiosk)}/turns"
        body = json.dumps({"text": text, "modality": "touch"})
        return kiosk.post(path, body, content_type="application/json").status_code

    assert send("我要\0取号\ud83d") == 200
    assert played.heard[-1]["message"] == "我要取号"
    assert send("\0\ud83d") == 422


@pytest.mark.parametrize(
    "said",
    [
        "٦٢٢٢٠٢٠٢٠٠٠٠١٢٣٤",
        "⑥②②②⓪②⓪②⓪⓪⓪⓪①②③④",
        "𝟼𝟸𝟸𝟸𝟶𝟸𝟶𝟸𝟶𝟶𝟶𝟶𝟷𝟸𝟹𝟺",
        "６２２２０２０２００００１２３４",
    ],
)
def test_a_number_is_masked_in_whatever_digits(
    said: str, kiosk: APIClient, played: PlayedDialogue
) -> None:
    say(kiosk, begin(kiosk), f"卡号{said}")
    say(
        kiosk,
        begin(kiosk),
        "卡号" + "".join(f"{digit}\ufe0f\u20e3" for digit in "6222020200001234"),
    )
    assert {turn["message"] for turn in played.heard if "message" in turn} <= {
        "卡号[卡号]",
        "卡号[号码]",
    }


def test_unknown_and_ended_conversations(kiosk: APIClient, played: PlayedDialogue) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    assert say(kiosk, unknown, "你好").status_code == 404
    conversation = begin(kiosk)
    assert kiosk.delete(f"/api/v1/conversations/{conversation}").status_code == 204
    assert played.forgotten == [conversation]
    assert say(kiosk, conversation, "你好").status_code == 410
    assert kiosk.delete(f"/api/v1/conversations/{unknown}").status_code == 404


def test_a_visitor_who_left_without_a_word_is_gone(
    kiosk: APIClient, played: PlayedDialogue
) -> None:
    conversation = begin(kiosk)
    Conversation.objects.update(last_turn_at=clock.now() - timedelta(minutes=16))
    assert say(kiosk, conversation, "你好").status_code == 410


@pytest.mark.parametrize("fault", ["away", "garbage"])
def test_while_the_dialogue_is_away_the_customer_hears_an_apology(
    fault: str, kiosk: APIClient, played: PlayedDialogue
) -> None:
    conversation = begin(kiosk)
    setattr(played, fault, True)
    answer = say(kiosk, conversation, "你好")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "大堂经理" in answer.json()["replies"][0]["speech"]
    # A newcomer is greeted all the same.
    greeting = kiosk.post("/api/v1/conversations", {"channel": "kiosk"}, format="json").json()
    assert "娇娇" in greeting["replies"][0]["speech"]
    setattr(played, fault, False)
    assert say(kiosk, conversation, "你好").status_code == 200


def test_an_action_that_failed_leaves_no_silence(kiosk: APIClient, played: PlayedDialogue) -> None:
    conversation = begin(kiosk)
    played.replies = []
    answer = say(kiosk, conversation, "取号")
    assert "再说一次" in answer.json()["replies"][0]["speech"]


def test_a_flood_of_turns_is_held_back(kiosk: APIClient, played: PlayedDialogue) -> None:
    conversation = begin(kiosk)
    answers = [say(kiosk, conversation, "你好") for _ in range(8)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= 1


def test_a_senseless_channel_is_refused(kiosk: APIClient, played: PlayedDialogue) -> None:
    answer = kiosk.post("/api/v1/conversations", {"channel": "pigeon"}, format="json")
    assert answer.status_code == 422


def test_a_visitors_tickets_are_for_the_robot_alone(
    kiosk: APIClient, played: PlayedDialogue
) -> None:
    assert kiosk.get(f"/api/v1/conversations/{begin(kiosk)}").status_code == 401
