"""Ranks the branch's questions for a customer's words: one tuned direction a question, and what its phrasings cover.

Each question starts as the mean of its phrasings' vectors (Rocchio). A few passes then pull a question
towards a phrasing that ranks another question higher, and push that rival away; while judging a phrasing
its own part is left out, so that tuning sees the errors which unseen wordings would meet. Fitting takes
well under a second for a branch's FAQ and about a second for thousands of phrasings; the number of passes
falls with size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

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
        texts: list[str] = []
        owners: list[int] = []
        self._exact = exact_table(faqs)
        for number, faq in enumerate(faqs):
            for text in dict.fromkeys((faq.title, *faq.phrasings)):
                if hear(text).text:
                    texts.append(text)
                    owners.append(number)
        self._owners = np.array(owners, dtype=np.int64)
        documents = [sentence_features(hear(text)) for text in texts]
        self._vectorizer = Vectorizer.fit(documents, SHARES, groups=owners, unknown=_UNKNOWN)
        self._rows = self._vectorizer.transform(documents)
        parts = sparse.csr_matrix(
            (np.ones(len(owners), np.float32), (self._owners, np.arange(len(owners)))),
            shape=(len(self.ids), len(owners)),
        )
        self._held = (parts @ self._rows).T.tocsr()
        self._held.data[:] = 1.0
        # One row a feature, so that a question reads a few whole rows.
        self._columns = np.ascontiguousarray(
            tuned_directions(self._rows, self._owners, len(self.ids)).T
        )

    @property
    def size(self) -> int:
        """Number of phrasings."""
        return int(self._rows.shape[0])

    def exact(self, heard: Heard) -> str | None:
        """The question of which the words are a known phrasing, apart from courtesy and spelling."""
        return self._exact.get(exact_form(heard))

    def search(self, heard: Heard, count: int = 5) -> tuple[Hit, ...]:
        """The `count` nearest questions, nearest first; none for words that share nothing with any."""
        row = self._vectorizer.transform([sentence_features(heard)])
        if not self._rows.shape[0] or not row.nnz:
            return ()
        covered = np.asarray(row.data @ self._held[row.indices] / row.data.sum())
        nearness = (row.data @ self._columns[row.indices] + _COVER * covered) / (1 + _COVER)
        known = float(row.data @ row.data)
        best = np.argsort(-nearness, kind="stable")[:count]
        return tuple(
            Hit(self.ids[number], float(nearness[number]), float(covered[number]), known)
            for number in best
            if nearness[number] > 0
        )


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
    """One unit row a question, float32, from phrasings `rows` (unit length) and the question of each."""
    size = rows.shape[0]
    if size == 0 or count == 0:
        return np.zeros((count, rows.shape[1]), dtype=np.float32)
    every = np.arange(size)
    share = (1 / np.sqrt(np.maximum(np.bincount(owners, minlength=count), 1))).astype(np.float32)
    parts = sparse.csr_matrix((share[owners], (owners, every)), shape=(count, size))
    directions = np.asarray((parts @ rows).todense(), dtype=np.float32)
    own_part = share[owners].astype(np.float64)
    passes = int(min(_PASSES, _BUDGET // max(rows.nnz * count, 1)))
    for _ in range(passes if count > 1 else 0):
        length = np.maximum(np.linalg.norm(directions, axis=1), 1e-9)
        scores = np.asarray(rows @ directions.T)
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
        directions[change.row, change.col] += change.data
        own_part[wrong] += step
    length = np.maximum(np.linalg.norm(directions, axis=1, keepdims=True), 1e-9)
    return np.asarray(directions / length, dtype=np.float32)
