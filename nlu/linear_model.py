"""A linear classifier over sparse rows with probabilities that mean what they say; kept as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from nlu.arrays import save_arrays

_TEMPERATURES = np.geomspace(0.05, 2.0, 60)


@dataclass(frozen=True)
class LinearModel:
    """One row of `weights` and one `bias` a label; `temperature` divides the margins before the softmax."""

    labels: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray
    temperature: float

    @classmethod
    def fit(
        cls,
        rows: sparse.csr_matrix,
        labels: Sequence[str],
        *,
        c: float = 1.5,
        variants: sparse.csr_matrix | None = None,
        folds: int = 4,
        seed: int = 0,
    ) -> LinearModel:
        """Linear SVM, one against the rest; the temperature is the one of least log loss on a held-out fold.

        `variants`: one more row for each of `rows`, of the same label, learnt beside it and never held out.
        Temperature scaling: Guo et al., "On Calibration of Modern Neural Networks", 2017. One number is
        learnt from thousands of sentences, so one fold tells it as well as all, in a third of the time.
        """
        names = tuple(sorted(set(labels)))
        if len(names) < 2:
            raise ValueError("a classifier needs examples of at least two labels")
        y = np.array([names.index(label) for label in labels])

        def learnt(chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            if variants is None:
                return _svm(rows[chosen], y[chosen], len(names), c, seed)
            both = sparse.vstack([rows[chosen], variants[chosen]], format="csr")
            return _svm(both, np.tile(y[chosen], 2), len(names), c, seed)

        scarcest = int(np.bincount(y).min())
        # liblinear lets go of the interpreter while it works, so the two fits share two cores.
        with ThreadPoolExecutor(2) as pool:
            whole = pool.submit(learnt, np.arange(len(y)))
            temperature = 0.3
            if scarcest >= 2:
                split = StratifiedKFold(min(folds, scarcest), shuffle=True, random_state=seed)
                train, held_out = next(split.split(rows, y))
                weights, bias = learnt(train)
                temperature = _coolest(rows[held_out] @ weights.T + bias, y[held_out])
            weights, bias = whole.result()
        return cls(names, weights.astype(np.float32), bias.astype(np.float32), temperature)

    def refitted(
        self, rows: sparse.csr_matrix, labels: Sequence[str], *, c: float, seed: int = 0
    ) -> LinearModel:
        """New weights for the same labels; the temperature stays. Takes about 2 s for 16,000 rows."""
        y = np.array([self.labels.index(label) for label in labels])
        weights, bias = _svm(rows, y, len(self.labels), c, seed)
        return LinearModel(
            self.labels, weights.astype(np.float32), bias.astype(np.float32), self.temperature
        )

    def probabilities(self, rows: sparse.csr_matrix) -> np.ndarray:
        """One row of probabilities a sentence, in the order of `labels`."""
        return _softmax((rows @ self.weights.T + self.bias) / self.temperature)

    def save(self, path: Path) -> None:
        """Writes a .npz without pickled objects."""
        save_arrays(
            path,
            labels=np.array(self.labels),
            weights=self.weights,
            bias=self.bias,
            temperature=np.array(self.temperature),
        )

    @classmethod
    def read(cls, path: Path) -> LinearModel:
        with np.load(path, allow_pickle=False) as kept:
            return cls(
                tuple(str(label) for label in kept["labels"]),
                kept["weights"],
                kept["bias"],
                float(kept["temperature"]),
            )


def _svm(
    rows: sparse.csr_matrix, y: np.ndarray, count: int, c: float, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    svm = LinearSVC(C=c, class_weight=None, random_state=seed, dual=True, max_iter=3000).fit(
        rows, y
    )
    if count == 2:
        return np.vstack([-svm.coef_, svm.coef_]), np.concatenate([-svm.intercept_, svm.intercept_])
    return np.asarray(svm.coef_), np.asarray(svm.intercept_)


def _softmax(margins: np.ndarray) -> np.ndarray:
    shifted = np.exp(margins - margins.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def _coolest(margins: np.ndarray, y: np.ndarray) -> float:
    """The temperature of least log loss."""
    losses = []
    for temperature in _TEMPERATURES:
        right = _softmax(margins / temperature)[np.arange(len(y)), y]
        losses.append(-np.log(np.maximum(right, 1e-12)).mean())
    return float(_TEMPERATURES[int(np.argmin(losses))])
