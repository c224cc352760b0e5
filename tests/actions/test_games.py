"""成语接龙 and the quiz: moves, side questions, and how they end."""

from __future__ import annotations

import pytest

from actions import chain, control, fallback, fun, question, quiz, reply, smalltalk, wait
from tests.actions.talking import Visit
from tests.actions.test_flows import ask
from tests.fakes.branch import FakeBranch, sample

IDIOMS = ("画蛇添足", "足智多谋", "谋事在人", "人山人海", "海阔天空", "空前绝后")


async def playing(idioms: tuple[str, ...] = IDIOMS) -> Visit:
    visit = Visit(branch=FakeBranch(idioms=idioms))
    return await ask(fun.PlayGame, "成语接龙", visit, intent="play_game")


@pytest.mark.parametrize(
    ("words", "played"),
    [
        ("足智多谋", "足智多谋"),
        ("我接足智多谋吧", "足智多谋"),
        ("那就足智多谋！", "足智多谋"),
        ("还要等多久", ""),
        ("不知道", ""),
    ],
)
def test_the_idiom_in_the_words(words: str, played: str) -> None:
    assert chain.word_of(words) == played


@pytest.mark.parametrize("action", [fallback.Fallback, reply.Inform, question.AnswerFaq])
async def test_a_move_counts_however_it_is_understood(action: type) -> None:
    visit = await ask(action, "足智多谋", await playing(), intent="out_of_scope")
    assert visit.said == ["utter_chain_next"]
    assert "谋事在人" in visit.replies[0]["speech"]


async def test_a_question_of_four_characters_is_no_move() -> None:
    visit = await ask(wait.AskWait, "还要多久", await playing(), intent="ask_wait")
    assert visit.said != ["utter_chain_no_fit"]
    await ask(fallback.Fallback, "足智多谋", visit, intent="out_of_scope")
    assert visit.said == ["utter_chain_next"]


async def test_it_ends_when_the_customer_has_had_enough() -> None:
    visit = await ask(fallback.Fallback, "足智多谋", await playing(), intent="out_of_scope")
    await ask(control.Stop, "不玩了", visit, intent="stop")
    assert visit.said == ["utter_chain_stopped"]
    assert "一个来回" in visit.replies[0]["speech"]
    await ask(fallback.Fallback, "人山人海", visit, intent="out_of_scope")
    assert not visit.said[0].startswith("utter_chain")


async def test_unknown_words_are_taken_on_trust_twice() -> None:
    visit = await playing(("画蛇添足", "足下生风", "风和日丽", "丽日当空", "空前绝后"))
    await ask(fallback.Fallback, "足音跫然", visit, intent="out_of_scope")
    assert visit.said in (["utter_chain_beaten"], ["utter_chain_new"])


async def test_the_robot_admits_when_it_is_beaten() -> None:
    visit = await ask(
        fallback.Fallback, "足智多谋", await playing(IDIOMS[:2]), intent="out_of_scope"
    )
    assert visit.said == ["utter_chain_beaten"]
    assert visit.slots["game"] is None


def answer_to(visit: Visit) -> tuple[str, str]:
    """The right option of the question on the screen, and a wrong one."""
    card = visit.replies[-1]["card"]
    asked = next(q for q in sample().quiz if q.question == card["question"])
    return asked.answer, next(o for o in asked.options if o != asked.answer)


async def test_five_questions_and_the_score() -> None:
    visit = await ask(fun.LearnFinance, "考考我金融知识", intent="learn_finance")
    assert visit.said == ["utter_quiz_begin", "utter_quiz_question"]
    for n in range(quiz.ROUND):
        right, wrong = answer_to(visit)
        words = wrong if n == 2 else right
        await ask(fallback.Fallback, words, visit, intent="out_of_scope")
        assert visit.said[0] == ("utter_quiz_wrong" if n == 2 else "utter_quiz_right")
    assert visit.said[-1] == "utter_quiz_done"
    assert "答对四道" in visit.replies[-1]["speech"]
    assert visit.slots["game"] is None


async def test_no_question_twice_in_a_conversation() -> None:
    visit = Visit()
    asked: list[str] = []
    for _ in range(3):
        await ask(fun.LearnFinance, "考考我金融知识", visit, intent="learn_finance")
        for _ in range(quiz.ROUND):
            asked.append(visit.replies[-1]["card"]["question"])
            await ask(reply.Inform, answer_to(visit)[0], visit)
    assert len(set(asked)) == 3 * quiz.ROUND


async def test_no_answer_is_asked_for_once_and_then_told() -> None:
    visit = await ask(fun.LearnFinance, "来个知识问答", intent="learn_finance")
    await ask(fallback.Fallback, "嗯哼哈", visit, intent="out_of_scope")
    assert visit.said == ["utter_quiz_again"]
    await ask(fallback.Fallback, "嗯哼哈", visit, intent="out_of_scope")
    assert visit.said[0] == "utter_quiz_told"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("A", 0),
        ("我选b", 1),
        ("选C吧", 2),
        ("第二个", 1),
        ("最后一个", 2),
        ("不能给", 1),
        ("应该是能给吧", 0),
        ("随便", None),
        ("D", None),
    ],
)
def test_which_option_is_meant(words: str, place: int | None) -> None:
    assert quiz.option(words, ("能给", "不能给", "看情况")) == place


@pytest.mark.parametrize(
    ("words", "part"),
    [("什么是复利", "compound"), ("存款保险是什么", "insurance"), ("怎么看征信", "credit")],
)
async def test_the_lesson_that_was_asked_for(words: str, part: str) -> None:
    visit = await ask(fun.LearnFinance, words, intent="learn_finance")
    lesson = next(item for item in sample().fun if item.id == f"lesson_{part}")
    assert visit.said == ["utter_fun_lesson_next"]
    assert visit.replies[0]["speech"] == lesson.speech
    assert visit.replies[0]["card"]["choices"][0]["text"] == lesson.next.says


async def test_small_talk_is_not_said_twice_in_the_same_words() -> None:
    visit = Visit()
    heard = set()
    for _ in range(3):
        await ask(smalltalk.Chitchat, "你心情好吗", visit, intent="chitchat")
        heard.add(visit.replies[0]["text"])
    assert len(heard) == 3


async def test_the_line_that_moved_on_is_told_after_the_fun() -> None:
    visit = Visit()
    await visit.branch.issue_ticket("cash", "v1", "k")
    await ask(smalltalk.Chitchat, "讲个笑话", visit, intent="chitchat")
    assert visit.said == ["utter_fun_joke"]
    visit.branch.change_ticket("v1", ahead=1)
    await ask(reply.Affirm, "再来一个", visit, intent="affirm")
    assert visit.said == ["utter_fun_joke", "utter_ticket_nearer"]
    await ask(reply.Affirm, "再来一个", visit, intent="affirm")
    assert visit.said == ["utter_fun_joke"]
