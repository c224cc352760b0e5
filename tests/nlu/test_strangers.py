"""A question that the branch has no answer to is seldom answered with another's."""

from __future__ import annotations

import pytest

from benchmarks.strangers import Shares, measure
from benchmarks.training import examples
from nlu.calibration import calibrate
from nlu.decision import FAQ_INTENT
from nlu.faq_index import FaqIndex
from nlu.snapshot import branch_snapshot
from tests.data.heldout import load


@pytest.fixture(scope="module")
def shares() -> Shares:
    snapshot = branch_snapshot()
    others = [each.text for each in examples(snapshot) if each.intent != FAQ_INTENT]
    curve = calibrate(snapshot.faqs, FaqIndex(snapshot.faqs), others)
    said = [each for each in load("unseen") if each.faq]
    assert len(said) > 300
    return measure(snapshot.faqs, curve, said)


def test_what_has_an_answer_gets_it(shares: Shares) -> None:
    assert shares.right > 0.94


def test_what_has_none_is_hardly_ever_told_another_as_though_it_were(shares: Shares) -> None:
    assert shares.plainly < 0.12
    assert shares.taken < 0.45
