"""Rasa component: amounts, terms, ticket numbers, ordinals, days and times."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.clock import Today, branch_today
from nlu.dates import when_in
from nlu.features import Mention
from nlu.quantities import Quantity, quantities


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    ],
    is_trainable=False,
)
class NumberExtractor(GraphComponent):
    """Entities amount (CNY), term (months), ticket_number; the message properties `ordinal` and `when`."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NumberExtractor:
        return cls(branch_today(os.environ))

    def __init__(self, today: Today) -> None:
        """`today`: the branch's day, asked anew for each message."""
        self._today = today

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return component.source_fingerprint()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            plain = component.plain_of(message)
            found = quantities(plain.text)
            entities = []
            for quantity in found:
                if quantity.kind == "ordinal":
                    message.set(component.ORDINAL, quantity.value, add_to_output=True)
                    continue
                start, end = plain.span(quantity.start, quantity.end)
                entities.append(
                    {
                        "entity": quantity.kind,
                        "value": quantity.value,
                        "start": start,
                        "end": end,
                        "extractor": type(self).__name__,
                    }
                )
            component.add_entities(message, entities)
            when = when_in(plain.text, self._today())
            if when is not None:
                message.set(component.WHEN, when.to_json(), add_to_output=True)
            component.add_mentions(message, _mentions(found))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for example in training_data.training_examples:
            found = quantities(component.plain_of(example).text)
            component.add_mentions(example, _mentions(found))
        return training_data


def _mentions(found: Sequence[Quantity]) -> list[Mention]:
    return [Mention(q.kind, str(q.value), q.start, q.end) for q in found]
