"""The voice's side of lobby's API."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from robot.client import ConversationClient, ConversationError
from robot.voice.branch import LobbyBranch


class FakeLobby:
    def __init__(self) -> None:
        self.calls: list[tuple[str, str, Any]] = []
        self.over: set[str] = set()
        self.begun = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        body = json.loads(request.content) if request.content else None
        self.calls.append((request.method, path, body))
        if request.method == "DELETE" or path.endswith("/told"):
            return httpx.Response(204)
        if path == "/knowledge/snapshot":
            place = {"value": "restroom", "name": "洗手间", "synonyms": ["厕所"]}
            faq = {"id": "card_lost", "title": "银行卡丢了怎么办", "phrasings": []}
            return httpx.Response(200, json={"faqs": [faq], "lexicon": {"place": [place]}})
        if path == "/conversations":
            self.begun += 1
            replies = [{"text": "您好", "speech": "您好"}]
            return httpx.Response(201, json={"id": f"c{self.begun}", "replies": replies})
        if path.split("/")[2] in self.over:
            return httpx.Response(410, json={"code": "gone", "detail": "已经结束"})
        return httpx.Response(200, json={"replies": [{"text": "好", "speech": "好的"}]})


def branch(lobby: Any) -> LobbyBranch:
    return LobbyBranch(ConversationClient("http://lobby", "t", httpx.MockTransport(lobby)))


def test_a_visit_by_voice() -> None:
    lobby = FakeLobby()
    voice = branch(lobby)
    begun = voice.begin()
    said = voice.say(begun.conversation, "我要取号")
    voice.told(begun.conversation)
    voice.end(begun.conversation)
    assert [reply.speech for reply in said.turn.replies] == ["好的"]
    assert lobby.calls == [
        ("POST", "/conversations", {"channel": "voice"}),
        ("POST", "/conversations/c1/turns", {"text": "我要取号", "modality": "voice"}),
        ("POST", "/conversations/c1/told", None),
        ("DELETE", "/conversations/c1", None),
    ]


def test_words_for_a_conversation_that_is_over_begin_another() -> None:
    lobby = FakeLobby()
    lobby.over.add("old")
    said = branch(lobby).say("old", "我要取号")
    assert said.conversation == "c1"
    assert lobby.calls[-1][1] == "/conversations/c1/turns"


def test_another_refusal_is_told() -> None:
    def busy(request: httpx.Request) -> httpx.Response:
        replies = [{"text": "稍等", "speech": "请稍等"}]
        return httpx.Response(503, json={"code": "unavailable", "replies": replies})

    with pytest.raises(ConversationError) as caught:
        branch(busy).say("c1", "我要取号")
    assert caught.value.body["replies"][0]["speech"] == "请稍等"


def test_an_end_that_is_not_heard_hurts_nobody() -> None:
    def away(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    branch(away).end("c1")
    branch(away).told("c1")


def test_the_words_of_the_branch() -> None:
    assert branch(FakeLobby()).phrases() == ("洗手间", "厕所", "银行卡丢了怎么办")
