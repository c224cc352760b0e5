"""The stock projects hold all that ours learns from, in Rasa's own reading."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from benchmarks import stock_nlu, trainings
from benchmarks.stock_nlu import DIET, LOGISTIC, Epochs
from benchmarks.training import Example, examples
from nlu.snapshot import Entry, Faq, branch_snapshot

FAQS = (Faq("card_lost", "银行卡丢了怎么办", ("卡丢了咋办",)),)
EXAMPLES = (
    Example("我要取钱", "take_ticket"),
    Example("卡里钱安全吗", "faq"),
    Example("银行卡丢了怎么办", "faq", "card_lost"),
    Example("卡丢了咋办", "faq", "card_lost"),
)
LEXICON = {
    "place": (Entry("restroom", ("厕所", "公共厕所")), Entry("counter", ("银行",))),
    "business": (Entry("cash_withdrawal", ("取钱", "厕所")),),
}


def write(folder: Path, name: str, epochs: int = 100) -> Path:
    stock_nlu.write(folder, name, Epochs(epochs, 7), EXAMPLES, FAQS, LEXICON)
    return folder


def test_rasa_reads_every_example_with_its_question(tmp_path: Path) -> None:
    from rasa.shared.nlu.training_data.loading import load_data

    data = load_data(str(write(tmp_path, DIET) / "data"))
    read = {
        (m.get("text"), m.get("intent"), m.get("intent_response_key")) for m in data.intent_examples
    }
    assert read == {
        ("我要取钱", "take_ticket", None),
        ("卡里钱安全吗", "faq", None),
        ("银行卡丢了怎么办", "faq", "faq/card_lost"),
        ("卡丢了咋办", "faq", "faq/card_lost"),
    }
    assert data.responses["utter_faq/card_lost"][0]["text"] == "银行卡丢了怎么办"
    # Each entity is named in an example, without which Rasa's extractor would leave its table out.
    assert data.entities == {"place", "business"}
    tables = {table["name"]: table["elements"] for table in data.lookup_tables}
    assert tables["place"] == ["公共厕所", "厕所", "银行"]
    assert data.entity_synonyms == {
        "厕所": "restroom",
        "公共厕所": "restroom",
        "银行": "counter",
        "取钱": "cash_withdrawal",
    }


def test_a_pipeline_without_retrieval_learns_questions_as_one_intent(tmp_path: Path) -> None:
    blocks = yaml.safe_load((write(tmp_path, LOGISTIC) / "data/nlu.yml").read_text())["nlu"]
    assert {block["intent"] for block in blocks if "intent" in block} == {"take_ticket", "faq"}


@pytest.mark.parametrize(
    ("name", "trained"),
    [
        (DIET, {"DIETClassifier": 30, "ResponseSelector": 7}),
        (LOGISTIC, {"LogisticRegressionClassifier": None}),
    ],
)
def test_pipelines(tmp_path: Path, name: str, trained: dict[str, int | None]) -> None:
    parts = yaml.safe_load((write(tmp_path, name, 30) / "config.yml").read_text())["pipeline"]
    epochs = {part["name"]: part.get("epochs") for part in parts}
    assert trained.items() <= epochs.items()
    bounds = [p["use_word_boundaries"] for p in parts if p["name"].startswith("Regex")]
    assert bounds == [False, False]


def test_a_model_is_used_again_while_nothing_changed(tmp_path: Path) -> None:
    project = write(tmp_path / "project", DIET)
    key = trainings.key_of(project)
    kept = trainings.Training(key, 12.0, 20.0, 3.0)
    (tmp_path / "model.tar.gz").write_bytes(b"model")
    (tmp_path / "trained.json").write_text(json.dumps(asdict(kept)))
    told: list[str] = []
    model, found = trainings.train(project, "data", key, tmp_path, told.append)
    assert (model, found) == (tmp_path / "model.tar.gz", kept)
    assert told == ["model of 12 s of training used again"]
    assert trainings.key_of(write(tmp_path / "other", DIET, epochs=3)) != key


def test_training_examples_are_the_branchs_and_the_files_each_once() -> None:
    snapshot = branch_snapshot()
    found = examples(snapshot)
    assert len({each.text for each in found}) == len(found) > 5_000
    assert {each.faq for each in found} == {None, *(faq.id for faq in snapshot.faqs)}
    assert all(each.intent == "faq" for each in found if each.faq)
