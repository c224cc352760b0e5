"""How an entry is told: what was asked for first, and not all of it twice."""

from __future__ import annotations

from actions import question, telling
from actions.model import FaqEntry
from tests.actions.talking import Visit

TEXT = "先打95000挂失。挂失不影响卡里的钱。补卡带身份证到柜台。补卡一般免费。"
ENTRY = FaqEntry("card_lost", "银行卡丢了怎么办", "请马上打九五零零零挂失。", TEXT)


def test_what_was_asked_for_goes_before_the_rest() -> None:
    assert telling.leading(TEXT, None) == TEXT
    led = telling.leading(TEXT, "补卡一般免费")
    assert led == "补卡一般免费。先打95000挂失。挂失不影响卡里的钱。补卡带身份证到柜台。"
    joined = "挡好键盘；先按退卡。再改密码。"
    assert telling.leading(joined, "先按退卡") == "先按退卡。挡好键盘。再改密码。"
    two = telling.leading(TEXT, "先打95000挂失；补卡一般免费")
    assert two == "先打95000挂失；补卡一般免费。挂失不影响卡里的钱。补卡带身份证到柜台。"


def test_aloud_it_fits_and_leads() -> None:
    assert telling.aloud(ENTRY, None, 60) == ENTRY.speech
    assert telling.aloud(ENTRY, "补卡一般免费", 60) == "补卡一般免费。请马上打九五零零零挂失。"
    long = "补卡" * 14
    assert telling.aloud(ENTRY, long, 60) == f"{long}。{ENTRY.speech}"
    assert telling.aloud(ENTRY, long, 40) == f"{long}。"
    assert telling.aloud(ENTRY, "先打95000挂失", 60) == ENTRY.speech
    assert len(telling.aloud(ENTRY, f"{long}；{long}；{long}", 40)) <= 40


async def test_a_whole_answer_is_shown_once() -> None:
    visit = Visit()
    entry = await visit.branch.faq("card_lost")
    await visit.hear(question.AnswerFaq, "卡丢了", faq="card_lost")
    assert entry.text in visit.replies[0]["text"]
    for _ in range(5):
        await visit.hear(question.AnswerFaq, "厕所在哪")
    await visit.hear(question.AnswerFaq, "卡丢了呀", faq="card_lost")
    assert visit.said == ["utter_faq_answer"]
    assert visit.replies[0]["text"] == "".join(
        f"{sentence}。" for sentence in entry.text.split("。")[:2]
    )
    asked = entry.text.split("。")[3]
    near = {"card_lost": [[asked, 0.3]]}
    await visit.hear(question.AnswerFaq, "卡丢了呀", faq="card_lost", speaks=near)
    assert f"{asked}。" in visit.replies[0]["text"]
    await visit.hear(question.AnswerFaq, entry.title, faq="card_lost")
    assert entry.text in visit.replies[0]["text"]
