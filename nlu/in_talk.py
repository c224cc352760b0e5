"""那要带什么呀, some turns after 我的卡被冻了: which entry of the FAQ answers a turn in the midst of a talk.

Such a turn seldom says what it is about. Each entry is weighed by how it answers the words alone and after what was said
before, and by how near it came in the turns before; that no entry answers is weighed beside them. `python -m benchmarks.in_talk` fits the weights to the talks of talks.yml, and measures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component
from nlu.context import FUN, OFFER, RECENT
from nlu.follow_up import ANSWERED, LEANING, MATTER, own_words, shelf, shelf_words, turns

TOLD_TURNS = 7
"""Turns for which the entry that was told last is what the talk may be about."""
SURE = 0.45
"""Chance from which an entry answers; of what is told from here to 0.5, half is right."""
INSTEAD = 0.8
"""Chance from which an entry answers words that have another reading: in a form, of what is on the shelf, of who seems to ask for nothing.
Of such questions in the 96 talks that are learnt from, 20 of 21 from here on were that entry's, and 6 of 10 from 0.45 to here."""
SURELY = 0.8
"""Chance from which an entry is what half a sentence is of, though a business was served and no entry told."""
STAYS = 0.35
"""Chance from which the entry that was told last may still have a word on it."""
NAMES = 0.5
"""Score from which words name an entry's matter."""
KNOWN = 0.95
"""Score of a known phrasing, which is meant whatever was said before. Of less sure ones 112 of 267 were another entry's in 96 talks with the
robot; of as many right ones, told by their chance in the talk, 32."""
STANDS = 0.65
"""Score from which words that are whole stand for themselves in a talk of something else: people have more than one errand."""
FOREIGN = 0.95
"""From this certainty on words that were refused have nothing to do with a bank."""
MOST = 4.0
"""Strength beyond which a sentence speaks no more clearly."""
FADING = 0.85
"""Share of its nearness that an entry keeps from one turn to the next."""
NEAR = 0.1
"""Nearness from which an entry may be what the talk is about."""
LEAST, ODDS = 0.005, 5.0
"""Score below which, and above 1 - which, differences mean nothing; log-odds of the highest, about."""
SHORTEST = 2
"""Characters; shorter words say nothing."""
HALF = 0.5
"""Chance of being half a sentence from which words taken for another intent, less surely so, are weighed."""
_LOOSE = frozenset(["faq", "out_of_scope"])
_ALARMS = frozenset(["report_fraud", "emergency"])
_ROUTE = "ask_route"


@dataclass(frozen=True)
class Context:
    """What was said before.

    `own` are the customer's last whole words, `topic` those that brought up what the talk is likeliest about; `told` is
    the entry that was told last, with its title; `before` tells how near each entry came in earlier turns, in 0..1, fading.
    `otherwise`: the words have another reading, which stands unless an entry is likely.
    """

    own: str | None = None
    topic: str | None = None
    told: str | None = None
    title: str = ""
    before: Mapping[str, float] = field(default_factory=dict)
    otherwise: bool = False


@dataclass(frozen=True)
class Weights:
    """Of a multinomial logit over the entries and none of them; features in -1..1, about."""

    entry: tuple[float, ...]
    none: tuple[float, ...]


WEIGHTS = Weights(
    (0.55, 0.21, 1.58, 0.36, 0.41, 1.12, 3.35, 1.98, 1.24, 0.96, -1.15, 0.65),
    (2.44, 0.46, 0.08, -2.95, 2.06, -0.49, -1.06, 0.93),
)
"""Fitted by benchmarks/in_talk.py."""


@dataclass(frozen=True)
class Scores:
    """Scores of entries, in 0..1, for the words alone, and after each of `heads`."""

    alone: Mapping[str, float]
    after_own: Mapping[str, float] = field(default_factory=dict)
    after_topic: Mapping[str, float] = field(default_factory=dict)
    after_title: Mapping[str, float] = field(default_factory=dict)
    speaks: Mapping[str, float] = field(default_factory=dict)
    """How strongly a sentence of each entry speaks to the words (nlu/speaking.py)."""

    def without(self, refused: Collection[str]) -> Scores:
        """As if there were no such entries."""
        if not refused:
            return self

        def rest(scores: Mapping[str, float]) -> dict[str, float]:
            return {entry: score for entry, score in scores.items() if entry not in refused}

        after = (self.after_own, self.after_topic, self.after_title, self.speaks)
        return Scores(rest(self.alone), *map(rest, after))

    def entries(self, context: Context) -> list[str]:
        """All that come near, the one told last, and the one that the talk is likeliest about."""
        told = [context.told] if context.told else []
        near = (self.alone, self.after_own, self.after_topic, self.after_title)
        return list(
            dict.fromkeys(
                [*(e for scores in near for e in scores), *told, *_likeliest(context.before)]
            )
        )


def context(
    parsed: Mapping[str, Any],
    tracker: DialogueStateTracker | None,
    refused: Collection[str] = (),
) -> Context | None:
    """What the words may lean on; None where they are understood without, or nothing was said before.

    `refused` are entries that the customer has said no to: nothing leans on them.
    """
    if tracker is None or _of_case(parsed, tracker):
        return None
    loose, otherwise = _loose(parsed), _otherwise(parsed, tracker)
    if not loose or (tracker.active_loop_name and parsed["intent"]["name"] != "faq"):
        return None  # what answers a form may look like anything
    said = own_words(tracker, 1)
    before, topic = _history(tracker)
    before = {entry: near for entry, near in before.items() if entry not in refused}
    answered, business = tracker.get_slot(ANSWERED), tracker.get_slot(MATTER)
    made = Context(said[-1] if said else None, topic, before=before, otherwise=otherwise)
    if isinstance(business, Mapping) and turns(tracker) - int(business["turn"]) <= TOLD_TURNS:
        made = replace(made, title=str(business["words"]))
    if isinstance(answered, Mapping) and answered.get("words"):
        ago = turns(tracker) - int(answered.get("turn") or 0)
        newer = isinstance(business, Mapping) and int(business["turn"]) > int(answered["turn"])
        if 0 < ago <= TOLD_TURNS and not newer and answered["faq"] not in refused:
            told, title = str(answered["faq"]), str(answered["words"])
            made = replace(made, told=told, title=title)
    if made.told is None and (words := shelf_words(tracker)):
        made = replace(made, title=words)  # 到期能自己转吗, of a fixed deposit on the screen
    return made if made.own or made.topic or shelf_words(tracker) else None


def at_hand(parsed: Mapping[str, Any], tracker: DialogueStateTracker | None) -> list[str]:
    """Entries whose sentences may speak to the words: the one that answers or is likeliest to, and the one that was told, or is of the case, last.

    The latter only where it may still be meant, once entries were weighed.
    """
    answered = tracker.get_slot(ANSWERED) if tracker is not None else None
    told = answered.get("faq") if isinstance(answered, Mapping) else None
    weighed = component.STAYS in parsed
    unlikely = weighed and scores_of(parsed).get(str(told), 0.0) < STAYS
    if unlikely or told in (parsed.get(component.REFUSED) or ()):
        told = None
    likeliest = next((str(row["id"]) for row in parsed.get(component.FAQ_RANKING) or ()), None)
    nearest = parsed.get(component.FAQ) or (likeliest if weighed else None)
    return list(dict.fromkeys(str(each) for each in (nearest, told) if each))


def features(
    entry: str, parsed: Mapping[str, Any], scores: Scores, before: Context
) -> tuple[float, ...]:
    """Of one entry, in the order of Weights.entry."""
    own = scores.alone.get(entry, 0.0)
    half = float(parsed.get(component.HALF) or 0.0)
    rival = max((score for other, score in scores.alone.items() if other != entry), default=0.0)
    speaks = scores.speaks.get(entry, -MOST)
    others = max((s for other, s in scores.speaks.items() if other != entry), default=-MOST)
    return (
        _odds(own),
        own * (1 - half),
        own - rival,
        _odds(scores.after_own.get(entry, 0.0)),
        _odds(scores.after_topic.get(entry, 0.0)),
        _odds(scores.after_title.get(entry, 0.0)),
        before.before.get(entry, 0.0),
        half * before.before.get(entry, 0.0),
        max(-MOST, min(MOST, speaks)) / MOST,
        max(-MOST, min(MOST, speaks - others)) / MOST,
        float(entry == before.told),
        float(entry in (parsed.get(component.DOUBTED) or ())),
    )


def features_of_none(
    parsed: Mapping[str, Any], scores: Scores, before: Context
) -> tuple[float, ...]:
    """Of no entry, in the order of Weights.none."""
    half = float(parsed.get(component.HALF) or 0.0)
    asks = float((parsed.get(component.ACTS) or {}).get("ask") or 0.0)
    speaks = max(scores.speaks.values(), default=-MOST)
    return (
        1.0,
        half,
        float(before.told is not None),
        asks,
        max(before.before.values(), default=0.0),
        max(-MOST, min(MOST, speaks)) / MOST,
        max(scores.alone.values(), default=0.0),
        float((parsed.get("intent") or {}).get("name") == "out_of_scope"),
    )


def chances(
    parsed: Mapping[str, Any], scores: Scores, before: Context, weights: Weights = WEIGHTS
) -> dict[str, float]:
    """The chance of each entry that comes near, best first; what lacks to 1 is the chance of none."""
    entries = scores.entries(before)
    strengths = [_dot(weights.entry, features(entry, parsed, scores, before)) for entry in entries]
    most = max([*strengths, 0.0])
    parts = [exp(each - most) for each in strengths]
    whole = sum(parts) + exp(_dot(weights.none, features_of_none(parsed, scores, before)) - most)
    found = {entry: part / whole for entry, part in zip(entries, parts, strict=True)}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def read(
    parsed: Mapping[str, Any], scores: Scores, before: Context, most: int = 5
) -> dict[str, Any]:
    """`parsed`, answered by the entry that the talk makes likely; without one where none is likely."""
    found = chances(parsed, scores, before)
    ranking = [
        {"id": entry, "score": round(chance, 4)} for entry, chance in list(found.items())[:most]
    ]
    best, chance = next(iter(found.items()), ("", 0.0))
    tells_more = parsed.get(component.ACT) and best == before.told
    if before.otherwise and (chance < INSTEAD or tells_more):
        return dict(parsed)  # what the entry told last says to facts is found by what the turn does
    if chance < SURE and not _stands(parsed, best):
        leans = before.told is None or found.get(before.told, 0.0) >= STAYS
        # Before any entry was told, what may be offered is what the words themselves come near.
        near = ranking if before.told else list(parsed.get(component.FAQ_RANKING) or ())
        return _unsure(parsed, near, leans=leans)
    # 要带什么, with a number in hand, is asked of its business, where no entry surely is what is meant.
    keeps_side = best == before.told or (before.told is None and chance < SURELY)
    return {
        **parsed,
        "intent": {"name": "faq", "confidence": chance},
        "entities": list(parsed.get("entities") or ()) if before.otherwise else [],
        component.ACT: None,
        component.FAQ: best,
        component.FAQ_RANKING: ranking,
        component.ASPECT: parsed.get(component.ASPECT) if keeps_side else None,
        component.STAYS: best == before.told,
    }


def _stands(parsed: Mapping[str, Any], entry: str) -> bool:
    """Whether the words are the entry's by themselves, and only the talk has been of something else."""
    whole = float(parsed.get(component.HALF) or 0.0) < LEANING
    own = scores_of(parsed).get(entry, 0.0)
    return whole and own >= STANDS and parsed.get(component.FAQ) == entry


def _unsure(
    parsed: Mapping[str, Any], ranking: list[dict[str, Any]], *, leans: bool
) -> dict[str, Any]:
    """Without an entry; `leans`: what was talked of may still have a word on it."""
    read = {**parsed, component.FAQ_RANKING: ranking, component.STAYS: False}
    if not leans:
        read[component.ASPECT] = None
    return {**read, component.FAQ: None} if parsed["intent"]["name"] == "faq" else read


def scores_of(parsed: Mapping[str, Any]) -> dict[str, float]:
    """Of each entry that comes near the words of a parse."""
    return {str(row["id"]): float(row["score"]) for row in parsed.get(component.FAQ_RANKING) or ()}


def _loose(parsed: Mapping[str, Any]) -> bool:
    """Whether the words may be an entry's that they do not say all of."""
    intent = parsed.get("intent") or {}
    name, confidence = intent.get("name"), float(intent.get("confidence") or 0.0)
    half = float(parsed.get(component.HALF) or 0.0)
    if len(str(parsed.get("text") or "")) < SHORTEST or parsed.get(component.COMPLETED):
        return False
    if parsed.get(component.SAID_ASIDE):
        return False
    if name in _LOOSE:
        known = max(scores_of(parsed).values(), default=0.0) >= KNOWN
        return not known and (name == "faq" or confidence < FOREIGN)
    if name == _ROUTE and half >= HALF and not parsed.get(component.PLACES):
        return True  # 那我上哪儿问去
    leans = bool(parsed.get(component.ASPECT)) and half >= max(HALF, confidence)
    return leans and name not in _ALARMS


def _otherwise(parsed: Mapping[str, Any], tracker: DialogueStateTracker) -> bool:
    """Whether the words may well ask for nothing, for a way, or for what a form or the shelf is of."""
    asks_way = (parsed.get("intent") or {}).get("name") == _ROUTE
    of_form = tracker.active_loop_name is not None
    of_product = bool(parsed.get(component.ATTRIBUTE_ALONE))
    of_shelf = shelf(tracker) is not None and (of_product or parsed["intent"]["name"] not in _LOOSE)
    tells = bool(parsed.get(component.ACT))
    return tells or asks_way or of_form or of_shelf or _of_fun(tracker)


def _history(tracker: DialogueStateTracker) -> tuple[dict[str, float], str | None]:
    """How near entries came in earlier turns, fading, and the words that the likeliest came with."""
    before: dict[str, float] = {}
    words: dict[str, str] = {}
    for event in tracker.events:
        if not isinstance(event, UserUttered):
            continue
        before = {entry: FADING * score for entry, score in before.items()}
        for entry, score in scores_of(event.parse_data or {}).items():
            if score > before.get(entry, 0.0):
                before[entry], words[entry] = score, str(event.text)
    best = _likeliest(before)
    return before, words[best[0]] if best else None


def _likeliest(before: Mapping[str, float]) -> list[str]:
    best = max(before, key=before.__getitem__, default=None)
    return [best] if best is not None and before[best] >= NEAR else []


def _of_case(parsed: Mapping[str, Any], tracker: DialogueStateTracker) -> bool:
    """Whether what becomes of a case was told a moment ago: 要钱吗, of a lost wallet, is asked of it, whatever is said of wallets.

    Words that name a matter of their own, 那短信费咋退, are not.
    """
    answered = tracker.get_slot(ANSWERED)
    if not parsed.get(component.ASPECT) or max(scores_of(parsed).values(), default=0.0) >= NAMES:
        return False
    if not isinstance(answered, Mapping) or answered.get("words"):
        return False
    return turns(tracker) - int(answered.get("turn") or 0) <= RECENT


def _of_fun(tracker: DialogueStateTracker) -> bool:
    offer = tracker.get_slot(OFFER)
    if not isinstance(offer, Mapping) or offer.get("kind") != FUN:
        return False
    return turns(tracker) - int(offer.get("turn") or 0) <= RECENT


def _odds(score: float) -> float:
    """The log-odds of a score, about -1 to 1: what scores of several sources add up in."""
    bounded = max(LEAST, min(1 - LEAST, score))
    return log(bounded / (1 - bounded)) / ODDS


def _dot(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(map(float.__mul__, weights, map(float, values)))
