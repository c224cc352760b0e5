"""再来一个, 换一段, 没听够: heard right after something was told, in whatever words."""

from __future__ import annotations

import pytest

from nlu.another import another_wanted
from nlu.context import in_context
from tests.nlu.test_ellipsis import said, tracker

WANTED = (
    "再讲一个嘛",
    "还要听",
    "换一个",
    "没听够",
    "还有没有",
    "这个听过了，换一个",
    "不好笑，换个好笑的",
    "再给我讲一个呗",
    "多讲几个",
    "再来再来",
    "还有吗",
    "不会，下一个",
    "这个太难了换一道",
    "再说一个",
    "换一段",
    "来个难的",
    "哈哈，真逗，还有没",
    "再整一个",
    "来个新的",
    "给娃再讲一个",
    "太短了，再来一个",
    "继续讲嘛",
    "逗死了，再来",
    "还有更好笑的没",
    "讲别的",
    "我没听懂，换一个吧",
    "不要这个",
    "这个太简单",
)
OTHER = (
    "再说一遍",
    "再来一遍",
    "换一个窗口",
    "再取一个号",
    "换零钱",
    "换卡",
    "还要等多久",
    "下一个是我吗",
    "还有几个人",
    "不想听了",
    "别讲了",
    "换个人来",
    "换个话题",
    "好笑",
    "还有什么理财",
    "继续办",
    "不要了",
    "还有别的业务要办",
)
TOLD = {"kind": "fun", "fun": "joke", "turn": 1}


@pytest.mark.parametrize("words", WANTED)
def test_one_more(words: str) -> None:
    assert another_wanted(words)
    read = in_context(said(words, "repeat"), tracker(TOLD, turns=1))
    assert read["intent"]["name"] == "play_game"


@pytest.mark.parametrize("words", OTHER)
def test_something_else(words: str) -> None:
    assert not another_wanted(words)


def test_only_right_after_something_was_told() -> None:
    for offer, turns in ((None, 1), ({"kind": "products", "turn": 1}, 1), (TOLD, 5)):
        read = in_context(said("换一个", "stop"), tracker(offer, turns=turns))
        assert read["intent"]["name"] == "stop"
