"""Who brings a passport: said of oneself, not of somebody else or of a journey."""

from __future__ import annotations

import pytest

from actions.guest import is_guest


@pytest.mark.parametrize(
    "words", ["我只带了护照", "没有身份证只有护照", "我是美国人", "护照行吗", "I have a passport"]
)
def test_a_guest(words: str) -> None:
    assert is_guest(words)


@pytest.mark.parametrize(
    "words",
    [
        "我儿子有护照",
        "公司外籍员工护照怎么办",
        "我朋友是外国人",
        "我要去法国用钱护照带了",
        "办签证要存款证明",
    ],
)
def test_papers_of_others_make_no_guest(words: str) -> None:
    assert not is_guest(words)
