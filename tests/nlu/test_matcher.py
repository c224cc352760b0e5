"""Values of the lexicon by spelling, by sound and across split phrases."""

from __future__ import annotations

import pytest

from nlu.errors import LexiconRefused
from nlu.heard import hear
from nlu.matcher import LexiconMatcher
from nlu.snapshot import Entry, joined, lexicon_from_json, sample_lexicon, static_lexicon
from nlu.wordings import wordings
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
    assert [found.value for found in matcher.find(hear(said))] == values


def test_the_longer_place_hides_the_business_inside_it(matcher: LexiconMatcher) -> None:
    found = matcher.find(hear("自助取款机在哪"))
    assert [(f.entity, f.value) for f in found] == [("place", "self_service")]


def test_a_latin_word_is_not_cut(matcher: LexiconMatcher) -> None:
    assert matcher.find(hear("atmosphere")) == ()


def test_spans_lie_in_the_text(matcher: LexiconMatcher) -> None:
    text = "我想把钱存一下再去厕所"
    for found in matcher.find(hear(text)):
        assert 0 <= found.start < found.end <= len(text)


@pytest.fixture(scope="module")
def everything() -> LexiconMatcher:
    return LexiconMatcher(sample_lexicon())


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("交现金的那个窗口怎么走", {("place", "cash_counter")}),
        ("给单位办事的窗口是哪个", {("place", "corporate_counter")}),
        ("填表的桌子在哪儿", {("place", "form_desk")}),
        ("大堂经理坐哪", {("place", "manager_desk")}),
        ("国债起码得买多少", {("product_category", "treasury_bond"), ("attribute", "minimum")}),
        ("定期存款有几年的", {("product_category", "time_deposit"), ("attribute", "term")}),
        ("有什么理财", {("product_category", "wealth_management")}),
        ("激进型的", {("risk_level", "aggressive")}),
        ("保险箱在哪租", {("business", "safe_box")}),
        ("去理财室怎么走", {("place", "wealth_office")}),
        ("我们公司要开户", {("business", "corporate_account")}),
        ("我要存钱不对我要取钱", {("business", "cash_withdrawal")}),
        ("支三百块钱", {("business", "cash_withdrawal")}),
        ("开个数字人民币钱包", {("business", "digital_rmb")}),
        ("让人激活一下", set()),
        ("骗人的新花样", set()),
        ("放哪里保险", {("risk_level", "conservative")}),
        ("保险头一份先买啥", {("product_category", "insurance")}),
        ("拿凳子砸人", set()),
        ("有凳子坐吗", {("place", "waiting_area")}),
        ("密码试了三回给锁上了", {("business", "password_reset")}),
        ("折子搬家弄没了先给我停了别叫人取走", {("business", "card_loss")}),
        ("一镑几块", {("currency", "GBP")}),
    ],
)
def test_what_is_meant(everything: LexiconMatcher, said: str, wanted: set[tuple[str, str]]) -> None:
    ignored = {"product"}
    found = {(f.entity, f.value) for f in everything.find(hear(said))}
    assert {pair for pair in found if pair[0] not in ignored} == wanted


def test_a_value_said_twice_counts_once(everything: LexiconMatcher) -> None:
    found = everything.find(hear("利息几个点收益多少"))
    assert [f.value for f in found if f.entity == "attribute"] == ["rate"]


def test_patterns_are_all_their_wordings() -> None:
    made = wordings("{存|取}{点|}钱")
    assert all(made.regex.fullmatch(said) for said in ("存钱", "取点钱", "取钱", "存点钱"))
    assert made.starts == {"存点", "取点", "存钱", "取钱"}
    assert wordings("{我|}{要|}存").starts == {"我要", "我存", "要存", "存"}
    assert wordings("{存|取}").words == ("存", "取")
    assert wordings("存钱").words == ("存钱",)


def test_a_pattern_that_may_be_nothing_is_refused() -> None:
    with pytest.raises(LexiconRefused, match="empty"):
        wordings("{存|}{钱|}")


def test_usual_words_join_the_branchs_own() -> None:
    static = {"place": (Entry("restroom", ("厕所", "茶水吧")), Entry("pool", ("泳池",)))}
    branch = {"place": (Entry("restroom", ("洗手间",)), Entry("tea_bar", ("茶水吧",)))}
    assert joined(static, branch)["place"] == (
        Entry("restroom", ("洗手间", "厕所")),
        Entry("tea_bar", ("茶水吧",)),
    )


def test_every_pattern_of_the_lexicon_can_be_used() -> None:
    words = [w for entries in static_lexicon().values() for e in entries for w in e.spoken]
    assert all(wordings(word).words or wordings(word).written for word in words)


def test_a_pattern_of_one_character_is_found_at_the_end() -> None:
    matcher = LexiconMatcher({"place": (Entry("door", ("{大|}门",)),)})
    assert [(found.start, found.end) for found in matcher.find(hear("在门"))] == [(1, 2)]
    assert [(found.start, found.end) for found in matcher.find(hear("在大门口"))] == [(1, 3)]
