"""The branch's FAQ: an answer when sure, named first when in doubt, choices, a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action

from actions import question, reply
from tests.actions.talking import Visit


async def ask(
    flow: type[Action], text: str = "", visit: Visit | None = None, **understood: Any
) -> Visit:
    return await (visit or Visit()).hear(flow, text, **understood)


async def test_a_sure_question_is_answered_from_the_base() -> None:
    visit = await ask(question.AnswerFaq, "卡丢了", faq="card_lost")
    assert visit.said == ["utter_faq_answer"]
    assert visit.cards


async def test_a_doubtful_answer_is_named_first() -> None:
    ranking = [{"id": "card_lost", "score": 0.4}, {"id": "card_damaged", "score": 0.1}]
    visit = await ask(question.AnswerFaq, "卡的事", faq="card_lost", faq_ranking=ranking)
    assert visit.said == ["utter_faq_likely"]
    assert visit.replies[0]["speech"].startswith("您是问银行卡丢了怎么办吧？")
    assert len(visit.replies[0]["speech"]) <= 60
    await ask(reply.Deny, "不是", visit)
    assert visit.said == ["utter_faq_choices_one"]
    await ask(reply.Deny, "也不是", visit)
    assert visit.said == ["utter_faq_none"]


async def test_yes_to_a_doubtful_answer_is_no_new_wish() -> None:
    ranking = [{"id": "card_lost", "score": 0.4}]
    visit = await ask(question.AnswerFaq, "卡的事", faq="card_lost", faq_ranking=ranking)
    await ask(reply.Affirm, "对", visit)
    assert visit.said != ["utter_affirm_which"]
    assert visit.branch.cases == []


RANKING = [
    {"id": "card_lost", "score": 0.3},
    {"id": "card_damaged", "score": 0.2},
    {"id": "x", "score": 0.2},
]


async def test_an_unsure_question_is_a_choice() -> None:
    visit = await ask(question.AnswerFaq, "卡", faq_ranking=RANKING)
    assert visit.said == ["utter_faq_choices"]
    labels = [choice["text"] for choice in visit.replies[0]["card"]["choices"]]
    assert labels[-1] == "都不是"
    assert len(labels) == 3  # two entries exist, and none of these
    await ask(reply.Inform, "第一个", visit)
    assert visit.said == ["utter_faq_answer"]


async def test_a_single_choice_is_taken_by_yes() -> None:
    visit = await ask(question.AnswerFaq, "卡", faq_ranking=RANKING[:1])
    assert visit.said == ["utter_faq_choices_one"]
    await ask(reply.Affirm, "对", visit)
    assert visit.said == ["utter_faq_answer"]


async def test_a_title_that_asks_is_asked_once() -> None:
    ranking = [{"id": "reading", "score": 0.3}]
    visit = await ask(question.AnswerFaq, "书", faq_ranking=ranking)
    assert visit.replies[0]["speech"].endswith("等的时候有书报看吗？")


async def test_none_of_these_goes_to_the_manager() -> None:
    visit = await ask(question.AnswerFaq, "卡", faq_ranking=RANKING)
    await ask(reply.Deny, "都不是", visit)
    assert visit.said == ["utter_faq_none"]
    assert visit.branch.cases[0][0] == "message"
    await ask(reply.Affirm, "好", visit)
    assert visit.branch.cases[1][0] == "help"


async def test_a_question_removed_meanwhile() -> None:
    visit = await ask(question.AnswerFaq, "卡", faq="gone")
    assert visit.said == ["utter_faq_none"]


NEAR = [{"id": "card_lost", "score": 0.55}, {"id": "card_damaged", "score": 0.3}]


async def test_who_says_that_it_was_not_asked_for_is_not_guessed_at_again() -> None:
    visit = await ask(question.AnswerFaq, "卡的事", faq_ranking=NEAR)
    assert visit.said == ["utter_faq_choices"]
    await ask(question.AnswerFaq, "不是，我问要不要卡", visit, corrects=True, faq_ranking=NEAR)
    assert visit.said == ["utter_not_that"]
    assert [kind for kind, *_ in visit.branch.cases] == ["message"]
    await ask(reply.Affirm, "好", visit)
    assert [kind for kind, *_ in visit.branch.cases] == ["message", "help"]
    doubtful = {"faq": "card_lost", "faq_ranking": NEAR, "corrects": True}
    await ask(question.AnswerFaq, "都不是，我问的是卡", visit, **doubtful)
    assert visit.said == ["utter_not_that_coming"]
    assert [kind for kind, *_ in visit.branch.cases] == ["message", "help", "message"]


async def test_who_is_surely_understood_then_is_answered() -> None:
    visit = await ask(question.AnswerFaq, "卡的事", faq_ranking=NEAR)
    sure = [{"id": "card_lost", "score": 0.9}]
    understood = {"faq": "card_lost", "faq_ranking": sure, "corrects": True}
    await ask(question.AnswerFaq, "都不是，我卡丢了", visit, **understood)
    assert visit.said == ["utter_faq_answer"]


async def test_in_the_midst_of_a_talk_nothing_is_guessed_nor_offered() -> None:
    doubtful = [{"id": "pin_change", "score": 0.5}, {"id": "card_damaged", "score": 0.4}]
    for found in ("pin_change", None):
        visit = await ask(question.AnswerFaq, "卡丢了", faq="card_lost")
        await ask(question.AnswerFaq, "那要几天", visit, faq=found, faq_ranking=doubtful)
        assert visit.said == ["utter_faq_none_of"]
        assert visit.slots["offer"]["kind"] == "staff"
    likelier = [{"id": "pin_change", "score": 0.7}]
    await ask(question.AnswerFaq, "那要几天", visit, faq="pin_change", faq_ranking=likelier)
    assert visit.said != ["utter_faq_none_of"]
