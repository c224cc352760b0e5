"""The turn channel's five routes on Rasa's own server."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from types import SimpleNamespace

import httpx
import pytest
from rasa.core import lock_store
from rasa.core.agent import Agent
from rasa.core.channels import channel as rasa_channel
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import read_endpoint_config
from sanic import Sanic

from nlu import channel
from nlu.channel import TurnInput, use_actions_port
from nlu.snapshot import ROOT

BASE = "/webhooks/turn"


@pytest.fixture
async def client(agent: Agent) -> AsyncIterator[httpx.AsyncClient]:
    Sanic.test_mode = True
    app = Sanic("turn_test", configure_logging=False)
    app.ctx.agent = agent
    rasa_channel.register([TurnInput()], app, route="/webhooks/")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with httpx.AsyncClient(base_url=address) as made:
        made.app = app  # type: ignore[attr-defined]
        yield made
    await server.close()
    Sanic._app_registry.pop("turn_test", None)


async def test_a_turn_is_answered(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{BASE}/webhook", json={"sender": "a", "message": "我想取三万块钱"})
    assert answer.status_code == 200
    body = answer.json()
    assert body["replies"] == [{"text": "好的，给您取号。", "speech": "好的，给您取号。"}]
    assert body["nlu"]["intent"] == "take_ticket"
    assert {"entity": "amount", "value": 30000} in body["nlu"]["entities"]
    assert body["ms"]["total"] >= body["ms"]["nlu"] > 0


async def test_a_question_names_its_faq(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{BASE}/webhook", json={"sender": "b", "message": "卡丢了咋办"})
    assert answer.json()["nlu"]["faq"] == "card_lost"


async def test_greeting(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{BASE}/greet", json={"sender": "c"})
    assert answer.json()["replies"][0]["text"] == "您好，我是娇娇。"
    assert answer.json()["nlu"]["intent"] == "greet"


async def test_words_said_at_once_are_answered_without_waiting_for_rasas_lock(
    client: httpx.AsyncClient, agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa looks again after a second; nobody is to come that far."""

    async def not_again(seconds: float) -> None:
        raise AssertionError(f"waits {seconds} s for the conversation's lock")

    said = [{"sender": "many", "message": f"我要取{n}百块"} for n in "一二三四"]
    all_here, arrivals = asyncio.Event(), []
    ready_agent, save = channel.ready_agent, agent.tracker_store.save

    def arrives(app: Sanic) -> Agent | None:
        arrivals.append(app)
        if len(arrivals) == len(said):
            all_here.set()
        return ready_agent(app)

    async def saves_when_all_are_here(tracker: DialogueStateTracker) -> None:
        await all_here.wait()
        await save(tracker)

    monkeypatch.setattr(channel, "ready_agent", arrives)
    monkeypatch.setattr(agent.tracker_store, "save", saves_when_all_are_here)
    monkeypatch.setattr(lock_store, "asyncio", SimpleNamespace(sleep=not_again))
    answers = await asyncio.gather(*(client.post(f"{BASE}/webhook", json=body) for body in said))
    assert [answer.json()["replies"][0]["text"] for answer in answers] == ["好的，给您取号。"] * 4
    tracker = await agent.tracker_store.retrieve("many")
    assert tracker is not None
    heard = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    assert sorted(heard) == sorted(body["message"] for body in said)


async def test_a_slash_is_words_and_commands_nothing(
    client: httpx.AsyncClient, agent: Agent
) -> None:
    await client.post(f"{BASE}/webhook", json={"sender": "d", "message": "我要取钱"})
    answer = await client.post(
        f"{BASE}/webhook", json={"sender": "d", "message": '/greet{"place": "exit"}'}
    )
    assert answer.json()["nlu"]["entities"] == []
    tracker = await agent.tracker_store.retrieve("d")
    assert tracker is not None
    assert tracker.latest_message is not None
    assert tracker.latest_message.text.startswith("／")


async def test_understanding_leaves_no_trace(client: httpx.AsyncClient, agent: Agent) -> None:
    before = set(await agent.tracker_store.keys())
    answer = await client.post(f"{BASE}/understand", json={"text": "我的卡找不到了"})
    body = answer.json()
    assert (body["intent"], body["faq"]) == ("faq", "card_lost")
    assert body["faq_ranking"][0]["id"] == "card_lost"
    assert body["ms"] > 0
    assert set(await agent.tracker_store.keys()) == before


async def test_a_conversation_is_forgotten(client: httpx.AsyncClient, agent: Agent) -> None:
    await client.post(f"{BASE}/webhook", json={"sender": "e", "message": "我要取钱"})
    assert await agent.tracker_store.retrieve("e") is not None
    assert (await client.delete(f"{BASE}/conversations/e")).status_code == 204
    assert await agent.tracker_store.retrieve("e") is None
    assert (await client.delete(f"{BASE}/conversations/e")).status_code == 204


async def test_ready(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{BASE}/ready")
    assert answer.status_code == 200
    assert answer.json()["version"]


async def test_not_ready_without_a_model(client: httpx.AsyncClient) -> None:
    client.app.ctx.agent = None  # type: ignore[attr-defined]
    assert (await client.get(f"{BASE}/ready")).status_code == 503
    answer = await client.post(f"{BASE}/webhook", json={"sender": "f", "message": "取钱"})
    assert answer.status_code == 503


@pytest.mark.parametrize(
    ("route", "body"),
    [
        ("webhook", {"sender": "a", "message": " "}),
        ("webhook", {"message": "取钱"}),
        ("webhook", ["取钱"]),
        ("greet", {}),
        ("understand", {"text": 3}),
    ],
)
async def test_what_is_missing_is_named(
    client: httpx.AsyncClient, route: str, body: object
) -> None:
    answer = await client.post(f"{BASE}/{route}", json=body)
    assert answer.status_code == 422
    assert "required" in answer.json()["detail"]


def test_the_action_servers_port_follows_the_environment(agent: Agent) -> None:
    agent.action_endpoint = read_endpoint_config(str(ROOT / "endpoints.yml"), "action_endpoint")
    use_actions_port(agent, {"JIAOJIAO_ACTIONS_PORT": "6055"})
    assert agent.processor is not None
    assert agent.processor.action_endpoint is not None
    assert agent.processor.action_endpoint.url == "http://127.0.0.1:6055/webhook"
    assert agent.processor.action_endpoint.kwargs["enable_selective_domain"] is True
