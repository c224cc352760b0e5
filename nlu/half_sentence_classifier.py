"""Rasa component: which side of an unnamed matter a half sentence is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.features import sentence_features
from nlu.half_sentences import HalfSentences
from nlu.heard import hear
from nlu.lots import drawn
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.snapshot import sample_lexicon
from nlu.trained_component import FolderComponent
from nlu.yaml_files import read_yaml

EXAMPLES = Path(__file__).with_name("half_sentences.yml")
_LONGEST = 20
"""Characters of a whole sentence that teaches; longer ones are seldom taken for halves."""
_WHOLES = 8000
"""Whole sentences that teach: as many, drawn from those of all intents."""


@lru_cache(maxsize=1)
def half_sentences(path: Path = EXAMPLES) -> dict[str, tuple[str, ...]]:
    """The examples of each side."""
    data = read_yaml(path)
    return {str(side): tuple(map(str, sentences)) for side, sentences in data.items()}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class HalfSentenceClassifier(FolderComponent[HalfSentences]):
    """Sets `aspect`, the side, and `half`, the chance, where the words are likely half a sentence.

    Sides are taught by half_sentences.yml; what is whole, by the utterances of all intents.
    """

    kind = HalfSentences
    what = "half sentences"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """half: chance in 0..1 of being half a sentence from which a side is set; sure: that side's own least chance;
        guessed: the same where the words are half from the chance `surely` on."""
        return {"half": 0.3, "sure": 0.4, "surely": 0.9, "guessed": 0.25}

    def _learn(self, training_data: TrainingData) -> HalfSentences:
        return HalfSentences.fit(_examples(), _wholes(training_data))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            heard = component.heard_of(message)
            if not heard.text:
                continue
            read = self.learnt.read_side(sentence_features(heard, component.mentions_of(message)))
            surely = read.half >= self._config["surely"]
            sure = self._config["guessed" if surely else "sure"]
            if read.half >= self._config["half"] and read.chance >= sure:
                message.set(component.ASPECT, read.side, add_to_output=True)
                message.set(component.HALF, round(read.half, 4), add_to_output=True)
        return messages


def _examples() -> Iterator[tuple[list[str], str]]:
    matcher = LexiconMatcher(sample_lexicon())
    for side, sentences in half_sentences().items():
        for heard in map(hear, sentences):
            yield sentence_features(heard, mentions(matcher, heard)), side


def _wholes(training_data: TrainingData) -> Iterator[list[str]]:
    """Short sentences of all intents, without those that are examples already."""
    examples = {hear(words).text for sentences in half_sentences().values() for words in sentences}
    told = [
        example
        for example in training_data.intent_examples
        if 0 < len(_text(example)) <= _LONGEST and _text(example) not in examples
    ]
    for example in drawn(told, _WHOLES, _text):
        yield sentence_features(component.heard_of(example), component.mentions_of(example))


def _text(example: Message) -> str:
    return component.heard_of(example).text
