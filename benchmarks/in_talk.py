"""`python -m benchmarks.in_talk`: how turns in the midst of talks are answered, with what was said before weighed and without.

Runs the talks of tests/data/talks.yml, by writers of whom nothing is learnt, through the trained model and the real
actions, and prints for the turns after the first that an entry of the FAQ answers: what became of them. `said`: the reply
holds the sentence that was asked for, or the whole answer. `--fit` prints the weights of nlu/in_talk.py instead, fitted to
what these talks' contexts are when nlu/talks.yml is run; each talk's sentences are weighed by a model that has not seen it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
import numpy as np
from scipy.optimize import minimize

from benchmarks.parses import NOWHERE, quiet
from nlu import in_talk
from nlu.answer_speaker import examples
from nlu.normalizer import normalize
from nlu.snapshot import branch_snapshot
from nlu.speaking import Answer, Speaking, sentences
from nlu.talks import EXAMPLES, LIVE, QUESTIONS, Talks, Turn, talks
from robot import model
from robot.settings import ROOT

UNSEEN = ROOT / "tests" / "data" / "talks.yml"
OUTCOMES = ("said", "among choices", "entry, not the sentence", "another entry", "neither")
RIDGE = 0.5
"""How dear large weights are."""
FOLDS = 4
"""Parts of the talks of which each is weighed by what the others teach."""


@dataclass(frozen=True)
class Weighed:
    """What the channel weighed of a turn."""

    turn: Turn
    parsed: Mapping[str, Any]
    scores: in_talk.Scores
    before: in_talk.Context


@dataclass(frozen=True)
class Told:
    """A turn, what was replied, the entry that was told and those that were offered."""

    turn: Turn
    text: str
    entry: str | None
    choices: tuple[str, ...]


async def run(of: Talks, weighed: list[Weighed]) -> list[Told]:
    """All turns after the first, each talk by a visitor of its own; adds what the channel weighed."""
    from tests.conversations.harness import Talk
    from tests.fakes.branch import FakeBranch

    robot = await Talk.load(model.model_path(ROOT))
    told: list[Told] = []
    for talk in of.talks:
        visitor = robot.visitor(FakeBranch())
        for number, turn in enumerate(talk):
            with _recorded(turn, weighed):
                answered = await visitor.say(turn.words)
            if number:
                slots = await robot.slots(visitor.id)
                told.append(_told(turn, answered.text, slots, number + 1))
    return told


def _told(turn: Turn, text: str, slots: Mapping[str, Any], number: int) -> Told:
    answered, offer = slots.get("answered") or {}, slots.get("offer") or {}
    offered = offer.get("kind") == "faq_choices" and offer.get("turn") == number
    entry = answered.get("faq") if answered.get("turn") == number and not offered else None
    return Told(turn, text, entry, tuple(offer["ids"]) if offered else ())


@contextmanager
def _recorded(turn: Turn, weighed: list[Weighed]) -> Iterator[None]:
    read = in_talk.read

    def recording(
        parsed: Mapping[str, Any], scores: in_talk.Scores, before: in_talk.Context
    ) -> dict[str, Any]:
        weighed.append(Weighed(turn, parsed, scores, before))
        return read(parsed, scores, before)

    with patch.object(in_talk, "read", recording):
        yield


def outcome(of: Talks, told: Told) -> str:
    """What became of a turn that an entry answers."""
    turn = told.turn
    whole = not turn.sentences and told.entry in turn.entries
    parts = [of.answers[turn.entries[0]][number] for number in turn.sentences]
    if whole or any(part in told.text for part in parts):
        return OUTCOMES[0]
    if set(told.choices) & set(turn.entries):
        return OUTCOMES[1]
    if told.entry in turn.entries:
        return OUTCOMES[2]
    return OUTCOMES[3] if told.entry else OUTCOMES[4]


def fitted(
    weighed: Sequence[Weighed], strength: Mapping[tuple[str, str], float]
) -> in_talk.Weights:
    """The weights that make the labels of these turns likeliest; `strength` by words and entry."""
    rows = [row for each in weighed if (row := _row(each, strength)) is not None]
    width = rows[0][0].shape[1]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for entries, none, right in rows:
            told = np.append(entries @ weights[:width], none @ weights[width:])
            parts = np.exp(told - told.max())
            parts /= parts.sum()
            good = np.where(right, parts, 0.0)
            value -= float(np.log(good.sum()))
            change = parts - good / good.sum()
            slope[:width] += change[:-1] @ entries
            slope[width:] += change[-1] * none
        return value, slope

    start = np.zeros(width + len(rows[0][1]))
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x.round(2)
    return in_talk.Weights(tuple(best[:width]), tuple(best[width:]))


def _row(
    each: Weighed, strength: Mapping[tuple[str, str], float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    entries = each.scores.entries(each.before)
    if not entries:
        return None
    speaks = {e: strength.get((each.turn.words, e), -in_talk.MOST) for e in entries}
    scores = replace(each.scores, speaks=speaks)
    of_entries = [in_talk.features(e, each.parsed, scores, each.before) for e in entries]
    right = [entry in each.turn.entries for entry in entries]
    none = in_talk.features_of_none(each.parsed, scores, each.before)
    return np.array(of_entries), np.array(none), np.array([*right, not any(right)])


def strengths(of: Sequence[Talks], weighed: Sequence[Weighed]) -> dict[tuple[str, str], float]:
    """How strongly each weighed entry speaks to the words, by models that have not seen the talk."""
    written = {faq.id: sentences(faq.answer) for faq in branch_snapshot().faqs}
    found: dict[tuple[str, str], float] = {}
    questions = list(examples(talks(QUESTIONS)))
    for fold in range(FOLDS):
        own = {id(turn) for each in of for talk in each.talks[fold::FOLDS] for turn in talk}
        rest = [example for each in of for example in examples(_without_part(each, fold))]
        speaking = Speaking.fit([*rest, *questions], {})
        answers: dict[str, Answer] = {e: speaking.prepared(told) for e, told in written.items()}
        for each in (each for each in weighed if id(each.turn) in own):
            for entry in each.scores.entries(each.before):
                if entry in answers:
                    words = normalize(each.turn.words).text
                    told, none = speaking.weigh(words, answers[entry])
                    found[each.turn.words, entry] = float(told.max(initial=none)) - none
    return found


def _without_part(of: Talks, fold: int) -> Talks:
    kept = [talk for number, talk in enumerate(of.talks) if number % FOLDS != fold]
    return replace(of, talks=tuple(kept))


def _of_several_turns(of: Talks) -> Talks:
    return replace(of, talks=tuple(talk for talk in of.talks if len(talk) > 1))


def _measure(path: Path) -> None:
    of = talks(path)
    counts = {}
    for name, weighs in (("weighed", True), ("words alone", False)):
        with _without(weighs):
            told = asyncio.run(run(of, []))
        counts[name] = Counter(outcome(of, each) for each in told if each.turn.entries)
    print(
        "| turns that an entry answers | "
        + " | ".join(OUTCOMES)
        + " |\n|---|"
        + "---|" * len(OUTCOMES)
    )
    for name, count in counts.items():
        shares = " | ".join(f"{count[each] / count.total():.3f}" for each in OUTCOMES)
        print(f"| {name} ({count.total()}) | {shares} |")


@contextmanager
def _without(weighs: bool) -> Iterator[None]:
    """Nothing is weighed where `weighs` is false."""
    if weighs:
        yield
        return
    with patch.object(in_talk, "context", lambda parsed, tracker, refused=(): None):
        yield


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--fit", action="store_true", help="print the weights instead")
    asked = arguments.parse_args()
    os.environ.update(DJANGO_SETTINGS_MODULE="tests.settings", JIAOJIAO_URL=NOWHERE)
    django.setup()
    quiet()
    if asked.fit:
        of = (talks(EXAMPLES), _of_several_turns(talks(LIVE)))
        weighed: list[Weighed] = []
        for each in of:
            asyncio.run(run(each, weighed))
        print(fitted(weighed, strengths(of, weighed)))
    else:
        _measure(UNSEEN)


if __name__ == "__main__":
    main()
