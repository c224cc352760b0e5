"""Documents as weighted rows: one alone and many at once are the same."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from nlu.vectorizer import Vectorizer

FEATURE = st.builds("{}:{}".format, st.sampled_from("cpx"), st.sampled_from("abcdef"))
DOCUMENTS = st.lists(st.lists(FEATURE, max_size=9), min_size=2, max_size=6)
SHARES = {"c": 1.0, "p": 0.6}


@given(DOCUMENTS, DOCUMENTS, st.sampled_from([0.0, 3.0]))
def test_a_document_weighs_the_same_alone_and_among_others(
    known: list[list[str]], asked: list[list[str]], unknown: float
) -> None:
    made = Vectorizer.fit(known, SHARES, unknown=unknown)
    alone = sparse.vstack([made.transform([each]) for each in asked])
    assert np.allclose(made.transform(asked).toarray(), alone.toarray(), atol=1e-6)


@given(DOCUMENTS)
def test_a_row_has_the_length_of_one_and_each_family_its_share(known: list[list[str]]) -> None:
    made = Vectorizer.fit(known, SHARES)
    squares = made.transform(known).power(2).toarray()
    of_family = {
        family: squares[:, [n for name, n in made.vocabulary.items() if name[0] == family]].sum(1)
        for family in SHARES
    }
    for number, document in enumerate(known):
        here = {feature[0] for feature in document} & SHARES.keys()
        whole = sum(SHARES[family] ** 2 for family in here)
        for family in here:
            assert of_family[family][number] == pytest.approx(SHARES[family] ** 2 / whole, abs=1e-5)


def test_rarity_counts_documents_or_groups() -> None:
    documents = [["c:a", "c:a", "c:b"], ["c:a"], ["c:b"], ["x:no"]]
    made = Vectorizer.fit(documents, SHARES)
    assert made.idf[made.vocabulary["c:a"]] == pytest.approx(log(5 / 3) + 1)
    grouped = Vectorizer.fit(documents, SHARES, groups=[7, 7, 9, 9])
    assert grouped.idf[grouped.vocabulary["c:a"]] == pytest.approx(log(3 / 2) + 1)
    assert grouped.documents == 2
    assert set(Vectorizer.fit(documents, SHARES, least=3).vocabulary) == set()
    assert "x:no" not in made.vocabulary


def test_columns_stand_in_the_order_in_which_features_were_met() -> None:
    made = Vectorizer.fit([["c:b", "p:b"], ["c:a", "c:b"]], SHARES)
    assert list(made.vocabulary) == ["c:b", "p:b", "c:a"]


def test_it_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    made = Vectorizer.fit([["c:a", "p:b"], ["c:a"]], SHARES, unknown=2.0)
    made.save(tmp_path)
    again = Vectorizer.read(tmp_path)
    asked = [["c:a", "c:new"], ["p:b"]]
    assert np.array_equal(again.transform(asked).toarray(), made.transform(asked).toarray())
    assert (again.unknown, again.documents) == (2.0, 2)
