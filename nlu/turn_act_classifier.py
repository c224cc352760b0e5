"""Rasa component: what the customer's turn does, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.errors import ModelUnusable
from nlu.features import sentence_features
from nlu.heard import hear
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.snapshot import sample_lexicon
from nlu.trained_component import TrainedComponent
from nlu.turn_acts import ASK, WISH, TurnActs

EXAMPLES = Path(__file__).with_name("turn_acts.yml")
ASKING = frozenset(
    [
        "faq",
        "ask_product",
        "ask_wait",
        "ask_route",
        "ask_facility",
        "ask_hours",
        "calc_interest",
        "ask_fx_rate",
        "compare_products",
    ]
)
WISHING = frozenset(["take_ticket", "call_staff"])
"""Intents whose utterances teach, too, what a question and a wish look like."""
_OTHERS = 3000
"""As many of those utterances teach, evenly spread."""


@lru_cache(maxsize=1)
def turn_acts(path: Path = EXAMPLES) -> dict[str, tuple[str, ...]]:
    """The examples of each act."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {str(act): tuple(map(str, turns)) for act, turns in data.items()}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TurnActClassifier(TrainedComponent):
    """Sets `acts`, the chance of each act of nlu.turn_acts; taught by turn_acts.yml and the utterances of some intents."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing to set: the thresholds are those of nlu.decision."""
        return {}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._model: TurnActs | None = None

    def _read(self) -> None:
        try:
            with self._storage.read_from(self._resource) as folder:
                self._model = TurnActs.load(folder)
        except ValueError as error:
            raise ModelUnusable(
                "the trained model of turns' acts cannot be read; run rasa train"
            ) from error

    def train(self, training_data: TrainingData) -> Resource:
        self._model = TurnActs.fit(_examples(), _others(training_data))
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise ModelUnusable("the model of turns' acts has not been trained; run rasa train")
        for message in messages:
            heard = component.heard_of(message)
            if heard.text:
                found = sentence_features(heard, component.mentions_of(message))
                message.set(component.ACTS, self._model.read(found), add_to_output=True)
        return messages


def _examples() -> Iterator[tuple[list[str], str]]:
    matcher = LexiconMatcher(sample_lexicon())
    for act, turns in turn_acts().items():
        for heard in map(hear, turns):
            yield sentence_features(heard, mentions(matcher, heard)), act


def _others(training_data: TrainingData) -> Iterator[tuple[list[str], str]]:
    told = [
        example
        for example in training_data.intent_examples
        if example.get(INTENT) in ASKING | WISHING
    ]
    for example in told[:: max(1, len(told) // _OTHERS)]:
        act = WISH if example.get(INTENT) in WISHING else ASK
        features = sentence_features(component.heard_of(example), component.mentions_of(example))
        yield features, act
