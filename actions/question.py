"""Any other banking question: one answer when sure, choices when not, a person when there is none."""

from __future__ import annotations

import re

from actions import telling
from actions.acts import takes_in, tells
from actions.bring import say_bring
from actions.faq import answer_faq, doubtful, entry_speaks, no_answer, offer_choices
from actions.flow import Flow
from actions.matter import just_answered, just_told, says_in_general, title_told
from actions.offered import take_up_offer
from actions.outright import outright
from actions.riddle import settle_other
from actions.sentences import LEAST, SPEAKS_TO_FACTS
from actions.sides import asks_of_what
from actions.turn import Turn
from actions.understood import TELLS

WANTS_BACK = re.compile("退(?:给|钱|我|回|费|不退|吗)|能退|还(?:给)?我|赔|白扣|乱扣|冤枉")
"""Money that was charged is wanted back."""
NEXT_FLOOR = 0.5
"""Score from which the next entry may answer a completed question that the first has no word on."""

HELPLESS = re.compile(
    "不会(?:弄|用|操作|按|搞|整|使)|没(?:弄|用|搞|操作|使)过|眼(?:神|睛)[^，,。]{0,3}(?:不好|不行|花|瞎)|(?:字|屏)[^，,。]{0,4}看不(?:清|见)|有(?:没有)?人(?:教|帮)[^，,。]{0,4}(?:没|不|吗)"
)
"""Who says so in the midst of a talk wants a hand, and no text to read."""
MIDST = 0.5
"""Score from which an entry is told in the midst of a talk. Of what customers said in talks that judges marked, as much
between this and the threshold of first words was answered wrong as right."""
CHOICE_MIDST = 0.2
"""Score from which entries are offered there to who asks nothing."""
TELLING = 0.3
"""Score from which a fact that is told is of an entry: 放灶台边上烧了一角 asks what a burnt note is worth."""
DOES = 0.7
"""Chance of an act other than telling from which only a sure entry is told all the same."""
SURELY = 0.65
"""Score from which an entry is told to who seems to ask for nothing: 卡里的钱不见了 does ask."""


def _nearest(turn: Turn) -> float:
    return max((float(row["score"]) for row in turn.faq_ranking), default=0.0)


def _tells_more(turn: Turn) -> bool:
    """Whether the entry at hand, or none surely, is what a turn that asks for nothing is about."""
    sure = SURELY if turn.act != TELLS and turn.act_chance >= DOES else TELLING
    return _nearest(turn) < sure or (turn.faq is not None and just_answered(turn, turn.faq))


def _strays(turn: Turn) -> bool:
    """Whether words in the midst of a talk only brush an entry: most that are said there ask for none.

    One that is talked of, or that has a sentence which surely speaks to them, is meant all the same.
    """
    if turn.faq is not None and just_answered(turn, turn.faq):
        return False
    if turn.faq and telling.surely_speaks(turn, turn.faq):
        return False
    score = max((float(r["score"]) for r in turn.faq_ranking if r["id"] == turn.faq), default=1.0)
    if turn.corrects and not turn.weighed and turn.faq is not None and doubtful(turn, turn.faq):
        return True
    return turn.turns > 1 and not turn.completed and not turn.weighed and score < MIDST


def _asks(turn: Turn) -> bool:
    return turn.asks >= telling.ASKS or telling.QUESTION.search(turn.text) is not None


async def _another_speaks(turn: Turn) -> bool:
    """转账限额多少, then 要多久到: the entry on limits is nearest, the one on arrival says it."""
    if not turn.completed:
        return False
    for row in turn.faq_ranking:
        likely = row["id"] != turn.faq and float(row["score"]) >= NEXT_FLOOR
        if likely and await answer_faq(turn, str(row["id"])):
            return True
    return False


async def _takes_in(turn: Turn) -> bool:
    return await take_up_offer(turn) or settle_other(turn) or await takes_in(turn)


async def _of_what_was_told(turn: Turn) -> bool:
    """分开了哪张急用取哪张, of which no entry is sure: the one that was told has a word on it."""
    told = just_told(turn)
    nearest_is_told = bool(turn.faq_ranking) and turn.faq_ranking[0]["id"] == told
    if turn.corrects:
        # 不是停卡，我说自动存的停掉: the entry was right, another sentence of it was meant.
        return await entry_speaks(turn, telling.LEADS)
    return await entry_speaks(turn, LEAST if nearest_is_told else SPEAKS_TO_FACTS)


async def _offered_again(turn: Turn) -> bool:
    """The entry that was offered a moment ago is the nearest once more: it is told."""
    offer, ranking = turn.offer, turn.faq_ranking
    if offer is None or offer.kind != "faq_choices" or not ranking or turn.corrects:
        return False
    first = str(offer.data["ids"][0])
    return ranking[0]["id"] == first and await answer_faq(turn, first)


class AnswerFaq(Flow):
    """The branch's own answer to a question."""

    action = "action_faq"

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if telling.NEVER_CHOSE.search(turn.text) and WANTS_BACK.search(turn.text):
            turn.make_offer("staff")
            turn.say_fresh("utter_never_chose")
            return
        if await outright(turn):
            return
        if turn.turns > 1 and HELPLESS.search(turn.text) and _nearest(turn) < SURELY:
            turn.make_offer("staff")
            turn.say_fresh("utter_helpless")
            return
        if offer is not None and offer.kind == "cancel" and await take_up_offer(turn):
            return  # 不取消了，留着吧 is like a question about cancelled transfers
        if turn.act and _tells_more(turn) and await _takes_in(turn):
            return
        if turn.faq and not _strays(turn) and await answer_faq(turn, turn.faq, guessed=True):
            return
        if await _another_speaks(turn) or says_in_general(turn):
            return
        if await take_up_offer(turn) or settle_other(turn) or await say_bring(turn):
            return
        if (turn.turns == 1 or _asks(turn)) and asks_of_what(turn):
            return
        if turn.turns > 1 and turn.act and _nearest(turn) < CHOICE_MIDST:
            # 大概一千二三吧: nothing is asked, and no entry comes near.
            await tells(turn)
        elif await _of_what_was_told(turn) or await _offered_again(turn):
            return
        elif turn.turns > 1 and not turn.corrects and not _asks(turn):
            await tells(turn)  # 那我在那边坐会儿吧: no answer is missed
        elif not await offer_choices(turn, "utter_faq_choices"):
            await no_answer(turn, title_told(turn))
