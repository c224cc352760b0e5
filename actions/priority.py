"""Who may be called earlier: on the customer's own word, asked when it is not clear, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.model import PriorityClass, Ticket
from actions.turn import Turn

_WHO = (
    "(?:我|俺|咱)?(?:们)?(?:家)?的?(?:[大小老]?(?:妈|爸|爹|娘|姐|哥|弟|妹|舅|姨|姑|叔|伯)|母亲|父亲|奶奶|爷爷|姥姥|姥爷|外婆|外公|老伴|老头|老太|老公|老婆|媳妇"
    "|丈夫|妻子|爱人|对象|儿子|女儿|闺女|姑娘|孩子|小孩|娃|孙子|孙女|外孙|侄|朋友|同事|同学|员工|工人|老板|领导|邻居|别人|家里?人|老人|亲戚|婆婆|公公|岳母|岳父|[他她])"
)
OTHER = re.compile(f"(?:帮|给|替|代|为|陪){_WHO}")
"""Somebody else is to be served: 帮我妈取个号."""
INSTEAD = re.compile(f"(?:帮|替|代|陪){_WHO}")
"""As OTHER, of a business that brings somebody something: 给我妈转两千 is the customer's own."""

RELATIVE = re.compile(
    "(?:我|俺|咱)(?:们)?(?:家)?的?(?:老?妈|老?爸|爹|娘|母亲|父亲|奶奶|爷爷|姥姥|姥爷|外婆|外公|老伴|老公|老婆|媳妇|丈夫|妻子|爱人"
    "|儿子|女儿|闺女|孩子|朋友|同事|婆婆|公公|岳母|岳父)|[他她]"
)
"""The sentence speaks of somebody else."""

NOT = re.compile("不是|不算|没有?到|没满|还没|未满|不满|不到|没有|没办|办不了|想办|怎么")
CLAUSE = re.compile("[，。！？；,.!?;\\s]+")
AGE = re.compile(
    "(?<![0-9零一二三四五六七八九十百万千])(1[0-2][0-9]|[1-9][0-9]|[一二三四五六七八九]?十[一二三四五六七八九]?)"
    "(?:多|几|来)?(?:周?岁|(?:多|几)?(?:的人)?了(?!块|元|万))"
)
RECENT_TEXTS = 6
"""So many of the customer's latest turns are looked at."""
OTHER_HOLDER = "other"
"""In the holder slot, and in an offer: the number is for somebody else."""
OFFER = "priority"
"""Kind of offer: whether the customer belongs to the class was asked."""
NO = re.compile("^(?:还?没有?|不是|没到|不到|差)")
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True)
class Holder:
    """Whose number it is to be. `customer_class` when it is known; `ask` whether it may be asked for."""

    for_other: bool = False
    customer_class: str | None = None
    ask: bool = True


def holder_of(turn: Turn, *, for_other: bool = False) -> Holder:
    """The holder, with what an earlier offer has kept; asked once, not asked again."""
    kept, last = turn.recent_business, turn.last_offer
    for_other = for_other or (kept is not None and kept.data.get("holder") == OTHER_HOLDER)
    return Holder(for_other=for_other, ask=last is None or last.kind != OFFER)


async def grade(turn: Turn, holder: Holder) -> PriorityClass | None:
    """The class that the customer has claimed in this conversation."""
    if holder.customer_class is not None:
        classes = (await turn.branch.about()).classes
        return next((one for one in classes if one.code == holder.customer_class), None)
    texts = turn.texts_heard(RECENT_TEXTS)
    return claimed(texts, (await turn.branch.about()).classes, for_other=holder.for_other)


async def take_number(
    turn: Turn, service: str, holder: Holder
) -> tuple[Ticket, PriorityClass | None]:
    """A number for the service, of the class that was claimed; may raise any BranchError."""
    one = await grade(turn, holder)
    ticket = await turn.branch.issue_ticket(
        service,
        turn.conversation,
        turn.key(service),
        customer_class=one.code if one else None,
        for_other=holder.for_other,
    )
    return ticket, one


async def to_ask(turn: Turn, holder: Holder) -> PriorityClass | None:
    """The class to ask for before the number is given, or None."""
    if not holder.ask:
        return None
    classes = (await turn.branch.about()).classes
    found = (hinted(text, classes) for text in turn.texts_heard(RECENT_TEXTS))
    return next((one for one in found if one is not None), None)


def age(clause: str) -> int | None:
    """Years that somebody says to be: 我今年七十二岁, 我都68了; None for none."""
    found = AGE.search(clause)
    if found is None:
        return None
    said = found[1]
    if said.isascii():
        return int(said)
    tens, _, ones = said.partition("十")
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def answered_age(text: str) -> int | None:
    """Years, where the age was asked for: 七十二, 我六十岁; None for anything else."""
    return age(text) or age(f"{text.rstrip('。！.! ')}岁")


def claimed(
    texts: Iterable[str], classes: Sequence[PriorityClass], *, for_other: bool = False
) -> PriorityClass | None:
    """The class that the customer's words claim, the newest words first.

    `for_other`: the number is for somebody else; only what is said of them counts, else only what the
    customer says of themselves.
    """
    for text in texts:
        of_other = bool(OTHER.search(text) or RELATIVE.search(text))
        if of_other != for_other:
            continue
        for clause in CLAUSE.split(text.lower()):
            if clause and not NOT.search(clause):
                found = _of_clause(clause, classes)
                if found is not None:
                    return found
    return None


def _of_clause(clause: str, classes: Sequence[PriorityClass]) -> PriorityClass | None:
    years = age(clause)
    for one in classes:
        if one.from_age is not None and years is not None and years >= one.from_age:
            return one
        if any(word.lower() in clause for word in one.claims):
            return one
    return None


def hinted(text: str, classes: Sequence[PriorityClass]) -> PriorityClass | None:
    """The class that the words make likely enough to ask for it once."""
    if NOT.search(text):
        return None
    return next(
        (one for one in classes if one.question and any(hint in text for hint in one.hints)), None
    )
