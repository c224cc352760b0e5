"""How the questions of the FAQ are ranked."""

from __future__ import annotations

import pytest

from benchmarks.trained import part
from nlu.calibration import Calibration
from nlu.faq_index import FaqIndex
from nlu.faq_retriever import FaqRetriever
from nlu.heard import hear
from nlu.snapshot import branch_snapshot


@pytest.fixture(scope="module")
def index() -> FaqIndex:
    with part("FaqRetriever") as folder:
        return FaqIndex.read(folder, branch_snapshot().faqs)


def test_no_place_is_surer_than_the_one_above_it(index: FaqIndex) -> None:
    retriever = FaqRetriever.__new__(FaqRetriever)
    # A curve that goes by the covered share alone, which is not what the order goes by.
    retriever._calibration = Calibration(0.0, 0.0, covered=8.0, known=0.0, length=0.0, bias=-4.0)
    differ = False
    for words in ("工资卡在哪领", "转账要手续费吗", "我手机换了", "理财亏了咋办", "卡不能用了咋弄"):
        hits = index.search(hear(words), 5)
        covered = [hit.covered for hit in hits]
        differ |= covered != sorted(covered, reverse=True)
        ranking = retriever._ranking(index, hear(words))
        scores = [row["score"] for row in ranking]
        assert [row["id"] for row in ranking] == [hit.id for hit in hits]
        assert scores == sorted(scores, reverse=True)
    assert differ, "the two orders are to differ for some of them"
