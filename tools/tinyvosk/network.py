"""A plain rectifier network that learns to name the phone in the middle of some frames, with Adam."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tools.tinyvosk.acoustic_model import Array, Layer

FIRST, SECOND, TINY = 0.9, 0.999, 1e-8
"""Adam's constants: D. P. Kingma, J. Ba, https://arxiv.org/abs/1412.6980."""
Labels = npt.NDArray[np.int64]


class LearningNetwork:
    """Sizes of the layers from input to output; weights from N(0, 2 / inputs) (He et al. 2015)."""

    def __init__(self, sizes: list[int], seed: int = 0):
        chance = np.random.default_rng(seed)
        self.parameters: list[Array] = []
        for inputs, outputs in pairwise(sizes):
            weights = chance.standard_normal((inputs, outputs)) * np.sqrt(2 / inputs)
            self.parameters += [weights.astype(np.float32), np.zeros(outputs, np.float32)]
        self._mean = [np.zeros_like(each) for each in self.parameters]
        self._square = [np.zeros_like(each) for each in self.parameters]
        self._steps = 0

    def activations(self, inputs: Array) -> list[Array]:
        """The inputs, every layer's output, and last the log probabilities."""
        layers = [inputs]
        last = len(self.parameters) - 2
        for place in range(0, last + 2, 2):
            value = layers[-1] @ self.parameters[place] + self.parameters[place + 1]
            layers.append(value if place == last else np.maximum(value, 0.0, out=value))
        scores = layers[-1] - layers[-1].max(1, keepdims=True)
        layers[-1] = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        return layers

    def step(self, inputs: Array, labels: Labels, rate: float) -> float:
        """One step down the mean cross-entropy, which is returned."""
        layers = self.activations(inputs)
        rows = np.arange(len(labels))
        error = np.exp(layers[-1])
        error[rows, labels] -= 1.0
        error /= len(labels)
        self._steps += 1
        scale = np.float32(rate * np.sqrt(1 - SECOND**self._steps) / (1 - FIRST**self._steps))
        for place in range(len(self.parameters) - 2, -1, -2):
            gradients = (layers[place // 2].T @ error, error.sum(0))
            if place:
                error = (error @ self.parameters[place].T) * (layers[place // 2] > 0)
            for offset, gradient in enumerate(gradients):
                self._update(place + offset, gradient, scale)
        return float(-layers[-1][rows, labels].mean())

    def layers(self) -> list[Layer]:
        """As an acoustic model has them."""
        pairs = zip(self.parameters[::2], self.parameters[1::2], strict=True)
        return [Layer(weights.T, bias) for weights, bias in pairs]

    def _update(self, place: int, gradient: Array, scale: np.float32) -> None:
        mean, square = self._mean[place], self._square[place]
        mean += np.float32(1 - FIRST) * (gradient - mean)
        square += np.float32(1 - SECOND) * (gradient * gradient - square)
        self.parameters[place] -= scale * mean / (np.sqrt(square) + np.float32(TINY))


Progress = Callable[[str], None]
