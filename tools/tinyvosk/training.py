"""Learning the phones from utterances whose words are known, without being told when each sounds.

A flat start shares the loud frames evenly among an utterance's phones; then the network learns, and finds
better places for them, in turns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.tinyvosk.acoustic_model import Network
from tools.tinyvosk.alignment import best_path
from tools.tinyvosk.features import Features
from tools.tinyvosk.network import Labels, LearningNetwork, Progress
from tools.tinyvosk.phrases import Pronunciation

OFFSETS = tuple(range(-12, 13, 3))
"""Input frames (10 ms) that one output frame sees."""
SUBSAMPLING = 3
"""Input frames for one output frame, as vosk decodes."""
HIDDEN = (192, 192, 192)
BATCH = 512
TURNS = (1, 1, 1, 1, 4)
"""Epochs between realignments."""
RATE, LAST_RATE = 1e-3, 0.05
"""Adam's step, and the share of it that is left at the end."""
PRIOR_WEIGHT = 0.5
SILENCE = 0
"""The network's output for silence."""


@dataclass(frozen=True)
class Utterance:
    features: Features
    words: tuple[Pronunciation, ...]


@dataclass(frozen=True)
class _Span:
    """One utterance's place among all frames, and its states in order."""

    start: int
    end: int
    states: Labels
    optional: npt.NDArray[np.bool_]


def train(utterances: list[Utterance], outputs: dict[str, int], progress: Progress) -> Network:
    """`outputs` numbers the phones from 1; 0 is silence."""
    frames = _Frames(utterances, outputs)
    sizes = [frames.width * len(OFFSETS), *HIDDEN, len(outputs) + 1]
    network = LearningNetwork(sizes)
    chance = np.random.default_rng(1)
    for turn, epochs in enumerate(TURNS):
        last = turn + 1 == len(TURNS)
        for epoch in range(epochs):
            rate = RATE * LAST_RATE ** (epoch / max(1, epochs - 1)) if last else RATE
            order = chance.permutation(len(frames.labels))
            pieces = np.array_split(order, len(order) // BATCH + 1)
            losses = [network.step(frames.inputs(b), frames.labels[b], rate) for b in pieces]
            progress(f"turn {turn + 1} epoch {epoch + 1}: loss {np.mean(losses):.3f}")
        if not last:
            moved = frames.realign(network)
            progress(f"realigned: {moved:.1%} of the frames moved")
    frames.fold_into(network)
    return Network(network.layers(), OFFSETS, log_softmax=True, priors=list(frames.priors()))


class _Frames:
    """All utterances' frames in one array, normalised, with the phone that each is taken for."""

    def __init__(self, utterances: list[Utterance], outputs: dict[str, int]):
        margin = max(OFFSETS)
        padded = [np.pad(u.features, ((margin, margin), (0, 0)), "edge") for u in utterances]
        self._outputs = len(outputs) + 1
        self._spans: list[_Span] = []
        centres, labels = [], []
        base = margin
        for utterance in utterances:
            own = np.arange(0, len(utterance.features), SUBSAMPLING)
            states, optional = _states(utterance, outputs)
            start = self._spans[-1].end if self._spans else 0
            self._spans.append(_Span(start, start + len(own), states, optional))
            centres.append(base + own)
            labels.append(_flat_start(utterance.features[::SUBSAMPLING], states))
            base += len(utterance.features) + 2 * margin
        self._features = np.concatenate(padded)
        self._mean, self._scale = self._features.mean(0), self._features.std(0)
        self._features = (self._features - self._mean) / self._scale
        self._centres = np.concatenate(centres)
        self._offsets = np.array(OFFSETS)
        self.labels: Labels = np.concatenate(labels)

    @property
    def width(self) -> int:
        return int(self._features.shape[1])

    def inputs(self, places: npt.NDArray[np.int64]) -> Features:
        rows = self._centres[places][:, None] + self._offsets
        inputs: Features = self._features[rows].reshape(len(places), -1)
        return inputs

    def priors(self) -> npt.NDArray[np.float64]:
        """How often each output occurs."""
        counts = np.bincount(self.labels, minlength=self._outputs) + 1.0
        shares: npt.NDArray[np.float64] = counts / counts.sum()
        return shares

    def realign(self, network: LearningNetwork) -> float:
        """Move the labels to where the network hears them; the share that moved."""
        pieces = np.array_split(np.arange(len(self.labels)), len(self.labels) // 8192 + 1)
        scores = np.concatenate([network.activations(self.inputs(p))[-1] for p in pieces])
        scores -= (PRIOR_WEIGHT * np.log(self.priors())).astype(np.float32)
        paths = [best_path(scores[s.start : s.end], s.states, s.optional) for s in self._spans]
        fresh = np.concatenate(paths)
        moved = float(np.mean(fresh != self.labels))
        self.labels = fresh
        return moved

    def fold_into(self, network: LearningNetwork) -> None:
        """Let the first layer do the normalisation, so that it takes raw features."""
        weights = network.parameters[0].reshape(len(OFFSETS), self.width, -1)
        shift = np.einsum("odh,d->h", weights, self._mean / self._scale)
        network.parameters[1] = network.parameters[1] - shift
        scaled = weights / self._scale[None, :, None]
        network.parameters[0] = scaled.reshape(len(OFFSETS) * self.width, -1)


def _states(utterance: Utterance, outputs: dict[str, int]) -> tuple[Labels, npt.NDArray[np.bool_]]:
    """Silence, then each word's phones with silence behind; silence may always be left out."""
    states, optional = [SILENCE], [True]
    for word in utterance.words:
        states += [outputs[phone] for phone in word] + [SILENCE]
        optional += [False] * len(word) + [True]
    return np.array(states), np.array(optional)


def _flat_start(features: Features, states: Labels) -> Labels:
    labels = np.zeros(len(features), np.int64)
    spoken = states[states != SILENCE]
    if not len(spoken):
        return labels
    energy = features[:, 0]
    loud = np.flatnonzero(energy > np.percentile(energy, [5, 95]).mean())
    start, end = loud[0], loud[-1] + 1
    labels[start:end] = spoken[np.arange(end - start) * len(spoken) // (end - start)]
    return labels
