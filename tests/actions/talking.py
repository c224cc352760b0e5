"""One customer turn for an action, without Rasa: a tracker in, replies and slots out."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.utils import call_potential_coroutine

import actions
from actions import connection, wording
from actions.connection import Connection
from actions.form import Ask, Completion, Form
from nlu.yaml_files import read_yaml
from tests.fakes.branch import FakeBranch

DOMAIN = read_yaml(wording.DOMAIN)
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
            {"event": "user", "text": text, "parse_data": message},
        ]
        return await self.run(action, message)

    async def tell(self, form: type[Form], text: str = "", **understood: Any) -> Visit:
        """The customer says `text` to the form, which begins, asks on, rejects the turn or completes.

        What Rasa does around a form, in short: slots by the domain's mappings, then the form's own
        validation, then its question or its completion. `replies` are those of the last action;
        nothing is said when the turn was rejected.
        """
        intent = understood.get("intent", "inform")
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": [
                {"entity": name, "value": value}
                for name, values in understood.pop("entities", {}).items()
                for value in (values if isinstance(values, list) else [values])
            ],
            "message_id": f"m{len(self.events)}",
        }
        self.events += [
            {"event": "action", "name": "action_listen"},
            {"event": "user", "text": text, "parse_data": message},
        ]
        if self.form != form.form:
            self.events.append({"event": "active_loop", "name": form.form})
            self.form = form.form
        return await self._go_through(form, message)

    async def _go_through(self, form: type[Form], message: dict[str, Any]) -> Visit:
        for slot, value in mapped(form.form, message).items():
            self.slots[slot] = value
            self.events.append({"event": "slot", "name": slot, "value": value})
        known = {
            slot: self.slots.get(slot) for slot in DOMAIN["forms"][form.form]["required_slots"]
        }
        self.events.append({"event": "action", "name": form.form})
        self.events += [
            {"event": "slot", "name": slot, "value": value}
            for slot, value in (known if self._begins() else mapped(form.form, message)).items()
            if value is not None
        ]
        await self.run(form, message)
        if not self.returned:
            return self
        requested = self.slots.get("requested_slot")
        if requested is None:
            self.form = None
            self.events.append({"event": "active_loop", "name": None})
            return await self.run(_part(Completion, form, None), message)
        return await self.run(_part(Ask, form, requested), message)

    def _begins(self) -> bool:
        events = [event["event"] for event in reversed(self.events)]
        return "active_loop" in events[: events.index("user")]

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
        if not made.name().startswith(("validate_", "action_ask_")):
            # These belong to the form's own run, which Rasa records.
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


def mapped(form: str, message: dict[str, Any]) -> dict[str, Any]:
    """Slots that the domain fills from the message's entities while the form is active."""
    found: dict[str, Any] = {}
    for slot in DOMAIN["forms"][form]["required_slots"]:
        for mapping in DOMAIN["slots"][slot]["mappings"]:
            loops = [condition["active_loop"] for condition in mapping.get("conditions", [])]
            if form not in loops or message["intent"]["name"] not in mapping["intent"]:
                continue
            values = [e["value"] for e in message["entities"] if e["entity"] == mapping["entity"]]
            if values:
                found[slot] = values[0]
    return found


def _part(kind: type[Any], form: type[Form], slot: str | None) -> type[Action]:
    """The form's Completion, or its Ask for the slot."""
    for module in pkgutil.iter_modules(actions.__path__, "actions."):
        importlib.import_module(
            module.name
        )  # as the actions server does: a class counts once it is there
    found = [one for direct in kind.__subclasses__() for one in (direct, *direct.__subclasses__())]
    return next(
        one for one in found if one.form == form.form and (slot is None or one.slot == slot)
    )


def _reply(message: dict[str, Any]) -> dict[str, Any]:
    """What Rasa would make of the message, with the response's first wording."""
    name = message.get("response")
    if not name:
        speech = (message.get("custom") or {}).get("speech")
        return {
            "response": message.get("wording_of"),
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
