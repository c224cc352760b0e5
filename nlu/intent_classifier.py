"""Rasa component: the intent, by a linear model over character, sound, concept and entity features."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.errors import ModelUnusable
from nlu.features import CHARS, CONCEPTS, FOUND, SOUNDS, sentence_features
from nlu.linear_model import LinearModel
from nlu.vectorizer import Vectorizer

SHARES: Mapping[str, float] = {CHARS: 1.0, SOUNDS: 0.6, CONCEPTS: 0.4, FOUND: 0.3}
_RANKING_LENGTH = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent):
    """Sets `intent` and `intent_ranking`; confidence is calibrated on held-out folds of the training data."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """c: the SVM's inverse regularisation; shares: weight of each family of features."""
        return {"c": 2.0, "shares": dict(SHARES)}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        made = cls(config, model_storage, resource)
        made._read()
        return made

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return component.source_fingerprint()

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self._vectorizer: Vectorizer | None = None
        self._model: LinearModel | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """A sentence that an intent file and the FAQ both hold counts for the intent file."""
        documents: dict[tuple[str, ...], str] = {}
        for example in training_data.intent_examples:
            features = self._features(example)
            intent = str(example.get(INTENT))
            if intent != "faq" or features not in documents:
                documents[features] = intent
        rows = list(documents)
        self._vectorizer = Vectorizer.fit(rows, self._config["shares"])
        self._model = LinearModel.fit(
            self._vectorizer.transform(rows), list(documents.values()), c=float(self._config["c"])
        )
        self._write()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._vectorizer is None or self._model is None:
            raise ModelUnusable("the intent classifier has not been trained; run rasa train")
        for message in messages:
            row = self._vectorizer.transform([self._features(message)])
            probabilities = self._model.probabilities(row)[0]
            best = np.argsort(-probabilities)[:_RANKING_LENGTH]
            ranking = [
                {"name": self._model.labels[i], "confidence": float(probabilities[i])} for i in best
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    @staticmethod
    def _features(message: Message) -> tuple[str, ...]:
        return tuple(sentence_features(component.text_of(message), component.mentions_of(message)))

    def _write(self) -> None:
        assert self._vectorizer is not None
        assert self._model is not None
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / "model.npz")
            np.save(folder / "idf.npy", self._vectorizer.idf, allow_pickle=False)
            (folder / "vocabulary.json").write_text(
                json.dumps(list(self._vectorizer.vocabulary), ensure_ascii=False), encoding="utf-8"
            )

    def _read(self) -> None:
        try:
            with self._storage.read_from(self._resource) as folder:
                names = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
                idf = np.load(folder / "idf.npy", allow_pickle=False)
                self._model = LinearModel.read(folder / "model.npz")
        except (OSError, ValueError, KeyError) as error:
            raise ModelUnusable(
                "the trained intent classifier cannot be read; run rasa train"
            ) from error
        vocabulary = {name: column for column, name in enumerate(names)}
        self._vectorizer = Vectorizer(vocabulary, idf, self._config["shares"])
