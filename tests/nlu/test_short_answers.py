"""The yes or no before a sentence of an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.trained import part
from nlu.errors import ModelUnusable
from nlu.short_answers import NEITHER, NO, SURE, YES, Example, ShortAnswers, echo, examples, kind
from nlu.snapshot import ROOT
from nlu.talks import LEARNT, Turn, talks

UNSEEN = ROOT / "tests" / "data" / "talks.yml"
"""By writers whose words are in no training file."""
LEAST_RIGHT, MOST_CONTRARY, LEAST_SAID = 0.5, 0.05, 0.3
FEW = [
    Example("我儿子来行不", "子女可以代办", YES),
    Example("没带卡行不", "没带卡也可以办", YES),
    Example("我老伴来行不", "要本人来，不能代办", NO),
    Example("收钱不", "补卡不收费", NO),
    Example("要几天", "一般三天", NEITHER),
    Example("去哪办", "到非现金柜台", NEITHER),
] * 20
MODEL = ShortAnswers.fit(FEW)


@pytest.fixture(scope="module")
def learnt() -> ShortAnswers:
    """What the project's own model has learnt."""
    with part("ShortAnswerer") as folder:
        return ShortAnswers.read(folder)


def test_unseen_questions_get_the_right_one_or_none(learnt: ShortAnswers) -> None:
    asked = list(examples(talks(UNSEEN)))
    wanted = [each for each in asked if each.answer != NEITHER]
    said = []
    for each in asked:
        answer, chance = max(
            learnt.chances(each.words, each.sentence).items(), key=lambda found: found[1]
        )
        if chance >= SURE:
            said.append((each.answer, answer))
    right = sum(one == other for one, other in said)
    contrary = sum(one not in (NEITHER, other) for one, other in said)
    assert right >= LEAST_RIGHT * len(said)
    assert contrary <= MOST_CONTRARY * len(said)
    assert right >= LEAST_SAID * len(wanted)


@pytest.mark.parametrize(
    ("words", "sentence", "word"),
    [
        ("我儿子替我来行不", "多数业务可由子女代办", "可以"),
        ("要不要身份证", "办卡要带本人身份证", "要的"),
        ("收手续费不", "跨行转账不收手续费", "不收"),
        ("多久能好", "几分钟就能办好", None),
    ],
)
def test_it_is_in_the_verb_of_the_question(
    learnt: ShortAnswers, words: str, sentence: str, word: str | None
) -> None:
    assert learnt.word(words, sentence) == word


@pytest.mark.parametrize(
    ("words", "yes", "no"),
    [
        ("能代办不", "可以", "不行"),
        ("用不用本人来", "要的", "不用"),
        ("有没有凳子", "有的", "没有"),
        ("会不会丢", None, "不会"),
        ("要手续费吗", None, "不收"),
        ("影响征信不", None, "不影响"),
        ("两千块够不够", None, None),
        ("是不是骗人的", None, None),
    ],
)
def test_the_verb_is_echoed(words: str, yes: str | None, no: str | None) -> None:
    assert (echo(words, YES), echo(words, NO)) == (yes, no)


def test_what_is_not_here_and_has_to_be_brought_gets_no_yes(learnt: ShortAnswers) -> None:
    assert learnt.word("身份证带了，卡没带，行不", "调高限额请带身份证、银行卡和手机") != "可以"
    assert learnt.word("卡没带行不", "没带卡也可以办") != "不行"


def test_none_goes_before_a_sentence_that_begins_with_it() -> None:
    assert MODEL.word("我儿子来行不", "子女可以代办") == "可以"
    assert MODEL.word("我儿子来行不", "可以由子女代办") is None


def test_what_is_learnt_is_kept(tmp_path: Path) -> None:
    model = ShortAnswers.fit(FEW)
    model.save(tmp_path)
    again = ShortAnswers.read(tmp_path)
    for each in FEW:
        assert again.chances(each.words, each.sentence) == pytest.approx(
            model.chances(each.words, each.sentence)
        )
    (tmp_path / "features.json").write_text('["one"]', encoding="utf-8")
    with pytest.raises(ValueError, match="do not fit"):
        ShortAnswers.read(tmp_path)


def test_nothing_is_learnt_of_one_kind_alone() -> None:
    with pytest.raises(ModelUnusable):
        ShortAnswers.fit([Example("要几天", "一般三天", NEITHER)])


@given(st.text(max_size=40), st.text(max_size=60))
def test_whatever_is_asked_the_chances_are_chances(words: str, sentence: str) -> None:
    chances = MODEL.chances(words, sentence)
    assert set(chances) == {YES, NO}
    assert all(0 <= chance <= 1 for chance in chances.values())
    assert sum(chances.values()) <= 1 + 1e-6


def turns() -> list[Turn]:
    return [turn for path in (*LEARNT, UNSEEN) for talk in talks(path).talks for turn in talk]


def test_labels_are_short_words_of_turns_with_a_sentence() -> None:
    labelled = [turn for turn in turns() if turn.short is not None]
    assert len(labelled) > 2000
    assert all(turn.sentences and len(str(turn.short)) <= 4 for turn in labelled)
    kinds = {kind(turn.short) for turn in labelled}
    assert kinds == {YES, NO}
