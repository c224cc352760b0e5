"""The comparison's table, from outcomes made by hand."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import figures
from benchmarks.nlu import Line, Outcome, lines, markdown
from benchmarks.nlu_worker import Measured, read
from benchmarks.trainings import Training
from tests.benchmarks.test_figures import PARSES, SAID


def outcome(name: str, wall: float, retrieves: bool) -> Outcome:
    reading = figures(SAID, PARSES)
    training = Training("key", wall, 2 * wall, 2.5)
    return Outcome(name, training, Measured(1.0, 900.0, {}), reading, reading, retrieves)


def test_a_ratio_is_ours_divided_by_theirs() -> None:
    table = markdown(
        ["ours", "a", "b"],
        [
            Line("load (s)", (1.0, 4.0, 0.0)),
            Line("edit (s)", (0.5, 1000.0, 2.0)),
            Line("FAQ (%)", (90.0, 80.0, None), 0),
        ],
    )
    assert table.splitlines() == [
        "| figure | ours | a | ratio | b | ratio |",
        "|---|---|---|---|---|---|",
        "| load (s) | 1.0 | 4.0 | 0.25 | 0.0 | - |",
        "| edit (s) | 0.5 | 1000.0 | 0.0005 | 2.0 | 0.25 |",
        "| FAQ (%) | 90 | 80 | 1.12 | - | - |",
    ]


def test_every_figure_has_a_value_or_a_reason_to_lack_it() -> None:
    found = lines([outcome("ours", 10, True), outcome("lr", 20, False)], live_s=0.5)
    by_name = {line.name: line.values for line in found}
    assert all(len(values) == 2 for values in by_name.values())
    expected = {
        "intent accuracy (%)": (75.0, 75.0),
        "FAQ top-1 (%)": (50.0, None),
        "intent points lost under noise": (0.0, 0.0),
        "training (s)": (10, 20),
        "FAQ edit to right answer (s)": (0.5, None),
    }
    assert expected.items() <= by_name.items()


def test_an_edit_of_a_stock_base_is_its_training_and_load() -> None:
    found = lines([outcome("ours", 10, True), outcome("diet", 600, True)], live_s=0.5)
    assert found[-1] == Line("FAQ edit to right answer (s)", (0.5, 601.0), 2)


def test_what_a_worker_writes_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "measured.json"
    row = (
        '{"text": "x", "intent": "faq", "confidence": 0.5, "entities": [["amount", 3.0]], '
        '"faq": "a", "ranking": ["a", "b"], "ms": 1.5}'
    )
    file.write_text(f'{{"load_s": 1.5, "peak_mb": 700.0, "parses": {{"0.0": [{row}]}}}}')
    found = read(file)
    assert (found.load_s, found.peak_mb) == (1.5, 700.0)
    assert found.parses[0.0][0].entities == (("amount", 3.0),)
    assert found.parses[0.0][0].ranking == ("a", "b")
