"""Bot messages as replies."""

from __future__ import annotations

from typing import Any

import pytest

from nlu.channel import as_words, nlu_block
from nlu.replies import ReplyCollector, reply_of

BUTTON = {"label": "取号", "text": "取号"}


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ({"text": "您好"}, {"text": "您好", "speech": "您好"}),
        (
            {"text": "A 001", "custom": {"speech": "A零零一"}},
            {"text": "A 001", "speech": "A零零一"},
        ),
        (
            {"text": "在这", "card": {"type": "route"}},
            {"text": "在这", "speech": "在这", "card": {"type": "route"}},
        ),
        (
            {"text": "选吧", "custom": {"actions": [BUTTON]}},
            {
                "text": "选吧",
                "speech": "选吧",
                "card": {"type": "choices", "title": "", "choices": [BUTTON]},
            },
        ),
        (
            {"text": "看", "custom": {"card": {"type": "notice"}, "actions": [BUTTON]}},
            {"text": "看", "speech": "看", "card": {"type": "notice", "actions": [BUTTON]}},
        ),
        ({"text": None, "custom": None}, None),
        ({"text": "  ", "image": "x"}, None),
    ],
)
def test_a_message_is_one_reply(message: dict[str, Any], reply: dict[str, Any] | None) -> None:
    assert reply_of(message) == reply


async def test_replies_are_collected_in_order() -> None:
    collector = ReplyCollector()
    await collector.send_response("a", {"text": "一\n\n二"})
    await collector.send_response("a", {"text": "三"})
    assert [reply["text"] for reply in collector.replies] == ["一\n\n二", "三"]


@pytest.mark.parametrize(
    ("said", "words"),
    [("/restart", "／restart"), ("  /greet", "／greet"), ("取钱", "取钱"), ("1/2", "1/2")],
)
def test_a_leading_slash_is_words(said: str, words: str) -> None:
    assert as_words(said) == words


def test_what_was_understood_is_told_without_positions() -> None:
    parsed = {
        "intent": {"name": "faq", "confidence": 0.91234},
        "entities": [{"entity": "amount", "value": 5, "start": 0, "end": 1, "extractor": "x"}],
        "faq": "card_lost",
    }
    assert nlu_block(parsed) == {
        "intent": "faq",
        "confidence": 0.9123,
        "entities": [{"entity": "amount", "value": 5}],
        "faq": "card_lost",
    }
    assert "faq" not in nlu_block({**parsed, "faq": None})
