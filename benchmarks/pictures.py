"""Pictures of the evaluation: confusion matrix, risk against coverage, reliability, refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

from benchmarks.figures import Figures

matplotlib.use("Agg")

from matplotlib import pyplot as plt


def draw(
    readings: Mapping[str, Figures], labels: tuple[Sequence[str], Sequence[str]], folder: Path
) -> list[Path]:
    """Draw the four pictures of all readings (name: figures) into `folder`; returns their files.

    The matrix is of `labels`, the meant and the guessed intents of one reading.
    """
    pictures = {
        "confusion-matrix.png": _matrix(*labels),
        "risk-coverage.png": _risk(readings),
        "reliability.png": _reliability(readings),
        "refusals.png": _refusals(readings),
    }
    files = []
    for name, picture in pictures.items():
        picture.savefig(folder / name, dpi=110, bbox_inches="tight")
        plt.close(picture)
        files.append(folder / name)
    return files


def _matrix(meant: Sequence[str], guessed: Sequence[str]) -> Any:
    names = sorted(set(meant) | set(guessed))
    place = {name: number for number, name in enumerate(names)}
    counts = [[0] * len(names) for _ in names]
    for a, b in zip(meant, guessed, strict=True):
        counts[place[a]][place[b]] += 1
    shares = [[n / max(1, sum(row)) for n in row] for row in counts]
    picture, axes = plt.subplots(figsize=(13, 12))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            if count:
                colour = "white" if shares[y][x] > 0.5 else "black" if x == y else "firebrick"
                axes.text(x, y, count, ha="center", va="center", fontsize=7, color=colour)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=8)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.set_xlabel("understood")
    axes.set_ylabel("meant")
    axes.set_title(
        "Intents: utterances by what was meant and understood, shade by share of the row"
    )
    return picture


def _risk(readings: Mapping[str, Figures]) -> Any:
    picture, axes = plt.subplots(figsize=(7, 4.5))
    for name, figures in readings.items():
        coverage, risk = zip(*figures.risk_coverage, strict=True)
        axes.plot(coverage, [100 * r for r in risk], label=name)
    axes.set_xlabel("share of utterances answered, surest first")
    axes.set_ylabel("wrong intents among them, %")
    axes.set_title("Risk and coverage")
    axes.grid(alpha=0.3)
    axes.legend()
    return picture


def _reliability(readings: Mapping[str, Figures]) -> Any:
    picture, axes = plt.subplots(figsize=(6, 5.5))
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":")
    for name, figures in readings.items():
        bins = figures.reliability
        label = f"{name}, error {figures.calibration_error:.3f}"
        axes.plot([b.confidence for b in bins], [b.accuracy for b in bins], marker="o", label=label)
    axes.set_xlabel("mean confidence of the tenth")
    axes.set_ylabel("share of right intents")
    axes.set_title("Reliability: on the dotted line confidence is the chance to be right")
    axes.grid(alpha=0.3)
    axes.legend()
    return picture


def _refusals(readings: Mapping[str, Figures]) -> Any:
    picture, axes = plt.subplots(figsize=(7, 4.5))
    for name, figures in readings.items():
        points = figures.refusals
        lost = [100 * p.false_rejects for p in points]
        axes.plot(lost, [100 * p.recall for p in points], marker=".", label=name)
    axes.axvline(3, color="grey", linestyle=":")
    axes.axhline(88, color="grey", linestyle=":")
    axes.set_xlabel("customers' business refused, %")
    axes.set_ylabel("out of scope refused, %")
    axes.set_title("Refusing below a confidence: each dot 0.05 more; dotted, the bar")
    axes.grid(alpha=0.3)
    axes.legend()
    return picture
