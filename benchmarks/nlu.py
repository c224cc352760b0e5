"""The same training data and the same held-out utterances through ours and Rasa's stock pipelines.

    python -m benchmarks.nlu [--epochs 100] [--selector-epochs 100] [--keep FOLDER] [--out reports/nlu]

Stock: DIET + ResponseSelector, and LogisticRegression, as benchmarks/stock_nlu.py writes them. Each is trained
by `rasa train nlu` and measured in a process of its own, one after the other. With 14,000 utterances on two
cores a neural epoch takes about a minute: `--epochs` trades that time against a fair chance, and is
named in the table. `--keep` keeps the trained models and uses them again while data and config are the same.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import nlu_worker, servers, stock_nlu, trainings
from benchmarks.entities import SCORED, micro
from benchmarks.figures import Figures, figures
from benchmarks.training import examples
from nlu.snapshot import branch_snapshot, sample_lexicon
from nlu.wordings import plain
from robot import model as project_model
from tests.data.heldout import Utterance
from tests.data.heldout import load as held_out

OURS = "ours"
CLEAN, NOISY = 0.0, 0.1
LEXICON_TYPES = SCORED - {"amount", "term", "ticket_number"}


@dataclass(frozen=True)
class Outcome:
    """One pipeline: how it was trained, how it was measured, its figures clean and under noise."""

    name: str
    training: trainings.Training
    measured: nlu_worker.Measured
    clean: Figures
    noisy: Figures
    retrieves: bool


@dataclass(frozen=True)
class Line:
    """One figure of all pipelines; None where a pipeline has no such thing."""

    name: str
    values: tuple[float | None, ...]
    digits: int = 1


def tell(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


def lines(outcomes: Sequence[Outcome], live_s: float) -> list[Line]:
    """The rows of the table; `live_s` is our median from saving a question to its right answer."""

    def row(name: str, *values: float | None, digits: int = 1) -> Line:
        return Line(name, values, digits)

    def percent(name: str, *shares: float) -> Line:
        return Line(name, tuple(100 * share for share in shares))

    clean, noisy = [o.clean for o in outcomes], [o.noisy for o in outcomes]
    edits = [live_s, *(o.training.wall_s + o.measured.load_s for o in outcomes[1:])]
    return [
        percent("intent accuracy (%)", *(f.intent_accuracy for f in clean)),
        percent("intent macro-F1 (%)", *(f.macro_f1 for f in clean)),
        row(
            "FAQ top-1 (%)",
            *(100 * o.clean.faq_top1 if o.retrieves else None for o in outcomes),
        ),
        row(
            "FAQ top-3 (%)",
            *(100 * o.clean.faq_top3 if o.retrieves else None for o in outcomes),
        ),
        percent("entity F1, all types (%)", *(f.entity.f1 for f in clean)),
        percent(
            "entity F1, lexicon types (%)", *(micro(f.entities, LEXICON_TYPES).f1 for f in clean)
        ),
        percent("out-of-scope recall (%)", *(f.out_of_scope_recall for f in clean)),
        percent("in-scope rejects (%)", *(f.false_rejects for f in clean)),
        row("calibration error", *(f.calibration_error for f in clean), digits=3),
        percent("intent accuracy, 10 % noise (%)", *(f.intent_accuracy for f in noisy)),
        row(
            "intent points lost under noise",
            *(
                100 * (a.intent_accuracy - b.intent_accuracy)
                for a, b in zip(clean, noisy, strict=True)
            ),
        ),
        row(
            "FAQ top-1, 10 % noise (%)",
            *(100 * o.noisy.faq_top1 if o.retrieves else None for o in outcomes),
        ),
        percent("entity F1, all types, 10 % noise (%)", *(f.entity.f1 for f in noisy)),
        row("training (s)", *(o.training.wall_s for o in outcomes), digits=0),
        row("training (processor s)", *(o.training.cpu_s for o in outcomes), digits=0),
        row("model (MB)", *(o.training.model_mb for o in outcomes)),
        row("load (s)", *(o.measured.load_s for o in outcomes)),
        row("peak memory (MB)", *(o.measured.peak_mb for o in outcomes), digits=0),
        row("parse p50 (ms)", *(f.p50_ms for f in clean)),
        row("parse p95 (ms)", *(f.p95_ms for f in clean)),
        row(
            "FAQ edit to right answer (s)",
            *(t if o.retrieves else None for t, o in zip(edits, outcomes, strict=True)),
            digits=2,
        ),
    ]


def markdown(names: Sequence[str], rows: Sequence[Line]) -> str:
    """A table; behind each stock figure stands ours divided by it."""
    heads = [names[0], *(head for name in names[1:] for head in (name, "ratio"))]
    out = [f"| figure | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for row in rows:
        ours = row.values[0]
        cells = [_number(ours, row.digits)]
        for value in row.values[1:]:
            cells += [_number(value, row.digits), _ratio(ours, value)]
        out.append(f"| {row.name} | {' | '.join(cells)} |")
    return "\n".join(out)


def measure(
    name: str,
    model: Path,
    training: trainings.Training,
    said: Sequence[Utterance],
    work: Path,
    retrieves: bool,
) -> Outcome:
    """Run a worker on a trained model and judge what it parsed."""
    tell(f"{name}: measuring ...")
    out = work / "measured.json"
    command = ["-W", "ignore", "-m", "benchmarks.nlu_worker", str(model), str(out)]
    _python(*command, str(CLEAN), str(NOISY))
    measured = nlu_worker.read(out)
    clean, noisy = (figures(said, measured.parses[share]) for share in (CLEAN, NOISY))
    tell(f"{name}: intent accuracy {100 * clean.intent_accuracy:.1f} %")
    return Outcome(name, training, measured, clean, noisy, retrieves)


def live_edit(model: Path, rounds: int = 10) -> list[float]:
    """Seconds from saving a question to its right answer with ours, sorted."""
    tell("ours: live edits of the FAQ ...")
    command = ["-W", "ignore", "-m", "benchmarks.live_edit", str(model), "--rounds", str(rounds)]
    return [float(seconds) for seconds in _python(*command).splitlines()[-1].split()]


def run(work: Path, epochs: stock_nlu.Epochs) -> tuple[list[Outcome], list[float]]:
    """Ours first, then the stock pipelines; and the times of the live edits."""
    said = held_out()
    snapshot = branch_snapshot()
    lexicon = plain(sample_lexicon())
    learnt = examples(snapshot)
    root = trainings.ROOT
    tell(f"{len(learnt)} utterances to learn, {len(said)} held out; training ours ...")
    key = project_model.fingerprint(root)
    model, trained = trainings.train(root, "nlu/data", key, work / "ours", tell)
    outcomes = [measure(OURS, model, trained, said, work / "ours", retrieves=True)]
    edits = live_edit(model)
    for name, folder in ((stock_nlu.LOGISTIC, "logistic"), (stock_nlu.DIET, "diet")):
        project = work / folder / "project"
        stock_nlu.write(project, name, epochs, learnt, snapshot.faqs, lexicon)
        tell(f"{name}: training ...")
        model, trained = trainings.train(
            project, "data", trainings.key_of(project), work / folder, tell
        )
        retrieves = name == stock_nlu.DIET and epochs.selector > 0
        outcomes.append(measure(name, model, trained, said, work / folder, retrieves))
    return outcomes, edits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=100, help="of DIET")
    parser.add_argument(
        "--selector-epochs", type=int, default=100, help="of the ResponseSelector, 0: none"
    )
    parser.add_argument("--keep", type=Path, help="folder to keep trained models in")
    parser.add_argument("--out", type=Path, default=trainings.ROOT / "reports" / "nlu")
    chosen = parser.parse_args()
    epochs = stock_nlu.Epochs(chosen.epochs, chosen.selector_epochs)
    work = (chosen.keep or Path(tempfile.mkdtemp(prefix="jiaojiao-nlu-"))).resolve()
    try:
        outcomes, edits = run(work, epochs)
    finally:
        if chosen.keep is None:
            shutil.rmtree(work, ignore_errors=True)
    live_s = edits[len(edits) // 2]
    note = (
        f"{outcomes[0].clean.count} held-out utterances, DIET {epochs.diet} epochs, "
        f"ResponseSelector {epochs.selector}; a stock edit is its training and load over again. "
        f"Ours took {edits[0]:.2f} to {edits[-1]:.2f} s over {len(edits)} edits. "
        "A ratio is ours divided by theirs."
    )
    page = f"{markdown([o.name for o in outcomes], lines(outcomes, live_s))}\n\n{note}\n"
    print(page)
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "stock.md").write_text(page, encoding="utf-8")
    tell(f"saved as {chosen.out / 'stock.md'}")


def _python(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=trainings.ROOT,
        env={**os.environ, **servers.QUIET},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments[2:4])} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def _ratio(ours: float | None, theirs: float | None) -> str:
    if not ours or not theirs:
        return "-"
    ratio = ours / theirs
    return f"{ratio:.2f}" if ratio >= 0.01 else f"{ratio:.1g}"


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


if __name__ == "__main__":
    main()
