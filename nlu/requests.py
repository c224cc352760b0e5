"""给我拿个号, 叫你们经理来: what is asked for in so many words, whatever else is said around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MISSED, ROUTE = "ticket_missed", "ask_route"
TICKET, CANCEL, STAFF, COMPLAINT = "take_ticket", "cancel_ticket", "call_staff", "complain"
_KEEPS = frozenset(
    [
        "emergency",
        "report_fraud",
        "complain",
        "insult",
        MISSED,
        ROUTE,
        TICKET,
        CANCEL,
        STAFF,
    ]
)
"""Intents (dialogue contract) that such words are of anyhow, or that go before them."""
SURE = 0.6
"""From this confidence on they do."""

_ME = "(?:我们?|俺们?|咱们?|阿拉|老人家?|他|她)"
_ENDS = "[吧嘛呗噻呀啊哈哦嘞。！!，, ]"
_OF = (
    "[^，,。？?！!、号]{0,8}[^，,。？?！!、号拿取给排领发叫换错要]的(?:排队)?号(?![码线怎多几]|是)"
)
"""对公的号, 取钱的号: what it is for stands in front; 你给我取的号 is one that is there."""
_NUMBER = re.compile(
    f"(?:给|帮|替){_ME}[^，,。？?！!号]{{0,4}}(?:拿|取|排|弄|打|开|搞|整|来|领|抽)[^，,。？?！!号]{{0,3}}号(?![码线怎多几]|是)"
    f"|号.{{0,8}}(?:给|帮|替){_ME}(?:拿|取|排|弄|来)一?个(?=[，,。！!]|$)"
    "|(?:^|[，,。！!、])(?:那|就|先|快|行|好|还是|算了|直接|麻烦|帮忙?|你|吧)*(?:给?(?:取|拿|排|领)|给)(?:一?个|一?张)?号(?=[，,。！!噻嘛吧呗哈啊呀取拿排]|$)"
    "|我(?:今儿|今天|先|要|想|就)*(?:拿|取|排|领)(?:一?个|一?张)[^，,。？?号]{0,4}号(?!码)|(?:^|[，,。 ])(?:那|哎|咦)*我的?号呢|我(?:要|想要)(?:一?个|一?张)号(?!码)"
    f"|(?:给{_ME}|(?:拿|取|领|排|来|要|弄|抽|给){_ME}?(?:一?个|一?张)|(?:^|[，,。！!、 ])(?:那|就|先|快|再|帮我|麻烦)*(?:拿|取|领|排|来|要)){_OF}"
    f"|(?:^|[，,。！! ])(?:那|就|要)*(?:柜台|窗口|人工|排队)的?号(?=$|{_ENDS})|(?:^|[，,。 ])(?:那|哎|诶)+号呢|给{_ME}?(?:一?个|一?张)号(?:就|(?=$|{_ENDS}))"
    f"|我们?(?:就|现在|是|先|真)*要(?:拿|取|领|排)(?:一?个|一?张)?号(?=$|{_ENDS})|(?:给我|拿|取)[^，,。]{{0,4}}number"
    f"|(?:还是|就|那就|给{_ME})(?:上|去|走|排|到)(?:柜台|窗口|人工)(?:吧|办|排|嘛|呗|$|[，,。！!])"
    "|号(?:都|呢|咋)?还?没(?:有)?给(?:我|俺|咱)|要 ?number|(?:give|want|need).{0,6}number"
)
_NOW = "先|就|倒是|赶紧|赶快|快点?|快些|直接|现在|马上|再|也"
_BY_NOW = f"(?:{_NOW})*"
_HANDED = re.compile(
    f"(?<!手机)(?<!电话)(?<!账)(?<!卡)号(?:码|票|条|子)?{_BY_NOW}(?:(?:给|拿给|取给|打给|吐给|递给)(?:我|俺|咱|老人家?)|(?:取|拿|打|吐|弄|打印|开|排|领)(?:出来|来|上|给我))(?=$|[，,。！!？? 吧嘛呗噻呀啊哈先再就快得行好成])"
    f"|(?:^|[，,。！!？? ])(?:那|你|您|行|好|嗯|麻烦|{_NOW})*(?:给|帮|替)(?:我|俺|咱)(?:们)?(?:先|再|也)?(?:排|取)(?:一?个|一下|上|一?张)?(?:队|吧|嘛|呗|呀|啊|噻)*(?:快点?|赶紧|就行|得了|[。！!，, ])*$"
    "|(?:^|[，,。！!？? ])(?:行|好|那|就|先|还是|嗯|对|要|得)*排(?:个|一?下|一会儿?)?队(?:去|吧|嘛|呗|好了|就行)*[。！!]*$"
    "|(?:^|[，,。！!？? ])(?:那|哎|咦|诶|我的?|我要的|你说的)*号(?:呢|在哪(?:里|儿)?(?:呢|啊)?)[？?。！! ]*(?=$|[，,])"
    "|(?:咋|怎么|为啥|为什么)(?:还|就|老|一直)*(?:不|没)(?:给|出|取|拿|吐)(?:我|俺|人家)?(?:一?个|一?张)?号"
)
"""号先给我, 给我排上, 号呢: a number to be handed over, which is taken for one to be given back."""
_NO_NUMBER = re.compile(
    "[不别没免][^，,。]{0,3}(?:拿|取|抽|领|排)|(?:拿|取|抽|领|排)(?:过|好|了|错)|换(?:成|个|一个|张)[^，,。！!？?给拿取]{0,8}号|[退换]掉?[^，,。！!？?给拿取休]{0,4}号|号[^，,。！!？? ]{0,4}(?:退|换(?:成|掉|了|(?:一?[个张])?(?:$|[，,。！!吧呗嘛啊呀])))|(?:刚才|已经|早就|昨天)[^，,。]{0,4}(?:拿|取|排)"
    "|手机号|电话号|账号|卡号|还是(?:要|得|再|另)|要不要|用不用|怎么|咋(?!还)|哪|为什么|多久|(?:拿|取|排)号(?:要|得|用|机)"
)
_KEPT = re.compile(
    "(?:号|票)[^，,。]{0,4}(?:会不会|会|就)(?:过|作废|没|跳)|会不会过号|过不过号|(?<!手机)(?<!账)号(?:还|都)?(?:给我)?(?:在|有用|算数|作数|留着?|保留)(?:不在|没用|吗|不|么)"
)
"""Whether the number is kept for who leaves for a while."""
_LEAVES = frozenset(["goodbye", "out_of_scope", "chitchat", "affirm", "inform"])
_DO_IT = re.compile(
    f"^(?:那|哎|诶|好|行|中|成|嗯|对|就|要|快|赶紧|倒是|直接|麻烦|[你您]|给|帮|替|{_ME}|先|[呀，, ])*(?:(?:取|拿|排|领|弄)(?:一?个|一?张|一?下|上)?(?:就行|得了|呀?快点?|赶紧|{_ENDS})*)+$"
)
_SPEAKS_OF_NUMBER = re.compile("(?<!手机)(?<!账)(?<!卡)号(?![码线])")
"""In the robot's last words."""


def _clauses(text: str, found: re.Match[str]) -> str:
    """The clauses in which it was found: 你咋回事 in front of 我要取号 asks how of something else."""
    begin = max(text.rfind(mark, 0, found.start()) for mark in _MARKS)
    ends = [at for mark in _MARKS if (at := text.find(mark, found.end())) >= 0]
    return text[begin + 1 : min(ends, default=len(text))]


_MARKS = "，,。！!；;"
_ASKS_OF_QUEUE = re.compile("前[面头边]|还?(?:有|要)(?:几个|多少)人|多久|几个人")


def _does_it(text: str) -> bool:
    """取一个吧, also before 前头还有几个人: the number tells it."""
    bare = text.strip()
    if _DO_IT.match(bare):
        return True
    begun, _, rest = bare.rpartition("。") if "。" in bare.rstrip("。") else bare.rpartition("，")
    return bool(begun) and _DO_IT.match(begun) is not None and bool(_ASKS_OF_QUEUE.search(rest))


_CALL = "(?:叫|喊|请|找|唤)"
_PERSON = "(?:人|(?<!客户)(?<!贷款)(?<!理财)经理|领导|主任|行长|负责的?人?|管事的?|当官的?|工作人员|员工|师傅|保安|阿姨|大姐|小妹|小哥|同事)"
_SOMEBODY = re.compile(
    f"{_CALL}(?:一?下|个|一?位|几个|[你您]们|那个?|这个?|大堂|别的?)*[^，,。？?！!]{{0,5}}{_PERSON}(?:[^，,。？?！!]{{0,3}}(?:过?来|帮|说|处理|看|问|撒)|[吧嘛噻呗哈啊]|$|[，,。！!])"
    f"|(?:叫|喊|请)(?:[他她伊]们?|人)(?:过|快|赶紧|马上|现在)*来(?!得及|领|取|办|签|代|拿|存|弄|行|可以|中不|成不|的话)"
    f"|{_PERSON}(?:呢|在不在|在吗|去哪了|人呢)[？?，,。！! ]*(?=$|[^，,。]{{0,12}}$)"
    "|^[^，,。]{0,4}[你侬](?:快点?|就|去|赶紧|倒是|还是)*(?:叫|喊)(?:嘛|吧|撒|呗|一下)"
)
_AGREES_TO_CALL = re.compile(
    "(?:^|[，,。 ])(?:yes|ok|嗯|好的?|行|可以|那|就|请|麻烦|你|帮我|[，,。 ])*(?:叫|喊)(?:一下|一声|[吧嘛呗])(?=[，,。！! ]|$)",
    re.I,
)
_SPEAKS_OF_STAFF = re.compile("经理|同事|工作人员")
"""In the robot's last words."""
_NOBODY = re.compile(
    f"[不别莫甭没勿][^，,。]{{0,3}}{_CALL}|{_CALL}(?:过|了)|{_CALL}(?:我|俺|号|到|什么|啥)|{_CALL}[^，,。]{{0,8}}(?:代|替|签|领|转|汇|取|担保|借)|我[^，,。]{0, 3}(?:去|自己|过去)找|[问说]了|要不要|有用|干嘛|干啥"
)


_COMPLAINT = re.compile(
    "(?:^|[，,。！! ])(?:我|俺|老子|今天)*(?:就|非)?(?:要|得)投诉(?!电话|渠道|哪|谁|信用|去|没|怎)"
)
_LEADS = re.compile(
    "(?:^|[，,。！!吧呗嘛 那你])(?:带|领)(?:我|俺|咱)们?(?:过去|去|到)(?![办取存]|年)"
)
_PERHAPS = re.compile("[?？吗]|怎么|咋投|要不要|能不能|不投诉|如果|再不|信不信")


def requested(parsed: Mapping[str, Any], said: str = "") -> str | None:
    """The intent of what the words ask for outright; None where they ask for nothing of the kind.

    `said` is what the robot said last: 那你给我取呀 is of the number that was spoken of.
    """
    intent = parsed.get("intent") or {}
    kept = intent.get("name") in _KEEPS and float(intent.get("confidence") or 0.0) >= SURE
    text = str(parsed.get("text") or "")
    if _HANDED.search(text) and (not kept or intent.get("name") == CANCEL):
        return TICKET
    if kept:
        return None
    unsure = float(intent.get("confidence") or 0.0) < SURE
    if _KEPT.search(text) and (unsure or intent.get("name") in _LEAVES):
        return MISSED
    asked = _NUMBER.search(text)
    if asked is not None and not _NO_NUMBER.search(_clauses(text, asked)):
        return TICKET
    if _does_it(text) and _SPEAKS_OF_NUMBER.search(said):
        return TICKET
    if _LEADS.search(text) and not _PERHAPS.search(text):
        return ROUTE
    if _COMPLAINT.search(text) and not _PERHAPS.search(text):
        return COMPLAINT
    if _SPEAKS_OF_STAFF.search(said) and _AGREES_TO_CALL.search(text):
        return STAFF
    if _SOMEBODY.search(text) and not _NOBODY.search(text):
        return STAFF
    return None
