"""How well the trained model understands customers it has never heard: `make evaluate`.

    python -m benchmarks.evaluate [--split unseen | --development] [--quick] [--model models/jiaojiao.tar.gz] [--out reports]

Every held-out utterance (tests/data: the frozen split, and the newer blind one) goes through the real agent,
clean and with 5 % and 10 % of its characters misspelt by homophones (seed 0). Printed and saved for each split:
tables, figures.json, pictures and one index.html; with them five-fold cross-validation of the intent classifier
on the training data, which `--quick` leaves out. The held-out utterances are frozen: their figures are told, their
sentences are not. To see what goes wrong, `--development` takes the development set instead and lists every
fault in errors.txt.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figures, entity_rows, figures
from benchmarks.parses import Parse, load, parse_all
from benchmarks.report import html, tables, text
from benchmarks.training import examples
from nlu.normalizer import normalize
from nlu.snapshot import branch_snapshot
from robot import model
from robot.settings import ROOT
from tests.data.heldout import SPLITS, Split, Utterance
from tests.data.heldout import load as held_out
from tests.data.noise import with_homophones

if TYPE_CHECKING:
    from rasa.core.agent import Agent

CLEAN, UNTAUGHT = "clean", "clean, not in training"
NOISES = {CLEAN: 0.0, "5 % noise": 0.05, "10 % noise": 0.1}
"""Readings by name: the share of characters misspelt."""
LISTED: Split = "development"
"""The only split whose sentences are shown."""
HELD_OUT: tuple[Split, ...] = tuple(split for split in SPLITS if split != LISTED)
_FOLDERS: dict[Split, str] = {"utterances": "nlu"}
"""Folders of reports that are not named nlu-<split>."""


def overlap(said: Sequence[Utterance], learnt: Sequence[str]) -> list[str]:
    """Held-out texts that the training data holds as well, apart from spelling and courtesy."""
    known = {normalize(each).text for each in learnt}
    return [u.text for u in said if normalize(u.text).text in known]


def untaught(said: Sequence[Utterance], parses: Sequence[Parse], known: Sequence[str]) -> Figures:
    """Figures over the utterances that are not among the `known` texts."""
    seen = set(known)
    kept = [(u, p) for u, p in zip(said, parses, strict=True) if u.text not in seen]
    return figures([u for u, _ in kept], [p for _, p in kept])


def errors(said: Sequence[Utterance], parses: Sequence[Parse]) -> list[str]:
    """One line an utterance with a wrong intent, question or entity."""
    lines = []
    for u, p, (wanted, told) in zip(said, parses, entity_rows(said, parses), strict=True):
        faults = []
        if u.intent != p.intent:
            faults.append(f"intent {u.intent} -> {p.intent} ({p.confidence:.2f})")
        if u.faq and p.ranking[:1] != (u.faq,):
            faults.append(f"faq {u.faq} -> {' '.join(p.ranking[:3])}")
        if u.faq and p.faq not in (None, u.faq):
            faults.append(f"answered with {p.faq}")
        if not u.faq and p.faq:
            faults.append(f"answered with {p.faq}, no question of the FAQ")
        if set(wanted) != set(told):
            faults.append(f"entities {_plain(wanted)} -> {_plain(told)}")
        if faults:
            lines.append(f"{p.text} | {'; '.join(faults)}")
    return lines


def as_json(reading: Figures) -> dict[str, Any]:
    """Counts with their shares; pairs as lists."""
    data = asdict(reading)
    for group in ("intents", "entities"):
        scores = getattr(reading, group)
        for name, score in scores.items():
            data[group][name] |= _shares(score)
    data["entity"] |= _shares(reading.entity)
    data["confusions"] = [[a, b, count] for (a, b), count in reading.confusions]
    return data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without cross-validation")
    parser.add_argument("--model", type=Path, help="default: the project's, trained when stale")
    parser.add_argument("--out", type=Path, default=ROOT / "reports", help="default: reports/")
    parser.add_argument("--split", choices=SPLITS, help="one split alone")
    parser.add_argument(
        "--development",
        dest="split",
        action="store_const",
        const=LISTED,
        help="the development set, with its errors",
    )
    chosen = parser.parse_args()
    if chosen.model is None:
        model.ensure(ROOT, print)
    agent = load(chosen.model or model.model_path(ROOT))
    learnt = [e.text for e in examples(branch_snapshot())]
    notes = [] if chosen.quick or chosen.split else [_cross_validated()]
    for split in [chosen.split] if chosen.split else HELD_OUT:
        judge(agent, split, learnt, notes, chosen.out / _FOLDERS.get(split, f"nlu-{split}"))


def judge(
    agent: Agent, split: Split, learnt: Sequence[str], notes: Sequence[str], out: Path
) -> dict[str, Figures]:
    """Parses the split clean and misspelt, prints and saves; the readings by name."""
    said = held_out(split)
    parses = {
        name: parse_all(agent, [with_homophones(u.text, share) for u in said])
        for name, share in NOISES.items()
    }
    readings = {name: figures(said, each) for name, each in parses.items()}
    shared = overlap(said, learnt)
    lines = [
        f"{len(said)} utterances of the split {split!r}; {_loss(readings)}",
        f"{len(shared)} of them stand in the training data as well; the column {UNTAUGHT!r} leaves "
        "them out",
        *notes,
    ]
    readings[UNTAUGHT] = untaught(said, parses[CLEAN], shared)
    for part in tables(readings):
        print(text(part))
    print(*lines, sep="\n")
    save(out, said, parses, readings, lines, listed=split == LISTED)
    return readings


def save(
    out: Path,
    said: Sequence[Utterance],
    parses: Mapping[str, Sequence[Parse]],
    readings: Mapping[str, Figures],
    notes: Sequence[str],
    *,
    listed: bool,
) -> None:
    """Write all files of the report into `out` and say where they are; `listed`: errors.txt as well."""
    from benchmarks.pictures import draw

    out.mkdir(parents=True, exist_ok=True)
    saved = {name: as_json(reading) for name, reading in readings.items()}
    (out / "figures.json").write_text(json.dumps(saved, ensure_ascii=False, indent=1))
    if listed:
        found = [
            line
            for name, each in parses.items()
            for line in (f"== {name}", *errors(said, each), "")
        ]
        (out / "errors.txt").write_text("\n".join(found), encoding="utf-8")
    labels = [u.intent for u in said], [p.intent for p in next(iter(parses.values()))]
    pictures = draw(readings, labels, out)
    (out / "index.html").write_text(html(notes, tables(readings), pictures), encoding="utf-8")
    more = "errors.txt, " if listed else ""
    print(f"saved in {out}: index.html, {more}figures.json and {len(pictures)} pictures")


def _loss(readings: Mapping[str, Figures]) -> str:
    clean, *_, noisiest = readings.values()
    lost = 100 * (clean.intent_accuracy - noisiest.intent_accuracy)
    answers = 100 * (clean.faq_top1 - noisiest.faq_top1)
    entities = 100 * (clean.entity.f1 - noisiest.entity.f1)
    return (
        f"points lost under {list(readings)[-1]}: intent {lost:.1f}, FAQ top-1 {answers:.1f}, "
        f"entity F1 {entities:.1f}"
    )


def _cross_validated() -> str:
    from benchmarks.classifiers import SHIPPED, cross_validate, documents

    before = time.perf_counter()
    result = cross_validate(SHIPPED, *documents(), folds=5)
    return (
        f"five-fold cross-validation of the intent classifier on the training data: accuracy "
        f"{result.accuracy:.3f} (under 10 % noise {result.noisy:.3f}; folds {', '.join(f'{a:.3f}' for a in result.folds)}), macro-F1 "
        f"{result.macro_f1:.3f}, calibration error {result.calibration_error:.3f}, "
        f"{time.perf_counter() - before:.0f} s"
    )


def _shares(score: Any) -> dict[str, float]:
    return {"precision": score.precision, "recall": score.recall, "f1": score.f1}


def _plain(entities: Sequence[tuple[str, str | float]]) -> str:
    return "{" + ", ".join(f"{kind}={value}" for kind, value in entities) + "}"


if __name__ == "__main__":
    main()
