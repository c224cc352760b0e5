"""What the customer said, as understanding left it in the message (docs/developer.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.history import History
from actions.when import When

TELLS = "tell"
"""Act (nlu/turn_acts.py) of a turn that tells a fact and asks for nothing."""


class Understood(History):
    """Reads the newest message of the tracker."""

    @property
    def conversation(self) -> str:
        return str(self._tracker.sender_id)

    @property
    def confidence(self) -> float:
        """Of the intent, 0 to 1; 1 where nothing is said of it, as for a button."""
        intent = self._tracker.latest_message.get("intent") or {}
        confidence = as_number(intent.get("confidence"))
        return 1.0 if confidence is None else confidence

    @property
    def faq(self) -> str | None:
        """The FAQ entry that the decision step is sure of."""
        faq = self._tracker.latest_message.get("faq")
        return str(faq) if faq else None

    @property
    def faq_ranking(self) -> Sequence[Mapping[str, Any]]:
        """[{id, score}], best first."""
        return self._tracker.latest_message.get("faq_ranking") or ()

    @property
    def aspect(self) -> str | None:
        """The side of some business that is asked about without saying of which (docs/developer.md)."""
        return self._tracker.latest_message.get("aspect") or None

    @property
    def half(self) -> float:
        """The chance, 0 to 1, that the words lean on what was said before."""
        return as_number(self._tracker.latest_message.get("half")) or 0.0

    @property
    def aspect_of(self) -> str | None:
        """The business of the aspect, where it was named in the same breath."""
        return self._tracker.latest_message.get("aspect_of") or None

    @property
    def completed(self) -> bool:
        """Whether the question was read together with what it is about."""
        return bool(self._tracker.latest_message.get("completed"))

    @property
    def stays(self) -> bool:
        """Whether the entry that answers is the one that was told last (nlu/in_talk.py)."""
        return bool(self._tracker.latest_message.get("stays"))

    @property
    def weighed(self) -> bool:
        """Whether the ranking tells what the turn is about in this talk (nlu/in_talk.py), not what the words alone are near."""
        return self._tracker.latest_message.get("stays") is not None

    def speaks(self, faq: str) -> Sequence[tuple[str, float]]:
        """The sentences of the entry that speak to the words, each with its chance, the likeliest first (nlu/speaking.py)."""
        told = self._tracker.latest_message.get("speaks") or {}
        return [(str(sentence), float(chance)) for sentence, chance, *_ in told.get(faq) or ()]

    def short_answer(self, faq: str, sentence: str) -> str:
        """The 可以 or 不用 that goes before a sentence of the entry (nlu/short_answers.py); empty for none."""
        told = (self._tracker.latest_message.get("speaks") or {}).get(faq) or ()
        return next((str(row[2]) for row in told if row[0] == sentence and len(row) > 2), "")

    @property
    def corrects(self) -> bool:
        """Whether what was told or offered a moment ago was not what the customer asked for (nlu/refusals.py)."""
        return bool(self._tracker.latest_message.get("corrects"))

    @property
    def named(self) -> Sequence[str]:
        """The businesses named in the words, whatever these are understood as."""
        return self._tracker.latest_message.get("named") or ()

    @property
    def places(self) -> Sequence[str]:
        """The places named in the words, whatever these are understood as."""
        return self._tracker.latest_message.get("places") or ()

    @property
    def errand(self) -> str | None:
        """The business that a number is wanted for, from what the talk was about (nlu/errand.py)."""
        return self._tracker.latest_message.get("errand") or None

    @property
    def said_aside(self) -> bool:
        """Whether the words are for somebody beside the customer, or on the telephone."""
        return bool(self._tracker.latest_message.get("said_aside"))

    @property
    def act(self) -> str | None:
        """What a turn that asks for nothing does (nlu/turn_acts.py); None for what asks or wishes."""
        return self._tracker.latest_message.get("act") or None

    @property
    def asks(self) -> float:
        """The chance, 0 to 1, that the turn asks; 1 where nothing is said of it."""
        chances = self._tracker.latest_message.get("acts") or {}
        return as_number(chances.get("ask", 1.0)) or 0.0

    @property
    def act_chance(self) -> float:
        """The chance of `act`, 0 to 1."""
        chances = self._tracker.latest_message.get("acts") or {}
        return as_number(chances.get(self.act)) or 0.0

    @property
    def when(self) -> When:
        """The day and time that the customer speaks of; empty for none."""
        return When.of(self._tracker.latest_message.get("when"))

    def entities(self, name: str) -> list[Any]:
        """All values of the entity in this turn, each once, in order."""
        return list(dict.fromkeys(self._tracker.get_latest_entity_values(name)))

    def entity(self, name: str) -> Any:
        """The first value of the entity in this turn, or None."""
        return next(iter(self.entities(name)), None)

    def number(self, name: str) -> float | None:
        """The first value of the entity as a number, or None."""
        return as_number(self.entity(name))

    def words_of(self, name: str) -> str:
        """The customer's own words for the first value of the entity; empty without one."""
        for entity in self._tracker.latest_message.get("entities") or ():
            if entity.get("entity") == name and entity.get("start") is not None:
                return self.text[entity["start"] : entity["end"]]
        return ""

    def first_after(self, name: str, other: str) -> Any:
        """The first value of `other` that is named after the first value of `name` begins, or None."""
        entities = self._tracker.latest_message.get("entities") or ()
        starts = [
            e["start"] for e in entities if e.get("entity") == name and e.get("start") is not None
        ]
        found = [
            (e["start"], e["value"])
            for e in entities
            if e.get("entity") == other
            and e.get("start") is not None
            and starts
            and e["start"] >= starts[0]
        ]
        return min(found, key=lambda one: one[0])[1] if found else None


def as_number(value: Any) -> float | None:
    """A number from an entity or slot value, or None."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
