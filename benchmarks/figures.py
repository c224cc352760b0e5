"""All figures of one reading of the held-out utterances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import metrics
from benchmarks.entities import entity_scores, found, in_scope, micro
from benchmarks.parses import REFUSED, Parse
from benchmarks.tables import percentile
from tests.data.heldout import Utterance

THRESHOLDS = tuple(step / 20 for step in range(20))


@dataclass(frozen=True)
class Figures:
    """Shares in 0..1; times in ms."""

    count: int
    intent_accuracy: float
    macro_f1: float
    intents: dict[str, metrics.Score]
    entities: dict[str, metrics.Score]
    entity: metrics.Score
    faq_count: int
    faq_top1: float
    faq_top3: float
    faq_mrr: float
    faq_answered: float
    """FAQ rows answered at once with the right question."""
    faq_misled: float
    """FAQ rows answered at once with a wrong one; the rest is offered as choices or understood otherwise."""
    faq_intruded: float
    """Rows of other intents answered with a question of the FAQ."""
    out_of_scope_recall: float
    false_rejects: float
    refusals: list[metrics.Refusal]
    calibration_error: float
    reliability: list[metrics.Bin]
    risk_coverage: list[tuple[float, float]]
    confusions: list[tuple[tuple[str, str], int]]
    p50_ms: float
    p95_ms: float


def figures(said: Sequence[Utterance], parses: Sequence[Parse]) -> Figures:
    """Judge parses of the utterances, in the same order; raises ValueError for none."""
    meant, guessed = [u.intent for u in said], [p.intent for p in parses]
    pairs = list(zip(said, parses, strict=True))
    asked = [(u, p) for u, p in pairs if u.faq]
    others = [p for u, p in pairs if not u.faq]
    ranks = [metrics.rank_of(u.faq, p.ranking) for u, p in asked]
    by_intent = metrics.scores(meant, guessed)
    by_type = entity_scores(entity_rows(said, parses))
    sure = [p.confidence for p in parses]
    right = [u.intent == p.intent for u, p in pairs]
    bins = metrics.reliability(sure, right)
    curve = metrics.refusals(
        [u.intent == REFUSED for u in said], [p.intent == REFUSED for p in parses], sure, THRESHOLDS
    )
    spent = [p.ms for p in parses]
    return Figures(
        count=len(pairs),
        intent_accuracy=metrics.accuracy(meant, guessed),
        macro_f1=metrics.macro_f1(by_intent),
        intents=by_intent,
        entities=by_type,
        entity=micro(by_type),
        faq_count=len(asked),
        faq_top1=metrics.top(ranks, 1),
        faq_top3=metrics.top(ranks, 3),
        faq_mrr=metrics.mean_reciprocal_rank(ranks),
        faq_answered=sum(u.faq == p.faq for u, p in asked) / max(1, len(asked)),
        faq_misled=sum(p.faq not in (None, u.faq) for u, p in asked) / max(1, len(asked)),
        faq_intruded=sum(p.faq is not None for p in others) / max(1, len(others)),
        out_of_scope_recall=curve[0].recall,
        false_rejects=curve[0].false_rejects,
        refusals=curve,
        calibration_error=metrics.calibration_error(bins),
        reliability=bins,
        risk_coverage=metrics.risk_coverage(sure, right),
        confusions=metrics.confusions(meant, guessed),
        p50_ms=percentile(spent, 0.5),
        p95_ms=percentile(spent, 0.95),
    )


def entity_rows(
    said: Sequence[Utterance], parses: Sequence[Parse]
) -> list[tuple[list[tuple[str, str | float]], list[tuple[str, str | float]]]]:
    """(said, found) of each utterance, only what the split labels there."""
    return [
        (
            in_scope((found(e.entity, e.value) for e in u.entities), u.intent),
            in_scope(p.entities, u.intent),
        )
        for u, p in zip(said, parses, strict=True)
    ]
