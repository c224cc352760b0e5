"""Rasa component: which questions of the branch's FAQ the customer may be asking, live."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import accumulate
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component, premises
from nlu.calibration import Calibration, calibrate
from nlu.errors import ModelUnusable
from nlu.faq_index import FaqIndex, exact_form, exact_table
from nlu.heard import Heard, hear
from nlu.live_component import LiveComponent
from nlu.snapshot import Faq, Snapshot, branch_snapshot

_RANKING_LENGTH = 5
ABOUT = "about.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FaqRetriever(LiveComponent):
    """Sets `faq_ranking` ([{id, score}], best first, score in 0..1), `faq_exact` (an id or None) and `faq_fresh`."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._faqs: tuple[Faq, ...] = ()
        self._index = FaqIndex(())
        self._titles: dict[str, str] = {}
        self._table: dict[str, str] = {}
        self._calibration = Calibration()
        self._shadowed: dict[str, str] = {}
        self._known: frozenset[str] = frozenset()
        self._fresh: frozenset[str] = frozenset()

    def train(self, training_data: TrainingData) -> Resource:
        """Takes the branch's FAQ; the utterances of the other intents teach when not to answer."""
        snapshot = branch_snapshot()
        index = FaqIndex(snapshot.faqs)
        others = [
            example for example in training_data.intent_examples if example.get(INTENT) != "faq"
        ]
        texts = [component.text_of(example) for example in others]
        self._calibration = calibrate(snapshot.faqs, index, texts)
        self._faqs, self._index, self._table = snapshot.faqs, index, index.exact_forms
        # An utterance that an intent's examples and the FAQ both hold is the intent's.
        self._shadowed = {
            exact_form(heard): faq
            for heard in map(component.heard_of, others)
            if (faq := index.exact(heard))
        }
        data = {
            "snapshot": snapshot.to_json(),
            "calibration": asdict(self._calibration),
            "shadowed": self._shadowed,
        }
        with self._storage.write_to(self._resource) as folder:
            text = json.dumps(data, ensure_ascii=False)
            (folder / ABOUT).write_text(text, encoding="utf-8")
            index.save(folder)
        return self._resource

    def notice(self, snapshot: Snapshot) -> None:
        """Known phrasings of new and changed questions are answered at once: they need no fitting."""
        self._table = exact_table(snapshot.faqs)

    def follow(self, snapshot: Snapshot) -> None:
        """Refits from `snapshot` when its questions changed, and swaps; parsing goes on meanwhile."""
        if snapshot.faqs != self._faqs:
            index = FaqIndex(snapshot.faqs)
            self._faqs, self._index = snapshot.faqs, index
            self._titles = _titles(snapshot.faqs)
            self._fresh = frozenset(
                faq.id for faq in snapshot.faqs if not self._known.issuperset(_forms(faq))
            )

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            heard = component.heard_of(message)
            index = self._index
            exact = self._exact(heard)
            ranking = self._founded(self._ranking(index, heard), message)
            if exact is not None:
                ranking = [
                    {"id": exact, "score": 1.0},
                    *(row for row in ranking if row["id"] != exact),
                ][:_RANKING_LENGTH]
            message.set(component.FAQ_EXACT, exact)
            message.set(component.FAQ_FRESH, bool(ranking) and ranking[0]["id"] in self._fresh)
            message.set(component.FAQ_RANKING, ranking, add_to_output=True)
        return messages

    def _exact(self, heard: Heard) -> str | None:
        form = exact_form(heard)
        found = self._table.get(form)
        return None if found is None or self._shadowed.get(form) == found else found

    def _ranking(self, index: FaqIndex, heard: Heard) -> list[dict[str, Any]]:
        hits = index.search(heard, _RANKING_LENGTH)
        if not hits:
            return []
        best, second = hits[0].nearness, hits[1].nearness if len(hits) > 1 else 0.0
        chances = (
            self._calibration.chance(heard, hit, best if number else second)
            for number, hit in enumerate(hits)
        )
        # The order is that of nearness. A lower place may look likelier by its words alone; it is no
        # better answer for that, so it is not more certain than the one above it.
        return [
            {"id": hit.id, "score": round(chance, 4)}
            for hit, chance in zip(hits, accumulate(chances, min), strict=True)
        ]

    def _founded(self, ranking: list[dict[str, Any]], message: Message) -> list[dict[str, Any]]:
        """Without what takes for granted that which nobody has said, in the midst of a talk."""
        said = (message.get("metadata") or {}).get(component.SAID)
        if not said:
            return ranking
        words, titles = [*said, component.plain_of(message).text], self._titles
        return [
            row
            for row in ranking
            if row["score"] >= premises.TELLS or premises.founded(titles.get(row["id"], ""), words)
        ]

    def _read(self) -> None:
        try:
            with self._storage.read_from(self._resource) as folder:
                data = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
                self._faqs = Snapshot.from_json(data["snapshot"]).faqs
                self._calibration = Calibration(**data["calibration"])
                self._shadowed = dict(data["shadowed"])
                self._index = FaqIndex.read(folder, self._faqs)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelUnusable(
                "the trained FAQ retriever cannot be read; run rasa train"
            ) from error
        self._table, self._titles = self._index.exact_forms, _titles(self._faqs)
        self._known = frozenset(self._table)


def _titles(faqs: Iterable[Faq]) -> dict[str, str]:
    return {faq.id: faq.title for faq in faqs}


def _forms(faq: Faq) -> set[str]:
    forms = {exact_form(hear(words)) for words in (faq.title, *faq.phrasings)}
    return forms - {""}
