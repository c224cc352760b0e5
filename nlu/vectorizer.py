"""Turns lists of feature names into weighted sparse rows: sublinear counts, inverse document frequency,
each family of features scaled to its own share of a row of length one. The family is a feature's first letter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from pathlib import Path

import numpy as np
from scipy import sparse


@dataclass(frozen=True)
class Vectorizer:
    """`shares`: weight of each family (a letter); families not named are left out."""

    vocabulary: Mapping[str, int]
    idf: np.ndarray
    shares: Mapping[str, float]
    unknown: float = 0.0
    """Weight of a feature never seen in fitting: it adds to a row's length only, so that a sentence of
    unknown words is near nothing."""
    documents: int = 0
    """How many documents (or groups) idf was counted in."""

    @classmethod
    def fit(
        cls,
        documents: Sequence[Sequence[str]],
        shares: Mapping[str, float],
        *,
        groups: Sequence[int] | None = None,
        least: int = 1,
        unknown: float = 0.0,
    ) -> Vectorizer:
        """Learns vocabulary and idf = ln((1 + n) / (1 + df)) + 1.

        With `groups` (one a document) df counts the groups that hold a feature: what many phrasings
        of one question share still tells that question from others. Features in fewer than `least`
        documents are dropped.
        """
        seen: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        last_group: dict[str, int] = {}
        for number, document in enumerate(documents):
            group = groups[number] if groups is not None else number
            for feature in set(document):
                seen[feature] += 1
                if last_group.get(feature) != group:
                    last_group[feature] = group
                    pairs[feature] += 1
        names = [name for name, count in seen.items() if count >= least and name[0] in shares]
        total = len(set(groups)) if groups is not None else len(documents)
        idf = np.array(
            [log((1 + total) / (1 + pairs[name])) + 1 for name in names], dtype=np.float32
        )
        return cls(
            {name: column for column, name in enumerate(names)}, idf, dict(shares), unknown, total
        )

    def extended(self, documents: Sequence[Sequence[str]]) -> Vectorizer:
        """The same features with the same weights, and the new ones of `documents` behind them."""
        seen = Counter(
            feature
            for document in documents
            for feature in set(document)
            if feature[0] in self.shares and feature not in self.vocabulary
        )
        size = len(self.vocabulary)
        vocabulary = {**self.vocabulary, **{name: size + n for n, name in enumerate(seen)}}
        new = [log((1 + self.documents) / (1 + count)) + 1 for count in seen.values()]
        idf = np.concatenate([self.idf, np.array(new, dtype=np.float32)])
        return Vectorizer(vocabulary, idf, self.shares, self.unknown, self.documents)

    def save(self, folder: Path) -> None:
        """Writes plain arrays and JSON, no pickled objects."""
        np.save(folder / "idf.npy", self.idf, allow_pickle=False)
        about = {
            "vocabulary": list(self.vocabulary),
            "shares": dict(self.shares),
            "documents": self.documents,
        }
        (folder / "vocabulary.json").write_text(
            json.dumps(about, ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def read(cls, folder: Path) -> Vectorizer:
        """Raises OSError, ValueError or KeyError for what `save` did not write."""
        about = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        columns = {name: column for column, name in enumerate(about["vocabulary"])}
        idf = np.load(folder / "idf.npy", allow_pickle=False)
        return cls(columns, idf, about["shares"], documents=int(about["documents"]))

    def transform(self, documents: Iterable[Sequence[str]]) -> sparse.csr_matrix:
        """One row a document, float32. A row's known families are scaled to their shares, the row to length 1."""
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for document in documents:
            self._append(document, data, columns)
            ends.append(len(columns))
        shape = (len(ends) - 1, len(self.vocabulary))
        return sparse.csr_matrix(
            (np.array(data, dtype=np.float32), np.array(columns, dtype=np.int32), np.array(ends)),
            shape=shape,
        )

    def _append(self, document: Sequence[str], data: list[float], columns: list[int]) -> None:
        squares = dict.fromkeys(self.shares, 0.0)
        found: list[tuple[str, int, float]] = []
        unknown = self.unknown**2
        idf = self._idf
        for feature, count in Counter(document).items():
            family = feature[0]
            if family not in squares:
                continue
            column = self.vocabulary.get(feature)
            if column is None:
                squares[family] += unknown
                continue
            value = idf[column] if count == 1 else (1 + log(count)) * idf[column]
            found.append((family, column, value))
            squares[family] += value * value
        # Families that the sentence lacks take no part of its length.
        present = {family: square for family, square in squares.items() if square}
        length = sqrt(sum(self.shares[family] ** 2 for family in present)) or 1.0
        factor = {
            family: self.shares[family] / (sqrt(square) * length)
            for family, square in present.items()
        }
        for family, column, value in found:
            columns.append(column)
            data.append(value * factor[family])

    @cached_property
    def _idf(self) -> list[float]:
        """As Python numbers, which are read one by one faster than an array's."""
        return [float(value) for value in self.idf]
