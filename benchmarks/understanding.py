"""Intent and FAQ figures on held-out folds of the training data, and what the decision's thresholds trade.

    python -m benchmarks.understanding [--folds 4]

Every utterance is judged by a classifier and an FAQ index that have not seen it. This is cross-validation
on the training data, whose utterances were chosen to differ from one another, so it is harsher than ordinary talk.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import yaml
from sklearn.model_selection import StratifiedKFold

from nlu.bare_answer import is_bare_answer
from nlu.calibration import Calibration, calibrate
from nlu.decision import Thresholds, decide
from nlu.faq_index import FaqIndex
from nlu.features import Mention, sentence_features
from nlu.intent_classifier import SHARES
from nlu.linear_model import LinearModel
from nlu.matcher import LexiconMatcher
from nlu.normalizer import normalize
from nlu.quantities import quantities
from nlu.snapshot import ROOT, Faq, Snapshot, branch_snapshot, sample_lexicon
from nlu.vectorizer import Vectorizer


@dataclass(frozen=True)
class Judged:
    """One held-out utterance: what was meant (faq: its id when known) and what the parts said."""

    text: str
    intent: str
    faq: str | None
    guess: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]


def utterances(snapshot: Snapshot) -> list[tuple[str, str, str | None]]:
    """(text, intent, FAQ id or None), each plain form once; an intent file goes before the FAQ."""
    found: dict[str, tuple[str, str, str | None]] = {}
    for path in sorted((ROOT / "nlu" / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                text = line.removeprefix("-").strip()
                if text:
                    found.setdefault(normalize(text).text, (text, block["intent"], None))
    for faq in snapshot.faqs:
        for text in (faq.title, *faq.phrasings):
            found.setdefault(normalize(text).text, (text, "faq", faq.id))
    return list(found.values())


def judge(folds: int, seed: int = 0) -> list[Judged]:
    """Every utterance judged by the fold that has not seen it."""
    snapshot = branch_snapshot()
    data = utterances(snapshot)
    matcher = LexiconMatcher(sample_lexicon())
    documents = [sentence_features(text, mentions(matcher, text)) for text, _, _ in data]
    strata = [faq or intent for _, intent, faq in data]
    judged: list[Judged] = []
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=seed).split(
        documents, strata
    ):
        vectorizer = Vectorizer.fit([documents[i] for i in train], SHARES)
        model = LinearModel.fit(
            vectorizer.transform([documents[i] for i in train]), [data[i][1] for i in train]
        )
        known = {data[i][0] for i in train}
        faqs = [
            Faq(
                f.id,
                f.title if f.title in known else "",
                tuple(p for p in f.phrasings if p in known),
            )
            for f in snapshot.faqs
        ]
        index = FaqIndex(faqs)
        curve = calibrate(faqs, [data[i][0] for i in train if data[i][1] != "faq"][::3])
        chances = model.probabilities(vectorizer.transform([documents[i] for i in test]))
        for i, row in zip(test, chances, strict=True):
            best = int(np.argmax(row))
            judged.append(
                Judged(
                    *data[i],
                    model.labels[best],
                    float(row[best]),
                    ranking(index, curve, data[i][0]),
                )
            )
    return judged


def mentions(matcher: LexiconMatcher, words: str) -> list[Mention]:
    text = normalize(words).text
    return [
        *(Mention(f.entity, f.value, f.start, f.end) for f in matcher.find(text)),
        *(Mention(q.kind, str(q.value), q.start, q.end) for q in quantities(text)),
    ]


def ranking(index: FaqIndex, curve: Calibration, words: str) -> tuple[tuple[str, float], ...]:
    hits = index.search(words, 3)
    if not hits:
        return ()
    next_best = hits[1].nearness if len(hits) > 1 else 0.0
    return tuple(
        (hit.id, curve.chance(hit, hits[0].nearness if number else next_best))
        for number, hit in enumerate(hits)
    )


def figures(judged: list[Judged], thresholds: Thresholds) -> dict[str, float]:
    """Shares in 0..1 after the decision."""
    verdicts = [
        decide(
            row.guess,
            row.confidence,
            exact=None,
            ranking=row.ranking,
            bare=is_bare_answer(normalize(row.text).text),
            thresholds=thresholds,
        )
        for row in judged
    ]
    pairs = list(zip(judged, verdicts, strict=True))
    scope = [(row, verdict) for row, verdict in pairs if row.intent != "out_of_scope"]
    outside = [(row, verdict) for row, verdict in pairs if row.intent == "out_of_scope"]
    asked = [(row, verdict) for row, verdict in pairs if row.faq]
    return {
        "intent": share(row.intent == verdict.intent for row, verdict in pairs),
        "out_of_scope recall": share(v.intent == "out_of_scope" for _, v in outside),
        "false rejects": share(v.intent == "out_of_scope" for _, v in scope),
        "faq answered right": share(row.faq == v.faq for row, v in asked),
        "faq answered wrong": share(v.faq not in (None, row.faq) for row, v in asked),
        "faq answer to others": share(v.faq is not None for row, v in pairs if row.intent != "faq"),
    }


def share(hits: object) -> float:
    values = list(hits)  # type: ignore[call-overload]
    return sum(values) / max(1, len(values))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folds", type=int, default=4)
    folds = arguments.parse_args().folds
    started = time.perf_counter()
    judged = judge(folds)
    asked = [row for row in judged if row.faq]
    print(f"{len(judged)} utterances, {folds} folds, {time.perf_counter() - started:.0f} s")
    print(f"classifier alone: intent {share(r.guess == r.intent for r in judged):.3f}")
    print(
        f"retriever alone: top-1 {share(r.ranking[:1] and r.ranking[0][0] == r.faq for r in asked):.3f}, "
        f"top-3 {share(r.faq in [id for id, _ in r.ranking] for r in asked):.3f} of {len(asked)}"
    )
    right = np.array([r.guess == r.intent for r in judged], dtype=float)
    sure = np.array([r.confidence for r in judged])
    bins = np.clip((sure * 10).astype(int), 0, 9)
    gaps = [
        abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean()
        for b in set(bins)
    ]
    print(f"expected calibration error of the intent {sum(gaps):.3f}")
    print("with the default thresholds:", figures(judged, Thresholds()))
    grid = [
        replace(Thresholds(), reject=reject, faq_sure=sure_, faq_overrule=over, faq_rescue=rescue)
        for reject, sure_, over, rescue in itertools.product(
            (0.2, 0.3, 0.35, 0.4), (0.05, 0.1, 0.15, 0.2), (0.8, 0.9), (0.6,)
        )
    ]
    scored = sorted(((figures(judged, t), t) for t in grid), key=lambda row: -merit(row[0]))
    for values, thresholds in scored[:8]:
        print({name: round(value, 3) for name, value in values.items()}, thresholds)
    confused = Counter((r.intent, r.guess) for r in judged if r.intent != r.guess)
    print("confused (meant, guessed):", confused.most_common(15))


def merit(values: dict[str, float]) -> float:
    """A right intent and a right answer count once, a wrong answer and a rejected customer against them."""
    return (
        values["intent"]
        + values["faq answered right"]
        - values["faq answered wrong"]
        - values["faq answer to others"]
        - values["false rejects"]
        + 0.5 * values["out_of_scope recall"]
    )


if __name__ == "__main__":
    main()
