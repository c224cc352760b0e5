"""Rasa component: the short yes or no that goes before a sentence of the branch's answers."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.short_answers import Example, ShortAnswers, examples
from nlu.talks import EXAMPLES, QUESTIONS, talks
from nlu.trained_component import FolderComponent

LIKELY = 0.5
"""Chance of being what was asked for from which a sentence gets one: a yes to another question misleads."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ShortAnswerer(FolderComponent[ShortAnswers]):
    """Adds the short word to what nlu.answer_speaker left in `speaks`: [sentence, chance, word] where it is sure of one."""

    kind = ShortAnswers
    what = "which sentence amounts to a yes or a no"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing to set."""
        return {}

    def _learn(self, training_data: TrainingData) -> ShortAnswers:
        return ShortAnswers.fit(written())

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            for told in (message.get(component.SPEAKS) or {}).values():
                words = component.plain_of(message).text
                told["sentences"] = [self._with_word(words, *row) for row in told["sentences"]]
        return messages

    def _with_word(self, words: str, sentence: str, chance: float) -> list[Any]:
        word = self.learnt.word(words, sentence) if chance >= LIKELY else None
        return [sentence, chance] if word is None else [sentence, chance, word]


def written() -> list[Example]:
    """All that is learnt from; not the live talks, whose labellers gave a word to more than yes-or-no questions."""
    return [each for path in (EXAMPLES, QUESTIONS) for each in examples(talks(path))]
