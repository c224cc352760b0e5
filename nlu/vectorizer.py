"""Turns lists of feature names into weighted sparse rows: sublinear counts, inverse document frequency,
each family of features scaled to its own share of a row of length one. The family is a feature's first letter."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count as counting
from itertools import repeat
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
        every: dict[str, int] = defaultdict(counting().__next__)
        counted = _counted(documents, lambda document: map(every.__getitem__, document))
        owners = np.arange(len(documents)) if groups is None else np.array(groups, dtype=np.int64)
        total = len(np.unique(owners))
        seen = np.bincount(counted.indices, minlength=len(every))
        # Each pair of a group and a feature once.
        held = np.unique(np.repeat(owners, np.diff(counted.indptr)) * len(every) + counted.indices)
        shared = np.bincount(held % max(len(every), 1), minlength=len(every))
        kept = [
            (name, column)
            for name, column in every.items()
            if seen[column] >= least and name[0] in shares
        ]
        idf = np.log((1 + total) / (1 + shared[[column for _, column in kept]])) + 1
        columns = {name: column for column, (name, _) in enumerate(kept)}
        return cls(columns, idf.astype(np.float32), dict(shares), unknown, total)

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
            "unknown": self.unknown,
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
        return cls(columns, idf, about["shares"], float(about["unknown"]), int(about["documents"]))

    def transform(self, documents: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """One row a document, float32. A row's known families are scaled to their shares, the row to length 1."""
        if len(documents) == 1:
            return self._row(documents[0])
        size, kinds = len(self.vocabulary), len(self.shares)
        rows = _counted(documents, lambda each: map(self.vocabulary.get, each, repeat(size)))
        known = rows.indices < size
        values = np.append(self.idf, 0.0)[rows.indices] * (1 + np.log(rows.data))
        families = np.append(self._families, 0)[rows.indices]
        cells = np.repeat(np.arange(len(documents)) * kinds, np.diff(rows.indptr)) + families
        squares = np.bincount(cells, values**2, len(documents) * kinds)
        squares = squares.reshape(-1, kinds) + self._unknown_squares(documents)
        shares, present = np.array(list(self.shares.values())), squares > 0
        # Families that the sentence lacks take no part of its length.
        whole = np.sqrt(squares) * np.sqrt(present @ shares**2)[:, None]
        factors = np.divide(shares, whole, out=np.zeros(squares.shape), where=present)
        values *= factors.ravel()[cells]
        ends = np.concatenate([[0], np.cumsum(known)])[rows.indptr]
        parts = (values[known].astype(np.float32), rows.indices[known], ends)
        return sparse.csr_matrix(parts, (len(documents), size))

    def _unknown_squares(self, documents: Sequence[Sequence[str]]) -> np.ndarray:
        """What unknown features add to the square of each document's families (documents x families)."""
        squares = np.zeros((len(documents), len(self.shares)))
        if self.unknown:
            places = {family: place for place, family in enumerate(self.shares)}
            for square, document in zip(squares, documents, strict=True):
                for feature in set(document).difference(self.vocabulary):
                    if feature[0] in places:
                        square[places[feature[0]]] += self.unknown**2
        return squares

    def _row(self, document: Sequence[str]) -> sparse.csr_matrix:
        """The same for one document, in less than half the time."""
        squares = dict.fromkeys(self.shares, 0.0)
        columns: list[int] = []
        values: list[float] = []
        families: list[str] = []
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
            columns.append(column)
            values.append(value)
            families.append(family)
            squares[family] += value * value
        present = {family: square for family, square in squares.items() if square}
        length = sqrt(sum(self.shares[family] ** 2 for family in present)) or 1.0
        factor = {
            family: self.shares[family] / (sqrt(square) * length)
            for family, square in present.items()
        }
        data = [value * factor[family] for family, value in zip(families, values, strict=True)]
        parts = (
            np.array(data, dtype=np.float32),
            np.array(columns, dtype=np.int32),
            [0, len(data)],
        )
        return sparse.csr_matrix(parts, (1, len(self.vocabulary)))

    @cached_property
    def _idf(self) -> list[float]:
        """As Python numbers, which are read one by one faster than an array's."""
        return [float(value) for value in self.idf]

    @cached_property
    def _families(self) -> np.ndarray:
        """The place of each feature's family among the shares."""
        places = {family: place for place, family in enumerate(self.shares)}
        return np.array([places[feature[0]] for feature in self.vocabulary], dtype=np.int64)


def _counted(
    documents: Iterable[Sequence[str]], columns_of: Callable[[Sequence[str]], Iterable[int]]
) -> sparse.csr_matrix:
    """How often each document has each feature, whose columns `columns_of` tells; they ascend within a row."""
    ends = [0]
    columns: list[int] = []
    for document in documents:
        columns.extend(columns_of(document))
        ends.append(len(columns))
    shape = (len(ends) - 1, max(columns, default=-1) + 1)
    counted = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape)
    counted.sum_duplicates()
    return counted
