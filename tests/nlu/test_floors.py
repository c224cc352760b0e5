"""Understanding of the held-out utterances never falls below what has been reached.

Floors lie about a point under the figures of `make evaluate`, ceilings as much above: with 1189 utterances
a point is what a dozen of them make, more than a change of wording should cost. Raise a floor when the
figure has risen for good; never lower one without saying why in the commit.
"""

from __future__ import annotations

import pytest

from benchmarks.figures import Figures, figures
from benchmarks.parses import NOWHERE, load, parse_all
from robot import model
from robot.settings import ROOT
from tests.data.heldout import load as held_out
from tests.data.noise import with_homophones

LEAST = 600
"""Utterances without which a measure means little."""
FLOORS = {
    "intent_accuracy": (0.940, 0.915),
    "macro_f1": (0.944, 0.920),
    "faq_top1": (0.960, 0.945),
    "faq_top3": (0.985, 0.980),
    "faq_answered": (0.915, 0.885),
    "out_of_scope_recall": (0.860, 0.860),
}
"""Shares, clean and with 10 % of the characters misspelt."""
ENTITY_F1 = (0.940, 0.870)
CEILINGS = {
    "false_rejects": (0.022, 0.032),
    "calibration_error": (0.030, 0.035),
    "faq_misled": (0.040, 0.048),
    "faq_intruded": (0.025, 0.034),
}


@pytest.fixture(scope="module")
def readings() -> tuple[Figures, Figures]:
    """Figures of the project's own model, trained first when its sources have changed."""
    model.ensure(ROOT, print)
    said = held_out()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIAOJIAO_URL", NOWHERE)
        agent = load(model.model_path(ROOT))
    clean, noisy = (
        figures(said, parse_all(agent, [with_homophones(u.text, share) for u in said]))
        for share in (0.0, 0.1)
    )
    return clean, noisy


def test_all_utterances_are_judged(readings: tuple[Figures, Figures]) -> None:
    assert all(each.count > LEAST for each in readings)
    assert all(each.faq_count > LEAST / 2 for each in readings)
    assert all(len(each.intents) >= 39 for each in readings)


@pytest.mark.parametrize("figure", FLOORS)
def test_floors(readings: tuple[Figures, Figures], figure: str) -> None:
    reached = tuple(getattr(each, figure) for each in readings)
    assert reached[0] >= FLOORS[figure][0], "clean"
    assert reached[1] >= FLOORS[figure][1], "10 % noise"


def test_entities(readings: tuple[Figures, Figures]) -> None:
    clean, noisy = readings
    assert clean.entity.f1 >= ENTITY_F1[0]
    assert noisy.entity.f1 >= ENTITY_F1[1]


@pytest.mark.parametrize("figure", CEILINGS)
def test_ceilings(readings: tuple[Figures, Figures], figure: str) -> None:
    reached = tuple(getattr(each, figure) for each in readings)
    assert reached[0] <= CEILINGS[figure][0], "clean"
    assert reached[1] <= CEILINGS[figure][1], "10 % noise"


def test_noise_costs_little(readings: tuple[Figures, Figures]) -> None:
    clean, noisy = readings
    assert clean.intent_accuracy - noisy.intent_accuracy <= 0.05
    assert clean.faq_top1 - noisy.faq_top1 <= 0.05
