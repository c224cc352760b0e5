"""One customer turn as a flow sees it: what was said, what is known, and what to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zlib import crc32

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import risk, wording
from actions.connection import Connection
from actions.form_slots import FORM_SLOTS, OUTCOME, PAUSED, of_all_forms
from actions.offer import Offer
from actions.port import Branch
from actions.understood import Understood

Card = Mapping[str, Any]

CARRIED = ("business", "amount", "holder", "since")
"""What an offer keeps of the one before it; `since` is the turn in which the business was named."""

PAUSE_TURNS = 1
"""For so many turns a form waits for the one that interrupted it; then the visitor has other things in mind."""

RECENT_TURNS = 4
"""For so many turns a customer may come back to an offer in passing."""


class Turn(Understood):
    """Reads the tracker, collects replies in the dispatcher and events in `events`."""

    def __init__(
        self, connection: Connection, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> None:
        self._connection = connection
        self._dispatcher = dispatcher
        super().__init__(tracker)
        self._said_before = len(dispatcher.messages)
        self.events: list[EventType] = []

    @property
    def branch(self) -> Branch:
        return self._connection.branch

    def now(self) -> datetime:
        """The branch's wall clock."""
        return self._connection.clock()

    def key(self, what: str) -> str:
        """An idempotency key: the same customer turn asking for the same thing gives the same key."""
        message = self._tracker.latest_message.get("message_id") or self.turns
        return f"{self.conversation}:{message}:{what}"

    # What is known

    @property
    def form(self) -> str | None:
        """The form that is active."""
        name = self._tracker.active_loop_name
        return str(name) if name else None

    def slot(self, name: str) -> Any:
        return self._tracker.get_slot(name)

    @property
    def form_began(self) -> bool:
        """Whether a form was started in this very turn."""
        for event in reversed(self._tracker.events):
            if event.get("event") == "user":
                return False
            if event.get("event") == "active_loop" and event.get("name"):
                return True
        return False

    @property
    def form_replaced(self) -> str | None:
        """The form that was active when another one began in this turn."""
        loops = [e.get("name") for e in self._tracker.events if e.get("event") == "active_loop"]
        return loops[-2] if self.form_began and len(loops) > 1 else None

    @property
    def slots_just_set(self) -> frozenset[str]:
        """Slots filled since the customer spoke; a form's candidates, last in the events, do not count."""
        events = list(self._tracker.events)
        while events and events[-1].get("event") == "slot":
            events.pop()
        filled: dict[str, bool] = {}
        for event in reversed(events):
            if event.get("event") == "user":
                break
            if event.get("event") == "slot":
                filled.setdefault(str(event["name"]), event.get("value") is not None)
        return frozenset(name for name, has_value in filled.items() if has_value)

    def slot_before(self, name: str) -> Any:
        """The slot's value when the customer spoke."""
        earlier = False
        for event in reversed(self._tracker.events):
            if event.get("event") == "user":
                earlier = True
            elif earlier and event.get("event") == "slot" and event.get("name") == name:
                return event.get("value")
        return None

    @property
    def last_offer(self) -> Offer | None:
        """What was offered last, however long ago."""
        return Offer.from_slot(self.slot("offer"))

    @property
    def recent_business(self) -> Offer | None:
        """The last offer when it carries a business named not long ago: 还是取号 after a side question."""
        offer = self.last_offer
        if offer is None or not offer.data.get("business"):
            return None
        return offer if self.turns - int(offer.data["since"]) <= RECENT_TURNS else None

    @property
    def offer(self) -> Offer | None:
        """What was offered in the turn just before this one."""
        offer = self.last_offer
        return offer if offer is not None and self.turns - offer.turn <= 1 else None

    # What to answer

    def say(self, response: str, card: Card | None = None, **values: Any) -> None:
        """One reply: the domain's response filled with `values`, and a card.

        A fixed card of the response is used when none is given; the response's buttons are added
        to the card's own. A card that shows a product with risk is followed by a reminder of it
        unless the response says it itself.
        """
        shown: dict[str, Any] | None = (
            dict(card) if card else wording.custom(response, "card", values)
        )
        shown = wording.with_buttons(shown, wording.custom(response, "actions", values))
        extra: dict[str, Any] = {"card": shown} if shown else {}
        self._dispatcher.utter_message(response=response, **values, **extra)
        warning = risk.of_card(shown)
        if warning is not None and not wording.warns(response):
            self._dispatcher.utter_message(response="utter_risk_reminder", **warning)

    def say_fresh(self, response: str, card: Card | None = None, **values: Any) -> None:
        """As `say`, in the wording that this visitor has not heard, or heard longest ago."""
        wordings = wording.responses()[response]
        said = self.texts_said()
        texts = [str(wording.fill(one["text"], values)) for one in wordings]
        heard = [
            max((n for n, each in enumerate(said) if each == text), default=-1) for text in texts
        ]
        start = crc32(f"{self.conversation}{self.turns}".encode()) % len(texts)
        place = min(range(len(texts)), key=lambda n: (heard[n], (n - start) % len(texts)))
        custom = wording.fill(wordings[place].get("custom") or {}, values)
        # Card and buttons stand with the first wording and belong to all of them.
        fixed = custom.get("card") or wording.custom(response, "card", values)
        buttons = custom.get("actions") or wording.custom(response, "actions", values)
        shown = wording.with_buttons(dict(card or fixed or {}), buttons)
        extra: dict[str, Any] = {"card": shown} if shown else {}
        speech = custom.get("speech") or texts[place]
        self._dispatcher.utter_message(
            text=texts[place], json_message={"speech": speech}, wording_of=response, **extra
        )

    def say_again(self, reply: Mapping[str, Any]) -> None:
        """One earlier reply once more."""
        extra = {"card": reply["card"]} if reply.get("card") else {}
        self._dispatcher.utter_message(
            text=str(reply["text"]), json_message={"speech": reply["speech"]}, **extra
        )

    def unsay(self) -> None:
        """Takes back everything said and decided in this run."""
        del self._dispatcher.messages[self._said_before :]
        self.events.clear()

    def set(self, slot: str, value: Any) -> None:
        self.events.append(SlotSet(slot, value))

    def make_offer(self, kind: str, **data: Any) -> None:
        """Remembers what 好的, 不用 or 第二个 will mean in the next turn.

        The business of a recent offer is carried along, so that a side question does not lose it.
        """
        recent = self.recent_business
        if data.get("business"):
            data.setdefault("since", self.turns)
        elif recent is not None:
            data = {key: recent.data.get(key) for key in CARRIED} | data
        last = self.last_offer
        if kind == "products" and last is not None and last.kind == kind and "need" in last.data:
            # 第二个, then 有没有更稳的: what was said of the money still holds.
            data = {"need": last.data["need"]} | data
        self.set("offer", Offer(kind, self.turns, data).as_slot())

    def drop_offer(self) -> None:
        if self.slot("offer") is not None:
            self.set("offer", None)

    def leave_form(self) -> None:
        """Ends an active form and forgets what it, or one that it interrupted, has collected."""
        if self.form:
            self.events.append(ActiveLoop(None))
            self.set("requested_slot", None)
        self._clear((*of_all_forms(), PAUSED))

    def pause(self, form: str) -> None:
        """Keeps what an interrupted form has collected, until the one that goes before it is over."""
        before = {slot: self.slot_before(slot) for slot in FORM_SLOTS[form]}
        collected = {slot: value for slot, value in before.items() if value is not None}
        asked = self.slot_before("requested_slot")
        self.set(PAUSED, {"form": form, "slots": collected, "asked": asked, "turn": self.turns})

    def collect(self, form: str) -> dict[str, Any]:
        """What a form that is over has collected, taken out of the slots.

        One that it interrupted goes on, unless the visitor has been busy with other things since.
        """
        values = {slot: self.slot(slot) for slot in (*FORM_SLOTS[form], OUTCOME)}
        self._clear((*of_all_forms(), PAUSED))
        paused = self.slot(PAUSED)
        waits = paused and not paused.get("resumed") and not values[OUTCOME]
        if waits and self.turns - int(paused["turn"]) <= PAUSE_TURNS:
            for slot, value in paused["slots"].items():
                self.set(slot, value)
            asked = paused.get("asked")
            self.set(PAUSED, {"form": paused["form"], "asked": asked, "resumed": True})
            self.events.append(FollowupAction(paused["form"]))
        return values

    def _clear(self, slots: Iterable[str]) -> None:
        for name in slots:
            if self.slot(name) is not None:
                self.set(name, None)

    def start_ticket(self, business: str | None, amount: float | None = None) -> None:
        """Goes on with the ticket form."""
        if business:
            self.set("business", business)
        if amount is not None:
            self.set("amount", amount)
        self.drop_offer()
        self.start_form("ticket_form")

    def start_form(self, form: str) -> None:
        """Goes on with a form in this same turn."""
        self.events.append(FollowupAction(form))
