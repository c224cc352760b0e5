"""The component that puts a short yes or no before a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from nlu import component
from nlu.errors import ModelUnusable
from nlu.normalizer import normalize
from nlu.short_answerer import ShortAnswerer
from nlu.short_answers import NEITHER, NO, YES, Example, ShortAnswers

FREE, PROXY, DAYS = "补卡不收费", "补卡子女能代办", "补卡要三天"
EXAMPLES = [
    Example("收钱不", FREE, NO),
    Example("儿子来行不", PROXY, YES),
    Example("要几天", DAYS, NEITHER),
] * 20


@pytest.fixture
def answerer(tmp_path: Path) -> ShortAnswerer:
    storage, resource = LocalModelStorage(tmp_path), Resource("part")
    with storage.write_to(resource) as folder:
        ShortAnswers.fit(EXAMPLES).save(folder)
    made = ShortAnswerer({}, storage, resource)
    made._read()
    return made


def answered(answerer: ShortAnswerer, words: str, *rows: list[Any]) -> Any:
    message = Message(data={"text": words})
    message.set(component.PLAIN, normalize(words))
    if rows:
        message.set(component.SPEAKS, {"card_lost": {"strength": 1.0, "sentences": [*rows]}})
    answerer.process([message])
    told = message.get(component.SPEAKS)
    return told and told["card_lost"]["sentences"]


def test_a_likely_sentence_gets_its_word(answerer: ShortAnswerer) -> None:
    assert answered(answerer, "收钱不", [FREE, 0.9], [DAYS, 0.1]) == [
        [FREE, 0.9, "不收"],
        [DAYS, 0.1],
    ]
    assert answered(answerer, "儿子来行不", [PROXY, 0.8]) == [[PROXY, 0.8, "可以"]]


def test_an_unlikely_one_and_what_is_no_yes_or_no_get_none(answerer: ShortAnswerer) -> None:
    assert answered(answerer, "收钱不", [FREE, 0.3]) == [[FREE, 0.3]]
    assert answered(answerer, "要几天", [DAYS, 0.9]) == [[DAYS, 0.9]]


def test_nothing_is_added_where_no_sentence_was_asked_for(answerer: ShortAnswerer) -> None:
    assert answered(answerer, "收钱不") is None


def test_an_untrained_one_says_what_to_do(tmp_path: Path) -> None:
    untrained = ShortAnswerer({}, LocalModelStorage(tmp_path), Resource("part"))
    with pytest.raises(ModelUnusable, match="rasa train"):
        answered(untrained, "收钱不", [FREE, 0.9])
