"""One customer turn understood: its words alone, then in the light of what was said, told and shown before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from rasa.shared.core.trackers import DialogueStateTracker

from nlu import (
    clauses,
    component,
    errand,
    follow_up,
    in_talk,
    refusals,
    swindle,
    term_rates,
    urgency,
    whereabouts,
)
from nlu.context import in_context


class Parse(Protocol):
    """Understands words alone."""

    async def __call__(
        self, words: str, metadata: dict[str, Any] | None = None
    ) -> dict[str, Any]: ...


async def read_turn(
    parse: Parse, words: str, tracker: DialogueStateTracker | None
) -> dict[str, Any]:
    """The parse of the turn, as the actions get it (docs/developer.md)."""
    parse = _hearing(parse, tracker)
    doubted = refusals.doubted(words, tracker)
    refused = refusals.refused(words, tracker) - doubted
    parsed = term_rates.read(refusals.without(await _parsed(parse, words, tracker), refused))
    refused = frozenset(parsed.get(component.REFUSED) or ())
    if doubted:
        parsed = {**parsed, component.DOUBTED: sorted(doubted)}
    before = in_talk.context(parsed, tracker, refused)
    speaks: dict[str, Any] = {}
    whole = None
    if before is None or before.told is None or before.otherwise:
        whole = await _whole(parse, parsed, tracker)
    if whole is not None:
        parsed = whole
    elif before is not None:
        scores = (await _scores(parse, words, parsed, before)).without(refused)
        speaks = await _speaks(parse, words, scores.entries(before))
        strengths = {entry: told["strength"] for entry, told in speaks.items()}
        parsed = in_talk.read(parsed, replace(scores, speaks=strengths), before)
    parsed = in_context(parsed, tracker)
    if tracker is not None and whereabouts.asked(parsed):
        parsed = await _whereabouts(parse, parsed, tracker)
    if tracker is not None and errand.wanted(parsed, tracker):
        parsed[component.ERRAND] = await _errand(parse, words, tracker)
    at_hand = in_talk.at_hand(parsed, tracker)
    if missing := [entry for entry in at_hand if entry not in speaks]:
        speaks = {**speaks, **await _speaks(parse, words, missing)}
    told = {entry: speaks[entry]["sentences"] for entry in at_hand if entry in speaks}
    if told and (asked := clauses.questions(words)):
        told = await _each_question(parse, asked, told)
        if parsed.get(component.FAQ) or component.STAYS in parsed:
            parsed[component.ASPECT] = None  # of one of them only
    if signs := [*swindle.signs(words), *urgency.signs(words)]:
        parsed[component.SIGNS] = sorted(signs)
    if refusals.corrects(words, tracker):
        parsed[component.CORRECTS] = True
    return {**parsed, component.SPEAKS: told}


def _hearing(parse: Parse, tracker: DialogueStateTracker | None) -> Parse:
    """`parse`, which is told what the customer has said before."""
    said = follow_up.said(tracker) if tracker is not None else []
    if not said:
        return parse

    async def heard(words: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
        return await parse(words, {**(metadata or {}), component.SAID: said})

    return heard


async def _parsed(parse: Parse, words: str, tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """Without the 都不是 or 不是激活 in front, which is no part of what is meant instead."""
    head = refusals.head_of(words, tracker)
    parsed = await parse(words[head:])
    if _answers_little(parsed):
        end = clauses.last(words[head:])
        for part in [*([end] if end else []), *clauses.wishes(words[head:])]:
            asked = clauses.way_to(parsed, await parse(part))
            if asked is None:
                continue
            if clauses.asks_service(asked) and (part == end or clauses.of_comfort(asked)):
                parsed, head = asked, words.rindex(part)
                break
    if parsed["text"] == words:
        return parsed
    entities = [
        {**each, "start": each["start"] + head, "end": each["end"] + head}
        if "start" in each
        else each
        for each in parsed.get("entities") or ()
    ]
    return {**parsed, "text": words, "entities": entities}


def _answers_little(parsed: Mapping[str, Any]) -> bool:
    """Whether the words are no entry's own question."""
    loose = parsed["intent"]["name"] in ("faq", "out_of_scope")
    return loose and max(in_talk.scores_of(parsed).values(), default=0.0) < clauses.KNOWN


async def _whereabouts(
    parse: Parse, parsed: dict[str, Any], tracker: DialogueStateTracker
) -> dict[str, Any]:
    """The way to what was spoken of last: the place on the screen, or one of the robot's last words."""
    shown, said = whereabouts.shown(tracker), whereabouts.last_words(tracker)
    if said and (shown is None or whereabouts.of_machine(parsed)):
        places = [str(each) for each in (await parse(said)).get(component.PLACES) or ()]
        machines = [each for each in places if each in whereabouts.MACHINES]
        named = machines if whereabouts.of_machine(parsed) else places
        shown = named[0] if named else shown
    return parsed if shown is None else whereabouts.read(parsed, shown)


async def _errand(parse: Parse, words: str, tracker: DialogueStateTracker) -> str | None:
    """What the customer came for, else what the entry told last is about, else what was named last."""
    if (came := errand.came_for(tracker)) is not None:
        return errand.fitting(came, words, tracker)
    code, since = errand.named(tracker)
    if code is None and errand.has_number(tracker):
        return None  # what was only asked on the way needs no second number
    if (title := errand.told(tracker, since)) is not None:
        code = errand.of_title(title, (await parse(title)).get(component.NAMED) or ()) or code
    return errand.fitting(code, words, tracker)


async def _whole(
    parse: Parse, parsed: dict[str, Any], tracker: DialogueStateTracker | None
) -> dict[str, Any] | None:
    """`parsed`, answered as the whole question that half a sentence about a business stands for; else None."""
    for question in follow_up.questions(parsed, tracker):
        answered = follow_up.completed(parsed, question, await parse(question.words))
        if answered is not None:
            return answered
    return None


async def _each_question(
    parse: Parse, asked: Sequence[str], told: Mapping[str, clauses.Told]
) -> dict[str, clauses.Told]:
    """What speaks to each of several questions."""
    parts = [await _speaks(parse, each, list(told)) for each in asked]
    return {
        entry: clauses.together(
            whole, [part[entry]["sentences"] for part in parts if entry in part]
        )
        for entry, whole in told.items()
    }


async def _scores(
    parse: Parse, words: str, parsed: Mapping[str, Any], before: in_talk.Context
) -> in_talk.Scores:
    """How entries answer the words alone and after what was said before."""

    async def after(head: str | None) -> dict[str, float]:
        return in_talk.scores_of(await parse(head + words)) if head else {}

    own = await after(before.own)
    topic = own if before.topic == before.own else await after(before.topic)
    return in_talk.Scores(in_talk.scores_of(parsed), own, topic, await after(before.title))


async def _speaks(parse: Parse, words: str, entries: Sequence[str]) -> dict[str, Any]:
    """Which sentences of those entries speak to the words (nlu.answer_speaker)."""
    parsed = await parse(words, {component.ENTRIES: list(entries)})
    return dict(parsed.get(component.SPEAKS) or {})
