"""A game that goes on over several turns: kept in a slot of its own, so that a side question does not end it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.turn import Turn

STILL_ON = 4
"""For so many turns after the robot's last move an answer is still a move."""

ALWAYS_MEANT = frozenset(
    [
        "emergency",
        "report_fraud",
        "lost_item",
        "call_staff",
        "complain",
        "cancel_ticket",
        "ticket_missed",
        "repeat",
        "adjust_voice",
        "goodbye",
    ]
)
"""Said while a game is on, these are meant."""

LOOSE = frozenset(
    [
        "inform",
        "affirm",
        "deny",
        "out_of_scope",
        "chitchat",
        "play_game",
        "learn_finance",
        "faq",
        "compare_products",
        "thank",
        "greet",
    ]
)
"""Intents that words of a game may be taken for; any other is a question of its own."""

STOP_WORDS = re.compile("不玩|不答|不接了|不做了|不猜|结束|停|算了|不想玩|够了|不来了|退出|没意思")
HINT = re.compile("提示|提醒|提个醒|线索|头一个字|第一个字|几个字|漏一?点|透露")
"""Help is asked for, and the game goes on."""
LAUGHS = re.compile("哈哈|嘻|嘿嘿|算不算|算吗|可以吗|行不行|行吗|好笑|搞笑")
"""Said with a silly answer."""
GIVE_UP = re.compile("不会|不知道|不晓得|想不|猜不|认输|投降|接不|提示|跳过|下一题|答案|过$|难")


def current(turn: Turn, kind: str) -> Mapping[str, Any] | None:
    """The game of this kind that is on."""
    game = turn.slot("game")
    if not isinstance(game, Mapping) or game.get("kind") != kind:
        return None
    return game if turn.turns - int(game.get("turn") or 0) <= STILL_ON else None


def keep(turn: Turn, kind: str, **state: Any) -> None:
    """The game's state after the robot's move."""
    turn.set("game", {"kind": kind, "turn": turn.turns, **state})


def end(turn: Turn) -> None:
    """No game is on."""
    if turn.slot("game") is not None:
        turn.set("game", None)


def wants_to_stop(turn: Turn) -> bool:
    """Whether the customer has had enough of the game."""
    return turn.intent == "stop" or bool(STOP_WORDS.search(turn.text))


def is_loose(turn: Turn) -> bool:
    """Whether the words may be a try at the game rather than a question of their own."""
    return turn.intent in LOOSE and not (turn.intent == "faq" and turn.faq and len(turn.text) > 6)
