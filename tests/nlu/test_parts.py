"""Small parts: vectors, the linear model, snapshots, concepts, the importer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from nlu.concepts import concepts_in, read_concepts
from nlu.errors import LexiconRefused, SnapshotRefused, UnderstandingError
from nlu.features import Mention, sentence_features
from nlu.heard import hear
from nlu.importer import BranchFaqImporter
from nlu.linear_model import LinearModel
from nlu.pinyin import merged, syllables
from nlu.snapshot import Snapshot, branch_snapshot, static_lexicon
from nlu.vectorizer import Vectorizer
from tests.nlu.samples import SNAPSHOT, UTTERANCES


def test_rows_have_length_one_and_unknown_features_make_them_shorter() -> None:
    documents = [["c:a", "c:b"], ["c:b", "c:c"]]
    plain = Vectorizer.fit(documents, {"c": 1.0})
    assert np.allclose(
        np.sqrt(plain.transform(documents).multiply(plain.transform(documents)).sum(1)), 1
    )
    strict = Vectorizer.fit(documents, {"c": 1.0}, unknown=3.0)
    assert strict.transform([["c:a", "c:?"]]).max() < plain.transform([["c:a", "c:?"]]).max()
    assert plain.transform([["x:other"]]).nnz == 0


def test_a_feature_of_one_group_weighs_more_than_one_of_all() -> None:
    documents = [["c:a", "c:x"], ["c:a", "c:x"], ["c:a"]]
    made = Vectorizer.fit(documents, {"c": 1.0}, groups=[0, 0, 1])
    assert made.idf[made.vocabulary["c:x"]] > made.idf[made.vocabulary["c:a"]]


def _data() -> tuple[list[list[str]], list[str]]:
    pairs = [(text, name) for name, texts in UTTERANCES.items() for text in texts]
    return [sentence_features(hear(text)) for text, _ in pairs], [name for _, name in pairs]


def test_the_model_learns_and_comes_back_from_disk(tmp_path: Path) -> None:
    documents, labels = _data()
    vectorizer = Vectorizer.fit(documents, {"c": 1.0, "p": 0.5})
    rows = vectorizer.transform(documents)
    model = LinearModel.fit(rows, labels)
    chances = model.probabilities(rows)
    assert np.allclose(chances.sum(axis=1), 1)
    assert [model.labels[i] for i in chances.argmax(axis=1)] == labels
    model.save(tmp_path / "model.npz")
    again = LinearModel.read(tmp_path / "model.npz")
    assert again.labels == model.labels
    assert np.allclose(again.probabilities(rows), chances, atol=1e-5)


def test_a_row_that_counts_twice_is_as_two_rows() -> None:
    documents, labels = _data()
    rows = Vectorizer.fit(documents, {"c": 1.0}).transform(documents)
    half = len(labels) // 2
    counts = np.where(np.arange(len(labels)) < half, 2, 1)
    sentences = np.concatenate([np.arange(len(labels)), np.arange(half)])
    once = LinearModel.fit(rows, labels, counts=counts)
    both = sparse.vstack([rows, rows[:half]], format="csr")
    twice = LinearModel.fit(both, labels + labels[:half], sentences=sentences)
    assert once.temperature == twice.temperature
    assert np.allclose(once.probabilities(rows), twice.probabilities(rows), atol=0.02)
    assert not np.allclose(once.weights, LinearModel.fit(rows, labels).weights, atol=0.02)


def test_two_labels_are_enough_and_one_is_not() -> None:
    documents, _ = _data()
    rows = Vectorizer.fit(documents, {"c": 1.0}).transform(documents[:8])
    model = LinearModel.fit(rows, ["a"] * 4 + ["b"] * 4)
    assert [model.labels[i] for i in model.probabilities(rows).argmax(axis=1)] == ["a"] * 4 + [
        "b"
    ] * 4
    with pytest.raises(ValueError, match="two labels"):
        LinearModel.fit(rows, ["a"] * 8)


def test_a_new_place_has_the_features_of_a_known_one() -> None:
    known = sentence_features(hear("厕所怎么走"), [Mention("place", "restroom", 0, 2)])
    new = sentence_features(hear("茶水吧怎么走"), [Mention("place", "tea_bar", 0, 3)])
    assert "e:<place>怎" in set(known) & set(new)


def test_a_snapshot_comes_back_from_its_json() -> None:
    snapshot = Snapshot.from_json(SNAPSHOT)
    assert Snapshot.from_json(snapshot.to_json()) == snapshot


@pytest.mark.parametrize(
    "bad", [None, {}, {"version": 1, "faqs": [{}], "lexicon": {}}, {"faqs": 3}]
)
def test_another_shape_is_refused(bad: Any) -> None:
    with pytest.raises(SnapshotRefused):
        Snapshot.from_json(bad)


def test_the_sample_branch_and_the_static_lexicon_can_be_read() -> None:
    assert len(branch_snapshot().faqs) > 100
    assert {"currency", "facility", "direction", "language"} <= set(static_lexicon())


def test_a_damaged_lexicon_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text("- 1\n", encoding="utf-8")
    with pytest.raises(LexiconRefused, match=r"bad\.yml"):
        static_lexicon(tmp_path / "bad.yml")
    with pytest.raises(LexiconRefused, match=r"bad\.yml"):
        read_concepts(tmp_path / "bad.yml")


def test_every_error_says_whether_to_retry() -> None:
    kinds = UnderstandingError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert {kind.retryable for kind in kinds} == {True, False}


def test_concepts_take_the_longest_word() -> None:
    assert concepts_in("卡找不到了") == concepts_in("卡丢了")
    assert concepts_in("xyz") == ()
    assert concepts_in("") == ()


def test_syllables_follow_the_word_and_merge_accents() -> None:
    assert syllables("银行") == ("yin", "hang")
    assert len(syllables("取A1 钱")) == 5
    assert merged("zhang") == merged("zan")
    assert merged("huang") == merged("fan")
    assert merged("hu") == merged("fu")
    assert merged("niu") == merged("liu")
    assert merged("qian") != merged("jian")


def test_the_importer_brings_the_faq_and_nothing_else() -> None:
    importer = BranchFaqImporter()
    examples = importer.get_nlu_data().training_examples
    assert len(examples) > 1000
    assert {example.get("intent") for example in examples} == {"faq"}
    assert importer.get_domain().is_empty()
    assert importer.get_config() == {}
