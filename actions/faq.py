"""The branch's FAQ as it is said: an entry, near entries to choose from, or none."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from actions import cards, spoken, telling
from actions.callback import my_case
from actions.errors import BranchError, BranchUnknown
from actions.handing import hand_over
from actions.matter import in_midst, just_answered, just_told, remember_answer, speaks_of
from actions.model import FaqEntry
from actions.sentences import LEAST, SENTENCE, told
from actions.turn import Turn

CHOICES = 3
SPEECH_LIMIT = 60
WHOLE = 0.5
"""Score from which words are the entry's own question."""
GUESS = "guess"
"""Offer: 不是 to what was named brings up `ids`, the next in line."""
LIKELY = 0.62
"""Below this score the entry is named before it is told: half of what comes so near asks for something else."""
LIKELY_IN_TALK = 0.8
"""The same of a chance in this talk: of what is less likely, in talks of other writers, as much was wrong as right."""
SURELY = 0.95
"""Chance in this talk from which no other entry is meant: 97 of 100 in talks that were labelled."""
PAIR = 0.55
"""Chance in this talk that one of two entries is meant, from which both are offered where neither is likely enough to be told:
60 of 74 times, in talks that were labelled, it was one of them, and 37 times the first."""
AGAIN = 40
"""Characters said aloud with the offer of a person behind them."""
NAMING = 6
"""Characters of 您是问…吧？, some spare."""
CHOICE_FLOOR = 0.05
"""Entries ranked below this score have nothing to do with the question."""


async def answer_faq(turn: Turn, id: str, *, guessed: bool = False) -> bool:
    """Says the entry; False when the branch has removed it in the meantime.

    `guessed`: by the words' score alone, so that a doubtful one is named before it is told.
    """
    try:
        entry = telling.spared(turn, await turn.branch.faq(id))
    except BranchUnknown:
        return False
    # Asked of what was said a moment ago: the voice has to say it, the screen shows it already.
    said = entry.speech if just_answered(turn, id) else entry.text + entry.speech
    if not speaks_of(turn, said):
        return False
    whole = turn.text == entry.title or telling.WHOLLY.search(turn.text) is not None
    missed = not whole and not _surely(turn, id) and telling.repeats(turn, entry)
    again = missed or turn.stays or (just_answered(turn, id) and not _whole(turn, id))
    if again and _say_sentence(turn, id, entry, LEAST, turn.aspect, again=missed):
        return True
    if missed:
        await no_answer(turn, entry.title)
        return True
    # What was told of before in this visit needs no 您问的是…吧.
    unsure = guessed and not telling.was_begun(turn, entry) and doubtful(turn, id)
    if unsure and in_midst(turn) and not turn.weighed:
        if not telling.surely_speaks(turn, id):
            return False  # nothing of the talk speaks for it
        unsure = False
    if unsure:
        others = [each for each in _near_ids(turn, CHOICE_FLOOR) if each != id]
        turn.make_offer(GUESS, ids=others[: CHOICES - 1], current=id)
    first = telling.lead(turn, entry)
    told_before = telling.was_told(turn, entry) and turn.text != entry.title
    answer = telling.again(turn, entry) if told_before else telling.leading(entry.text, first)
    card = cards.with_more(await _card(turn, entry, answer), entry.title, entry.text, answer)
    short = telling.short(turn, id, first) if first and answer.startswith(first) else ""
    kind = "" if told_before or just_answered(turn, id) else telling.sympathy(entry)
    short = kind + short
    answer = short + answer
    if just_answered(turn, id):
        # Asked once more: what was said did not reach the point, a person can.
        turn.make_offer("staff")
        aloud = short + telling.aloud(entry, first, 40 - len(short)).rstrip("。；，！？")
        turn.say("utter_faq_again", card, answer=answer, answer_spoken=aloud)
    elif unsure:
        title = spoken.fit(entry.title, 20).removesuffix("吗")
        aloud = telling.aloud(entry, None, SPEECH_LIMIT - NAMING - len(title))
        turn.say("utter_faq_likely", card, title=title, answer=answer, answer_spoken=aloud)
    else:
        aloud = telling.aloud(entry, first, SPEECH_LIMIT - len(short)).removeprefix(kind)
        aloud = short + aloud
        turn.say("utter_faq_answer", card, answer=answer, answer_spoken=aloud)
    remember_answer(turn, id, entry.title)
    return True


async def entry_speaks(turn: Turn, least: float, *, to_side: bool = True) -> bool:
    """Says what of the entry told a moment ago speaks to the words at least so surely.

    `to_side`: a sentence with a word on the side that is asked for is likelier; a fact asks for none.
    """
    last = just_told(turn)
    if last is None:
        return False
    try:
        entry = telling.spared(turn, await turn.branch.faq(last))
    except BranchUnknown:
        return False
    return _say_sentence(turn, last, entry, least, turn.aspect if to_side else None)


def _say_sentence(
    turn: Turn, id: str, entry: FaqEntry, least: float, side: str | None, *, again: bool = False
) -> bool:
    """`again`: what came nearest was told before, so that this may well miss the point."""
    near = told(telling.fresh(turn, id), entry.text, least, side, turn.text)
    if near is None or near in "".join(turn.speech_said()):
        return False
    say_part(turn, id, near, again=again)
    remember_answer(turn, id, entry.title)
    return True


def say_part(turn: Turn, id: str, part: str, *, again: bool) -> None:
    """Says what was found of an entry; `again`: it may well miss the point, and a person is offered aloud."""
    turn.make_offer("staff")
    answer = telling.short(turn, id, part) + part
    aloud = spoken.fit(spoken.read_out(answer), AGAIN if again else SENTENCE)
    response = "utter_side_again" if again else "utter_side"
    turn.say(response, answer=answer, answer_spoken=aloud)


async def answer_nearest(turn: Turn, least: float) -> bool:
    """Says the entry that comes nearest to the words, from this score on; False for none."""
    best = next(iter(turn.faq_ranking), None)
    if best is None or float(best.get("score") or 0) < least:
        return False
    return await answer_faq(turn, str(best["id"]))


def _whole(turn: Turn, id: str) -> bool:
    """Whether the words ask for the entry itself once more, rather than for something within it."""
    return any(row["id"] == id and float(row["score"]) >= WHOLE for row in turn.faq_ranking)


def doubtful(turn: Turn, id: str) -> bool:
    """Whether the words come near the entry without surely asking for it."""
    return _chance(turn, id) < (LIKELY_IN_TALK if turn.weighed else LIKELY)


def _surely(turn: Turn, id: str) -> bool:
    """Whether the talk leaves no doubt of the entry: what has not been told of it yet is told."""
    return turn.weighed and _chance(turn, id) >= SURELY


def _chance(turn: Turn, id: str) -> float:
    """That the entry is meant, in 0..1; 1 where nothing is said of it."""
    chances = (float(row["score"]) for row in turn.faq_ranking if row["id"] == id)
    return next(chances, 1.0)


async def _card(turn: Turn, entry: FaqEntry, answer: str) -> Mapping[str, Any]:
    """The entry's card; a notice with what is told when it has none or it cannot be made now."""
    card = entry.card
    plain = cards.notice(entry.title, answer)
    if not card or "value" not in card:
        return card or plain
    value = str(card["value"])
    try:
        if card["type"] == "place":
            turn.make_offer("route", place=value)
            return cards.route(await turn.branch.route(value))
        if card["type"] == "product":
            turn.make_offer("products", codes=[value], current=value)
            return cards.product(await turn.branch.product(value))
    except BranchError:
        return plain
    if card["type"] == "link":
        return {"type": "qr", "title": entry.title, "page_url": value, "qr_url": ""}
    # A telephone number: the answer itself stands above the card.
    return cards.notice(entry.title, value)


async def near_entries(turn: Turn, floor: float = CHOICE_FLOOR) -> list[FaqEntry]:
    """The entries most like the question, at most three, best first; none on products that were refused."""
    entries = await _entries(turn, _near_ids(turn, floor)[:CHOICES])
    words = turn.refused_categories.values()
    return [entry for entry in entries if not any(word in entry.title for word in words)]


def _pair(turn: Turn) -> list[str]:
    """The two entries that are likeliest in this talk, where it is surely one of them; else none."""
    pair = turn.faq_ranking[:2] if turn.weighed else ()
    sure = len(pair) == 2 and sum(float(row["score"]) for row in pair) >= PAIR
    return [str(row["id"]) for row in pair] if sure else []


def _near_ids(turn: Turn, floor: float) -> list[str]:
    return [
        str(row["id"])
        for row in turn.faq_ranking
        if row.get("id") and float(row.get("score") or 0) >= floor
    ]


async def _entries(turn: Turn, ids: Sequence[str]) -> list[FaqEntry]:
    """Those that the branch still has."""
    answers = await asyncio.gather(*map(turn.branch.faq, ids), return_exceptions=True)
    entries: list[FaqEntry] = []
    for answer in answers:
        if isinstance(answer, FaqEntry):
            entries.append(answer)
        elif not isinstance(answer, BranchUnknown):
            raise answer
    return entries


async def offer_choices(turn: Turn, response: str, floor: float = CHOICE_FLOOR) -> bool:
    """您是想问…? with up to three entries; False when nothing comes near the question.

    Nor after 都不是 and 我问的是…: of what was guessed at then, in talks that judges marked, nothing was right. In the midst of a talk
    only two that share what it leans to: one of them was meant.
    """
    if turn.corrects:
        return False
    if in_midst(turn):
        return _offer(turn, response, await _entries(turn, _pair(turn)))
    return _offer(turn, response, await near_entries(turn, floor))


async def offer_next(turn: Turn, ids: Sequence[str]) -> None:
    """The entry that was named was not meant: the next in line, else a person."""
    if not _offer(turn, "utter_faq_choices", await _entries(turn, ids)):
        await no_answer(turn)


def _offer(turn: Turn, response: str, entries: Sequence[FaqEntry]) -> bool:
    if not entries:
        return False
    turn.make_offer("faq_choices", ids=[e.id for e in entries], titles=[e.title for e in entries])
    options = [{"label": entry.title, "text": entry.title} for entry in entries]
    card = cards.choices("", options)
    first = spoken.fit(entries[0].title, 20)
    if len(entries) == 1:
        # 您是想问{first}吗: a title that asks has its 吗 already.
        turn.say(f"{response}_one", card, first=first.removesuffix("吗"))
    else:
        second = spoken.fit(entries[1].title, 20)
        turn.say(response, card, first=first, second=second)
    return True


async def no_answer(turn: Turn, title: str | None = None) -> None:
    """The branch has no answer yet: the question goes to the manager's inbox, a person helps now.

    `title` is of the entry that the talk is about, of which this is not known.
    """
    await hand_over(turn, "message", "unanswered")
    if await my_case(turn) is not None:
        turn.say_fresh("utter_not_that_coming" if turn.corrects else "utter_faq_none_coming")
        return
    turn.make_offer("staff")
    if turn.corrects:
        turn.say_fresh("utter_not_that")
    elif title is None:
        turn.say("utter_faq_none")
    else:
        turn.say_fresh("utter_faq_none_of", title=title)
