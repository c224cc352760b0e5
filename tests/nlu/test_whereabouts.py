"""在哪边儿呀: the way to what the robot spoke of last."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import whereabouts

ROUTE = {"card": {"type": "route", "place": "water"}}


def asked(words: str) -> bool:
    return whereabouts.asked({"text": words, "entities": []})


@pytest.mark.parametrize(
    "words",
    [
        "机器在哪嘎达",
        "别叫人了 你就说往哪走",
        "在哪边儿？俺眼花",
        "在哪儿呀，我够不着咋办",
        "我问怎么走，带个路",
    ],
)
def test_the_way_is_asked_for(words: str) -> None:
    assert asked(words)


@pytest.mark.parametrize(
    "words",
    [
        "钱在哪里能换",
        "那临时的上哪儿办嘛",
        "怎么去香港",
        "我卡丢在哪了",
        "利率在哪看",
        "我家在哪都不知道",
    ],
)
def test_something_else_is(words: str) -> None:
    assert not asked(words)


def test_a_place_that_is_named_is_meant() -> None:
    entities = [{"entity": "place", "value": "restroom"}]
    assert not whereabouts.asked({"text": "在哪", "entities": entities})


def test_the_place_on_the_screen_is_meant_while_it_is_fresh() -> None:
    def tracker(turns: int) -> DialogueStateTracker:
        later = [UserUttered("嗯") for _ in range(turns)]
        events = [UserUttered("有水吗"), BotUttered("有饮水机。", metadata=ROUTE), *later]
        return DialogueStateTracker.from_events("visitor", events)

    assert whereabouts.shown(tracker(0)) == "water"
    assert whereabouts.shown(tracker(2)) == "water"
    assert whereabouts.shown(tracker(3)) is None
    assert whereabouts.last_words(tracker(1)) == "有饮水机。"
