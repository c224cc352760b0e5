"""成语接龙: a real game. The branch knows idioms and sounds; here is who said what, and when it is over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions import game, spoken
from actions.turn import Turn

KIND = "chain"
NEW_WORDS = 2
"""So many idioms that the branch does not know are taken on trust; then it asks for one that it knows."""

NEVER_A_MOVE = frozenset(["emergency", "report_fraud"])

_AROUND = re.compile("^(?:我接|我来|我说|那就|那我|那|就|嗯|呃|我|接|好|是)+(?=[\u4e00-\u9fff]{4})")
_AFTER = re.compile("(?:吧|呀|啊|呢|行吗|行不行|可以吗|可以不|算吗|对吗|了|怎么样)+$")


async def begin(turn: Turn) -> None:
    """The robot says the first one."""
    move = await turn.branch.chain("", "", [turn.conversation[:8]])
    if not move.next:
        turn.say("utter_fun_none")
        return
    game.keep(turn, KIND, last=move.next, used=[move.next], rounds=0, new=0)
    turn.say("utter_chain_begin", idiom=move.next, sound=move.sound)


def word_of(text: str) -> str:
    """The four characters that the customer plays; empty when there are none."""
    bare = "".join(re.findall("[\u4e00-\u9fff]+", text))
    for words in (bare, _AFTER.sub("", bare), _AFTER.sub("", _AROUND.sub("", bare))):
        if len(words) == 4:
            return words
    return ""


async def move(turn: Turn) -> bool:
    """The customer's turn in the game that is on; False when the words are no part of it."""
    state = game.current(turn, KIND)
    if state is None or turn.intent in NEVER_A_MOVE:
        return False
    if turn.intent in game.ALWAYS_MEANT:
        # 人来人往 sounds like a call for people.
        word = word_of(turn.text)
        return bool(word) and await _play(turn, state, word, known_only=True)
    if game.wants_to_stop(turn):
        _over(turn, "utter_chain_stopped", state)
        return True
    word = word_of(turn.text)
    if word and await _play(turn, state, word):
        return True
    if not game.is_loose(turn):
        return False
    if game.HINT.search(turn.text) and not state.get("hinted"):
        hint = await turn.branch.chain("", str(state["last"]), list(state["used"]))
        if hint.next:
            _again(turn, {**state, "hinted": True}, "utter_chain_hint", hint=hint.next[:2])
            return True
    if game.GIVE_UP.search(turn.text) or turn.intent == "deny":
        hint = await turn.branch.chain("", str(state["last"]), list(state["used"]))
        if hint.next:
            _over(turn, "utter_chain_told", state, idiom=hint.next)
        else:
            _over(turn, "utter_chain_draw", state)
        return True
    silly = game.LAUGHS.search(turn.text)
    _again(turn, state, "utter_chain_silly" if silly else "utter_chain_again")
    return True


async def _play(
    turn: Turn, state: Mapping[str, Any], word: str, *, known_only: bool = False
) -> bool:
    last, used = str(state["last"]), [str(each) for each in state["used"]]
    played = await turn.branch.chain(word, last, used)
    if known_only and not (played.fits and played.known):
        return False
    if played.used:
        _again(turn, state, "utter_chain_used")
    elif played.fits and not played.known and int(state["new"]) >= NEW_WORDS:
        _again(turn, state, "utter_chain_unknown")
    elif not played.fits:
        if not played.known and not game.is_loose(turn):
            return False  # 还要多久 has four characters too
        _again(turn, state, "utter_chain_no_fit")
    elif not played.next:
        _over(turn, "utter_chain_beaten", {**state, "rounds": int(state["rounds"]) + 1})
    else:
        rounds, new = int(state["rounds"]) + 1, int(state["new"]) + (not played.known)
        after = [*used, word, played.next]
        game.keep(turn, KIND, last=played.next, used=after, rounds=rounds, new=new)
        response = "utter_chain_next" if played.known else "utter_chain_new"
        turn.say_fresh(response, idiom=played.next, sound=played.sound)
    return True


def _again(turn: Turn, state: Mapping[str, Any], response: str, **values: Any) -> None:
    kept = {key: value for key, value in state.items() if key not in ("kind", "turn")}
    game.keep(turn, KIND, **kept)
    turn.say(response, sound=str(state["last"])[-1], **values)


def _over(turn: Turn, response: str, state: Mapping[str, Any], idiom: str = "") -> None:
    game.end(turn)
    rounds = int(state["rounds"])
    if rounds == 0 and response in ("utter_chain_told", "utter_chain_stopped", "utter_chain_draw"):
        response += "_none"  # nothing to praise yet
    turn.say(response, rounds=rounds, rounds_spoken=spoken.count(rounds), idiom=idiom)
