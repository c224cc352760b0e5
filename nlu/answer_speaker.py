"""Rasa component: which sentences of the branch's answers speak to the customer's words, live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.live_component import LiveComponent
from nlu.snapshot import Snapshot, branch_snapshot
from nlu.speaking import Answer, Example, Speaking, chances_of, sentences
from nlu.talks import LEARNT, Talks, talks
from nlu.trained_component import FolderComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerSpeaker(FolderComponent[Speaking], LiveComponent):
    """Sets `speaks` for the entries that the message's metadata names (component.ENTRIES), and nothing without such.

    {entry: {"strength": how far the best sentence is before none, "sentences": [[sentence, chance], ...]}}, best first.
    """

    kind = Speaking
    what = "which sentence speaks to a question"

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._answers: Mapping[str, Answer] = {}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing to set."""
        return {}

    def _learn(self, training_data: TrainingData) -> Speaking:
        return Speaking.fit(written(), _answers(branch_snapshot()))

    def _read(self) -> None:
        super()._read()
        self._take(self.learnt.answers)

    def follow(self, snapshot: Snapshot) -> None:
        """Takes over the answers of `snapshot`."""
        self._take(_answers(snapshot))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            asked = (message.get("metadata") or {}).get(component.ENTRIES) or ()
            words, answers = component.plain_of(message).text, self._answers
            if asked and words:
                told = {
                    entry: self._told(words, answers[entry]) for entry in asked if entry in answers
                }
                message.set(component.SPEAKS, told, add_to_output=True)
        return messages

    def _told(self, words: str, answer: Answer) -> dict[str, Any]:
        strengths, none = self.learnt.weigh(words, answer)
        chances = chances_of(strengths, none)
        best = chances.argsort()[::-1]
        return {
            "strength": round(float(strengths.max(initial=none)) - none, 4),
            "sentences": [[answer.sentences[n], round(float(chances[n]), 4)] for n in best],
        }

    def _take(self, answers: Mapping[str, tuple[str, ...]]) -> None:
        self._answers = {entry: self.learnt.prepared(told) for entry, told in answers.items()}


def written() -> list[Example]:
    """All that is learnt from."""
    return [each for path in LEARNT for each in examples(talks(path))]


def examples(of: Talks) -> Iterator[Example]:
    """What the talks tell of which sentences speak to a question."""
    for turn in (turn for talk in of.talks for turn in talk):
        if turn.entries and turn.sentences:
            yield Example(turn.words, of.answers[turn.entries[0]], turn.sentences)
        elif turn.matter:
            yield Example(turn.words, of.answers[turn.matter], ())


def _answers(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    return {faq.id: sentences(faq.answer) for faq in snapshot.faqs}
