"""The real model and the real actions in one process, over a branch in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rasa.core.agent import Agent, load_agent
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from actions import connection
from actions.connection import Connection
from lobby.conversations import apologies, privacy, talking
from nlu.channel import greeting, turn
from nlu.follow_up import turns
from nlu.trained_domain import read_plainly
from tests.fakes.branch import FakeBranch

MORNING = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


class InProcessActions(EndpointConfig):
    """Runs actions here instead of posting them to a server."""

    def __init__(self) -> None:
        super().__init__(url="http://actions.invalid/webhook")
        self.executor = ActionExecutor()
        self.executor.register_package("actions")
        self.ran: list[str] = []

    async def request(self, *args: Any, json: Any = None, **kwargs: Any) -> Any:
        self.ran.append(json["next_action"])
        return await self.executor.run(json)


@dataclass(frozen=True)
class Answered:
    """What one turn brought."""

    intent: str
    faq: str | None
    told: str | None
    """The entry that was told, or a sentence of it, whatever the words were understood as."""
    entities: tuple[tuple[str, Any], ...]
    actions: tuple[str, ...]
    replies: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        return "\n".join(reply["text"] for reply in self.replies)

    @property
    def cards(self) -> list[str]:
        return [reply["card"]["type"] for reply in self.replies if reply.get("card")]


class Talk:
    """One model; each conversation gets a visitor and a branch of its own."""

    def __init__(self, agent: Agent, actions: InProcessActions) -> None:
        self._agent = agent
        self._actions = actions
        self._visitors = 0
        self._said: dict[str, str] = {}

    @classmethod
    async def load(cls, model: Path) -> Talk:
        """Loads a trained model, for which it is the morning of the talks."""
        actions = InProcessActions()
        with pytest.MonkeyPatch.context() as patch:
            # Understanding takes 今天 from the same clock as the flows.
            patch.setenv("JIAOJIAO_CLOCK", MORNING.isoformat())
            read_plainly()
            agent = await load_agent(model_path=str(model), endpoints=None)
        agent.action_endpoint = actions
        agent.processor.action_endpoint = actions
        return cls(agent, actions)

    def visitor(
        self, branch: FakeBranch, now: datetime = MORNING, *, greeted: bool = True
    ) -> Visitor:
        """A new customer in front of the robot, who greets first as it does in the lobby."""
        self._visitors += 1
        connection.use(Connection(branch, lambda: now))
        return Visitor(self, f"visitor-{self._visitors}", branch, greeted)

    async def slots(self, sender: str) -> dict[str, Any]:
        """What is remembered of the visitor."""
        tracker = await self._agent.tracker_store.retrieve(sender)
        return dict(tracker.current_slot_values()) if tracker else {}

    async def say(self, sender: str, text: str, *, greeted: bool = True) -> Answered:
        """One turn of the visitor, made readable and masked as the branch's server does."""
        if greeted and sender not in self._said:
            await greeting(self._agent.handle_message, sender, {})
        self._actions.ran.clear()
        masked = privacy.mask(talking.readable(text), self._said.get(sender, ""))
        self._said[sender] = masked.text
        answer = await turn(self._agent, self._agent.handle_message, sender, masked.text, {})
        understood = answer["nlu"]
        if privacy.WARNED & set(masked.kinds):
            answer["replies"].insert(0, apologies.reply(apologies.PRIVACY))
        tracker = await self._agent.tracker_store.retrieve(sender)
        kept = (tracker and tracker.get_slot("answered")) or {}
        return Answered(
            told=kept.get("faq") if tracker and kept.get("turn") == turns(tracker) - 1 else None,
            intent=understood["intent"],
            faq=understood.get("faq"),
            entities=tuple((e["entity"], e["value"]) for e in understood["entities"]),
            actions=tuple(self._actions.ran),
            replies=tuple(answer["replies"]),
        )


@dataclass(frozen=True)
class Visitor:
    """Talks to the robot."""

    talk: Talk
    id: str
    branch: FakeBranch
    greeted: bool = True

    async def say(self, text: str) -> Answered:
        return await self.talk.say(self.id, text, greeted=self.greeted)
