"""Loose words read together with what was said before."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import ActiveLoop, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import together


def parsed(intent: str, faq: str | None = None, **scores: float) -> dict[str, Any]:
    ranking = [{"id": id, "score": score} for id, score in scores.items()]
    text = "居留许可还没拿到可以开吗"
    found = {"name": intent, "confidence": 0.8}
    return {"text": text, "intent": found, "faq": faq, "faq_ranking": ranking, "entities": []}


def tracker(*said: str) -> DialogueStateTracker:
    events = [
        UserUttered(words, parse_data={"intent": {"name": "take_ticket"}, "text": words})
        for words in said
    ]
    return DialogueStateTracker.from_events("visitor", events)


def test_an_entry_that_both_bring_up_answers() -> None:
    alone = parsed("take_ticket", open_card_second=0.26, open_card_foreigner=0.05)
    joined = parsed("faq", open_card_second=0.44, open_card_foreigner=0.42)
    read = together.read(parsed("faq", open_card_foreigner=0.09), alone, joined)
    assert read is not None
    assert (read["intent"]["name"], read["faq"]) == ("faq", "open_card_foreigner")


@pytest.mark.parametrize(
    ("own", "joined"),
    [(0.0, 0.5), (0.4, 0.42), (0.09, 0.27)],
    ids=["the words have no share", "the words alone are as near", "too far for both"],
)
def test_what_only_one_of_them_brings_up_does_not(own: float, joined: float) -> None:
    alone = parsed("take_ticket", open_card_second=0.4)
    words = parsed("faq", **({"wechat_bind": own} if own else {}))
    assert together.read(words, alone, parsed("faq", wechat_bind=joined)) is None


def test_the_last_words_are_read_first_and_then_those_before() -> None:
    heads = together.heads(parsed("faq"), tracker("我从老挝来", "我想开个卡"))
    assert heads == ["我想开个卡", "我从老挝来我想开个卡"]


def test_what_is_understood_or_said_to_a_form_stays_as_it_is() -> None:
    assert together.heads(parsed("faq", "card_lost"), tracker("我想开个卡")) == []
    assert together.heads(parsed("take_ticket"), tracker("我想开个卡")) == []
    asking = tracker("我想开个卡")
    asking.update(ActiveLoop("ticket_form"))
    assert together.heads(parsed("faq"), asking) == []
    assert together.heads(parsed("faq"), None) == []
