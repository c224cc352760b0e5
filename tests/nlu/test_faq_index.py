"""Ranking the branch's questions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.calibration import Calibration, calibrate
from nlu.faq_index import FaqIndex, Hit
from nlu.heard import hear
from nlu.snapshot import Faq, Snapshot
from tests.nlu.samples import SNAPSHOT, UTTERANCES

FAQS = Snapshot.from_json(SNAPSHOT).faqs


@pytest.fixture(scope="module")
def index() -> FaqIndex:
    return FaqIndex(FAQS)


@pytest.mark.parametrize(
    ("said", "id"),
    [
        ("我银行卡弄丢了", "card_lost"),
        ("我把密码给忘了", "pin_forgotten"),
        ("怎么认出假钱", "counterfeit"),
        ("银行要是倒闭了我的钱呢", "deposit_insurance"),
        ("迷码忘记了", "pin_forgotten"),
    ],
)
def test_words_never_seen_find_their_question(index: FaqIndex, said: str, id: str) -> None:
    assert index.search(hear(said))[0].id == id


def test_a_known_phrasing_is_exact_apart_from_courtesy(index: FaqIndex) -> None:
    assert index.exact(hear("请问，卡丢了咋办？？")) == "card_lost"
    assert index.exact(hear("卡丢了你们管吗")) is None


@pytest.mark.parametrize(
    "said",
    ["请问雨伞舞会几时举行呀", "雨伞舞会几时举行呢", "你好，雨伞舞会几时举行的呀？", "我想问问雨伞舞会几时举行啊",
     "麻烦问下雨伞舞会几时举行嘛", "那个，雨伞舞会几时举行，谢谢"],
)  # fmt: skip
def test_an_exact_phrasing_is_known_whatever_is_said_around_it(said: str) -> None:
    assert FaqIndex([Faq("dance", "雨伞舞会", ("雨伞舞会几时举行",))]).exact(hear(said)) == "dance"


def test_every_phrasing_finds_its_own_question(index: FaqIndex) -> None:
    for faq in FAQS:
        for phrasing in faq.phrasings:
            assert index.search(hear(phrasing))[0].id == faq.id


def test_words_that_share_nothing_find_nothing(index: FaqIndex) -> None:
    assert index.search(hear("xyz")) == ()


def test_an_empty_base_answers_nothing() -> None:
    index = FaqIndex(())
    assert index.size == 0
    assert index.search(hear("卡丢了")) == ()
    assert index.exact(hear("卡丢了")) is None


def test_a_single_question_is_found() -> None:
    assert FaqIndex([Faq("a", "咖啡免费吗", ())]).search(hear("咖啡要钱吗"))[0].id == "a"


def test_it_is_read_back_as_it_was_saved(index: FaqIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    again = FaqIndex.read(tmp_path, FAQS)
    said = [hear(words) for words in ("我把密码给忘了", "卡", "xyz", "")]
    assert again.search_each(said, 3) == index.search_each(said, 3)
    assert (again.size, again.ids) == (index.size, index.ids)
    assert again.exact(hear("请问，卡丢了咋办？？")) == "card_lost"


def test_many_are_found_as_each_alone(index: FaqIndex) -> None:
    said = [hear(words) for words in (*UTTERANCES["take_ticket"], "xyz", "银行要是倒闭了")]
    for heard, hits in zip(said, index.search_each(said, 5), strict=True):
        alone = index.search(heard)
        assert [hit.id for hit in hits] == [hit.id for hit in alone]
        for many, one in zip(hits, alone, strict=True):
            assert many.nearness == pytest.approx(one.nearness, abs=1e-5)
            assert many.covered == pytest.approx(one.covered, abs=1e-5)
            assert many.known == pytest.approx(one.known, abs=1e-5)
    assert FaqIndex(()).search_each(said, 2) == [()] * len(said)


@given(st.text(max_size=30))
def test_any_words_are_ranked_best_first(said: str) -> None:
    hits = FaqIndex(FAQS[:2]).search(hear(said))
    nearness = [hit.nearness for hit in hits]
    assert nearness == sorted(nearness, reverse=True)
    assert all(0 < value <= 1.0001 for value in nearness)


def test_chance_grows_with_the_evidence() -> None:
    curve = Calibration()
    heard = hear("存折丢了怎么办")
    weak, strong = Hit("a", 0.4, 0.6, 0.9), Hit("a", 0.6, 0.6, 0.9)
    assert 0 < curve.chance(heard, weak, 0.1) < curve.chance(heard, strong, 0.1) < 1
    assert curve.chance(heard, strong, 0.5) < curve.chance(heard, strong, 0.1)
    assert curve.chance(heard, Hit("a", 0.6, 0.3, 0.9), 0.1) < curve.chance(heard, strong, 0.1)
    assert curve.chance(heard, Hit("a", 0.6, 0.6, 0.5), 0.1) < curve.chance(heard, strong, 0.1)


def test_one_shared_word_does_not_cover_the_words(index: FaqIndex) -> None:
    asked = next(p for faq in FAQS if faq.id == "card_lost" for p in faq.phrasings)
    own = index.search(hear(asked))[0]
    other = index.search(hear("丢了旧密码本里面的假钱怎么认"))[0]
    assert own.covered > 0.95 > 0.8 > other.covered
    assert index.search(hear("丢了半斤花生米"))[0].known < 0.5 < 0.99 < own.known


def test_too_little_to_hold_out_keeps_the_default_curve() -> None:
    assert calibrate(FAQS[:1], FaqIndex(FAQS[:1]), []) == Calibration()


def test_calibration_tells_questions_from_other_talk() -> None:
    faqs = [
        Faq(
            f"q{n}",
            f"第{n}种{word}怎么{verb}",
            tuple(f"{lead}{word}怎么{verb}" for lead in ("我的", "你们", "老人")),
        )
        for n, (word, verb) in enumerate(
            (w, v)
            for w in ("存折", "社保卡", "信用卡", "保险箱")
            for v in ("补办", "注销", "激活", "续期")
        )
    ]
    index = FaqIndex(faqs)
    others = [t for name in ("out_of_scope", "greet") for t in UTTERANCES[name]]
    curve = calibrate(faqs, index, others)

    def sure(words: str) -> float:
        hits = index.search(hear(words), 2)
        runner_up = hits[1].nearness if len(hits) > 1 else 0.0
        return curve.chance(hear(words), hits[0], runner_up) if hits else 0.0

    known = np.mean([sure(f"麻烦看下{f.phrasings[0]}") for f in faqs])
    other = np.mean([sure(t) for t in UTTERANCES["out_of_scope"]])
    assert known > other + 0.3
