"""What was said and done in a conversation so far, read from its tracker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

GREETED = "/greet"
"""Text of the turn in which the robot greets by itself (nlu/channel.py); what customers say begins with no slash."""


class History:
    """Reads the tracker's events; the newest of them is the turn at hand."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker

    @property
    def text(self) -> str:
        """The customer's words in this turn."""
        return str(self._tracker.latest_message.get("text") or "")

    @property
    def turns(self) -> int:
        """How many turns the customer has had in this conversation; being greeted is none."""
        return sum(
            event.get("event") == "user" and event.get("text") != GREETED
            for event in self._tracker.events
        )

    def actions_run(self, turns_ago: int) -> list[str]:
        """Names of the actions run in an earlier turn of the customer (0: this one), listening left out."""
        back = 0
        names: list[str] = []
        for event in reversed(self._tracker.events):
            kind = event.get("event")
            if kind == "user":
                if back == turns_ago:
                    break
                back += 1
            elif kind == "action" and back == turns_ago and event.get("name") != "action_listen":
                names.append(str(event.get("name")))
        return names[::-1]

    def texts_said(self) -> list[str]:
        """Every text of the robot in this conversation, oldest first."""
        return [
            str(event["text"])
            for event in self._tracker.events
            if event.get("event") == "bot" and event.get("text")
        ]

    def speech_said(self) -> list[str]:
        """All that the robot has said aloud in this conversation, oldest first."""
        return [
            str(((event.get("data") or {}).get("custom") or {}).get("speech") or "")
            for event in self._tracker.events
            if event.get("event") == "bot"
        ]

    def texts_heard(self, count: int) -> list[str]:
        """The customer's last texts, this turn's first."""
        heard = [
            str(event.get("text") or "")
            for event in reversed(self._tracker.events)
            if event.get("event") == "user"
        ]
        return heard[:count] or [self.text]

    def times_run(self, action: str) -> int:
        """How often the action has run in this conversation."""
        return sum(
            1
            for event in self._tracker.events
            if event.get("event") == "action" and event.get("name") == action
        )

    def last_replies(self, without: str = "") -> list[Mapping[str, Any]]:
        """What the robot said last, oldest first: {text, speech, card?}; not what the action `without` said."""
        replies: list[Mapping[str, Any]] = []
        for event in reversed(self._tracker.events):
            kind = event.get("event")
            if kind == "action" and replies and event.get("name") == without:
                replies.clear()
            elif kind == "bot" and event.get("text"):
                custom = (event.get("data") or {}).get("custom") or {}
                card = (event.get("metadata") or {}).get("card")
                text = str(event["text"])
                reply = {"text": text, "speech": custom.get("speech") or text, "card": card}
                replies.append(reply)
            elif kind == "user" and replies:
                break
        return replies[::-1]
