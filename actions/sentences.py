"""The sentence of a written answer that speaks of the side which was asked for (要几天, 我儿子来行不)."""

from __future__ import annotations

import re
from collections.abc import Sequence

SPEAKS = {
    "papers": re.compile("身份证|证件|材料|证明|户口|护照|执照|带上|带着|带好|携带|出示|复印"),
    "person": re.compile("本人|代办|代理|代取|代为|委托|亲属|家人|子女|法人|经办人|监护人"),
    "unable": re.compile("上门|行动不便|代办|委托"),
    "away": re.compile("代办|委托|异地|外地|远程|公证"),
    "fee": re.compile("[续本年理务用收免印]费|免收|不收|收取|花钱|价目|违约金|佣金|多少钱"),
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
WHO = re.compile("经理|负责人|同事|工作人员|民警|上级")
"""Of a sentence that tells who does it, for 谁来管; the other sentences on persons tell whom the customer may send."""
_ASKS_WHO = re.compile("谁|哪[个位](?:人|管|来|负责)|找哪[个位]")
_COMES = re.compile("[来到]场|[须要用位人]来|可以来|代办|代取|不用.{0,4}来|就可以|就行")
"""Of a sentence that tells who has to come; others on persons only name them (亲属关系证明)."""
NAMED = 4
"""What a sentence shares with the words when it speaks of a thing that they name ..."""
OF_THINGS = frozenset(["papers", "person", "able", "doubt"])
"""... in asking for these sides: 要不要签字."""
SENTENCE = 58
"""Most characters of one that is said aloud."""
_END = re.compile("[。；！？!?;]+")
_EMPTY = frozenset(
    "的了吗呢吧啊呀嘛么不没我你您他她它这那个是有要就也都还能会可以行什啥怎咋一来去到给多少几天钱带办"
)


def sentences(text: str) -> list[str]:
    """The sentences of a written text, without their ends."""
    return [part.strip() for part in _END.split(text) if part.strip()]


def speaking(text: str, side: str, asked: str, said: Sequence[str] = ()) -> str | None:
    """The sentence of `text` that speaks of `side`, the nearest to the words `asked`; None when none does.

    Where none is nearer, what `said` holds already gives way: who asks again wants to hear something else.
    """
    words = SPEAKS.get(side)
    parts = sentences(text)
    if words is None:
        return None
    found = [
        part
        for part in parts
        if words.search(part) or (side in OF_THINGS and _shared(part, asked) >= NAMED)
    ]
    if side == "person" and _ASKS_WHO.search(asked):
        found = [part for part in parts if WHO.search(part)] or found
    heard = "".join(said)

    def near(part: str) -> tuple[bool, int, bool, int]:
        comes = side == "person" and _COMES.search(part) is not None
        shared = _shared(part, asked)
        return comes, shared, shared == 0 and part not in heard, -found.index(part)

    return max(found, key=near, default=None)


def nearest(text: str, asked: str, said: Sequence[str] = (), least: int = NAMED) -> str | None:
    """The sentence, of those that `said` does not hold, that shares a thing named with the words; None when none does.

    `least`: how much is shared then, as NAMED.
    """
    heard = "".join(said)
    left = [part for part in sentences(text) if part not in heard]
    best = max(left, key=lambda part: _shared(part, asked), default="")
    return best if _shared(best, asked) >= least else None


def explaining(text: str, asked: str) -> str | None:
    """The sentence that has most in common with `asked`, for 啥叫二类; None when it shares no word."""
    best = max(sentences(text), key=lambda part: _shared(part, asked), default="")
    return best if _shared(best, asked) > 1 else None


_EVERYWHERE = frozenset(["身份", "份证", "银行", "行卡", "本人"])
"""Pairs of characters that hardly any answer lacks."""


def _shared(part: str, asked: str) -> int:
    """How many characters that mean something stand in both, pairs of them counted twice more."""
    pairs = {asked[n : n + 2] for n in range(len(asked) - 1)}
    two = sum(pair in part for pair in pairs if not _EMPTY & set(pair) and pair not in _EVERYWHERE)
    return 2 * two + len((set(asked) - _EMPTY) & set(part))
