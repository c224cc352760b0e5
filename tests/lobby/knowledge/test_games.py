"""The quiz and 成语接龙 as the branch keeps and plays them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from rest_framework.test import APIClient

from lobby.knowledge import chain
from lobby.knowledge.games import Idiom, QuizQuestion
from lobby.knowledge.models import Amusement


def test_the_sample_is_large_enough(seeded: None) -> None:
    assert Idiom.objects.count() >= 600
    assert QuizQuestion.objects.filter(level="adult").count() >= 30
    assert QuizQuestion.objects.filter(level="child").count() >= 10
    assert Amusement.objects.filter(kind="lesson").count() >= 30


def test_questions_come_with_their_right_option(device: APIClient) -> None:
    rows = device.get("/api/v1/fun/quiz", {"level": "child"}).json()
    assert rows
    for row in rows:
        stored = QuizQuestion.objects.get(pk=row["id"])
        assert row["options"][row["answer"]] == stored.answer
        assert stored.level == "child"
        assert len(row["speech"]) <= 60
    assert device.get("/api/v1/fun/quiz", {"level": "professor"}).status_code == 422


def test_it_goes_on_by_character_or_by_sound_without_tones(seeded: None) -> None:
    Idiom.objects.all().delete()
    for word in ("足智多谋", "祖传秘方", "先见之明"):
        Idiom(word=word).save()
    assert chain.play("画蛇添足", "", []).next == "足智多谋"
    assert chain.play("画蛇添足", "", ["足智多谋"]).next == "祖传秘方"
    beaten = chain.play("画蛇添足", "", ["足智多谋", "祖传秘方"])
    assert (beaten.fits, beaten.next) == (True, "")


def test_an_end_that_nobody_can_go_on_from_comes_last(seeded: None) -> None:
    Idiom.objects.all().delete()
    # 足 by its character ends in a sound that nothing begins with, 祖 by its sound does not.
    for word in ("足智多谋", "祖传秘方", "方兴未艾"):
        Idiom(word=word).save()
    assert chain.play("画蛇添足", "", []).next == "祖传秘方"


def test_the_sample_goes_on_from_nearly_every_sound(seeded: None) -> None:
    begins = set(Idiom.objects.values_list("first_sound", flat=True))
    ends = set(Idiom.objects.values_list("last_sound", flat=True))
    assert len(ends - begins) <= 5, ends - begins


def test_what_the_customer_says_is_judged_kindly(seeded: None) -> None:
    assert chain.play("一马当先", "画蛇添足", []).fits is False
    right = chain.play("足智多谋", "画蛇添足", ["画蛇添足"])
    assert (right.fits, right.known, right.used) == (True, True, False)
    again = chain.play("足智多谋", "画蛇添足", ["足智多谋"])
    assert (again.used, again.next) == (True, "")
    unknown = chain.play("祖孙三代", "画蛇添足", [])
    assert (unknown.fits, unknown.known) == (True, False)
    assert chain.play("足智", "画蛇添足", []).fits is False


def test_the_robot_never_repeats_itself(seeded: None) -> None:
    used: list[str] = []
    word = chain.play("", "", []).next
    while word and len(used) < 60:
        assert word not in used
        used.append(word)
        word = chain.play("", used[-1], used[:-1]).next
    assert len(used) > 5


def test_the_game_over_http(device: APIClient, stranger: APIClient) -> None:
    opened = device.post("/api/v1/fun/chain", {}, format="json").json()
    assert len(opened["next"]) == 4
    assert opened["sound"] == opened["next"][-1]
    long = {"word": "长" * 21}
    assert device.post("/api/v1/fun/chain", long, format="json").status_code == 422
    assert stranger.post("/api/v1/fun/chain", {}, format="json").status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"options": ["只有一个"]},
        {"answer": "没有这一项"},
        {
            "question": "这道题目实在太长" * 5,
            "options": ["选项也很长的一个" + c for c in "甲乙丙丁"],
        },
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(seeded: None, change: dict) -> None:
    question = QuizQuestion.objects.get(pk="quiz_hotline")
    question.full_clean()
    for name, value in change.items():
        setattr(question, name, value)
    with pytest.raises(ValidationError):
        question.full_clean()


def test_words_lead_to_lessons_alone(seeded: None) -> None:
    joke = Amusement.objects.filter(kind="joke").first()
    assert joke is not None
    joke.words = ["复利"]
    with pytest.raises(ValidationError):
        joke.full_clean()


def test_an_idiom_is_four_characters(seeded: None) -> None:
    with pytest.raises(ValidationError):
        Idiom(word="三个字").full_clean()
