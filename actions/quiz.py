"""The finance quiz: five questions, each with its reason, and the score at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from actions import cards, game, spoken, wording
from actions.offer import pick
from actions.people import QuizQuestion
from actions.turn import Turn

KIND = "quiz"
ROUND = 5
"""Questions of one round."""
CHILD = re.compile("孩子|小朋友|儿童|宝宝|小孩|娃|孙|小学|幼儿|我.{0,2}[三四五六七八九十3-9]1?0?岁")
ASKED_FOR = re.compile(
    "答题|考考|考我|测[试一验]|闯关|竞赛|知识题|问答|做题|出题|出道题|几道题|抢答|有奖"
)
_LETTER = re.compile(
    "(?:选|答|是|我选|应该是|^)\\s*([A-Da-dＡ-Ｄ])(?:\\s*[吧呀啊。！项]*$)|^([A-Da-d])[，,、。\\s]"
)


async def begin(turn: Turn) -> None:
    """The first question of a round that the visitor has not had."""
    level = "child" if CHILD.search(turn.text) else "adult"
    questions = await turn.branch.quiz(level)
    heard = "\n".join(turn.texts_said())
    fresh = [q for q in questions if q.question not in heard] or list(questions)
    if not fresh:
        turn.say("utter_fun_none")
        return
    start = crc32(f"{turn.conversation}{turn.turns}".encode()) % len(fresh)
    step = 7 if len(fresh) % 7 else 1
    chosen = [fresh[(start + n * step) % len(fresh)] for n in range(min(ROUND, len(fresh)))]
    turn.say("utter_quiz_begin", count=len(chosen), count_spoken=spoken.count(len(chosen)))
    _ask(turn, chosen[0], {"ids": [q.id for q in chosen], "level": level, "n": 0, "score": 0})


async def move(turn: Turn) -> bool:
    """The visitor's answer in the quiz that is on; False when the words are no part of it."""
    state = game.current(turn, KIND)
    if state is None or turn.intent in game.ALWAYS_MEANT:
        return False
    questions = {q.id: q for q in await turn.branch.quiz(str(state["level"]))}
    asked = questions.get(str(state["ids"][int(state["n"])]))
    if asked is None:
        game.end(turn)
        return False
    chosen = option(turn.text, asked.options)
    if chosen is not None:
        _settle(turn, state, questions, asked, chosen)
        return True
    if game.wants_to_stop(turn):
        game.end(turn)
        _say_score(turn, "utter_quiz_stopped", int(state["n"]), int(state["score"]))
        return True
    if not game.is_loose(turn):
        return False
    if game.GIVE_UP.search(turn.text) or state.get("tries"):
        _settle(turn, state, questions, asked, None)
        return True
    _keep(turn, {**state, "tries": 1})
    turn.say("utter_quiz_again", _card(asked, state))
    return True


def option(text: str, options: Sequence[str]) -> int | None:
    """Which option the words choose: a letter, a place in the list, or the option's own words."""
    words = text.strip()
    letter = _LETTER.search(words.translate(str.maketrans("ＡＢＣＤ", "ABCD")))
    if letter:
        place = ord((letter[1] or letter[2]).upper()) - ord("A")
        return place if place < len(options) else None
    bare = re.sub("\\W|[选我觉得应该是吧呀啊]", "", words)
    plain = [re.sub("\\W|[选我觉得应该是吧呀啊]", "", each) for each in options]
    for n, each in enumerate(plain):
        if each == bare or re.sub("\\W", "", words) == re.sub("\\W", "", options[n]):
            return n
    counted = pick(words, list(range(len(options))))
    if counted is not None:
        return counted
    found = [n for n, each in enumerate(plain) if len(each) > 1 and each in bare]
    # 不能给 holds 能给: the longest that fits is meant.
    return max(found, key=lambda n: len(plain[n]), default=None)


def _settle(
    turn: Turn,
    state: Mapping[str, Any],
    questions: Mapping[str, QuizQuestion],
    asked: QuizQuestion,
    chosen: int | None,
) -> None:
    right = chosen == asked.answer
    answer = asked.options[asked.answer]
    response = "utter_quiz_right" if right else "utter_quiz_wrong"
    turn.say_fresh(
        response if chosen is not None else "utter_quiz_told", answer=answer, why=asked.why
    )
    score, n = int(state["score"]) + right, int(state["n"]) + 1
    following = [questions[id] for id in state["ids"][n:] if id in questions]
    if not following:
        game.end(turn)
        _say_score(turn, "utter_quiz_done", n, score)
        return
    _ask(
        turn,
        following[0],
        {**state, "n": list(state["ids"]).index(following[0].id), "score": score},
    )


def _ask(turn: Turn, question: QuizQuestion, state: Mapping[str, Any]) -> None:
    _keep(turn, {**state, "tries": 0})
    turn.say(
        "utter_quiz_question",
        _card(question, state),
        question=question.question,
        question_spoken=question.speech,
    )


def _keep(turn: Turn, state: Mapping[str, Any]) -> None:
    game.keep(turn, KIND, **{k: v for k, v in state.items() if k not in ("kind", "turn")})


def _card(question: QuizQuestion, state: Mapping[str, Any]) -> cards.Card:
    n, score = int(state["n"]), int(state["score"])
    tally = wording.phrase("utter_part_quiz_score", n=n + 1, count=len(state["ids"]), score=score)
    return cards.quiz(question.question, question.options, tally)


def _say_score(turn: Turn, response: str, count: int, score: int) -> None:
    grade = "all" if count and score == count else "most" if score * 2 >= count else "some"
    turn.say(
        response,
        count=count,
        score=score,
        count_spoken=spoken.count(count),
        score_spoken=spoken.count(score),
        praise=wording.phrase(f"utter_part_quiz_{grade}"),
    )
