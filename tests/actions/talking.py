"""One customer turn for an action, without Rasa: a tracker in, replies and slots out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.utils import call_potential_coroutine

from actions import connection, wording
from actions.connection import Connection
from tests.fakes.branch import FakeBranch

MORNING = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass
class Visit:
    """A visitor whose slots and events live on from turn to turn."""

    branch: FakeBranch = field(default_factory=FakeBranch)
    now: datetime = MORNING
    slots: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    form: str | None = None
    replies: list[dict[str, Any]] = field(default_factory=list)
    returned: list[dict[str, Any]] = field(default_factory=list)

    async def hear(self, action: type[Action], text: str = "", **understood: Any) -> Visit:
        """The customer says `text`, understood as given; the action answers."""
        entities = [
            {"entity": name, "value": value}
            for name, values in understood.pop("entities", {}).items()
            for value in (values if isinstance(values, list) else [values])
        ]
        intent = {"name": understood.pop("intent", "inform"), "confidence": 0.9}
        turn = sum(event["event"] == "user" for event in self.events) + 1
        message = {
            "text": text,
            "intent": intent,
            "entities": entities,
            "message_id": f"m{turn}",
            **understood,
        }
        self.events += [
            {"event": "action", "name": "action_listen"},
            {"event": "user", "text": text},
        ]
        return await self.run(action, message)

    async def run(self, action: type[Action], message: dict[str, Any]) -> Visit:
        """The action answers the message."""
        connection.use(Connection(self.branch, lambda: self.now))
        tracker = Tracker(
            "v1",
            dict(self.slots),
            message,
            list(self.events),
            False,
            None,
            {"name": self.form} if self.form else {},
            None,
        )
        dispatcher = CollectingDispatcher()
        made = action()
        self.returned = await call_potential_coroutine(made.run(dispatcher, tracker, {}))
        self.replies = [_reply(message) for message in dispatcher.messages]
        self.events.append({"event": "action", "name": made.name()})
        for reply in self.replies:
            self.events.append(
                {
                    "event": "bot",
                    "text": reply["text"],
                    "data": {"custom": {"speech": reply["speech"]}},
                    "metadata": {"card": reply["card"]},
                }
            )
        for event in self.returned:
            self.events.append(event)
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            elif event["event"] == "active_loop":
                self.form = event["name"]
        return self

    @property
    def said(self) -> list[str]:
        """Names of the responses said."""
        return [reply["response"] for reply in self.replies]

    @property
    def cards(self) -> list[str]:
        return [reply["card"]["type"] for reply in self.replies if reply["card"]]


def _reply(message: dict[str, Any]) -> dict[str, Any]:
    """What Rasa would make of the message, with the response's first wording."""
    name = message.get("response")
    if not name:
        speech = (message.get("custom") or {}).get("speech")
        return {
            "response": None,
            "text": message["text"],
            "speech": speech,
            "card": message.get("card"),
        }
    first = wording.responses()[name][0]
    values = {key: value for key, value in message.items() if key not in ("text", "custom")}
    custom = wording.fill(first.get("custom") or {}, values)
    return {
        "response": name,
        "text": wording.fill(first["text"], values),
        "speech": custom.get("speech") or wording.fill(first["text"], values),
        "card": message.get("card"),
    }
