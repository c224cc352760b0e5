"""Somebody is gravely ill and money is needed, or somebody is missing: said beside whatever is wished for."""

from __future__ import annotations

import re
from collections.abc import Sequence

GRAVE = "grave"
"""Sign of the turn (docs/developer.md): somebody's life is at stake in hospital."""
MISSING = "missing"
"""Sign of the turn: a person of the family cannot be found."""

_GRAVE = re.compile(
    "ICU|icu|重症|抢救|病危|[等急]着?[^，,。]{0,4}救命|昏迷|醒不过来|没醒过来|不省人事|手术台|(?:等|急)着?[^，,。]{0,4}(?:做|动)?手术"
)
_TOO_LATE = re.compile("抢救(?:无效|不过来)|没(?:有)?(?:抢救|救)[^，,。]{0,3}(?:来|成|回)")
_NEEDS = re.compile("钱|费|取|密[码马]|[卡折]|存[款单]|押金|[0-9一二两三四五六七八九十几]万")
_BY_TELEPHONE = re.compile(
    "(?:[打来]|接到?)[^，,。]{0,4}电话[^，,。]{0,6}(?:说|叫|让)|[让叫喊要]我[转汇打]"
)
"""A caller tells it, and wants money sent: that is a swindler's tale as well."""
RECENT = 4
"""Turns over which the illness and the need come out."""
_ACTS = re.compile("密[码马]|签字|本人|按手印|授权")

_KIN = "(?:奶奶?|爷爷?|姥[姥爷]|外[公婆]|妈妈?|爸爸?|孙[子女]|儿子|女儿|闺女|娃娃?|孩子|宝宝|小孩|老[伴头人太]|爹|娘|弟弟|妹妹)"
_MISSING = re.compile(
    f"{_KIN}(?!的|[^，,。！？!?]{{0,4}}[卡折证包钱单票机])(?:[^。！!]{{0,14}}[呢，,？?！! ]|[^，,。！？!?]{{0,6}})(?:[人他她]?(?:不见|走丢|走散|走失|丢)(?:了|啦)|(?:找|看)不(?:到|着|见)(?:了|啦|[他她]|人|$|[。！，!]))"
    f"|{_KIN}(?:刚才|刚刚|刚|还)[^。！!]{{0,16}}[^折卡包钱机证，,]{{0,4}}[，,人][^，,。]{{0,4}}(?:人不见|走丢|走散|人没)了"
    f"|(?:看|瞧|瞅)(?:见|到|着)(?:过)?(?:我|俺|咱)?(?:家|的)?(?:那个)?{_KIN}(?:了)?(?:没|吗|么|不)"
    f"|(?:找|看)不(?:到|着|见)(?:我|俺|咱)?(?:家|的)?{_KIN}(?:了|啦|$|[。！，!])"
)

_DIED = re.compile(
    f"(?:{_KIN}|老人家?|[他她]|人)[^，,。卡折钱包证机票号]{{0,8}}(?:去世|过世|离世|病故|不在世|不在了|(?:走|没)了(?![^，,。]{{0,4}}[路趟]))"
)


def of_the_dead(text: str) -> bool:
    """Whether somebody of the family has died: money of his is no withdrawal."""
    return _DIED.search(text) is not None


def signs(text: str) -> list[str]:
    """The names of what the words tell of."""
    found = []
    if _GRAVE.search(text) and not (_TOO_LATE.search(text) or _BY_TELEPHONE.search(text)):
        found.append(GRAVE)
    if _MISSING.search(text):
        found.append(MISSING)
    return found


def of_hospital(text: str, before: Sequence[str]) -> bool:
    """Whether words on who may act are of somebody gravely ill: 密码我不晓得 is then no wish for a new one."""
    return _ACTS.search(text) is not None and _needed([text, *before[-RECENT:]])


def needs_money(text: str, before: Sequence[str]) -> bool:
    """Whether it comes out with these words that money is needed for who is gravely ill."""
    return _needed([text, *before[-RECENT:]]) and not _needed(before[-RECENT:])


def _needed(texts: Sequence[str]) -> bool:
    grave = any(GRAVE in signs(each) for each in texts)
    return grave and any(map(_NEEDS.search, texts))
