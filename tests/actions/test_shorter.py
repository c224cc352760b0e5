"""太长了: the last answer again, in few words."""

from __future__ import annotations

import pytest

from actions import control, fallback, question
from tests.actions.talking import Visit


async def told() -> Visit:
    visit = Visit()
    return await visit.hear(question.AnswerFaq, "卡丢了", faq="card_lost")


@pytest.mark.parametrize(
    "words",
    ["太长了", "你念经啊那么长一串", "说这么多我记不住", "哎哟太长了，听不懂", "请说简单点"],
)
async def test_a_long_answer_is_cut(words: str) -> None:
    visit = await (await told()).hear(fallback.Fallback, words, intent="out_of_scope")
    assert visit.said == ["utter_shorter"]
    assert len(visit.replies[0]["text"]) < 55


@pytest.mark.parametrize(
    "words", ["排队太长了", "密码记不住咋办", "太长了 我身份证没带身上咋整", "贷款手续好长时间啊"]
)
async def test_other_words_are_left_alone(words: str) -> None:
    visit = await (await told()).hear(fallback.Fallback, words, intent="out_of_scope")
    assert visit.said != ["utter_shorter"]


async def test_a_short_answer_stays() -> None:
    visit = await Visit().hear(control.Thank, "谢谢", intent="thank")
    await visit.hear(fallback.Fallback, "太长了", intent="out_of_scope")
    assert visit.said != ["utter_shorter"]
