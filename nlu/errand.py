"""那给我拿个号, after 我是来给娃儿开户的: the business that a number is wanted for, from what the talk was about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component
from nlu.follow_up import ANSWERED, MATTER, turns, uttered

WITHIN = 8
"""Turns for which a business that was named is what a number is for."""

CORPORATE = frozenset(["corporate_account", "corporate_transfer"])
CARDS = frozenset(["card_opening", "card_replacement", "card_loss"])
PASSBOOK = "passbook_update"
"""Business codes (dialogue contract)."""
_COMPANY = re.compile(
    "对公|公户|公司(?:的)?(?:账?户|支票|印鉴|章|网银)|(?:我们?|咱们?|俺们?|新注册的?|新开的?)(?:的|个)?(?:公司|企业)|企业(?:账?户|网银)|法人|公章|财务章|营业执照"
)
"""Who says so comes for a company; a card for the wages that a company pays is the customer's own."""
_PAID = re.compile("工资|单位(?:让|叫|说|要)|公司(?:让|叫|要)|薪|上班|个人|私人|摆摊|收款码")
_PASSWORD = re.compile("^(?!.*(?:手机银行|网银|登录|[Aa][Pp][Pp])).*密码")
_BOOK, _CARD = re.compile("存折|折子"), re.compile("卡")
_NO_CARD = re.compile("(?:不是|不要|不办|不开|没有?|又没)[^，,。！!？?]{0,3}卡")


def wanted(parsed: Mapping[str, Any], tracker: DialogueStateTracker | None) -> bool:
    """Whether a number is wanted or spoken of; for what may be said in the same words."""
    wishes = (parsed.get("intent") or {}).get("name") == "take_ticket"
    return tracker is not None and (wishes or "号" in str(parsed.get("text") or ""))


_COMES_FOR = re.compile(
    "(?:我|俺|咱)(?:是|就|们)*(?:来|想|要)(?!问|咨询|了解|知道)|(?:换|办|开|补|取|存|转|汇|打|销|领)(?:一?[个张点下笔份])(?!.*(?:[吗么?？]|怎么|咋|多少|什么|啥))"
)
"""Who says so comes for it, whatever is asked on the way: 换张卡快点, and then whether WeChat has to be bound anew."""


def named(tracker: DialogueStateTracker) -> tuple[str | None, int]:
    """The business (dialogue contract) named last in the customer's words, newer than the one that was served, and its turn."""
    spoken = uttered(tracker)
    for ago, event in enumerate(reversed(spoken[-WITHIN:]), start=1):
        codes = (event.parse_data or {}).get(component.NAMED)
        if codes:
            turn = len(spoken) - ago + 1
            return (str(codes[-1]), turn) if turn > _served(tracker) else (None, 0)
    return None, 0


def came_for(tracker: DialogueStateTracker) -> str | None:
    """The business that the customer said to have come for, newer than the one that was served; None where nothing was said so, or a question names another."""
    spoken = uttered(tracker)
    for ago, event in enumerate(reversed(spoken[-WITHIN:]), start=1):
        codes = (event.parse_data or {}).get(component.NAMED)
        if codes and len(spoken) - ago + 1 > _served(tracker):
            return str(codes[-1]) if _COMES_FOR.search(str(event.text or "")) else None
    return None


def told(tracker: DialogueStateTracker, since: int = 0) -> str | None:
    """The title of the entry told last, newer than the business that was served and told in turn `since` or later."""
    answered = tracker.get_slot(ANSWERED)
    if not isinstance(answered, Mapping) or not answered.get("words"):
        return None
    turn = int(answered["turn"])
    fresh = turns(tracker) - turn <= WITHIN and turn > _served(tracker) and turn >= since
    return str(answered["words"]) if fresh else None


def has_number(tracker: DialogueStateTracker) -> bool:
    """Whether a number for a counter was given in this talk."""
    kept = tracker.get_slot(MATTER)
    return isinstance(kept, Mapping) and bool(kept.get("words")) and not kept.get("machine")


def of_title(title: str, named: Sequence[str]) -> str | None:
    """The business of an entry's title, of those named in it; 忘记取款密码 fetches no money."""
    if _PASSWORD.search(title):
        return "password_reset"
    return str(named[-1]) if named else None


def fitting(code: str | None, words: str, tracker: DialogueStateTracker) -> str | None:
    """The business, made to fit who speaks: a company's, one of a passbook and not of a card."""
    texts = [words, *(str(event.text or "") for event in reversed(uttered(tracker)[-WITHIN:]))]
    said = [text for text in texts if _COMPANY.search(text) and not _PAID.search(text)]
    if said and code not in CORPORATE:
        return "corporate_account"
    if code in CARDS and _of_passbook(texts):
        return PASSBOOK
    return code


def _of_passbook(texts: list[str]) -> bool:
    """Whether a passbook was spoken of, and no card since, but that there is none; newest words first."""
    for text in texts:
        if _BOOK.search(text):
            return True
        if _CARD.search(_NO_CARD.sub("", text)):
            return False
    return False


def _served(tracker: DialogueStateTracker) -> int:
    kept = tracker.get_slot(MATTER)
    return int(kept["turn"]) if isinstance(kept, Mapping) else 0
