"""Amounts, terms, ticket numbers and ordinals as customers say them."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalizer import normalize
from nlu.numerals import digits_of, value_of
from nlu.quantities import quantities


def found(said: str) -> list[tuple[str, object]]:
    return [(q.kind, q.value) for q in quantities(normalize(said).text)]


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("三万五", 35000), ("3.5万", 35000), ("35000块", 35000), ("3万5", 35000), ("三点五万", 35000),
        ("两千来块", 2000), ("一百二", 120), ("一百零二块", 102), ("十几万", 100000), ("一万多", 10000),
        ("五六万", 50000), ("万把块", 10000), ("俩万", 20000), ("3w", 30000), ("1,000元", 1000),
        ("三块五", 3.5), ("五毛", 0.5), ("一百块零五毛", 100.5), ("一千二百三十四块五毛六分", 1234.56),
        ("一亿两千万", 120000000), ("千把块", 1000), ("八万不对是九万", 90000), ("三千零五十", 3050), ("１２万８", 128000), ("两万零五百", 20500),
        ("一万五六", 15000), ("两个w", 20000), ("一点五个亿", 150000000), ("百来块", 100), ("三万五万的", 30000), ("贰仟元", 2000), ("三完五", 35000),
    ],
)  # fmt: skip
def test_amounts(said: str, yuan: float) -> None:
    assert found(said) == [("amount", yuan)]


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("四千六代收的货款", 4600), ("四千六吧", 4600), ("大概两千来块", 2000), ("八万六千块钱", 86000), ("一千块头", 1000),
        ("三十来万", 300000), ("七八百块", 700), ("两三千", 2000), ("万把块", 10000), ("两百五", 250), ("三万二", 32000),
        ("千八百块", 800), ("百八十块", 80), ("百十来块", 110), ("上万块", 10000), ("近百万", 1000000), ("两万多点", 20000),
    ],
)  # fmt: skip
def test_sums_as_they_are_said_in_passing(said: str, yuan: float) -> None:
    assert found(said) == [("amount", yuan)]


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("二十万起是吧我手头有三十万", 300000), ("我有三十万 大额存单要二十万是吧", 300000),
        ("房子总价三百万贷一百二十万", 1200000), ("首付八十万想贷一百二十万", 1200000),
        ("我有三十万拿二十万存定期", 200000), ("我有五万想取三万", 30000), ("我攒了两万我妈给三万一共五万", 50000),
    ],
)  # fmt: skip
def test_the_sum_that_counts(said: str, yuan: float) -> None:
    assert found(said) == [("amount", yuan)]


def test_sums_of_equal_weight_all_count() -> None:
    assert found("存三万取两万") == [("amount", 30000), ("amount", 20000)]
    assert found("一共五万我想取两万") == [("amount", 50000), ("amount", 20000)]


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("半年", 6), ("一年半", 18), ("三个月", 3), ("18个月", 18), ("两年期", 24), ("三十年", 360),
        ("90天", 3), ("一个季度", 3), ("两年零三个月", 27), ("三个半月", 3.5),
        ("仨月", 3), ("俩月就够了", 2), ("二十四期", 24), ("三年哦不五年", 60), ("放个五年没问题", 60),
        ("三五年", 36), ("半拉年", 6), ("三个来月", 3), ("三个约", 3), ("一两年", 12), ("俩年", 24), ("俩半月", 2.5),
        ("两个月半", 2.5), ("个把月", 1), ("一年半载", 12), ("三百六十五天", 12), ("存一年能拿多少", 12),
    ],
)  # fmt: skip
def test_terms(said: str, months: float) -> None:
    assert found(said) == [("term", months)]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("A012", "A012"),
        ("a零一二", "A012"),
        ("诶零一二", "A012"),
        ("我是B零零三号", "B003"),
        ("C零二幺", "C021"),
        ("a15还有几个", "A015"),
        ("我的号是a十五", "A015"),
        ("b二十三号叫了没", "B023"),
        ("叫到a8号没有", "A008"),
        ("f十号", "F010"),
        ("e01", "E001"),
    ],
)
def test_ticket_numbers(said: str, number: str) -> None:
    assert found(said) == [("ticket_number", number)]


@pytest.mark.parametrize(
    ("said", "nth"),
    [("第二个", 2), ("第一种", 1), ("最后一个", -1), ("最上面那个", 1), ("第十个吧", 10)],
)
def test_ordinals(said: str, nth: int) -> None:
    assert found(said) == [("ordinal", nth)]


@pytest.mark.parametrize(
    "said",
    [
        "a4纸", "a股", "坐b1号线", "a4号窗口", "b2层", "r2是啥", "wifi15", "c1驾照", "a15%",
        "万一丢了", "千万别转", "百分之三", "2.75%", "我六十五岁", "96110", "2024年", "二零二四年", "三月份",
        "三号窗口", "20分钟", "8点半", "几万块", "今年", "一二三四", "一起去", "十分着急", "一百个人",
        "凑一块儿", "两年没用过", "断缴三个月", "今年是哪一年", "百万保障", "一年扣多少",
        "门牌四千六", "我住四千六号", "尾号是三千五", "晚上万达", "上万人", "一代身份证",
        "一个月免费几次", "几十天到账", "一年能汇多少", "一年购汇额度", "养老账户一年存多少", "在国外待了八年", "三分钟",
    ],
)  # fmt: skip
def test_what_is_no_quantity(said: str) -> None:
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "months"),
    [("贷五十万二十年一个月还多少", 240), ("三十年一个月大概要还几千", 360), ("一年零三个月", 15)],
)
def test_what_is_paid_a_month_is_no_part_of_the_term(said: str, months: int) -> None:
    assert dict(found(said))["term"] == months


@pytest.mark.parametrize(
    ("said", "yuan"),
    [("三十万分二十年还", 300000), ("借五万 分十二期", 50000), ("五十万月供", 500000), ("一百万日息多少", 1000000)],
)  # fmt: skip
def test_a_sum_to_be_divided_is_money(said: str, yuan: int) -> None:
    assert dict(found(said))["amount"] == yuan


def test_several_in_one_sentence() -> None:
    assert found("存二十万三年期") == [("amount", 200000), ("term", 36)]


def _spoken(yuan: int) -> list[str]:
    """Ways in which people say or write a round amount."""
    formal = cn2an.an2cn(yuan)
    ways = [
        formal + "块钱",
        formal + "元",
        f"{yuan}元",
        f"{yuan}块",
        f"{yuan:,}元",
        formal.replace("二千", "两千") + "块",
    ]
    if yuan % 1000 == 0 and yuan >= 10000:
        ways.append(f"{yuan / 10000:g}万")
    if yuan % 10000 and yuan % 1000 == 0 and 10000 < yuan < 100000:
        ways.append(cn2an.an2cn(yuan).removesuffix("千"))
    return ways


@given(st.integers(min_value=1, max_value=99_999_999))
def test_an_amount_comes_back_from_every_way_of_saying_it(yuan: int) -> None:
    for way in _spoken(yuan):
        assert found(way) == [("amount", yuan)], way


@given(st.integers(min_value=1, max_value=99).map(lambda thousand: thousand * 1000))
def test_round_amounts_come_back_in_short_speech(yuan: int) -> None:
    for way in _spoken(yuan):
        assert found(f"我要取{way}")[0] == ("amount", yuan), way


_SHORT = st.tuples(
    st.integers(min_value=1, max_value=9),
    st.integers(min_value=1, max_value=9),
    st.sampled_from(["百", "千", "万"]),
)
"""Two digits and a unit: 四千六, 三万二, 一百二."""


@given(
    _SHORT,
    st.sampled_from(["", "就", "大概", "差不多", "我要取", "一共"]),
    st.sampled_from(["", "吧", "左右", "的货款", "代收的货款", "现金", "块钱"]),
)
def test_a_short_sum_comes_back_whatever_stands_around_it(
    short: tuple[int, int, str], before: str, after: str
) -> None:
    first, second, unit = short
    said = f"{cn2an.an2cn(first)}{unit}{cn2an.an2cn(second)}"
    value = {"百": 100, "千": 1000, "万": 10000}[unit]
    assert found(f"{before}{said}{after}") == [("amount", first * value + second * value // 10)]


@given(_SHORT, st.sampled_from(["门牌", "尾号是", "房间号", "工号"]))
def test_a_number_of_a_thing_is_no_sum(short: tuple[int, int, str], thing: str) -> None:
    first, second, unit = short
    assert found(f"{thing}{cn2an.an2cn(first)}{unit}{cn2an.an2cn(second)}") == []


@given(
    st.integers(min_value=1, max_value=8),
    st.sampled_from([("百", 100), ("千", 1000), ("万", 10000), ("十万", 100000)]),
    st.sampled_from(["", "块", "块钱", "左右"]),
)
def test_a_range_counts_by_its_lower_end(low: int, unit: tuple[str, int], after: str) -> None:
    said = f"{cn2an.an2cn(low)}{cn2an.an2cn(low + 1)}{unit[0]}{after}"
    assert found(said) == [("amount", low * unit[1])]


@given(st.integers(min_value=1, max_value=600))
def test_months_come_back(months: int) -> None:
    assert found(f"{cn2an.an2cn(months)}个月") == [("term", months)] or months > 99
    assert found(f"{months}个月") == [("term", months)]


@given(st.text(max_size=30))
def test_any_text_is_taken(said: str) -> None:
    text = normalize(said).text
    for quantity in quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)


def test_digits_spoken_one_by_one() -> None:
    assert digits_of("零一二") == "012"
    assert digits_of("十二") is None


def test_no_numeral_has_no_value() -> None:
    assert value_of("几") is None
    assert value_of("取钱") is None
    assert value_of("") is None


@pytest.mark.parametrize(
    ("said", "amount", "term"),
    [
        ("存五万一年多少利息", 50000, 12),
        ("三万五年利息", 30000, 60),
        ("存三万五一年", 35000, 12),
        ("贷二十万一个月还多少", 200000, None),
        ("五万一", 51000, None),
        ("卡一年扣多少", None, None),
    ],
)
def test_a_sum_next_to_its_term(said: str, amount: int | None, term: int | None) -> None:
    found = {q.kind: q.value for q in quantities(said)}
    assert (found.get("amount"), found.get("term")) == (amount, term)
