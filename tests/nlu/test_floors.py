"""Understanding of the held-out utterances never falls below what has been reached.

Floors lie about a point under the figures of `make evaluate`, ceilings as much above: with 1189 and 1627
utterances a point is what a dozen or two of them make, more than a change of wording should cost. Raise a floor when the
figure has risen for good; never lower one without saying why in the commit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from benchmarks.figures import Figures, figures
from benchmarks.parses import parse_all
from tests.data.heldout import Split
from tests.data.heldout import load as held_out
from tests.data.noise import with_homophones

if TYPE_CHECKING:
    from rasa.core.agent import Agent

pytestmark = pytest.mark.timeout(900)
"""The first of a split's figures waits for all its utterances, four minutes on a slow machine that does other work as well."""

LEAST = 600
"""Utterances without which a measure means little."""
FLOORS: dict[Split, dict[str, tuple[float, float]]] = {
    "utterances": {
        "intent_accuracy": (0.960, 0.960),
        "macro_f1": (0.965, 0.965),
        "faq_top1": (0.980, 0.980),
        "faq_top3": (0.990, 0.990),
        "faq_answered": (0.955, 0.955),
        "out_of_scope_recall": (0.880, 0.880),
    },
    "unseen": {
        "intent_accuracy": (0.950, 0.946),
        "macro_f1": (0.950, 0.946),
        "faq_top1": (0.960, 0.958),
        "faq_top3": (0.982, 0.980),
        "faq_answered": (0.940, 0.935),
        "out_of_scope_recall": (0.880, 0.870),
    },
}
"""Shares, clean and with 10 % of the characters misspelt."""
ENTITY_F1: dict[Split, tuple[float, float]] = {
    "utterances": (0.962, 0.955),
    "unseen": (0.942, 0.932),
}
CEILINGS: dict[Split, dict[str, tuple[float, float]]] = {
    "utterances": {
        "false_rejects": (0.015, 0.018),
        "calibration_error": (0.025, 0.030),
        "faq_misled": (0.020, 0.032),
        "faq_intruded": (0.022, 0.028),
    },
    "unseen": {
        "false_rejects": (0.018, 0.022),
        "calibration_error": (0.025, 0.030),
        "faq_misled": (0.040, 0.062),
        "faq_intruded": (0.025, 0.030),
    },
}

Readings: TypeAlias = dict[Split, tuple[Figures, Figures]]
EACH = [(split, figure) for split, floors in FLOORS.items() for figure in floors]
EACH_CEILING = [(split, figure) for split, ceilings in CEILINGS.items() for figure in ceilings]


@pytest.fixture(scope="module")
def readings(sample_agent: Agent) -> Readings:
    """Figures of the project's own model, trained first when its sources have changed."""

    def read(split: Split, share: float) -> Figures:
        said = held_out(split)
        return figures(
            said, parse_all(sample_agent, [with_homophones(u.text, share) for u in said])
        )

    return {split: (read(split, 0.0), read(split, 0.1)) for split in FLOORS}


def test_all_utterances_are_judged(readings: Readings) -> None:
    for each in (side for pair in readings.values() for side in pair):
        assert each.count > LEAST
        assert each.faq_count > LEAST / 2
        assert len(each.intents) >= 39


@pytest.mark.parametrize(("split", "figure"), EACH)
def test_floors(readings: Readings, split: Split, figure: str) -> None:
    clean, noisy = (getattr(each, figure) for each in readings[split])
    assert clean >= FLOORS[split][figure][0], "clean"
    assert noisy >= FLOORS[split][figure][1], "10 % noise"


@pytest.mark.parametrize("split", ENTITY_F1)
def test_entities(readings: Readings, split: Split) -> None:
    clean, noisy = readings[split]
    assert clean.entity.f1 >= ENTITY_F1[split][0]
    assert noisy.entity.f1 >= ENTITY_F1[split][1]


@pytest.mark.parametrize(("split", "figure"), EACH_CEILING)
def test_ceilings(readings: Readings, split: Split, figure: str) -> None:
    clean, noisy = (getattr(each, figure) for each in readings[split])
    assert clean <= CEILINGS[split][figure][0], "clean"
    assert noisy <= CEILINGS[split][figure][1], "10 % noise"


@pytest.mark.parametrize("split", FLOORS)
def test_noise_costs_little(readings: Readings, split: Split) -> None:
    clean, noisy = readings[split]
    assert clean.intent_accuracy - noisy.intent_accuracy <= 0.05
    assert clean.faq_top1 - noisy.faq_top1 <= 0.05
