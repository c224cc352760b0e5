"""要不要公证, of an answer of nine sentences: which of them speaks to what was asked, and whether any does.

A multinomial logit over the sentences and none of them. What a sentence shares with the words counts, and, learnt from the
talks of talks.yml, which word of a question goes with which word of an answer: 多久 with 工作日, 我儿子来 with 代办.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from nlu.errors import ModelUnusable

_END = re.compile("[。；！？!?;]+")
_OTHER = re.compile("[^\u4e00-\u9fffA-Za-z0-9]")
_EMPTY = frozenset("的了吗呢吧啊嘛呀么我你您那这是有不就要")
_ASKED_LEAST, _TOLD_LEAST = 6, 4
"""So often a piece stands in the examples' questions, and in the answers, to be learnt of."""
_PLAIN, _PAIRS = 0.5, 3.0
"""L2 weights of the few plain features, and of the many pairs."""
_PAIRED = 2
"""So often a pair is seen to be learnt of. In cross-validation (7,761 turns) every pair gives 63.3 % right, these 63.3 %, those
seen five times 62.9 %; a third of the pairs are seen once."""
_ROUNDS = 30
_LONG, _MANY, _RARE = 20.0, 10.0, 5.0
"""What lengths, places and the weight of what is shared are divided by, to be about 1 at most."""


@dataclass(frozen=True)
class Example:
    """A question, the sentences of the answer it got, and which of them speak to it (from 0); none may."""

    words: str
    sentences: tuple[str, ...]
    right: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """The sentences of an answer, and their pieces as a 0/1 matrix (sentences x pieces)."""

    sentences: tuple[str, ...]
    pieces: sparse.csr_matrix


@dataclass(frozen=True)
class Speaking:
    """Immutable; threads may share it. `answers` are the branch's own at the time of training."""

    asked: Mapping[str, int]
    told: Mapping[str, int]
    rarity: np.ndarray
    plain: np.ndarray
    none: np.ndarray
    pairs: sparse.csr_matrix
    answers: Mapping[str, tuple[str, ...]]

    @classmethod
    def fit(cls, examples: Sequence[Example], answers: Mapping[str, tuple[str, ...]]) -> Speaking:
        """Learns from `examples`; about three seconds for a thousand."""
        asked = _vocabulary((asked_pieces(each.words) for each in examples), _ASKED_LEAST)
        known = {sentence for each in examples for sentence in each.sentences}
        counts = Counter(piece for sentence in known for piece in told_pieces(sentence))
        told = {piece: number for number, piece in enumerate(sorted(counts))}
        rarity = np.array([log((len(known) + 1) / (counts[piece] + 0.5)) for piece in told])
        often = np.array([counts[piece] >= _TOLD_LEAST for piece in told])
        nothing = sparse.csr_matrix((len(asked), len(told)), dtype=np.float32)
        blank = cls(asked, told, rarity, np.zeros(5), np.zeros(3), nothing, answers)
        return _fitted(blank, examples, often)

    def prepared(self, sentences: Sequence[str]) -> Answer:
        """An answer to be asked of often."""
        return Answer(
            tuple(sentences), _matrix([told_pieces(each) for each in sentences], self.told)
        )

    def weigh(self, words: str, answer: Answer) -> tuple[np.ndarray, float]:
        """The strength of each sentence for the words, and that of none; only their differences mean something."""
        if not answer.sentences:
            return np.zeros(0), 0.0
        plain, none = self.features(words, answer)
        row = _matrix([asked_pieces(words)], self.asked)
        learnt = answer.pieces @ np.asarray((row @ self.pairs).todense()).ravel()
        return plain @ self.plain + learnt, float(none @ self.none)

    def chances(self, words: str, answer: Answer) -> np.ndarray:
        """The chance of each sentence to be the one that speaks to the words; what lacks to 1 is that of none."""
        return chances_of(*self.weigh(words, answer))

    def features(self, words: str, answer: Answer) -> tuple[np.ndarray, np.ndarray]:
        """Of each sentence: what it shares by rarity and by characters, whether it is the first, place, length. Of none."""
        pieces = [self.told[piece] for piece in told_pieces(words) if piece in self.told]
        rarity = np.zeros(len(self.told))
        rarity[pieces] = self.rarity[pieces]
        shared = answer.pieces @ rarity
        meant = {char for char in words if "\u4e00" <= char <= "\u9fff"} - _EMPTY
        share = [len(meant & set(each)) / max(1, len(meant)) for each in answer.sentences]
        places = np.arange(len(answer.sentences))
        lengths = [len(each) / _LONG for each in answer.sentences]
        columns = (shared / _RARE, share, places == 0, places / _MANY, lengths)
        plain = np.column_stack([np.asarray(each, dtype=float) for each in columns])
        return plain, np.array([1.0, len(words) / _LONG, max(share, default=0.0)])

    def save(self, folder: Path) -> None:
        """Writes plain arrays and JSON, no pickled objects."""
        sparse.save_npz(folder / "pairs.npz", self.pairs)
        np.savez(folder / "weights.npz", rarity=self.rarity, plain=self.plain, none=self.none)
        words = {"asked": list(self.asked), "told": list(self.told), "answers": self.answers}
        (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Speaking:
        """Raises OSError, ValueError or KeyError for what `save` did not write."""
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as weights:
            rarity, plain, none = (weights[name] for name in ("rarity", "plain", "none"))
        pairs = sparse.load_npz(folder / "pairs.npz").tocsr()
        asked, told = (
            {piece: number for number, piece in enumerate(words[name])}
            for name in ("asked", "told")
        )
        if pairs.shape != (len(asked), len(told)):
            raise ValueError("pairs and words do not fit each other")
        answers = {entry: tuple(told) for entry, told in words["answers"].items()}
        return cls(asked, told, rarity, plain, none, pairs, answers)


def chances_of(strengths: np.ndarray, none: float) -> np.ndarray:
    """What `weigh` found, as chances; what lacks to 1 is that of none."""
    parts = np.exp(np.append(strengths, none) - strengths.max(initial=none))
    return np.asarray((parts / parts.sum())[:-1])


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a written answer, without their ends."""
    return tuple(part.strip() for part in _END.split(text) if part.strip())


def asked_pieces(words: str) -> set[str]:
    """Characters and pairs of them, with the edges, of a question."""
    bare = _OTHER.sub("", words)
    edged = f"^{bare}$"
    return set(bare) | {edged[n : n + 2] for n in range(len(edged) - 1)}


def told_pieces(words: str) -> set[str]:
    """Pairs of characters of an answer."""
    bare = _OTHER.sub("", words)
    return {bare[n : n + 2] for n in range(len(bare) - 1)}


def _vocabulary(documents: Iterable[set[str]], least: int) -> dict[str, int]:
    counts = Counter(piece for document in documents for piece in document)
    kept = sorted(piece for piece, count in counts.items() if count >= least)
    return {piece: number for number, piece in enumerate(kept)}


def _matrix(documents: Sequence[set[str]], vocabulary: Mapping[str, int]) -> sparse.csr_matrix:
    """Which pieces of the vocabulary each document has, as 0 and 1 (documents x pieces)."""
    found = [sorted(vocabulary[p] for p in document if p in vocabulary) for document in documents]
    ends = np.cumsum([0, *map(len, found)])
    columns = np.array([number for each in found for number in each], dtype=np.int64)
    ones = np.ones(len(columns), dtype=np.float32)
    return sparse.csr_matrix((ones, columns, ends), shape=(len(documents), len(vocabulary)))


def _fitted(blank: Speaking, examples: Sequence[Example], often: np.ndarray) -> Speaking:
    """`blank` with the weights that make the examples likeliest (L-BFGS)."""
    if not any(each.sentences for each in examples):
        raise ModelUnusable("there is no talk to learn from which sentence speaks to a question")
    asked = _matrix([asked_pieces(each.words) for each in examples], blank.asked)
    # Many questions were asked of the same answer.
    answers = {each.sentences: blank.prepared(each.sentences) for each in examples}
    learnt = {told: _of_these(answer.pieces, often) for told, answer in answers.items()}
    plain, none, cells, lengths = [], [], [], []
    owners: list[int] = []
    right: list[bool] = []
    for number, each in enumerate(examples):
        of_sentences, of_none = blank.features(each.words, answers[each.sentences])
        plain.append(of_sentences)
        none.append(of_none)
        pieces = learnt[each.sentences]
        row = asked.indices[slice(*asked.indptr[number : number + 2])] * len(blank.told)
        cells.append((pieces.indices[:, None] + row[None, :]).ravel())
        lengths.append(np.diff(pieces.indptr) * len(row))
        owners += [number] * len(each.sentences)
        right += [place in each.right for place in range(len(each.sentences))]
    used, pairs = _pairs(np.concatenate(cells), np.concatenate(lengths))
    found = _likeliest(
        np.vstack(plain), np.vstack(none), pairs, np.array(owners), np.array(right, dtype=bool)
    )
    where = np.divmod(used, len(blank.told))
    weights = sparse.csr_matrix((found[2].astype(np.float32), where), shape=blank.pairs.shape)
    return Speaking(
        blank.asked, blank.told, blank.rarity, found[0], found[1], weights, blank.answers
    )


def _of_these(pieces: sparse.csr_matrix, these: np.ndarray) -> sparse.csr_matrix:
    """`pieces` without the columns that `these` says no to."""
    kept = these[pieces.indices]
    ends = np.concatenate([[0], np.cumsum(kept)])[pieces.indptr]
    return sparse.csr_matrix((pieces.data[kept], pieces.indices[kept], ends), pieces.shape)


def _pairs(cells: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, sparse.csr_matrix]:
    """The cells that are seen at least _PAIRED times, in order, and which of them each row has.

    `cells` of all rows, one row of `lengths` behind the other.
    """
    seen = np.bincount(cells)
    used = np.flatnonzero(seen >= _PAIRED)
    places = np.cumsum(seen >= _PAIRED, dtype=np.int32) - 1
    kept = seen[cells] >= _PAIRED
    ends = np.concatenate([[0], np.cumsum(kept)])[np.cumsum([0, *lengths])]
    # Of the kind of the weights, or each product would make a copy that is.
    ones = np.ones(ends[-1], dtype=np.float64)
    return used, sparse.csr_matrix((ones, places[cells[kept]], ends), (len(lengths), len(used)))


def _likeliest(
    plain: np.ndarray,
    none: np.ndarray,
    pairs: sparse.csr_matrix,
    owners: np.ndarray,
    right: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights of sentences' plain features, of those of none, and of pairs.

    Rows of `plain` and `pairs` are sentences, `owners` their questions in order, which are the rows of `none`.
    """
    count, first, second = len(none), plain.shape[1], plain.shape[1] + none.shape[1]
    unspoken = np.bincount(owners, weights=right, minlength=count) == 0
    back = pairs.T.tocsr()
    asked, starts = np.unique(owners, return_index=True)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        told = plain @ weights[:first] + pairs @ weights[second:]
        nothing = none @ weights[first:second]
        most = nothing.copy()
        most[asked] = np.maximum(most[asked], np.maximum.reduceat(told, starts))
        told, nothing = np.exp(told - most[owners]), np.exp(nothing - most)
        whole = nothing + np.bincount(owners, weights=told, minlength=count)
        good = np.bincount(owners, weights=told * right, minlength=count) + nothing * unspoken
        slope = told / whole[owners] - told * right / good[owners]
        of_none = nothing / whole - nothing * unspoken / good
        penalty = np.concatenate([np.full(second, _PLAIN), np.full(pairs.shape[1], _PAIRS)])
        value = -float(np.log(good / whole).sum()) + float(penalty @ weights**2)
        parts = [plain.T @ slope, none.T @ of_none, back @ slope]
        return value, np.concatenate(parts) + 2 * penalty * weights

    start = np.zeros(second + pairs.shape[1])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    return best[:first], best[first:second], best[second:]
