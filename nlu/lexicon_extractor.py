"""Rasa component: entities from the lexicon, which follows the branch's content live."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.errors import ModelUnusable
from nlu.features import Mention
from nlu.live_component import LiveComponent
from nlu.matcher import LexiconMatcher
from nlu.snapshot import (
    BRANCH_ENTITIES,
    Lexicon,
    Snapshot,
    branch_snapshot,
    joined,
    lexicon_from_json,
    lexicon_to_json,
    static_lexicon,
)


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    ],
    is_trainable=True,
)
class LexiconExtractor(LiveComponent):
    """Finds business, place and product (live), and the values of nlu/lexicon.yml."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._static: Lexicon = {}
        self._branch: Lexicon = {}
        self._matcher = LexiconMatcher({})

    def train(self, training_data: TrainingData) -> Resource:
        """Takes the sample branch's lexicon and the static one; learns nothing from the utterances."""
        self.use(static_lexicon(), _branch_words(branch_snapshot()))
        data = {"static": lexicon_to_json(self._static), "branch": lexicon_to_json(self._branch)}
        component.write_json(self._storage, self._resource, data)
        return self._resource

    def use(self, static: Lexicon, branch: Lexicon) -> None:
        """Builds a matcher and swaps it in; threads that parse meanwhile keep the old one."""
        matcher = LexiconMatcher(joined(static, branch))
        self._static, self._branch, self._matcher = static, branch, matcher

    def follow(self, snapshot: Snapshot) -> None:
        """Takes the branch's words from `snapshot`, the others stay."""
        branch = _branch_words(snapshot)
        if branch != self._branch:
            self.use(self._static, branch)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            mentions = self._find(message)
            component.add_mentions(message, mentions)
            plain = component.plain_of(message)
            entities = []
            for mention in mentions:
                start, end = plain.span(mention.start, mention.end)
                entities.append(
                    {
                        "entity": mention.entity,
                        "value": mention.value,
                        "start": start,
                        "end": end,
                        "extractor": type(self).__name__,
                    }
                )
            component.add_entities(message, entities)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Mentions become features of the classifier; the examples' annotations stay as they are."""
        for example in training_data.training_examples:
            component.add_mentions(example, self._find(example))
        return training_data

    def _read(self) -> None:
        data = component.read_json(self._storage, self._resource)
        try:
            self.use(lexicon_from_json(data["static"]), lexicon_from_json(data["branch"]))
        except (KeyError, TypeError) as error:
            raise ModelUnusable("the trained lexicon cannot be read; run rasa train") from error

    def _find(self, message: Message) -> list[Mention]:
        return [
            Mention(found.entity, found.value, found.start, found.end)
            for found in self._matcher.find(component.heard_of(message))
        ]


def _branch_words(snapshot: Snapshot) -> Lexicon:
    return {name: tuple(snapshot.lexicon.get(name, ())) for name in BRANCH_ENTITIES}
