"""Rasa component: what a recogniser misspelt is put right once a turn, for all components behind it."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.errors import ModelUnusable
from nlu.heard import hear
from nlu.live_component import LiveComponent
from nlu.normalizer import normalize
from nlu.snapshot import Lexicon, Snapshot, sample_lexicon
from nlu.spelling import Spelling
from nlu.trigrams import Trigrams
from nlu.wordings import plain


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingCorrector(LiveComponent):
    """Replaces `plain` and `heard` by what was probably meant; the customer's own text stays as it is.

    Sentences that are known as they stand are never touched. The words of the branch's content follow live,
    lest a product that is new today be taken for a misspelt old one.
    """

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._trained = self._spelling = Spelling(Trigrams(), {})
        self._taught: frozenset[str] = frozenset()
        self._known: frozenset[str] = frozenset()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns how customers write from the utterances, and the words of the sample branch."""
        sentences = [component.heard_of(example) for example in training_data.intent_examples]
        sentences += [hear(word) for word in _words(sample_lexicon())]
        self._use(Spelling.fit(sentences), frozenset(heard.text for heard in sentences))
        data = {
            "trigrams": self._trained.trigrams.counts,
            "alike": {sound: "".join(each) for sound, each in self._trained.alike.items()},
            "known": sorted(self._taught),
        }
        component.write_json(self._storage, self._resource, data)
        return self._resource

    def follow(self, snapshot: Snapshot) -> None:
        """Makes the words and questions of `snapshot` familiar, and forgets those of the one before."""
        spoken = {
            *_words(snapshot.lexicon),
            *(said for faq in snapshot.faqs for said in (faq.title, *faq.phrasings)),
        }
        known = self._taught.union(normalize(each).text for each in spoken)
        if known != self._known:
            self._spelling = self._trained.with_words(known - self._taught)
            self._known = known

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            heard = component.heard_of(message)
            if heard.text not in self._known:
                mended = self._spelling.mended(heard)
                message.set(component.HEARD, mended)
                message.set(component.PLAIN, mended.plain)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The examples stay: they are what is known."""
        return training_data

    def _use(self, trained: Spelling, taught: frozenset[str]) -> None:
        self._trained = self._spelling = trained
        self._taught = self._known = taught

    def _read(self) -> None:
        data = component.read_json(self._storage, self._resource)
        try:
            alike = {sound: tuple(each) for sound, each in data["alike"].items()}
            self._use(Spelling(Trigrams(data["trigrams"]), alike), frozenset(data["known"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ModelUnusable("the trained spelling cannot be read; run rasa train") from error


def _words(lexicon: Lexicon) -> list[str]:
    return [
        word for entries in plain(lexicon).values() for entry in entries for word in entry.spoken
    ]
