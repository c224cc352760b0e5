from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from robot.speech.sentences import LONGEST, SHORTEST, sentences


def test_each_sentence_by_itself() -> None:
    assert sentences("您的号码是A零零一。前面还有两位，请稍等！") == [
        "您的号码是A零零一。",
        "前面还有两位，请稍等！",
    ]


def test_a_short_start_goes_with_what_follows() -> None:
    assert sentences("好的。马上给您取号。") == ["好的。马上给您取号。"]


def test_a_long_sentence_is_split_at_its_commas() -> None:
    text = "请从我身边一直走大约十二步到大厅中间，然后向左转走八步到左边的走道口，再向右转就到洗手间了。"
    pieces = sentences(text)
    assert len(pieces) == 2
    assert "".join(pieces) == text
    assert all(len(piece) <= LONGEST for piece in pieces)


def test_nothing_to_say() -> None:
    assert sentences(" 。，！\n") == []


@given(st.text(alphabet="你好啊钱，。！？；：\n A一", max_size=200))
def test_nothing_is_lost(text: str) -> None:
    pieces = sentences(text)
    wanted = [c for c in text if c.isalnum()]
    assert [c for piece in pieces for c in piece if c.isalnum()] == wanted
    assert all(any(map(str.isalnum, piece)) for piece in pieces)
    assert all(len(piece.strip()) >= SHORTEST for piece in pieces[:-1])
