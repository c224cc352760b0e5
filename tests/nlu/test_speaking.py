"""Which sentence of an answer speaks to a question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.trained import part
from nlu.answer_speaker import examples
from nlu.errors import ModelUnusable
from nlu.heard import hear
from nlu.snapshot import ROOT, branch_snapshot
from nlu.speaking import Example, Speaking, sentences
from nlu.talks import LEARNT, Turn, talks
from tests.data.heldout import load as held_out

UNSEEN = ROOT / "tests" / "data" / "talks.yml"
"""By writers whose words are in no training file."""
LEAST_FIRST, LEAST_AMONG_TWO = 0.6, 0.75
"""Share of questions whose sentence is the likeliest, and one of the two likeliest."""


def turns(path: Path) -> list[Turn]:
    return [turn for talk in talks(path).talks for turn in talk]


@pytest.fixture(scope="module")
def speaking() -> Speaking:
    """What the project's own model has learnt."""
    with part("AnswerSpeaker") as folder:
        return Speaking.read(folder)


def test_the_measure_is_apart_from_what_is_learnt() -> None:
    learnt = {hear(turn.words).text for path in LEARNT for turn in turns(path)}
    measured = {hear(turn.words).text for turn in turns(UNSEEN)}
    assert len(measured) > 600
    assert not measured & learnt
    for split in ("utterances", "unseen", "development"):
        assert not {hear(u.text).text for u in held_out(split)} & learnt, split


def test_labels_name_entries_and_sentences_that_there_are() -> None:
    known = {faq.id for faq in branch_snapshot().faqs}
    for path in (*LEARNT, UNSEEN):
        of = talks(path)
        for turn in turns(path):
            assert set(turn.entries) <= known
            assert turn.matter is None or turn.matter in of.answers
            if turn.sentences:
                assert 0 <= max(turn.sentences) < len(of.answers[turn.entries[0]])


def test_unseen_questions_find_their_sentence(speaking: Speaking) -> None:
    asked = [each for each in examples(talks(UNSEEN)) if each.right]
    first = among = 0
    for each in asked:
        order = np.argsort(-speaking.chances(each.words, speaking.prepared(each.sentences)))
        first += int(order[0]) in each.right
        among += bool(set(order[:2].tolist()) & set(each.right))
    assert len(asked) > 300
    assert first / len(asked) >= LEAST_FIRST
    assert among / len(asked) >= LEAST_AMONG_TWO


def test_chances_are_of_the_sentences_and_none(speaking: Speaking) -> None:
    answer = speaking.prepared(["补卡当场就能拿到", "补卡要收工本费"])
    chances = speaking.chances("要多少钱", answer)
    assert chances.shape == (2,)
    assert 0 < chances.sum() < 1
    assert speaking.chances("要多少钱", speaking.prepared([])).shape == (0,)


def test_it_is_read_back_as_it_was_saved(speaking: Speaking, tmp_path: Path) -> None:
    speaking.save(tmp_path)
    again = Speaking.read(tmp_path)
    answer = ["补卡当场就能拿到", "补卡要收工本费"]
    expected = speaking.chances("几天能拿到", speaking.prepared(answer))
    assert again.chances("几天能拿到", again.prepared(answer)) == pytest.approx(expected)
    assert again.answers == speaking.answers


def test_nothing_to_learn_from_is_named() -> None:
    with pytest.raises(ModelUnusable, match="no talk"):
        Speaking.fit([Example("多久", (), ())], {})


def test_sentences_have_no_ends() -> None:
    assert sentences("。；办好了！再来？") == ("办好了", "再来")
