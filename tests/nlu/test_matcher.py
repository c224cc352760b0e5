"""Values of the lexicon by spelling, by sound and across split phrases."""

from __future__ import annotations

import pytest

from nlu.matcher import LexiconMatcher
from nlu.normalizer import normalize
from nlu.snapshot import lexicon_from_json
from tests.nlu.samples import LEXICON, SNAPSHOT


@pytest.fixture(scope="module")
def matcher() -> LexiconMatcher:
    return LexiconMatcher(lexicon_from_json({**SNAPSHOT["lexicon"], **LEXICON}))


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("我要存钱", ["cash_deposit"]),
        ("把钱存一下", ["cash_deposit"]),
        ("取点钱", ["cash_withdrawal"]),
        ("取三万块钱", ["cash_withdrawal"]),
        ("我想取三万", ["cash_withdrawal"]),
        ("转给他五千块", ["transfer"]),
        ("办张新卡", ["card_opening"]),
        ("密码怎么改", ["password_reset"]),
        ("洗首间在哪", ["restroom"]),
        ("我要存前", ["cash_deposit"]),
        ("atm在哪", ["self_service"]),
        ("厕所和取款机在哪", ["restroom", "self_service"]),
        ("一年定期多少利息", ["td_1y"]),
        ("换点美金", ["USD"]),
        ("卡丢了怎么办", []),
        ("今天天气不错", []),
        ("", []),
    ],
)
def test_values(matcher: LexiconMatcher, said: str, values: list[str]) -> None:
    assert [found.value for found in matcher.find(normalize(said).text)] == values


def test_the_longer_place_hides_the_business_inside_it(matcher: LexiconMatcher) -> None:
    found = matcher.find("自助取款机在哪")
    assert [(f.entity, f.value) for f in found] == [("place", "self_service")]


def test_a_latin_word_is_not_cut(matcher: LexiconMatcher) -> None:
    assert matcher.find("atmosphere") == ()


def test_spans_lie_in_the_text(matcher: LexiconMatcher) -> None:
    text = "我想把钱存一下再去厕所"
    for found in matcher.find(text):
        assert 0 <= found.start < found.end <= len(text)
