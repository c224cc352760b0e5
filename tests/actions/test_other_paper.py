"""残疾证行不: a paper that the answer does not name."""

from __future__ import annotations

from typing import Any

import pytest

from actions import question
from tests.actions.talking import Visit


async def after(entry: str, said: str, **understood: Any) -> Visit:
    visit = Visit()
    await visit.hear(question.AnswerFaq, "刚才问的", intent="faq", faq=entry)
    return await visit.hear(question.AnswerFaq, said, **{"intent": "faq", **understood})


@pytest.mark.parametrize(
    ("said", "paper"),
    [
        ("没有那个证明，残疾证行不", "残疾证"),
        ("租房合同在手机里，电子的他认不认", "电子版"),
        ("那我拿驾照可以吗", "驾照"),
    ],
)
async def test_whoever_looks_at_it_decides(said: str, paper: str) -> None:
    visit = await after("pension_day", said)
    assert visit.said == ["utter_other_paper"]
    assert visit.replies[0]["text"].startswith(paper)
    assert visit.slots["offer"]["kind"] == "staff"


async def test_what_the_answer_names_or_an_entry_surely_knows_is_told() -> None:
    entry = await Visit().branch.faq("pension_day")
    assert "社保卡" in entry.text
    visit = await after("pension_day", "社保卡行不")
    assert visit.said != ["utter_other_paper"]
    sure = [{"id": "id_not_here", "score": 0.9}]
    visit = await after("pension_day", "我拿驾照行不", faq="id_not_here", faq_ranking=sure)
    assert visit.said == ["utter_faq_answer"]


@pytest.mark.parametrize("said", ["合同我带了", "合同在哪签", "照片行不行"])
async def test_other_words_of_a_paper_and_first_words_are_no_such_question(said: str) -> None:
    visit = await Visit().hear(question.AnswerFaq, said, intent="faq")
    assert visit.said != ["utter_other_paper"]
