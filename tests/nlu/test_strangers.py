"""A question that the branch has no answer to is seldom answered with another's."""

from __future__ import annotations

import pytest

from benchmarks.strangers import Shares, measure, trained_curve
from nlu.snapshot import branch_snapshot
from tests.data.heldout import load


@pytest.fixture(scope="module")
def shares() -> Shares:
    said = [each for each in load("unseen") if each.faq]
    assert len(said) > 300
    return measure(branch_snapshot().faqs, trained_curve(), said)


def test_what_has_an_answer_gets_it(shares: Shares) -> None:
    assert shares.right > 0.94


def test_what_has_none_is_hardly_ever_told_another_as_though_it_were(shares: Shares) -> None:
    assert shares.plainly < 0.12
    assert shares.taken < 0.45
