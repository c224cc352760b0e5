"""Words whose characters have several readings sound right, and so do letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.speech.normalizer import speakable
from robot.speech.pronunciation import pinyin, prompt


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("银行", "yin2 hang2"),
        ("重庆", "chong2 qing4"),
        ("还款", "huan2 kuan3"),
        ("长期", "chang2 qi1"),
        ("行长", "hang2 zhang3"),
        ("跨行转账", "kua4 hang2 zhuan3 zhang4"),
        ("还要等多久", "hai2 yao4 deng3 duo1 jiu3"),
        ("我还要还信用卡", "wo3 hai2 yao4 huan2 xin4 yong4 ka3"),
        ("行不行", "xing2 bu4 xing2"),
        ("您得带身份证", "nin2 dei3 dai4 shen1 fen4 zheng4"),
        ("不用", "bu2 yong4"),
        ("一个", "yi2 ge4"),
        ("A零一二", "ei1 ling2 yi1 er4"),
        ("VIP", "wei1 ai4 pi4"),
        ("您好，请坐。", "nin2 hao3 , qing3 zuo4 ."),
    ],
)
def test_readings(text: str, sounds: str) -> None:
    assert pinyin(text) == sounds


def test_a_prompt_holds_both() -> None:
    made = prompt(speakable("请A012号到3号窗口。"))
    assert made.text == "请A零一二号到三号窗口。"
    assert made.pinyin == "qing3 ei1 ling2 yi1 er4 hao4 dao4 san1 hao4 chuang1 kou3 ."


@given(st.text(alphabet="我要取三万块钱AbC，。！ 银行长abc…《》", max_size=30))
def test_nothing_but_syllables_and_pauses_reaches_the_voice(text: str) -> None:
    for part in pinyin(text).split():
        assert re.fullmatch(r"[a-zü]+[1-5]|[,;:.!?]", part), part
