"""Questions that the branch has no answer to: how many are answered with another's answer all the same.

    python -m benchmarks.strangers [--split development]

Each held-out question of the FAQ is asked of the base, and of a base without its entry (every eighth entry lacks at a
time), where any answer is wrong. Intents are taken as told, so the figures are those of the retriever and its
thresholds alone. Beside the curve in use stands the nearness alone, cut where it answers as many questions right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from actions.faq import LIKELY
from benchmarks.trained import part
from nlu.calibration import Calibration
from nlu.decision import Thresholds
from nlu.faq_index import FaqIndex
from nlu.faq_retriever import ABOUT
from nlu.heard import hear
from nlu.snapshot import Faq, branch_snapshot
from tests.data.heldout import SPLITS, Split, Utterance, load

LACKING = 8
"""One in so many entries is left out at a time."""


@dataclass(frozen=True)
class Asked:
    """One question's first hit: the chance that it answers, its nearness, and whether it is the right one."""

    chance: float
    nearness: float
    right: bool


@dataclass(frozen=True)
class Shares:
    """In 0..1. `right` of the questions are answered with their entry; `taken` of those that have none with another's,
    `plainly` without the words that leave it open."""

    right: float
    taken: float
    plainly: float
    taken_by_nearness: float


def trained_curve() -> Calibration:
    """The curve of the trained model."""
    with part("FaqRetriever") as folder:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        return Calibration(**about["calibration"])


def ask(index: FaqIndex, curve: Calibration, said: Sequence[Utterance]) -> list[Asked]:
    asked = []
    heards = [hear(utterance.text) for utterance in said]
    for utterance, heard, hits in zip(said, heards, index.search_each(heards, 2), strict=True):
        if hits:
            runner_up = hits[1].nearness if len(hits) > 1 else 0.0
            chance = curve.chance(heard, hits[0], runner_up)
            asked.append(Asked(chance, hits[0].nearness, hits[0].id == utterance.faq))
    return asked


def measure(faqs: Sequence[Faq], curve: Calibration, said: Sequence[Utterance]) -> Shares:
    """`said` are questions of the FAQ."""
    sure = Thresholds().faq_sure
    known = ask(FaqIndex(faqs), curve, said)

    def without(start: int) -> list[Asked]:
        lacking = {faq.id for faq in faqs[start::LACKING]}
        base = FaqIndex([faq for faq in faqs if faq.id not in lacking])
        return ask(base, curve, [each for each in said if each.faq in lacking])

    # Matrix products let go of the interpreter, so two bases are made on two cores.
    with ThreadPoolExecutor(2) as pool:
        strangers = [each for some in pool.map(without, range(LACKING)) for each in some]
    right = sum(each.right and each.chance >= sure for each in known)
    nearest = sorted((each.nearness for each in known if each.right), reverse=True)
    return Shares(
        right / len(said),
        sum(each.chance >= sure for each in strangers) / len(said),
        sum(each.chance >= LIKELY for each in strangers) / len(said),
        float(np.sum([each.nearness >= nearest[right - 1] for each in strangers])) / len(said),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=SPLITS, help="one split alone")
    chosen: Split | None = parser.parse_args().split
    snapshot = branch_snapshot()
    curve = trained_curve()
    print(curve)
    print(
        "| split | questions | answered right | strangers answered | of these plainly | by nearness alone |"
    )
    print("|---|---|---|---|---|---|")
    for split in [chosen] if chosen else SPLITS:
        said = [each for each in load(split) if each.faq]
        shares = measure(snapshot.faqs, curve, said)
        figures = (shares.right, shares.taken, shares.plainly, shares.taken_by_nearness)
        print(
            f"| {split} | {len(said)} | " + " | ".join(f"{100 * f:.1f} %" for f in figures) + " |"
        )


if __name__ == "__main__":
    main()
