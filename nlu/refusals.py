"""都不是，我问里面有没有: entries that were offered or told a moment ago, and that the customer has just said no to."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component
from nlu.follow_up import ANSWERED, turns

OFFER, CHOICES = "offer", "faq_choices"
"""The slot of what was offered last, and its kind when entries were (actions/offer.py, actions/faq.py)."""
_HEAD = re.compile(r"(?:[啊哎呃诶哦嗯呀]|那)*[，, ]*都不是(?:[的啊呀嘛]|这些)*[，,。！! ]*")
_CORRECTS = re.compile(
    r"^(?:[啊哎呃诶哦嗯呀]|喂)*[，, ]*(?:不是(?:不是|[，,。！! ]|这个|那个|[说问]|我?(?:是[说问]|[问要想让]))|不对|错了|[你您](?:又|都)?(?:搞|弄|听|说|理解)错|[谁哪][个位]?(?:说|问))"
    r"|(?<!是)不是[^，,。吗不么?？]{1,8}[，, ]?(?:是|而是)(?!不是|吗)"
    r"|我[问说]的(?:是|不是)|我(?:又|可)?(?:没有?|不是)[问说]|我不是(?:要|来|想)"
)
_DENIAL = re.compile(
    r"(?:[哎啊呃诶哦嗯哈呸唉咦]+[?？，,！! ]*)*(?:不是不是[，, ]*)?(?:我|俺|阿拉)?(?:又|可|也)?"
    r"(?:不是|没(?!带|有|拿|卡|办|身份|存折|户口|密码|收到|到|钱)|[不莫](?=[换改问约取存转买查汇贷猜]))[^，,。！？!?… ]{1,8}[，,。！!… ]+(?=就?是|[我俺咱]|阿拉|另外|还|其实)"
)
"""不是激活，还没卡呢: what is not meant, before what is."""
_ANEW = re.compile(
    r"[^？?]{0,14}?我(?:就|只)?(?:是)?[问说](?:的是|你|您)(?!们)[，,：: ]*|(?:唉|哎|诶|嗯|那)*[，, ]*算了(?:算了)?[吧啊]?[，,。！! ]+"
)
"""啥微信啊，我问你用不用取号; 算了算了。那我买本支票: what goes before is over, and is no part of what is asked."""
_PAPERS = frozenset(
    ["身份", "份证", "银行", "行卡", "密码", "护照", "存折", "存单", "户口", "手机"]
)
"""Pairs of characters of a title that are denied for themselves: 我没带身份证."""
_DENIED = re.compile(
    r"(?:^|[，,。！!、啊哎呀 我俺又])(?:没有?人?|不是?|啥|什么|[莫勿]|老说)([^，,。！!？? 我]{2,4}?)我?(?:[啊呀啦哦嘛哈呐诶]|[，,。！!？? ]|$)"
)
"""What is denied in a few words: 没人拖欠我啦."""
_ALOUD = 2
"""So many of what was offered are said aloud; who says no has heard of no others."""
_LEAST = 3
"""Characters after 都不是 that say what is meant instead."""
_KEPT = 3
"""Turns for which what was refused is not told again, ..."""
_NAMED = 0.85
"""... but for words that come so near to it."""


def head_of(words: str, tracker: DialogueStateTracker | None = None) -> int:
    """How many characters of the words only say no to what was offered, told or said before; 0 where nothing else follows."""
    return _no_to(words, tracker) or _end(_ANEW.match(words), words)


def _no_to(words: str, tracker: DialogueStateTracker | None) -> int:
    found = _HEAD.match(words)
    if found is None and tracker is not None and _told(tracker):
        found = _DENIAL.match(words)
    return _end(found, words)


def _end(found: re.Match[str] | None, words: str) -> int:
    return found.end() if found and len(words) - found.end() >= _LEAST else 0


def refused(words: str, tracker: DialogueStateTracker | None) -> frozenset[str]:
    """The entries that `words` say no to, and those that were refused shortly before."""
    if tracker is None:
        return frozenset()
    return frozenset(_refused_before(tracker) | _refused_now(words, tracker))


def doubted(words: str, tracker: DialogueStateTracker | None) -> frozenset[str]:
    """The entry told in the turn before, where that did not answer what was asked: 我问的是要不要身份证.

    Its matter may well be the one that is meant, unless that is denied by its name (不是挂失).
    """
    answered = tracker.get_slot(ANSWERED) if tracker is not None else None
    if tracker is None or not isinstance(answered, Mapping) or _denies(words, answered):
        return frozenset()
    return frozenset(_refused_now(words, tracker) & {str(answered["faq"])})


def corrects(words: str, tracker: DialogueStateTracker | None) -> bool:
    """Whether what was told or offered in the turn before was not what was asked for."""
    return tracker is not None and bool(_refused_now(words, tracker))


def _refused_now(words: str, tracker: DialogueStateTracker) -> set[str]:
    offer, answered = tracker.get_slot(OFFER), tracker.get_slot(ANSWERED)
    denied = bool(_CORRECTS.search(words) or _no_to(words, tracker)) or _denies(words, answered)
    chosen_from = isinstance(offer, Mapping) and offer.get("kind") == CHOICES
    if (denied or _HEAD.match(words)) and chosen_from and _just(offer, tracker):
        return set(map(str, offer["ids"][:_ALOUD]))
    if denied and isinstance(answered, Mapping) and _just(answered, tracker):
        return {str(answered["faq"])}
    return set()


def _denies(words: str, answered: Any) -> bool:
    """啥充话费啊, after 手机话费怎么充: whether the matter that was told is denied by its own name."""
    title = str(answered.get("words") or "") if isinstance(answered, Mapping) else ""
    pairs = {title[n : n + 2] for n in range(len(title) - 1)} - _PAPERS
    # 没贷款证明 denies a paper, not the loan.
    denied = [found[1][-3:] for found in _DENIED.finditer(words)]
    return any(pair in said for said in denied for pair in pairs)


def _refused_before(tracker: DialogueStateTracker) -> set[str]:
    """What was refused in so many words in the last turns; 我问的是… may have been of another side of it."""
    heard = [event for event in tracker.events if isinstance(event, UserUttered)][-_KEPT:]
    return {
        str(entry)
        for event in heard
        if _HEAD.match(event.text or "") or _DENIAL.match(event.text or "")
        for entry in (event.parse_data or {}).get(component.REFUSED) or ()
    }


def _told(tracker: DialogueStateTracker) -> bool:
    """Whether an entry was told or entries were offered in the turn before."""
    offer, answered = tracker.get_slot(OFFER), tracker.get_slot(ANSWERED)
    chosen_from = isinstance(offer, Mapping) and offer.get("kind") == CHOICES
    told = isinstance(answered, Mapping) and _just(answered, tracker)
    return told or (chosen_from and _just(offer, tracker))


def without(parsed: Mapping[str, Any], entries: Collection[str]) -> dict[str, Any]:
    """The parse, as if there were no such entries."""
    rows = parsed.get(component.FAQ_RANKING) or ()
    named = {str(row["id"]) for row in rows if float(row["score"]) >= _NAMED}
    entries = frozenset(entries) - named
    if not entries:
        return dict(parsed)
    ranking = [row for row in parsed.get(component.FAQ_RANKING) or () if row["id"] not in entries]
    meant = parsed.get(component.FAQ)
    return {
        **parsed,
        component.FAQ_RANKING: ranking,
        component.FAQ: None if meant in entries else meant,
        component.REFUSED: sorted(entries),
    }


def _just(kept: Any, tracker: DialogueStateTracker) -> bool:
    return turns(tracker) - int(kept.get("turn") or 0) <= 1
