"""What was said and done in a conversation so far, read from its tracker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

GREETED = "/greet"
"""Text of the turn in which the robot greets by itself (nlu/channel.py); what customers say begins with no slash."""

OF_MONEY = re.compile("[取存转汇打换钱款]|现金")
"""Said of money that is to be moved."""
OF_LIMITS = re.compile("超过?|限|以内|最多|不到|以上|起步|手续|[扣亏]")
"""Said of a sum that is not the customer's."""
NEAR = 0.4
"""Score from which an entry of the FAQ stands in the words."""
ALARMS = frozenset(["emergency", "report_fraud"])
"""Intents (dialogue contract) for which staff come at once."""


class History:
    """Reads the tracker's events; the newest of them is the turn at hand."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker

    @property
    def text(self) -> str:
        """The customer's words in this turn."""
        return str(self._tracker.latest_message.get("text") or "")

    @property
    def intent(self) -> str:
        """What this turn was understood as; empty for nothing."""
        intent = self._tracker.latest_message.get("intent") or {}
        return str(intent.get("name") or "")

    @property
    def alarms(self) -> bool:
        """Whether this turn raises an alarm, which goes before everything else."""
        return self.intent in ALARMS

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

    def signs_heard(self, count: int | None = None, ago: int = 0) -> frozenset[str]:
        """The signs (docs/developer.md) in all that the customer has said, or in `count` turns up to `ago` turns ago."""
        heard = [
            e.get("parse_data") or {} for e in self._tracker.events if e.get("event") == "user"
        ]
        if count is not None:
            heard = heard[: len(heard) - ago][-count:]
        return frozenset(str(sign) for parsed in heard for sign in parsed.get("signs") or ())

    def named_of_products(self, entity: str, turns: int = 0) -> list[Any]:
        """Values of `entity` in what this turn says of products, whatever it was understood as.

        With `turns`, those of the last turn before it that names one, of so many.
        """
        heard = [
            e.get("parse_data") or {} for e in self._tracker.events if e.get("event") == "user"
        ]
        latest = self._tracker.latest_message
        for parsed in reversed(heard[:-1][-turns:]) if turns else (latest,):
            named = parsed.get("of_products") or ()
            if found := [one["value"] for one in named if one.get("entity") == entity]:
                return list(dict.fromkeys(found))
        return []

    @property
    def refuses(self) -> Mapping[str, str]:
        """Categories of products that this turn says no to, each with the customer's word for it (nlu/product_talk.py)."""
        refused = self._tracker.latest_message.get("refuses") or ()
        return {str(one["value"]): str(one["words"]) for one in refused}

    @property
    def refused_categories(self) -> Mapping[str, str]:
        """All that the customer has said no to in this conversation and has not asked for since."""
        refused: dict[str, str] = {}
        for event in self._tracker.events:
            if event.get("event") != "user":
                continue
            parsed = event.get("parse_data") or {}
            for one in parsed.get("of_products") or ():
                refused.pop(str(one.get("value")), None)
            refused |= {str(one["value"]): str(one["words"]) for one in parsed.get("refuses") or ()}
        return refused

    def sum_heard(self, count: int) -> float | None:
        """The sum (CNY) that was said last in the customer's `count` turns before this one."""
        heard = [event for event in self._tracker.events if event.get("event") == "user"][:-1]
        for event in reversed(heard[-count:]):
            for entity in (event.get("parse_data") or {}).get("entities") or ():
                if entity.get("entity") == "amount" and _of_money(str(event.get("text"))):
                    return float(entity["value"])
        return None

    def ran_within(self, turns: int) -> frozenset[str]:
        """Names of the actions run in the last `turns` turns of the customer, this one left out."""
        return frozenset(name for ago in range(1, turns + 1) for name in self.actions_run(ago))

    def best_entry(self, since: str) -> str | None:
        """The entry of the FAQ nearest to the words that `since` answered last; None where none is near."""
        before: list[Any] = []
        for event in self._tracker.events:
            if event.get("event") == "user":
                ranking = (event.get("parse_data") or {}).get("faq_ranking") or ()
            elif event.get("event") == "action" and event.get("name") == since:
                before = list(ranking)
        best = before[0] if before else {}
        return str(best["id"]) if float(best.get("score") or 0.0) >= NEAR else None

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


def _of_money(text: str) -> bool:
    return OF_MONEY.search(text) is not None and OF_LIMITS.search(text) is None
