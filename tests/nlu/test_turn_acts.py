"""What a turn does: questions are never taken for anything else, and most of what asks for nothing is told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.parses import parse_all
from nlu.features import sentence_features
from nlu.heard import hear
from nlu.turn_act_classifier import turn_acts
from nlu.turn_acts import ACTS, ASK, WISH, TurnActs, asks_nothing
from robot.settings import ROOT
from tests.data.heldout import load as held_out

TURNS: dict[str, list[str]] = yaml.safe_load(
    (ROOT / "tests" / "data" / "turn_acts.yml").read_text(encoding="utf-8")
)
"""Of a writer whose words are in no training file."""
MOST_MISSED, LEAST_TOLD, LEAST_RIGHT = 0.02, 0.7, 0.6
"""Questions and wishes that are taken to ask for nothing; others of which that is seen; those whose act is right, too."""


def test_the_measure_is_apart_from_what_is_learnt() -> None:
    learnt = {hear(turn).text for turns in turn_acts().values() for turn in turns}
    measured = {hear(turn).text for turns in TURNS.values() for turn in turns}
    assert len(measured) > 300
    assert not measured & learnt
    for split in ("utterances", "unseen", "development"):
        assert not {hear(u.text).text for u in held_out(split)} & learnt, split


def test_every_act_is_learnt_and_measured() -> None:
    assert set(turn_acts()) == set(TURNS) == set(ACTS)
    assert min(len(turns) for act, turns in turn_acts().items() if act != WISH) >= 300


def test_questions_are_taken_for_nothing_else(sample_agent: Any) -> None:
    asking = [*TURNS[ASK], *TURNS[WISH]]
    missed = [parse.text for parse in parse_all(sample_agent, asking) if parse.act]
    assert len(missed) <= MOST_MISSED * len(asking), missed


def test_what_asks_for_nothing_is_told_apart(sample_agent: Any) -> None:
    quiet = [(turn, act) for act in ACTS if act not in (ASK, WISH) for turn in TURNS[act]]
    told = [parse.act for parse in parse_all(sample_agent, [turn for turn, _ in quiet])]
    assert sum(map(bool, told)) >= LEAST_TOLD * len(quiet)
    right = sum(one == act for one, (_, act) in zip(told, quiet, strict=True))
    assert right >= LEAST_RIGHT * len(quiet)


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("老婆子你身份证带了没有", "aside"), ("行，那我坐这儿等着", "settle"), ("算了，我改天再过来办", "leave"),
        ("唉，跑了一上午腿都酸了", "feel"), ("上个礼拜三转的，有两万多", "tell"),
        ("多久能到账", None), ("我要取三万块钱", None), ("身份证没带能办吗", None), ("厕所在哪", None), ("大象", None), ("三万", None),
    ],
)  # fmt: skip
def test_everyday_words(sample_agent: Any, said: str, act: str | None) -> None:
    assert parse_all(sample_agent, [said])[0].act == act


def features(words: str) -> list[str]:
    return sentence_features(hear(words))


def test_it_comes_back_from_disk(tmp_path: Path) -> None:
    examples = [(features(turn), act) for act in ACTS for turn in TURNS[act][:8]]
    made = TurnActs.fit(examples, [(features("怎么办卡"), ASK), (features("我要取号"), WISH)])
    made.save(tmp_path)
    again = TurnActs.read(tmp_path)
    chances = again.chances(features("那我先回去了"))
    assert chances == made.chances(features("那我先回去了"))
    assert set(chances) == set(ACTS)
    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-5)


def test_who_may_well_ask_is_not_said_to_do_anything_else() -> None:
    chances = dict.fromkeys(ACTS, 0.0)
    assert asks_nothing({}) is None
    assert asks_nothing({**chances, "ask": 0.3, "wish": 0.2, "leave": 0.5}) is None
    assert asks_nothing({**chances, "ask": 0.2, "leave": 0.5, "tell": 0.3}) == ("leave", 0.5)
