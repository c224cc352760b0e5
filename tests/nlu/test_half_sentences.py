"""Half sentences: what leans on nothing is left alone, and of what leans the side is told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.parses import parse_all
from nlu.features import sentence_features
from nlu.half_sentence_classifier import half_sentences
from nlu.half_sentences import WHOLE, HalfSentences
from nlu.heard import hear
from nlu.yaml_files import read_yaml
from robot.settings import ROOT
from tests.data.heldout import load as held_out

ROWS = read_yaml(ROOT / "tests" / "data" / "halves.yml")
LEAST_RIGHT, MOST_TAKEN, MOST_TAKEN_OF_ALL = 0.58, 0.05, 0.05
"""Floor of the sides that are told right, ceilings of whole sentences that are taken for halves: of the short words
that follow an answer, and of the development set."""


def sides(sample_agent: Any, texts: list[str]) -> list[str | None]:
    return [parsed.aspect for parsed in parse_all(sample_agent, texts)]


def test_the_measure_is_apart_from_what_is_learnt() -> None:
    learnt = {hear(text).text for texts in half_sentences().values() for text in texts}
    assert len(ROWS) > 250
    assert not [row["text"] for row in ROWS if hear(row["text"]).text in learnt]
    for split in ("utterances", "unseen", "development"):
        said = {hear(u.text).text for u in held_out(split)}
        assert not said & learnt, split


def test_every_side_is_learnt_and_measured() -> None:
    measured = Counter(row["side"] for row in ROWS)
    assert set(measured) == set(half_sentences())
    assert min(measured.values()) >= 14
    assert min(map(len, half_sentences().values())) >= 150


def test_the_side_is_told(sample_agent: Any) -> None:
    halves = [row for row in ROWS if row["side"] != WHOLE]
    told = sides(sample_agent, [row["text"] for row in halves])
    right = sum(side == row["side"] for side, row in zip(told, halves, strict=True))
    assert right / len(halves) >= LEAST_RIGHT


def test_what_is_whole_is_left_alone(sample_agent: Any) -> None:
    wholes = [row["text"] for row in ROWS if row["side"] == WHOLE]
    taken = [side for side in sides(sample_agent, wholes) if side]
    assert len(taken) / len(wholes) <= MOST_TAKEN
    said = [u.text for u in held_out("development")]
    assert sum(map(bool, sides(sample_agent, said))) / len(said) <= MOST_TAKEN_OF_ALL


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("要带什么", "papers"), ("护照可以吗", "papers"), ("都要准备些什么材料", "papers"), ("没带身份证呢", "papers"),
        ("需要本人来吗", "person"), ("能让我儿子代办吗", "person"), ("我老伴替我来行不", "person"),
        ("要手续费吗", "fee"), ("手续费几多", "fee"), ("收费吗", "fee"), ("免费的吗", "fee"),
        ("多久到账", "time"), ("几天到", "time"), ("今天能弄好吗", "time"), ("多久能下来", "time"),
        ("一天最多能取多少", "limit"), ("有限额吗", "limit"), ("那咋办呢", "how"),
        ("她走不动路", "unable"), ("他在外地回不来", "away"), ("为啥呀", "why"), ("然后呢", "after"),
        ("啥意思", "meaning"), ("安全不", "doubt"),
        ("换卡要带什么", None), ("取三万块钱", None), ("我要投诉", None), ("今天星期几", None),
        ("还要等多久", None), ("有没有热水", None), ("三万", None), ("谢谢", None), ("厕所在哪", None),
    ],
)  # fmt: skip
def test_everyday_words(sample_agent: Any, said: str, side: str | None) -> None:
    assert sides(sample_agent, [said]) == [side]


def features(words: str) -> list[str]:
    return sentence_features(hear(words))


def test_it_comes_back_from_disk(tmp_path: Path) -> None:
    examples = [
        ("要几天", "time"),
        ("多久好", "time"),
        ("收钱吗", "fee"),
        ("贵不贵", "fee"),
        ("你好", WHOLE),
    ]
    made = HalfSentences.fit(
        [(features(text), side) for text, side in examples],
        [features("我要取钱"), features("再见")],
    )
    made.save(tmp_path)
    again = HalfSentences.read(tmp_path)
    assert again.read_side(features("要多久")) == made.read_side(features("要多久"))
    assert again.read_side(features("要几天")).side == "time"
