"""The homophone noise keeps its promises."""

from __future__ import annotations

import pytest

from tests.data.heldout import load
from tests.data.noise import (
    changed_share,
    common_characters,
    homophones,
    is_chinese,
    readings,
    sound,
    with_homophones,
)

TEXTS = [utterance.text for utterance in load()]


def test_the_common_characters_are_those_of_level_one() -> None:
    characters = common_characters()
    assert len(set(characters)) == len(characters) == 3755
    assert (characters[0], characters[-1]) == ("啊", "座")


def test_homophones_share_their_sound() -> None:
    for reading, group in homophones().items():
        assert {sound(character) for character in group} == {reading}


def test_a_reading_follows_its_context() -> None:
    assert readings("银行 行吗A") == ("yin", "hang", None, "xing", "ma", None)


@pytest.mark.parametrize("share", [0.05, 0.1, 0.5])
def test_the_share_is_respected_over_the_corpus(share: float) -> None:
    noisy = [with_homophones(text, share) for text in TEXTS]
    assert changed_share(zip(TEXTS, noisy, strict=True)) == pytest.approx(share, rel=0.1)


def test_one_text_never_gets_more_than_its_share_rounded_up() -> None:
    for text in TEXTS:
        chinese = sum(map(is_chinese, text))
        noisy = with_homophones(text, 0.1)
        assert sum(a != b for a, b in zip(text, noisy, strict=True)) <= -(-chinese // 10)


@pytest.mark.parametrize("share", [0.1, 1.0])
def test_what_is_replaced_sounds_as_before(share: float) -> None:
    for text in TEXTS:
        noisy = with_homophones(text, share)
        for before, after, reading in zip(text, noisy, readings(text), strict=True):
            assert before == after or sound(after) == reading


def test_only_chinese_characters_change() -> None:
    assert with_homophones("A012 wifi, 100!", 1.0) == "A012 wifi, 100!"
    noisy = with_homophones("我是B016号", 1.0)
    assert noisy[2:6] == "B016"
    assert noisy[0] != "我"


def test_the_same_seed_gives_the_same_noise() -> None:
    first = [with_homophones(text, 0.1, seed=7) for text in TEXTS]
    assert first == [with_homophones(text, 0.1, seed=7) for text in TEXTS]
    assert first != [with_homophones(text, 0.1, seed=8) for text in TEXTS]


def test_one_known_result_is_the_same_on_every_machine() -> None:
    assert with_homophones("银行卡不见了怎么办", 0.3, seed=1) == "殷行卡不柬了怎么半"


@pytest.mark.parametrize("share", [0.0, 0.05, 1.0])
def test_an_empty_text_stays_empty(share: float) -> None:
    assert with_homophones("", share) == ""


def test_no_share_changes_nothing() -> None:
    assert [with_homophones(text, 0.0) for text in TEXTS] == TEXTS
    assert changed_share([]) == 0.0


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_an_impossible_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        with_homophones("你好", share)
