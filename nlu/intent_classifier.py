"""Rasa component: the intent, by a linear model over character, sound, concept and entity features."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.errors import ModelUnusable
from nlu.features import CHARS, CONCEPTS, FOUND, GAPS, SOUNDS, Mention, sentence_features
from nlu.heard import Heard, hear
from nlu.intent_model import FAQ, IntentModel
from nlu.live_component import LiveComponent
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.slips import Slips
from nlu.snapshot import Snapshot, joined, static_lexicon

SHARES: Mapping[str, float] = {CHARS: 1.0, SOUNDS: 0.6, GAPS: 0.5, CONCEPTS: 0.4, FOUND: 0.4}
_RANKING_LENGTH = 5
_MOST_NEW = 3000
"""New phrasings that are learnt live; of more, as many evenly spread."""
_MOST_QUESTIONS = 6600.0
"""The FAQ's phrasings count as so many sentences at most: more of them would drown the other intents."""
_KNOWN = "known.json"


def misspelt(
    sentences: Sequence[tuple[Heard, Sequence[Mention]]], share: float
) -> dict[int, list[str]]:
    """Features of a second telling of each sentence, misspelt as a recogniser might, by the sentence's number.

    Those that happen to stay as they are, are left out; all are where `share` is 0. What the extractors found
    in the sentence counts in both tellings: the corrector (nlu/spelling.py) goes before them, so that a slip
    seldom costs an entity.
    """
    if not share:
        return {}
    slips = Slips.of([heard for heard, _ in sentences])
    tellings = {
        number: (slips.misspelt(heard, share), found)
        for number, (heard, found) in enumerate(sentences)
    }
    return {
        number: sentence_features(telling, found)
        for number, (telling, found) in tellings.items()
        if telling.text != sentences[number][0].text
    }


def _lost_words(example: Message) -> bool:
    """Whether the plain form is shorter than what was said, punctuation aside."""
    said = sum(map(str.isalnum, component.text_of(example)))
    return sum(map(str.isalnum, component.heard_of(example).text)) < said


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(LiveComponent):
    """Sets `intent`, `intent_ranking` and how foreign the words are; learns new questions of the FAQ live.

    Confidence is calibrated on a held-out part of the training data. Words that stand in the training data as
    they were said are certain: short ones (OK, 好嘞) have too few characters to be weighed.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """c: the SVM's inverse regularisation; shares: weight of each family of features; slips: share of the
        characters that are misspelt in the second telling of each training sentence, 0 for no second telling.
        """
        return {"c": 0.8, "shares": dict(SHARES), "slips": 0.15}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._trained: IntentModel | None = None
        self._model: IntentModel | None = None
        self._known: Mapping[str, str] = {}
        self._learnt: tuple[str, ...] = ()

    def train(self, training_data: TrainingData) -> Resource:
        """A sentence that an intent file and the FAQ both hold counts for the intent file.

        OK谢谢 is the same as OK once courtesy is taken off: what lost words gives way to what lost none.
        """
        documents: dict[tuple[str, ...], str] = {}
        sentences: dict[tuple[str, ...], tuple[Heard, list[Mention]]] = {}
        known: dict[str, set[str]] = {}
        for example in sorted(training_data.intent_examples, key=_lost_words):
            heard = component.heard_of(example)
            found = component.mentions_of(example)
            features = tuple(sentence_features(heard, found))
            intent = str(example.get(INTENT))
            if features in documents and _lost_words(example):
                continue
            known.setdefault(heard.text, set()).add(intent)
            sentences.setdefault(features, (heard, found))
            if intent != FAQ or features not in documents:
                documents[features] = intent
        self._trained = self._model = IntentModel.fit(
            list(documents),
            list(documents.values()),
            self._config["shares"],
            float(self._config["c"]),
            misspelt(list(sentences.values()), float(self._config["slips"])),
            _MOST_QUESTIONS,
        )
        # What is said with two meanings is weighed.
        self._known = {
            text: intents.pop() if len(intents) == 1 else "" for text, intents in known.items()
        }
        with self._storage.write_to(self._resource) as folder:
            self._trained.save(folder)
            text = json.dumps(self._known, ensure_ascii=False)
            (folder / _KNOWN).write_text(text, encoding="utf-8")
        return self._resource

    def follow(self, snapshot: Snapshot) -> None:
        """Learns the phrasings that are new since training as questions of the FAQ, and forgets removed ones.

        Without this a question about something that the branch did not have yesterday would be taken,
        often with high confidence, for the nearest of the other intents.
        """
        if self._trained is None:
            return
        phrasings = dict.fromkeys(
            words for faq in snapshot.faqs for words in (faq.title, *faq.phrasings)
        )
        new = tuple(words for words in phrasings if hear(words).text not in self._known)
        new = new[:: -(-len(new) // _MOST_NEW) or 1]
        if new == self._learnt:
            return
        matcher = LexiconMatcher(joined(static_lexicon(), snapshot.lexicon))
        model = self._trained.with_questions(
            [sentence_features(heard, mentions(matcher, heard)) for heard in map(hear, new)]
        )
        self._learnt, self._model = new, model

    def process(self, messages: list[Message]) -> list[Message]:
        model = self._model
        if model is None:
            raise ModelUnusable("the intent classifier has not been trained; run rasa train")
        for message in messages:
            heard = component.heard_of(message)
            guess = model.guess(
                sentence_features(heard, component.mentions_of(message)), _RANKING_LENGTH
            )
            if known := self._known.get(heard.text):
                guess = guess.certain_of(known)
            ranking = [{"name": name, "confidence": chance} for name, chance in guess.ranking]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set(component.FOREIGN, guess.foreign)
        return messages

    def _read(self) -> None:
        try:
            with self._storage.read_from(self._resource) as folder:
                self._trained = self._model = IntentModel.read(folder)
                self._known = dict(json.loads((folder / _KNOWN).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError) as error:
            raise ModelUnusable(
                "the trained intent classifier cannot be read; run rasa train"
            ) from error
