"""Rasa component: what the customer's turn does, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.features import sentence_features
from nlu.heard import hear
from nlu.lots import drawn
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.snapshot import sample_lexicon
from nlu.trained_component import FolderComponent
from nlu.turn_acts import ASK, WISH, TurnActs
from nlu.yaml_files import read_yaml

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
_OTHERS = 6000
"""As many of those utterances teach, drawn by lot."""


@lru_cache(maxsize=1)
def turn_acts(path: Path = EXAMPLES) -> dict[str, tuple[str, ...]]:
    """The examples of each act."""
    data = read_yaml(path)
    return {str(act): tuple(map(str, turns)) for act, turns in data.items()}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TurnActClassifier(FolderComponent[TurnActs]):
    """Sets `acts`, the chance of each act of nlu.turn_acts; taught by turn_acts.yml and the utterances of some intents."""

    kind = TurnActs
    what = "what turns do"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing to set: the thresholds are those of nlu.decision."""
        return {}

    def _learn(self, training_data: TrainingData) -> TurnActs:
        return TurnActs.fit(_examples(), _others(training_data))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            heard = component.heard_of(message)
            if heard.text:
                found = sentence_features(heard, component.mentions_of(message))
                message.set(component.ACTS, self.learnt.chances(found), add_to_output=True)
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
    for example in drawn(told, _OTHERS, lambda each: component.heard_of(each).text):
        act = WISH if example.get(INTENT) in WISHING else ASK
        features = sentence_features(component.heard_of(example), component.mentions_of(example))
        yield features, act
