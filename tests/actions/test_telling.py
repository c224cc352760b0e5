"""How an entry is told: what was asked for first, and not all of it twice."""

from __future__ import annotations

from actions import question, staff, telling
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


async def test_an_answer_is_told_by_and_by_and_none_of_it_twice() -> None:
    visit = Visit()
    entry = await visit.branch.faq("card_lost")
    await visit.hear(question.AnswerFaq, "卡丢了", faq="card_lost")
    told = visit.replies[0]["text"]
    assert entry.text.startswith(told)
    assert len(told) <= telling.SHOWN < len(entry.text)
    assert visit.replies[0]["card"]["more"] == {"title": entry.title, "text": entry.text}
    for _ in range(5):
        await visit.hear(question.AnswerFaq, "厕所在哪")
    await visit.hear(question.AnswerFaq, "卡丢了呀", faq="card_lost")
    assert visit.said == ["utter_faq_answer"]
    then = visit.replies[0]["text"]
    assert entry.text.startswith(told + then)
    asked = next(each for each in entry.text.split("。") if each not in told + then)
    near = {"card_lost": [[asked, 0.3]]}
    await visit.hear(question.AnswerFaq, "卡丢了呀", faq="card_lost", speaks=near)
    assert f"{asked}。" in visit.replies[0]["text"]
    await visit.hear(question.AnswerFaq, entry.title, faq="card_lost")
    assert visit.replies[0]["text"].startswith(told[:20])


async def test_what_answered_other_words_a_moment_ago_is_not_told_again() -> None:
    visit = Visit()
    entry = await visit.branch.faq("card_lost")
    first, other = entry.text.split("。")[3:5]
    speaks = {"card_lost": [[first, 0.9], [other, 0.3]]}
    await visit.hear(question.AnswerFaq, "补一张要钱吗", faq="card_lost", speaks=speaks)
    assert visit.replies[0]["text"].startswith(first)
    await visit.hear(question.AnswerFaq, "那旧的还能用不", faq="card_lost", speaks=speaks)
    assert visit.replies[0]["text"].startswith(other)
    await visit.hear(question.AnswerFaq, "里头的钱会少吗", faq="card_lost", speaks=speaks)
    assert visit.said == ["utter_faq_none_of"]
    await visit.hear(question.AnswerFaq, "卡丢了咋办", faq="card_lost", speaks=speaks)
    assert visit.said != ["utter_faq_none_of"]


async def test_who_has_called_somebody_is_told_to_ask_him() -> None:
    visit = Visit()
    entry = await visit.branch.faq("card_lost")
    speaks = {"card_lost": [[entry.text.split("。")[3], 0.9]]}
    await visit.hear(staff.CallStaff, "叫你们经理来", intent="call_staff")
    for words in ("补一张要钱吗", "里头的钱会少吗"):
        await visit.hear(question.AnswerFaq, words, faq="card_lost", speaks=speaks)
    assert visit.said == ["utter_faq_none_coming"]


async def test_who_asks_for_the_whole_hears_it_from_the_beginning() -> None:
    visit = Visit()
    entry = await visit.branch.faq("card_lost")
    asked = entry.text.split("。")[4]
    speaks = {"card_lost": [[asked, 0.9]]}
    await visit.hear(question.AnswerFaq, "卡丢了咋办", faq="card_lost", speaks=speaks)
    assert entry.text.startswith(visit.replies[0]["text"])


def test_a_short_answer_is_told_whole_and_a_long_one_to_a_whole_sentence() -> None:
    short = "甲乙丙丁。" * 20
    assert telling.leading(short, None) == short
    long = "甲乙丙丁。" * 40
    assert telling.leading(long, None) == "甲乙丙丁。" * 16
    endless = "甲" * 300 + "。"
    assert telling.leading(endless, None) == endless


async def test_a_yes_or_no_goes_before_the_sentence_that_amounts_to_it() -> None:
    visit = Visit()
    entry = await visit.branch.faq("card_lost")
    asked = entry.text.split("。")[3]
    speaks = {"card_lost": [[asked, 0.9, "不用"]]}
    await visit.hear(question.AnswerFaq, "要不要钱", faq="card_lost", speaks=speaks)
    reply = visit.replies[0]
    assert reply["text"].startswith(f"不用。{asked}。")
    assert reply["speech"].startswith("不用。")
    assert len(reply["speech"]) <= 60
    assert "不用。" not in reply["card"]["more"]["text"]
    later = entry.text.split("。")[4]
    again = {"card_lost": [[later, 0.9, "可以"]]}
    await visit.hear(question.AnswerFaq, "行不", faq="card_lost", stays=True, speaks=again)
    assert visit.replies[0]["text"] == f"可以。{later}。"
