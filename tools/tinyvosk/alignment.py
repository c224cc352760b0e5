"""Which phone sounds when: the best path through an utterance's phones (Viterbi)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tools.tinyvosk.network import Labels

Optional = npt.NDArray[np.bool_]


def best_path(scores: npt.NDArray[np.float32], states: Labels, optional: Optional) -> Labels:
    """The state of every frame, left to right; states marked optional may be left out.

    `scores` are log likelihoods (frames, all states), `states` the utterance's own in order.
    """
    count = len(states)
    if count == 1:
        return np.full(len(scores), states[0])
    emitted = scores[:, states].astype(float)
    best = np.full(count, -np.inf)
    best[0] = emitted[0, 0]
    if optional[0]:
        best[1] = emitted[0, 1]
    steps = np.zeros(emitted.shape, np.int8)
    # A state may be entered over the one before it when that one is optional.
    skippable = np.concatenate([[False, False], optional[1:-1]])
    for frame in range(1, len(emitted)):
        choices = np.full((3, count), -np.inf)
        choices[0], choices[1, 1:] = best, best[:-1]
        choices[2, 2:] = np.where(skippable[2:], best[:-2], -np.inf)
        steps[frame] = choices.argmax(0)
        best = choices.max(0) + emitted[frame]
    place = count - 2 if optional[-1] and best[-2] > best[-1] else count - 1
    path = np.zeros(len(emitted), np.int64)
    for frame in range(len(emitted) - 1, -1, -1):
        path[frame] = states[place]
        place -= steps[frame, place]
    return path
