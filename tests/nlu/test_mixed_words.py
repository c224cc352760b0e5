"""English words amid Chinese ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlu.mixed_words import pieces


def chinese(text: str) -> str:
    put = text
    for start, end, word in reversed(pieces(text)):
        put = put[:start] + word + put[end:]
    return put


def test_words_are_put_into_chinese_only_beside_chinese() -> None:
    assert chinese("我要换us dollar") == "我要换美元"
    assert chinese("work permit行不") == "工作许可行不"
    assert chinese("coins 能换吗") == "硬币 能换吗"
    assert chinese("open an account") == "open an account"
    assert chinese("yes please, 叫一下colleague") == "好的, 叫一下同事"


def test_the_longest_word_is_taken_and_no_part_of_another() -> None:
    assert chinese("bank card丢了") == "银行卡丢了"
    assert chinese("opening时间") == "opening时间"
    assert chinese("wifi和atm在吗") == "wifi和atm在吗"


@given(st.text(alphabet="我要换card moneyusd 钱", max_size=30))
def test_spans_are_in_order_and_apart(text: str) -> None:
    found = pieces(text)
    ends = [0, *(end for _, end, _ in found)]
    assert all(before <= start < end for before, (start, end, _) in zip(ends, found, strict=False))
