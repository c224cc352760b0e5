"""The intent model alone: guesses, what is foreign, questions learnt after training, coming back from disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.features import sentence_features
from nlu.heard import hear
from nlu.intent_classifier import SHARES
from nlu.intent_model import CERTAIN, IntentModel
from tests.nlu.samples import SNAPSHOT, UTTERANCES

DANCE = ("雨伞舞会几时举行", "哪天有雨伞舞会", "我想参加雨伞舞会", "雨伞舞会在哪报名")
FACILITY = (
    "有雨伞借吗",
    "借把雨伞",
    "雨伞在哪里借",
    "下雨了有没有雨伞",
    "我想借雨伞",
    "能借雨伞吗",
)


def features(words: str) -> list[str]:
    return sentence_features(hear(words))


@pytest.fixture(scope="module")
def model() -> IntentModel:
    said = [(text, name) for name, texts in UTTERANCES.items() for text in texts]
    said += [(text, "ask_facility") for text in FACILITY]
    said += [(text, "faq") for faq in SNAPSHOT["faqs"] for text in faq["phrasings"]]
    return IntentModel.fit([features(t) for t, _ in said], [i for _, i in said], SHARES, 1.5)


def test_the_likeliest_intent_comes_first(model: IntentModel) -> None:
    guess = model.guess(features("我要取两万"), 3)
    assert guess.ranking[0][0] == "take_ticket"
    assert len(guess.ranking) == 3
    assert guess.foreign < 0.5


def test_words_of_other_matters_are_foreign(model: IntentModel) -> None:
    assert model.guess(features("给我讲讲昨天的球赛"), 3).foreign > 0.5


def test_a_question_learnt_later_is_a_question(model: IntentModel) -> None:
    asked = "雨伞舞会是哪一天"
    before = model.guess(features(asked), 1)
    learnt = model.with_questions([features(words) for words in DANCE])
    assert before.ranking[0][0] == "ask_facility"
    assert learnt.guess(features(asked), 1).ranking[0][0] == "faq"
    for words in FACILITY:
        assert learnt.guess(features(words), 1).ranking[0][0] == "ask_facility"


def test_learning_leaves_the_model_as_it_was(model: IntentModel) -> None:
    learnt = model.with_questions([features(words) for words in DANCE])
    assert learnt.rows.shape == model.rows.shape
    assert learnt.with_questions([]) is learnt
    assert "c:舞会" in learnt.vectorizer.vocabulary
    assert "c:舞会" not in model.vectorizer.vocabulary


def test_it_comes_back_from_disk(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = IntentModel.read(tmp_path)
    for words in ("我要取两万", "厕所在哪", "雨伞舞会是哪一天"):
        assert (
            again.guess(features(words), 2).ranking[0][0]
            == model.guess(features(words), 2).ranking[0][0]
        )
    learnt = again.with_questions([features(words) for words in DANCE])
    assert learnt.guess(features(DANCE[0]), 1).ranking[0][0] == "faq"


def test_words_learnt_as_they_are_said_are_certain(model: IntentModel) -> None:
    guess = model.guess(features("我要取两万"), 3)
    sure = guess.certain_of("greet")
    assert sure.ranking[0] == ("greet", CERTAIN)
    assert len(sure.ranking) == 3
    assert sum(chance for _, chance in sure.ranking) <= 1.0
    assert sure.foreign < 0.1 < guess.certain_of("out_of_scope").foreign
