"""What of a written answer is told to who asks for something within it (要几天, 我儿子来行不)."""

from __future__ import annotations

import re
from collections.abc import Sequence

SPEAKS = {
    "papers": re.compile("身份证|证件|材料|证明|户口|护照|执照|带上|带着|带好|携带|出示|复印"),
    "person": re.compile("本人|代办|代理|代取|代为|委托|亲属|家人|子女|法人|经办人|监护人"),
    "unable": re.compile("上门|行动不便|代办|委托"),
    "away": re.compile("代办|委托|异地|外地|远程|公证"),
    "fee": re.compile("[续本年理务用收免印]费|费率|免收|不收|收取|花钱|价目|违约金|佣金|多少钱"),
    "time": re.compile(
        "到账|工作日|当天|当日|次日|即时|实时|分钟|小时|[几一两二三四五六七八九十0-9]天|个月|每月|月初|月底|放日|日期|几号|哪天|当场"
    ),
    "limit": re.compile(
        "限额|最多|最少|最低|最高|上限|不超过|起存|起购|元起|每天|每日|以内|[几一两三每0-9]次|次数"
    ),
    "way": re.compile("柜台|窗口|自助|智能柜员机|手机银行|网银|电话|客服|网点|机器|存取款"),
    "where": re.compile("柜台|窗口|自助|智能柜员机|大堂|开户行|发卡行|管理中心"),
    "able": re.compile(
        "可以|不能|不可|才能|就能|也能|都能|还能|能否|能办|能用|无法|办不了|只要|需要"
    ),
    "why": re.compile("因为|为了|是为|由于|防止|规定|要求"),
    "doubt": re.compile("影响|安全|风险|放心|保障|保护|不会|不要|别"),
    "after": re.compile("之后|以后|后|接着|然后|完"),
}
"""Words of a sentence that speaks of the side (docs/developer.md); the manager's guide lists them."""
DETAIL = "detail"
"""The side of what tells more and asks nothing: 密码我们不晓得."""
WHO = re.compile("经理|负责人|同事|工作人员|民警|上级")
"""Of a sentence that tells who does it, for 谁来管; the other sentences on persons tell whom the customer may send."""
_ASKS_WHO = re.compile("谁|哪[个位](?:人|管|来|负责)|找哪[个位]")
LEAST = 0.2
"""Chance from which a sentence of an entry is what was asked for (nlu/speaking.py)."""
SPEAKS_TO_FACTS = 0.8
"""Chance from which a sentence of the entry is told to words that ask for nothing."""
OF_SIDE = 4.0
"""How many times likelier a sentence is that has a word on the side which is asked for; e to the weight that a logit gave it."""
BESIDE = 0.5
"""Chance from which a sentence is told that has no word on it."""
NEARLY = 0.4
"""Share of the likeliest sentence's chance from which the next is told with it."""
SENTENCE = 58
"""Most characters of one that is said aloud."""


def told(
    speaks: Sequence[tuple[str, float]], text: str, least: float, side: str | None, asked: str
) -> str | None:
    """What of the answer `text` speaks to the words `asked`: its likeliest sentence, with the next that is nearly as likely.

    `side` is what half a sentence asks for: a sentence without a word on it has to be likely by itself. None where no
    sentence is likelier than `least`, or the answer has changed since.
    """
    words = _words_on(side, asked)
    found = []
    for sentence, chance in speaks:
        if sentence not in text:
            continue
        if words is not None and words.search(sentence):
            found.append((sentence, chance * OF_SIDE))
        elif side in (None, DETAIL) or chance >= BESIDE:
            found.append((sentence, chance))
    found.sort(key=lambda each: -each[1])
    if not found or found[0][1] < least:
        return None
    nearly = max(NEARLY * found[0][1], least)
    near = [sentence for sentence, chance in found if chance >= nearly]
    return "；".join(sorted(near[:2], key=text.index))


def _words_on(side: str | None, asked: str) -> re.Pattern[str] | None:
    return WHO if side == "person" and _ASKS_WHO.search(asked) else SPEAKS.get(side or "")
