"""The normaliser and the pinyin featurizer as components: once a turn, and read by all behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.errors import PipelineIncomplete
from nlu.heard import hear
from nlu.pinyin_featurizer import PinyinFeaturizer
from nlu.text_normalizer import TextNormalizer


def passed(words: str) -> Message:
    messages = TextNormalizer().process([Message({"text": words})])
    return PinyinFeaturizer().process(messages)[0]


def test_the_customers_own_words_stay() -> None:
    message = passed("呃，請問，我要取３万塊")
    assert component.text_of(message) == "呃，請問，我要取３万塊"
    assert component.plain_of(message).text == "我要取3万块"


def test_homophones_sound_the_same() -> None:
    assert component.heard_of(passed("取钱")).sounds == component.heard_of(passed("曲前")).sounds
    assert component.heard_of(passed("四川")).sounds == component.heard_of(passed("是穿")).sounds


@given(st.text(max_size=40))
def test_in_a_pipeline_and_outside_words_are_heard_alike(words: str) -> None:
    heard = component.heard_of(passed(words))
    assert heard == hear(words)
    assert len(heard.syllables) == len(heard.sounds) == len(heard.text)


def test_training_data_is_heard_as_well() -> None:
    data = TrainingData([Message({"text": "请问，取钱在哪儿？", "intent": "ask_route"})])
    for part in (TextNormalizer(), PinyinFeaturizer()):
        data = part.process_training_data(data)
    assert component.heard_of(data.training_examples[0]).text == "取钱在哪儿"


def test_a_pipeline_in_the_wrong_order_says_what_is_missing() -> None:
    message = Message({"text": "取钱"})
    with pytest.raises(PipelineIncomplete, match="TextNormalizer"):
        PinyinFeaturizer().process([message])
    TextNormalizer().process([message])
    with pytest.raises(PipelineIncomplete, match="PinyinFeaturizer"):
        component.heard_of(message)
