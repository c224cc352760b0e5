"""A person of the family is missing: a child who looks for its elders is comforted, and what it tells goes to staff."""

from __future__ import annotations

import re

from actions.turn import Turn

SIGN = "missing"
"""Sign of the turn (nlu/urgency.py)."""
WITHIN = 8
"""Turns for which it is what is talked of."""
ELDER = re.compile("妈妈|爸爸|爷爷|奶奶|姥[姥爷]|外[公婆]")
"""Whom a child looks for, as a child says it."""
YOUNG = re.compile(
    "我才?[一二三四五六七八九十][一二三四五六七八九]?岁|呜|幼儿园|[小中大]班|[一二三四五六]年级|小学|不要我|我好?怕|我要(?:找)?(?:我)?(?:妈|爸|爷|奶|外[公婆]|姥)"
)
"""Said by a child."""
PLAYS = frozenset(["action_play_game", "action_learn_finance"])
BEFORE = 8
"""Turns over which who has played a game here may be a child."""

STEPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phone", re.compile("(?:打|拨|联系)[^，,。]{0,6}(?:给|电话)|(?:电话|号码)[^，,。]{0,6}(?:打|记得|是|告诉)|给[^，,。]{1,6}打")),
    ("loved", re.compile("不要我|不管我|不回来")),
    ("noted", re.compile("穿|戴|头发|辫|眼镜|衣|裤|裙|帽|外套|[红黄蓝绿白黑灰紫]色|姓|叫[^人他她它来]|[0-9一二三四五六七八九十]岁|个子|高|胖|糊涂|痴呆|[0-9一二三四五六七八九十]了|记不[住得]|瘦|拐杖|背着|厕所|洗手间|柜台|窗口|机器|门口|刚才|那边")),
    ("calm", re.compile("不要我|怕|呜|哭|去找|出去|外面|怎么办|咋办|还(?:不|没)来|找不到")),
)  # fmt: skip
"""utter_child_… and utter_missing_… by the words, the first that fits."""
OTHER_DANGER = re.compile("着火|起火|火灾|冒烟|晕|昏|流血|刀|抢劫|打架|摔|倒(?:了|下)|喘")
"""Something else that needs people now."""
LEAVES = re.compile("(?:去|到|上)(?:外[面头]|门口|街上)|出去|自己(?:去)?找|我去找")
"""Somebody small must not go and look."""


def is_on(turn: Turn) -> bool:
    """Whether somebody was said to be missing before, not long ago."""
    return SIGN in turn.signs_heard(WITHIN, ago=1)


def by_child(turn: Turn) -> bool:
    """Whether who speaks is a child that looks for its elders."""
    heard = turn.texts_heard(WITHIN)
    if any(map(YOUNG.search, heard)):
        return True
    played = any(PLAYS & set(turn.actions_run(ago)) for ago in range(1, BEFORE + 1))
    return bool(turn.slot("game") or played) and any(map(ELDER.search, heard))


def response(turn: Turn) -> str:
    """What is said while the search is on."""
    who = "child" if by_child(turn) else "missing"
    step = next((name for name, words in STEPS if words.search(turn.text)), "calm")
    if who == "missing":
        return f"utter_missing_{'calm' if step == 'loved' else step}"
    return f"utter_child_{'calm' if step == 'noted' and LEAVES.search(turn.text) else step}"


def belongs(turn: Turn) -> bool:
    """Whether the words are of the search, whatever they are understood as: 她穿红衣服, 你帮我打给妈妈."""
    return (
        any(words.search(turn.text) for _, words in STEPS) or LEAVES.search(turn.text) is not None
    )
