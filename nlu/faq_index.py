"""Ranks the branch's questions for a customer's words: one tuned direction a question, and what its phrasings cover.

Each question starts as the mean of its phrasings' vectors (Rocchio). A few passes then pull a question
towards a phrasing that ranks another question higher, and push that rival away; while judging a phrasing
its own part is left out, so that tuning sees the errors which unseen wordings would meet. What stands is the mean of the
later passes (the averaged perceptron, Collins 2002): of held-out phrasings 82.2 % find their question, 81.9 % with the last
pass alone, whose outcome hangs on a few near ties. Fitting takes a few seconds for fifteen thousand phrasings; the number
of passes falls with size.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from nlu.arrays import save_arrays
from nlu.features import CHARS, CONCEPTS, SOUNDS, sentence_features
from nlu.heard import Heard, hear
from nlu.snapshot import Faq
from nlu.vectorizer import Vectorizer

SHARES: Mapping[str, float] = {CHARS: 1.0, SOUNDS: 0.7, CONCEPTS: 0.5}
_PARTICLES = re.compile(r"(?<=...)(?:[呢吗嘛么吧的呗哈啦呀啊呐哩]|了(?=[呢吗嘛吧呗]))+$")
"""Said at the end of a question or not, without changing it."""
_PERSON = re.compile(r"^(?:我们?|俺们?|咱们?)(?:的|[这那][个张]?)?(?=...)")
"""Whose it is, at the beginning of a question: 我卡丢了, 卡丢了."""
_PASSES = 20
_STEP = 0.05
_MARGIN = 0.2
_BUDGET = 6e9
"""Multiplications that tuning may take, about 3 s of one core."""
_COVER = 0.2
"""How much the covered share counts beside the cosine. On held-out phrasings 0.1 to 0.5 rank nearly alike."""
_EXACT = "exact.json"
_UNKNOWN = 3.0
"""Weight of a feature that no phrasing has, about that of one which half of a per cent of questions have."""


@dataclass(frozen=True)
class Hit:
    """A question and how near the words are to it, all in 0..1.

    `nearness` orders the questions: the cosine to the question's direction and the covered share, weighed.
    `covered` is the share of the words that any of its phrasings has: 手机在哪充电 shares 充 and 手机 with 充话费, but
    充电 is not covered. `known` is the share of the words that any question has, the same for every hit.
    """

    id: str
    nearness: float
    covered: float
    known: float


class FaqIndex:
    """Immutable once built; threads may share it."""

    def __init__(self, faqs: Sequence[Faq]) -> None:
        self.ids = tuple(faq.id for faq in faqs)
        self.exact_forms = exact_table(faqs)
        """The question of each phrasing's exact form."""
        texts: list[str] = []
        owners: list[int] = []
        for number, faq in enumerate(faqs):
            for text in dict.fromkeys((faq.title, *faq.phrasings)):
                if hear(text).text:
                    texts.append(text)
                    owners.append(number)
        self.size = len(texts)
        """Number of phrasings."""
        documents = [sentence_features(hear(text)) for text in texts]
        self._vectorizer = Vectorizer.fit(documents, SHARES, groups=owners, unknown=_UNKNOWN)
        rows = self._vectorizer.transform(documents)
        # One row a feature, so that a question reads a few whole rows, and one column a question of the FAQ.
        of = np.array(owners, dtype=np.int64)
        self._held = _owned(rows, of, len(self.ids))
        self._directions = tuned_directions(rows, of, len(self.ids))

    def exact(self, heard: Heard) -> str | None:
        """The question of which the words are a known phrasing, apart from courtesy and spelling."""
        return self.exact_forms.get(exact_form(heard))

    def search(self, heard: Heard, count: int = 5) -> tuple[Hit, ...]:
        """The `count` nearest questions, nearest first; none for words that share nothing with any."""
        return self.search_each([heard], count)[0]

    def search_each(self, said: Sequence[Heard], count: int) -> list[tuple[Hit, ...]]:
        """`search` for many at once, in a fraction of the time."""
        if not self.size:
            return [()] * len(said)
        rows = self._vectorizer.transform([sentence_features(heard) for heard in said])
        owners = np.repeat(np.arange(len(said)), np.diff(rows.indptr))
        whole = np.maximum(np.bincount(owners, rows.data, len(said)), 1e-9)
        covered = (rows @ self._held).toarray() / whole[:, None]
        nearness = (rows @ self._directions + _COVER * covered) / (1 + _COVER)
        known = np.bincount(owners, rows.data**2, len(said))
        best = np.argsort(-nearness, axis=1, kind="stable")[:, :count]
        return [
            tuple(
                Hit(self.ids[n], float(nearness[row, n]), float(covered[row, n]), float(known[row]))
                for n in places
                if nearness[row, n] > 0
            )
            for row, places in enumerate(best)
        ]

    def save(self, folder: Path) -> None:
        """Writes plain arrays and JSON, no pickled objects."""
        self._vectorizer.save(folder)
        table = json.dumps(self.exact_forms, ensure_ascii=False)
        (folder / _EXACT).write_text(table, encoding="utf-8")
        told = sparse.csr_matrix(self._directions)
        save_arrays(
            folder / "index.npz",
            size=np.array(self.size),
            held=self._held.indices,
            held_ends=self._held.indptr,
            told=told.data,
            told_at=told.indices,
            told_ends=told.indptr,
        )

    @classmethod
    def read(cls, folder: Path, faqs: Sequence[Faq]) -> FaqIndex:
        """What was saved of the index of `faqs`; raises OSError, ValueError or KeyError for what `save` did not write."""
        index = cls.__new__(cls)
        index.ids = tuple(faq.id for faq in faqs)
        index.exact_forms = json.loads((folder / _EXACT).read_text(encoding="utf-8"))
        index._vectorizer = Vectorizer.read(folder)
        shape = (len(index._vectorizer.vocabulary), len(faqs))
        with np.load(folder / "index.npz", allow_pickle=False) as kept:
            index.size = int(kept["size"])
            ones = np.ones(len(kept["held"]), dtype=np.float32)
            index._held = sparse.csr_matrix((ones, kept["held"], kept["held_ends"]), shape)
            told = sparse.csr_matrix((kept["told"], kept["told_at"], kept["told_ends"]), shape)
        index._directions = told.toarray()
        return index


def _owned(rows: sparse.csr_matrix, owners: np.ndarray, count: int) -> sparse.csr_matrix:
    """Which features the rows of each owner have, as ones (features x owners), float32."""
    parts = sparse.csr_matrix(
        (np.ones(len(owners), np.float32), (owners, np.arange(len(owners)))),
        shape=(count, len(owners)),
    )
    held = (parts @ rows).T.tocsr()
    held.data[:] = 1.0
    return held


def exact_table(faqs: Sequence[Faq]) -> dict[str, str]:
    """The question of each phrasing's exact form; made in a moment, long before an index is fitted."""
    table: dict[str, str] = {}
    for faq in faqs:
        for text in (faq.title, *faq.phrasings):
            form = exact_form(hear(text))
            if form:
                table.setdefault(form, faq.id)
    return table


def exact_form(heard: Heard) -> str:
    """What two ways of saying one phrasing share: the plain form without who speaks and final particles."""
    return _PERSON.sub("", _PARTICLES.sub("", heard.text))


def tuned_directions(rows: sparse.csr_matrix, owners: np.ndarray, count: int) -> np.ndarray:
    """One column of unit length a question (features x count), float32, from phrasings `rows` (unit length) and the
    question of each."""
    size = rows.shape[0]
    if size == 0 or count == 0:
        return np.zeros((rows.shape[1], count), dtype=np.float32)
    every = np.arange(size)
    share = (1 / np.sqrt(np.maximum(np.bincount(owners, minlength=count), 1))).astype(np.float32)
    parts = sparse.csr_matrix((share[owners], (owners, every)), shape=(count, size))
    directions = np.ascontiguousarray((parts @ rows).toarray().T, dtype=np.float32)
    own_part = share[owners].astype(np.float64)
    passes = int(min(_PASSES, _BUDGET // max(rows.nnz * count, 1))) if count > 1 else 0
    late = np.zeros_like(directions)
    for turn in range(passes):
        length = _lengths(directions)
        scores = np.asarray(rows @ directions)
        own = (scores[every, owners] - own_part) / length[owners]
        scores /= length
        scores[every, owners] = -np.inf
        rivals = scores.argmax(axis=1)
        short = scores[every, rivals] + _MARGIN - own
        wrong = np.flatnonzero(short > 0)
        if not len(wrong):
            break
        step = (_STEP * np.minimum(1, short[wrong] / _MARGIN)).astype(np.float32)
        moves = sparse.csr_matrix(
            (
                np.concatenate([step, -step]),
                (np.concatenate([owners[wrong], rivals[wrong]]), np.concatenate([wrong, wrong])),
            ),
            shape=(count, size),
        )
        change = (moves @ rows).tocoo()
        # A product of sparse matrices holds each cell once, so plain indexing adds everything.
        directions[change.col, change.row] += change.data
        own_part[wrong] += step
        if 2 * turn >= passes:
            late += directions
    if late.any():
        directions = late
    return np.asarray(directions / _lengths(directions), dtype=np.float32)


def _lengths(directions: np.ndarray) -> np.ndarray:
    """Of each column."""
    return np.asarray(np.maximum(np.sqrt(np.einsum("ij,ij->j", directions, directions)), 1e-9))
