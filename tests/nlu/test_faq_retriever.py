"""How the questions of the FAQ are ranked."""

from __future__ import annotations

import pytest

from nlu.calibration import Calibration
from nlu.faq_index import FaqIndex
from nlu.faq_retriever import FaqRetriever
from nlu.heard import hear
from nlu.snapshot import branch_snapshot


@pytest.fixture(scope="module")
def index() -> FaqIndex:
    return FaqIndex(branch_snapshot().faqs)


@pytest.mark.parametrize(
    "words", ["工资卡在哪领", "转账要手续费吗", "我手机换了", "理财亏了咋办", "信用卡的钱咋还"]
)
def test_no_place_is_surer_than_the_one_above_it(index: FaqIndex, words: str) -> None:
    retriever = FaqRetriever.__new__(FaqRetriever)
    # A curve that goes by the covered share alone, which is not what the order goes by.
    retriever._calibration = Calibration(0.0, 0.0, covered=8.0, known=0.0, length=0.0, bias=-4.0)
    hits = index.search(hear(words), 5)
    covered = [hit.covered for hit in hits]
    assert covered != sorted(covered, reverse=True), "the two orders are to differ here"
    ranking = retriever._ranking(index, hear(words))
    scores = [row["score"] for row in ranking]
    assert [row["id"] for row in ranking] == [hit.id for hit in hits]
    assert scores == sorted(scores, reverse=True)
