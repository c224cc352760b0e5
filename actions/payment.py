"""Of a tale of fraud: whether the money has gone already, or is about to go."""

from __future__ import annotations

import re

_GIVES = (
    "(?:转(?!告|述|身|达|接|人工)|汇(?!率|报)|(?<!应)付|交(?!代|易|警|流)|缴|充(?!电)|投(?!诉|保)|垫|掏|打(?:钱|款|过去|进去|(?=了))"
    "|打给(?=[他她对那骗人])|给(?=了|过|[他她](?!们?看)|对方|人家|骗子|那[边个]))"
)
"""A verb by which money leaves the customer's hands."""
_TO_WHOM = "(?:给)?(?:[他她它]们?|对方|人家|那边|那个?人|骗子|老师|客服|平台)?"
_AWAY = "(?:进去|过去|出去|进|走|完)?"
_DONE = re.compile(
    f"{_GIVES}{_TO_WHOM}{_AWAY}(?:了|过(?!去))"
    f"|{_GIVES}{_TO_WHOM}(?:进去|过去|出去)(?=.{{0,6}}(?:了|[0-9零一二两三四五六七八九十百千万]))"
    f"|(?:已经|刚才?|刚刚|昨天|今天|前天|早上|上午|上周|上个?月|前后|一共|总共|都)(?:(?!必须|一定|[要得让叫催]).){{0,8}}{_GIVES}"
    "|(?:扣|刷|划)(?:了|走|掉)|[钱万千块].{0,3}(?:被|没|少)了|骗了|骗走|卷走|追回|追得?回|要得?回|拿得?回|找回|退回|拦(?:下|住|得|回)|截(?:住|下|回)"
    "|钱.{0,3}没了|提不(?:出|了|回)|(?:昨天|今天|刚才?|前天)(?:就|被)*扣"
)
_PAST = re.compile(
    "已经|刚|昨|前天|早上|上午|上周|上个?月|之前|早就|(?:都|全).{0,8}了|好几[千万]|骗了|骗走|追|[要拿找退]得?回|拦|截|没了|提不|扣"
    "|联系不上|拉黑|跑了|才(?:发现|知道)|后来|结果|还是不|(?:了|过|进去|过去).{0,4}[0-9零一二两三四五六七八九十百千万]"
    "|也.{0,6}了"
)
"""It lies behind the customer: 垫了三千了, but not 先把钱汇了."""
_ASKED = re.compile(
    "(?:让|叫|催|逼|喊|劝|要(?=[我咱俺]))(?:[我咱俺]|[^，。？]{0,4}(?:先|赶紧|马上))|(?:^|[他她]们?|对方)说要"
)
"""The swindler wants it; whether the customer will is not said."""
_NOT = re.compile(
    f"(?:没有?|未|不(?:会|想|敢|能|肯|愿意?|给|再)?|别|哪能)(?:再|给)?.{{0,3}}{_GIVES}"
)
_MEANS = re.compile(
    f"(?:先|还是|那|这就|马上|赶紧|现在|干脆|不如|只好|只能|准备|打算|我?[就去来要想得])(?:把|给|再)?.{{0,8}}{_GIVES}"
    f"|^(?:行|好|可以|中|要得|成|算了|嗯)[吧嘛的了呗]*.{{0,6}}{_GIVES}"
    f"|给(?:[他她]们?|对方|人家|老师|客服).{{0,4}}(?:转|汇|付|打(?!电话|110))"
    "|[按照听](?:着)?(?:[他她]们?|对方|人家|客服|老师|警察).{0,3}(?:说|讲|教|话)?的?.{0,5}(?:来|做|办|弄|操作|走|就)"
)


_ASKS = re.compile("[?？吗么]|[要能行]不[要能行]|(?:水|电|话|燃气|煤气|物业)费")
"""Whether to pay is asked, or a bill is to be paid."""


_NOT_YET = re.compile(
    "(?:交|缴|付|充)(?:了|完)[^，,。]{0,4}(?:才|就)(?:能|给|让|可以)|(?:还|又|都|一分|幸好|幸亏|倒|可)没(?:有)?(?:转|取|给|付|汇|打|交)|没(?:转|取出来|给|付|汇)(?![^，。]{0,4}(?:之前|以前))|(?:要|得|须)(?:我|你)?先?转过去|先(?:我|你)?转过去(?!了)|转过去验证|说(?:是)?要先?转"
)
"""Nothing has gone yet."""
_WONT = re.compile(
    "(?<![对差])不(?:想|会|敢|再|给|用)?(?:[他她它]们?)?(?:转|汇|付|给|交|打)(?:账|钱|款)?了(?![吗么嘛])(?!.*(?:已经|刚|昨|[转汇付给交打]了))"
)
"""None will, and nothing is said of any that has."""
_GONE = re.compile(f"{_GIVES}{_TO_WHOM}{_AWAY}了.{{0,2}}[0-9一二两三四五六七八九十几百千万]")
"""A sum has, whatever else has not: 还没转完，转了三千."""


def has_paid(text: str) -> bool:
    """The money, or some of it, is with the swindler: 已经给了五千保证金了, 能追回来吗."""
    if _WONT.search(text) or (_NOT_YET.search(text) and not _GONE.search(text)):
        return False
    if _DONE.search(text) is None:
        return False
    return _PAST.search(text) is not None or not (_NOT.search(text) or _means(text))


def means_to_pay(text: str) -> bool:
    """The customer is about to send it, in spite of the warning: 好嘛先把钱汇了, 那我给他转过去."""
    if not _means(text) or _ASKS.search(text) or _ASKED.search(text) or _NOT.search(text):
        return False
    return _DONE.search(text) is None or _PAST.search(text) is None


def _means(text: str) -> bool:
    return _MEANS.search(text) is not None
