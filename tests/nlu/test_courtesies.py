"""Words to somebody beside the customer, and words of leaving."""

from __future__ import annotations

import pytest

from nlu.courtesies import asks, said_aside, takes_leave


@pytest.mark.parametrize(
    "text",
    [
        "老头子你别言语我问着呢",
        "喂哥你再等会儿我在银行呢马上转你",
        "孙娃儿莫去抠人家机器人抠烂了赔不起",
        "李姐你等一下我办着呢",
        "宝宝不要乱摸机器人",
        "喂我在银行呢晚点打给你",
    ],
)
def test_what_is_said_to_somebody_else(text: str) -> None:
    assert said_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "大姐你帮我取个号",
        "我妈你别看她八十了她自己能办吗",
        "儿子别人转来的钱能取吗",
        "妈你别动快来人她晕倒了",
        "娇娇你等一下",
        "女儿在外地来不了",
        "孩子别丢了卡怎么办",
        "等一下",
        "喂有人吗",
        "机器人别动我的卡",
    ],
)
def test_what_is_said_to_the_robot(text: str) -> None:
    assert not said_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "好我先去办纸今天就不取号了谢谢你",
        "好的谢谢你很好明天我再来",
        "谢谢啊我先回去了",
        "辛苦你了改天再来",
    ],
)
def test_thanks_and_a_plan_to_leave_are_a_farewell(text: str) -> None:
    assert takes_leave(text)


@pytest.mark.parametrize(
    "text", ["谢谢我要取号", "明天我再来可以吗谢谢", "我先走了号还有用吗", "谢谢", "我不办了"]
)
def test_other_words_are_none(text: str) -> None:
    assert not takes_leave(text)


@pytest.mark.parametrize(
    "text", ["那我自己网上打行吧，盖章的不", "我在边上分一分，有桌子没", "那再等一天，要是没退呢"]
)
def test_a_question_behind_words_of_leaving_is_one(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["那我先走了，差不多了", "行，我回家拿", "等我儿子来了再说"])
def test_words_of_leaving_without_one(text: str) -> None:
    assert not asks(text)
