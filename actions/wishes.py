"""What customers say of their money in words instead of figures: how long, how safe, whose it is."""

from __future__ import annotations

import re

Rules = tuple[tuple[int | str, re.Pattern[str]], ...]

NO_LOSS = re.compile(
    "(?<!不)(?:不能|别|不许|不可以|绝不能|一分.{0,4}不[能想])亏|亏不起|(?<!不)怕(?:亏|赔|折本|蚀本|本金|没了|血本)|(?:要|得|能)保本|一点.{0,3}不能亏"
)
"""Nothing may be lost: what bears any risk is no choice."""
UNDECIDED = re.compile(
    "随便|都行|都可以|不知道|不晓得|不清楚|没想好|没想过|说不[好准]|不好说|看情况|无所谓|你看着办|您看着办|听你的|听您的|不确定|没定"
)
"""No opinion: the safe reading is taken (money that may be needed at any time, no risk)."""

_TERMS: Rules = (
    (36, re.compile("长期|好几年|很多年|很久|放着不[用动]|一直放|一直存|养老用|[四五]六年|三[四五]年|不打算动")),
    (24, re.compile("两三年|二三年|几年")),
    (12, re.compile("一两年|一二年|不[着]?急用?|不急|暂时[用不]|用不[着上]|闲着|年把")),
    (3, re.compile("几个月|两三个月|三[四五]个月|小半年")),
    (0, re.compile("急用|急着|应急|随时|马上[要用]|就要用|备用|活钱|随取|这几天|过几天|下个?月|短期|灵活")),
)  # fmt: skip
"""Months that the money can surely be left, by words; the first that fits, the shortest reading of each."""

_RISKS: Rules = (
    ("conservative", re.compile("(?:风险|波动).{0,3}[小低]|[小低]风险|(?<!不)怕亏|别亏|不能亏|不[想要愿]?亏|亏不起|亏了.{0,4}(不行|受不了)|不敢|不冒|保险[点一]|最?安全|不[想要]有?风险|没风险|只存|存款就[行好]")),
    ("balanced", re.compile("(一点|一些|小).{0,4}(波动|亏|跌|风险)|(波动|亏|风险).{0,3}(一点|一些)")),
    ("steady", re.compile("稳")),
)  # fmt: skip
"""Appetite for risk by words that are no risk level's name."""

_SUMS: Rules = (
    (200000, re.compile("几十万")),
    (100000, re.compile("十[几来多]万")),
    (20000, re.compile("[几]万|一两万|两三万|万把")),
    (2000, re.compile("几千|一两千|两三千|千把")),
    (200, re.compile("几百|百把")),
)  # fmt: skip
"""CNY that are surely there, by words: nothing may be recommended that needs more."""

MONEY: Rules = (
    ("borrowed", re.compile("借来|借的|借了|贷来|贷的款|贷款来|套现|(跟|找|向).{1,6}借|刷信用卡")),
    ("lifesaving", re.compile("救命|看病|治病|手术|住院|医药费|抚恤|赔偿[款金]|全部家当|棺材本")),
    ("pension", re.compile("养老|退休|老年|老人|老伴|老头|老太|奶奶|爷爷|姥|上了?年纪|年纪大|岁数大|老了|(六十五|[七八九]十.?|6[5-9]|[789]\\d)岁")),
)  # fmt: skip
"""Money that must take no risk, on the customer's word."""


_SAFER = re.compile("[更再].{0,2}(?:稳|安全|保险|保守)|(?:风险|波动).{0,2}[更再].{0,2}[小低]")
_OWN_MONEY = re.compile(
    "(?:这|那|都)?(?:些|笔)?钱?(?:是|全是)?.{0,5}(?:养老|退休|救命|看病|治病|借来?)的?(?:钱|金|款)?(?:呢|呀|啊|吧|的)?[。！]?$"
)


def _first(rules: Rules, text: str) -> int | str | None:
    return next((value for value, words in rules if words.search(text)), None)


def months(text: str) -> int | None:
    """How long the money can be left, in months; None when the words do not say."""
    found = _first(_TERMS, text)
    return found if isinstance(found, int) else None


def appetite(text: str) -> str | None:
    """A level of risk (dialogue contract); None when the words do not say."""
    found = _first(_RISKS, text)
    return str(found) if found else None


def sum_at_least(text: str) -> float | None:
    """CNY; None when the words name no rough sum."""
    found = _first(_SUMS, text)
    return float(found) if isinstance(found, int) else None


def money(text: str) -> str | None:
    """borrowed, lifesaving or pension; None for money like any other."""
    found = _first(MONEY, text)
    return str(found) if found else None


def own_money(text: str) -> bool:
    """Whether the sentence only says whose money it is: 这是救命钱; never one with a mishap in it."""
    return "钱" in text and _OWN_MONEY.match(text.strip()) is not None


def safer(text: str) -> bool:
    """Whether something safer than what was shown is wished for: 有没有更稳的."""
    return _SAFER.search(text) is not None


def undecided(text: str) -> bool:
    """Whether the customer has no opinion."""
    return UNDECIDED.search(text) is not None
