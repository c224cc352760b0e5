"""What passes the time: riddles, tongue twisters, jokes, pieces of knowledge, told one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

from actions import activity, chain, quiz
from actions.errors import BranchError
from actions.faq import answer_faq
from actions.flow import Flow
from actions.model import Amusement
from actions.own_tickets import my_ticket, say_ticket, ticket_values
from actions.riddle import GIVE_UP, OFFER, open_riddle, settle_other
from actions.turn import Turn

KINDS = {
    "riddle": re.compile("谜|脑筋|急转弯|(?<![不别])猜(?!够|了)"),
    "twister": re.compile("绕口令|绕口|顺口溜"),
    "joke": re.compile("笑话|段子|好笑|冷笑|逗我|逗逗"),
    "lesson": re.compile("知识|理财课|反诈|防骗"),
}
MORE = re.compile(
    "再来|再讲|再说一?[个条道]|再出|再猜|还要|还想听|下一[个条道题]|换一?[个条道题]|接着|继续"
)
ANOTHER = re.compile(
    f"{MORE.pattern}|换|没[听玩猜]够|听过|不好[笑玩听]|还有|还没?[听猜玩]|[要想爱]听|多[讲说来出给]|再[来整摆念编逗]|另|新的|[难长短单]一?[点些]?的|太[难简短长老旧冷]|不[要听猜]这"
)
"""As MORE, right after something was told (nlu/another.py)."""
JUST_TOLD = 2
"""Turns."""
OTHER_GAME = re.compile("游戏|别的")
CHAIN = re.compile("接龙|成语|你先?接")
UNKNOWN_GAME = re.compile("下棋|象棋|五子棋|剪刀|划拳|猜拳|打牌|对联|对子|飞花令|二十四点|数字")
WHAT_IS = re.compile("什么是|是什么|啥是|是啥|讲讲|说说|介绍一?下|什么叫|科普")
FAQ_KNOWS = 0.5
"""From this score on the FAQ has the answer to what no lesson is about."""
ORDER = ("riddle", "twister", "joke")
"""What 玩个游戏 brings, in turn."""


def named_kind(text: str) -> str | None:
    """The kind of fun that the words ask for."""
    return next((kind for kind, words in KINDS.items() if words.search(text)), None)


class PlayGame(Flow):
    """A riddle, a twister or a joke; games it does not know are said so, and another one played."""

    action = "action_play_game"

    async def answer(self, turn: Turn) -> None:
        if open_riddle(turn) and (GIVE_UP.search(turn.text) or not _wants_another(turn)):
            settle_other(turn)
            return
        if await start_game(turn):
            return
        unknown = UNKNOWN_GAME.search(turn.text)
        kind = None if unknown else named_kind(turn.text)
        if kind is None and not unknown and _wants_same(turn):
            kind = last_kind(turn)
        if unknown:
            turn.say("utter_game_unknown")
        await tell(turn, kind or ORDER[turn.times_run(self.action) % len(ORDER)])


class LearnFinance(Flow):
    """The piece of knowledge that was asked for, or one that is new to the visitor; the quiz, when asked."""

    action = "action_learn_finance"

    async def answer(self, turn: Turn) -> None:
        if quiz.ASKED_FOR.search(turn.text):
            await quiz.begin(turn)
            return
        if activity.HOW.search(turn.text) or activity.SIGN_UP.search(turn.text):
            # 权益小课堂怎么报名 asks for the activity, not for a lesson.
            planned = activity.called(await turn.branch.activities(), turn.text)
            if planned is not None:
                activity.show(turn, planned)
                return
        found = about(await turn.branch.fun("lesson"), turn.text)
        if found is not None:
            await _tell_item(turn, "lesson", found)
        elif turn.faq_ranking and float(turn.faq_ranking[0]["score"]) >= FAQ_KNOWS:
            await answer_faq(turn, str(turn.faq_ranking[0]["id"]))
        else:
            if WHAT_IS.search(turn.text):
                turn.say("utter_lesson_unknown")
            await tell(turn, "lesson")


def about(lessons: Sequence[Amusement], text: str) -> Amusement | None:
    """The lesson whose longest word stands in the text."""
    fitting = [
        (len(word), n) for n, item in enumerate(lessons) for word in item.words if word in text
    ]
    return lessons[max(fitting, key=lambda fit: (fit[0], -fit[1]))[1]] if fitting else None


async def start_game(turn: Turn) -> bool:
    """Begins 成语接龙 or the quiz when the words ask for it."""
    if CHAIN.search(turn.text):
        await chain.begin(turn)
    elif quiz.ASKED_FOR.search(turn.text):
        await quiz.begin(turn)
    else:
        return False
    return True


def _wants_another(turn: Turn) -> bool:
    games = (UNKNOWN_GAME, CHAIN, quiz.ASKED_FOR, ANOTHER)
    return bool(named_kind(turn.text)) or any(words.search(turn.text) for words in games)


def _wants_same(turn: Turn) -> bool:
    """Whether 换一段 is another one of what was told."""
    if OTHER_GAME.search(turn.text):
        return False
    if MORE.search(turn.text):
        return True
    told = turn.last_offer
    if told is None or told.kind != OFFER or turn.turns - told.turn > JUST_TOLD:
        return False
    return ANOTHER.search(turn.text) is not None


def last_kind(turn: Turn) -> str | None:
    """What was told last, however long ago."""
    offer = turn.last_offer
    return str(offer.data["fun"]) if offer is not None and offer.kind == OFFER else None


async def tell_more(turn: Turn) -> bool:
    """再来一个, after something was told; False when nothing was or the words do not ask for it."""
    kind = last_kind(turn)
    if kind is None or not MORE.search(turn.text):
        return False
    await tell(turn, named_kind(turn.text) or kind)
    return True


async def tell(turn: Turn, kind: str) -> None:
    """Something of this kind that the visitor has not heard, then how the visitor's number stands."""
    items = await turn.branch.fun(kind)
    if not items:
        turn.say("utter_fun_none")
        return
    await _tell_item(turn, kind, _unheard(turn, items))


async def _tell_item(turn: Turn, kind: str, item: Amusement) -> None:
    if item.answers:
        turn.make_offer(OFFER, fun=kind, answers=list(item.answers), tries=0)
    else:
        turn.make_offer(OFFER, fun=kind)
    if item.next is None:
        turn.say(f"utter_fun_{kind}", told=item.text, told_spoken=item.speech)
    else:
        label, says = item.next
        turn.say(
            "utter_fun_lesson_next", told=item.text, told_spoken=item.speech, label=label, says=says
        )
    await tell_ticket(turn)


def _unheard(turn: Turn, items: tuple[Amusement, ...]) -> Amusement:
    """The first unheard item, beginning elsewhere for every visitor; all heard, the one told longest ago."""
    start = crc32(turn.conversation.encode()) % len(items)
    ordered = (*items[start:], *items[:start])
    heard = turn.texts_said()
    last_heard = {
        item.id: max((n for n, text in enumerate(heard) if item.text in text), default=-1)
        for item in ordered
    }
    return min(ordered, key=lambda item: last_heard[item.id])


async def tell_ticket(turn: Turn) -> None:
    """How the visitor's number stands, when that has changed: nobody misses the call over a joke.

    The joke stands when the branch does not answer.
    """
    try:
        ticket = await my_ticket(turn)
    except BranchError:
        return
    if ticket is None:
        return
    before, now = turn.slot("ticket_seen"), {"id": ticket.id, "ahead": ticket.ahead}
    turn.set("ticket_seen", now)
    if ticket.state == "called":
        say_ticket(turn, ticket, "utter_ticket_shown")
    elif before and before["id"] == ticket.id and ticket.ahead < int(before["ahead"]):
        nearer = "utter_ticket_nearer" if ticket.ahead else "utter_ticket_shown_next"
        turn.say(nearer, **ticket_values(ticket))
