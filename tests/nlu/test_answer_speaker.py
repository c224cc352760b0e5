"""The component that tells which sentences speak to the words: of the entries asked for, and of the branch's answers as they are now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from nlu import component
from nlu.answer_speaker import AnswerSpeaker
from nlu.normalizer import normalize
from nlu.snapshot import Faq, Snapshot
from nlu.speaking import Example, Speaking

SENTENCES = ("补卡当场就能拿到", "补卡要收工本费")
EXAMPLES = [Example("多久拿到", SENTENCES, (0,)), Example("收多少钱", SENTENCES, (1,))] * 4


@pytest.fixture
def speaker(tmp_path: Path) -> AnswerSpeaker:
    storage, resource = LocalModelStorage(tmp_path), Resource("part")
    with storage.write_to(resource) as folder:
        Speaking.fit(EXAMPLES, {"card_lost": SENTENCES}).save(folder)
    made = AnswerSpeaker({}, storage, resource)
    made._read()
    return made


def told(speaker: AnswerSpeaker, words: str, *entries: str) -> Any:
    data = {"text": words, "metadata": {component.ENTRIES: list(entries)} if entries else None}
    message = Message(data=data)
    message.set(component.PLAIN, normalize(words))
    speaker.process([message])
    return message.get(component.SPEAKS)


def test_of_the_entries_asked_for_all_sentences_are_told_the_likeliest_first(
    speaker: AnswerSpeaker,
) -> None:
    found = told(speaker, "要收多少钱", "card_lost", "no_such_entry")
    assert list(found) == ["card_lost"]
    assert [sentence for sentence, _ in found["card_lost"]["sentences"]] == [*SENTENCES][::-1]
    assert (
        found["card_lost"]["strength"]
        > told(speaker, "天气怎样", "card_lost")["card_lost"]["strength"]
    )


def test_nothing_is_told_where_nothing_was_asked_for(speaker: AnswerSpeaker) -> None:
    assert told(speaker, "要收多少钱") is None


def test_an_answer_that_a_manager_changes_is_told_as_it_is_now(speaker: AnswerSpeaker) -> None:
    faq = Faq("card_lost", "卡丢了", (), "补卡不收钱。补卡要等三天。")
    speaker.follow(Snapshot("2", (faq,), {}))
    found = told(speaker, "要收多少钱", "card_lost")
    assert {sentence for sentence, _ in found["card_lost"]["sentences"]} == {
        "补卡不收钱",
        "补卡要等三天",
    }
