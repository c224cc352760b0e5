"""The intent model with the rows it was fitted on, so that questions added later can be learnt as well."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import sparse

from nlu.arrays import save_arrays
from nlu.linear_model import LinearModel
from nlu.vectorizer import Vectorizer

REFUSED, FAQ = "out_of_scope", "faq"
CERTAIN = 0.98
"""Confidence in the intent of words that were learnt exactly as they are said now."""


@dataclass(frozen=True)
class Guess:
    """Intents with their probabilities, the likeliest first, and the chance that the words are not ours.

    `foreign` weighs out_of_scope against the best other intent alone: P(out) / (P(out) + P(best other)).
    Which of several of our intents it is may be open while it is plain that it is one of them.
    """

    ranking: tuple[tuple[str, float], ...]
    foreign: float

    def certain_of(self, intent: str) -> Guess:
        """The same with `intent` first, as sure as can be told."""
        rest = [(name, chance * (1 - CERTAIN)) for name, chance in self.ranking if name != intent]
        foreign = CERTAIN if intent == REFUSED else 1 - CERTAIN
        return Guess(((intent, CERTAIN), *rest)[: len(self.ranking)], foreign)


@dataclass(frozen=True)
class IntentModel:
    """`rows`, `labels` and how often each `counts` are what `linear` was fitted on, misspelt sentences too, before
    any question was added.
    """

    vectorizer: Vectorizer
    linear: LinearModel
    rows: sparse.csr_matrix
    labels: tuple[str, ...]
    counts: np.ndarray
    c: float

    @classmethod
    def fit(
        cls,
        documents: Sequence[Sequence[str]],
        labels: Sequence[str],
        shares: Mapping[str, float],
        c: float,
        misspelt: Mapping[int, Sequence[str]] | None = None,
        most: float | None = None,
    ) -> IntentModel:
        """Learns features, weights and the probabilities' temperature.

        `misspelt`: sentences, by their number, as a recogniser might get them wrong; they add weight to known
        features but no features of their own. With them each sentence is told twice, those not named as they are.
        `most`: questions of the FAQ count together as so many sentences at most.
        """
        vectorizer = Vectorizer.fit(documents, shares)
        rows = vectorizer.transform(documents)
        sentences, counts = np.arange(len(documents)), np.ones(len(documents))
        if misspelt:
            again = np.array(list(misspelt))
            counts = np.concatenate([2 - np.isin(sentences, again), np.ones(len(again))])
            sentences = np.concatenate([sentences, again])
            rows = sparse.vstack(
                [rows, vectorizer.transform(list(misspelt.values()))], format="csr"
            )
        told = tuple(labels[number] for number in sentences)
        questions = labels.count(FAQ)
        if most is not None and questions > most:
            counts = counts * np.where(np.array(told) == FAQ, most / questions, 1.0)
        linear = LinearModel.fit(rows, told, c=c, counts=counts, sentences=sentences)
        return cls(vectorizer, linear, rows, told, counts.astype(np.float32), c)

    def with_questions(self, documents: Sequence[Sequence[str]]) -> IntentModel:
        """A model that has learnt these as questions of the FAQ, too.

        Fitted anew on the old rows and these (about 5 s); what the features weigh and the
        temperature stay. `rows` stays as well: the next set of questions replaces this one.
        """
        if FAQ not in self.linear.labels or not documents:
            return self
        vectorizer = self.vectorizer.extended(documents)
        new = vectorizer.transform(documents)
        old = sparse.csr_matrix(
            (self.rows.data, self.rows.indices, self.rows.indptr),
            shape=(self.rows.shape[0], new.shape[1]),
        )
        linear = self.linear.refitted(
            sparse.vstack([old, new], format="csr"),
            [*self.labels, *[FAQ] * len(documents)],
            np.concatenate([self.counts, np.ones(len(documents))]),
            c=self.c,
        )
        return replace(self, vectorizer=vectorizer, linear=linear)

    def guess(self, document: Sequence[str], count: int) -> Guess:
        """The `count` likeliest intents."""
        chances = self.linear.probabilities(self.vectorizer.transform([document]))[0]
        best = np.argsort(-chances)
        names = self.linear.labels
        foreign = 0.0
        if REFUSED in names:
            out = float(chances[names.index(REFUSED)])
            other = float(chances[best[1] if names[best[0]] == REFUSED else best[0]])
            foreign = out / max(out + other, 1e-12)
        return Guess(tuple((names[i], float(chances[i])) for i in best[:count]), foreign)

    def save(self, folder: Path) -> None:
        """Writes plain arrays and JSON, no pickled objects."""
        self.linear.save(folder / "model.npz")
        self.vectorizer.save(folder)
        rows = self.rows
        save_arrays(
            folder / "rows.npz",
            data=rows.data,
            indices=rows.indices,
            indptr=rows.indptr,
            shape=np.array(rows.shape),
            counts=self.counts,
        )
        about = {"labels": self.labels, "c": self.c}
        (folder / "model.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> IntentModel:
        """Raises OSError, ValueError or KeyError for what `save` did not write."""
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        vectorizer = Vectorizer.read(folder)
        with np.load(folder / "rows.npz", allow_pickle=False) as kept:
            parts = (kept["data"], kept["indices"], kept["indptr"])
            rows = sparse.csr_matrix(parts, shape=tuple(int(side) for side in kept["shape"]))
            counts = kept["counts"]
        linear = LinearModel.read(folder / "model.npz")
        return cls(vectorizer, linear, rows, tuple(about["labels"]), counts, float(about["c"]))
