from __future__ import annotations

import re

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.speech.normalizer import speakable

WRITTEN_AND_SAID = [
    # ticket numbers, counters, ordinals
    ("请A012号到3号窗口", "请A零一二号到三号窗口"),
    ("2号窗口，第2个", "二号窗口，第二个"),
    # counts
    ("您前面还有2位，大约10-15分钟", "您前面还有两位，大约十到十五分钟"),
    ("直走约12步，上2楼", "直走约十二步，上二楼"),
    ("存2个月或2年，2月开始", "存两个月或两年，二月开始"),
    ("24小时，65周岁，12点", "二十四小时，六十五周岁，十二点"),
    # money
    ("存50,000元，利息1375.00元", "存五万元，利息一千三百七十五元"),
    ("1234.56元，0.05元，2元", "一千两百三十四元五角六分，五分，两元"),
    ("3.5万元，¥5000，1,000,000元", "三点五万元，五千元，一百万元"),
    ("20000元，22000元，200元，12元", "两万元，两万两千元，两百元，十二元"),
    ("10.05元", "十元零五分"),
    # rates and parts
    ("利率2.75%，1.5%-2.0%", "利率百分之二点七五，百分之一点五到百分之二"),
    ("收1/3，万分之5，3‰", "收三分之一，万分之五，千分之三"),
    # dates and times
    ("2026年11月27日", "二零二六年十一月二十七日"),
    ("2026-10-01放假，10月2日上班", "二零二六年十月一日放假，十月二日上班"),
    ("营业时间9:00-17:00", "营业时间九点到下午五点"),
    ("下午2:30，12:00，9:05，20:00", "下午两点半，中午十二点，九点零五分，晚上八点"),
    # telephone and other numbers read one by one
    ("请拨95000、110、96110或12378", "请拨九五零零零、幺幺零、九六幺幺零或幺二三七八"),
    ("010-12345678", "零幺零，幺二三四五六七八"),
    ("400-800-1234", "四零零，八零零，幺二三四"),
    ("13800138000", "幺三八，零零幺三，八零零零"),
    ("尾号1234，编号0012", "尾号一二三四，编号零零一二"),
    # what is no number
    ("VIP室有WiFi，ATM在右边", "VIP室有无线网，自动柜员机在右边"),
    ("**重要**：请看https://a.b/c?d=1", "重要：请看屏幕上的网址"),
    ("<b>好</b>😀（详见屏幕）", "好，详见屏幕"),
    ("１２３４５元", "一万两千三百四十五元"),
]


@pytest.mark.parametrize(("written", "said"), WRITTEN_AND_SAID)
def test_what_is_written_is_said_as_people_say_it(written: str, said: str) -> None:
    assert speakable(written) == said


def test_words_stay_as_they_are() -> None:
    text = "您好，我是娇娇。请问办什么业务？"
    assert speakable(text) == text


@given(st.text(max_size=80))
def test_no_digit_and_no_markup_is_left(text: str) -> None:
    said = speakable(text)
    assert not re.search(r"[0-9]", said)
    assert not re.search(r"[<>*_`#\n]", said)


@given(st.integers(min_value=0, max_value=10**9))
def test_a_sum_keeps_its_value(yuan: int) -> None:
    said = speakable(f"共{yuan:,}元").removeprefix("共").removesuffix("元")
    assert cn2an.cn2an(said.replace("两", "二"), "smart") == yuan


@given(st.integers(min_value=0, max_value=23), st.integers(min_value=0, max_value=59))
def test_every_time_of_day_is_read(hour: int, minute: int) -> None:
    said = speakable(f"{hour}:{minute:02}")
    assert "点" in said
    assert ("半" in said) == (minute == 30)


@given(st.text(alphabet="A1.,%元-:/年月日5 ", max_size=40))
def test_saying_it_twice_changes_nothing(text: str) -> None:
    said = speakable(text)
    assert speakable(said) == said
