"""Characters put right by a model of the customers' own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.errors import ModelUnusable
from nlu.heard import hear
from nlu.snapshot import Snapshot
from nlu.spelling import Spelling
from nlu.spelling_corrector import SpellingCorrector
from tests.nlu.samples import SNAPSHOT, UTTERANCES

SAID = tuple(
    f"{opening}{wish}"
    for opening in ("", "我想", "帮我", "麻烦", "今天")
    for wish in (
        "找理财经理", "理财经理在哪", "取两万块钱", "存三万块钱", "办贷款", "贷款怎么办", "换新卡",
        "卡丢了挂失", "打半年流水", "去洗手间", "洗手间在哪里", "取钱要带什么",
    )
)  # fmt: skip
SPELLING = Spelling.fit(map(hear, SAID))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("理彩经离在哪", "理财经理在哪"),
        ("我想办戴款", "我想办贷款"),
        ("帮我打半年刘水", "帮我打半年流水"),
        ("取亮万块钱", "取两万块钱"),
        ("喜手间在那里", "洗手间在哪里"),
    ],
)
def test_homophones_are_put_right(written: str, meant: str) -> None:
    assert SPELLING.mended(hear(written)).text == meant


@pytest.mark.parametrize("said", SAID)
def test_what_customers_say_stays(said: str) -> None:
    assert SPELLING.mended(hear(said)).text == hear(said).text


@pytest.mark.parametrize("said", ["", "a", "123", "湖人赢了没", "wifi密码", "，。"])
def test_strange_words_stay(said: str) -> None:
    assert SPELLING.mended(hear(said)).text == hear(said).text


@given(st.text(alphabet="理财彩经离里戴款带贷取曲去两亮万完卡咖a1，", max_size=25))
def test_sounds_positions_and_origin_stay(words: str) -> None:
    heard = hear(words)
    mended = SPELLING.mended(heard)
    assert mended.sounds == heard.sounds
    assert len(mended.text) == len(heard.text)
    assert (mended.plain.origin, mended.plain.original) == (heard.plain.origin, words)
    for said, meant, sound in zip(heard.text, mended.text, heard.sounds, strict=True):
        assert said == meant or meant in SPELLING.alike[sound]


def test_new_words_are_familiar_at_once() -> None:
    new = "理彩经离卡"
    assert SPELLING.mended(hear(new)).text == "理财经理卡"
    assert SPELLING.with_words([new]).mended(hear(new)).text == new
    assert SPELLING.with_words([new]).mended(hear("我想办戴款")).text == "我想办贷款"


def _corrector(tmp_path: Path) -> SpellingCorrector:
    storage = LocalModelStorage.create(tmp_path)
    made = SpellingCorrector({}, storage, Resource("spelling"))
    examples = [
        Message.build(text, intent=intent) for intent, texts in UTTERANCES.items() for text in texts
    ]
    for example in examples:
        heard = hear(component.text_of(example))
        example.set(component.PLAIN, heard.plain)
        example.set(component.HEARD, heard)
    made.train(TrainingData(examples))
    return made


def _read(corrector: SpellingCorrector, words: str) -> str:
    message = Message.build(words)
    message.set(component.HEARD, hear(words))
    message.set(component.PLAIN, hear(words).plain)
    corrector.process([message])
    assert component.plain_of(message) is component.heard_of(message).plain
    return component.heard_of(message).text


def test_the_component_comes_back_from_disk(tmp_path: Path) -> None:
    made = _corrector(tmp_path)
    again = SpellingCorrector({}, made._storage, made._resource)
    again._read()
    for words in ("我想取三完块钱", "洗首间在哪里", "厕所怎么走"):
        assert _read(made, words) == _read(again, words)


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    made = _corrector(tmp_path)
    with made._storage.write_to(made._resource) as folder:
        (folder / "part.json").write_text(json.dumps({"trigrams": {}}), encoding="utf-8")
    with pytest.raises(ModelUnusable, match="rasa train"):
        made._read()


def test_known_sentences_and_the_branchs_words_stay_as_they_are(tmp_path: Path) -> None:
    corrector = _corrector(tmp_path)
    for texts in UTTERANCES.values():
        for text in texts:
            assert _read(corrector, text) == hear(text).text
    faq: dict[str, Any] = {"id": "new", "title": "曲钱带身粉证", "phrasings": ["曲钱要身粉证吗"]}
    live = Snapshot.from_json({**SNAPSHOT, "faqs": [*SNAPSHOT["faqs"], faq]})
    before = _read(corrector, "曲钱要身粉证吗")
    corrector.follow(live)
    assert _read(corrector, "曲钱要身粉证吗") == "曲钱要身粉证吗"
    corrector.follow(Snapshot.from_json(SNAPSHOT))
    assert _read(corrector, "曲钱要身粉证吗") == before
