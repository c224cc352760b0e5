"""给我拿个号, 叫你们经理来: what is asked for in so many words, whatever else is said around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

TICKET, STAFF, COMPLAINT = "take_ticket", "call_staff", "complain"
_KEEPS = frozenset(
    [
        "emergency",
        "report_fraud",
        "complain",
        "insult",
        "cancel_ticket",
        "ticket_missed",
        TICKET,
        STAFF,
    ]
)
"""Intents (dialogue contract) that such words are of anyhow, or that go before them."""
SURE = 0.6
"""From this confidence on they do."""

_ME = "(?:我们?|俺们?|咱们?|阿拉|老人家?|他|她)"
_NUMBER = re.compile(
    f"(?:给|帮|替){_ME}[^，,。？?！!号]{{0,4}}(?:拿|取|排|弄|打|开|搞|整|来|领|抽)[^，,。？?！!号]{{0,3}}号(?![码线怎多几]|是)"
    f"|号.{{0,8}}(?:给|帮|替){_ME}(?:拿|取|排|弄|来)一?个(?=[，,。！!]|$)"
    "|(?:^|[，,。！!、])(?:那|就|先|快|行|好|麻烦|帮忙?|你|吧)*(?:给?(?:取|拿|排|领)|给)(?:一?个|一?张)?号(?=[，,。！!噻嘛吧呗哈啊呀取拿排]|$)"
    "|我(?:今儿|今天|先|要|想|就)*(?:拿|取|排|领)(?:一?个|一?张)[^，,。？?号]{0,4}号(?!码)|(?:^|[，,。 ])(?:那|哎|咦)*我的?号呢|我(?:要|想要)(?:一?个|一?张)号(?!码)"
    "|号(?:都|呢|咋)?还?没(?:有)?给(?:我|俺|咱)|要 ?number|(?:give|want|need).{0,6}number"
)
_NO_NUMBER = re.compile(
    "[不别没免][^，,。]{0,3}(?:拿|取|抽|领|排)|(?:拿|取|抽|领|排)(?:过|好|了|错)|[退换]|(?:刚才|已经|早就|昨天)[^，,。]{0,4}(?:拿|取|排)"
    "|手机号|电话号|账号|卡号|要不要|用不用|怎么|咋(?!还)|哪|为什么|多久|(?:拿|取|排)号(?:要|得|用|机)"
)

_CALL = "(?:叫|喊|请|找|唤)"
_PERSON = "(?:人|(?<!客户)(?<!贷款)(?<!理财)经理|领导|主任|行长|负责的?人?|管事的?|当官的?|工作人员|员工|师傅|保安|阿姨|大姐|小妹|小哥|同事)"
_SOMEBODY = re.compile(
    f"{_CALL}(?:一?下|个|一?位|几个|[你您]们|那个?|这个?|大堂|别的?)*[^，,。？?！!]{{0,5}}{_PERSON}(?:[^，,。？?！!]{{0,3}}(?:过?来|帮|说|处理|看|问|撒)|[吧嘛噻呗哈啊]|$|[，,。！!])"
    f"|(?:叫|喊|请)(?:[他她伊]们?|人)(?:过|快|赶紧|马上|现在)*来(?!得及|领|取|办|签|代|拿|存|弄|行|可以|中不|成不|的话)"
    "|^[^，,。]{0,4}[你侬](?:快点?|就|去|赶紧|倒是|还是)*(?:叫|喊)(?:嘛|吧|撒|呗|一下)"
)
_NOBODY = re.compile(
    f"[不别莫甭没勿][^，,。]{{0,3}}{_CALL}|{_CALL}(?:过|了)|{_CALL}(?:我|俺|号|到|什么|啥)|{_CALL}[^，,。]{{0,8}}(?:代|替|签|领|转|汇|取|担保|借)|[问说]了|要不要|有用|干嘛|干啥"
)


_COMPLAINT = re.compile(
    "(?:^|[，,。！! ])(?:我|俺|老子|今天)*(?:就|非)?(?:要|得)投诉(?!电话|渠道|哪|谁|信用|去|没|怎)"
)
_PERHAPS = re.compile("[?？吗]|怎么|咋投|要不要|能不能|不投诉|如果|再不|信不信")


def requested(parsed: Mapping[str, Any]) -> str | None:
    """The intent of what the words ask for outright; None where they ask for nothing of the kind."""
    intent = parsed.get("intent") or {}
    kept = intent.get("name") in _KEEPS and float(intent.get("confidence") or 0.0) >= SURE
    text = str(parsed.get("text") or "")
    if kept:
        return None
    if _NUMBER.search(text) and not _NO_NUMBER.search(text):
        return TICKET
    if _COMPLAINT.search(text) and not _PERHAPS.search(text):
        return COMPLAINT
    if _SOMEBODY.search(text) and not _NOBODY.search(text):
        return STAFF
    return None
