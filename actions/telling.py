"""How an entry of the FAQ is told: what was asked for comes first, a few sentences at a time, and none of them twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions import spoken
from actions.model import FaqEntry
from actions.sentences import LEAST, told
from actions.turn import Turn

SURELY = 0.9
"""Chance from which a sentence speaks to what was told, too."""
LEADS = 0.5
"""Chance from which a sentence is what was asked for, and goes before the others."""
SHOWN = 80
"""Characters that are told at a time: three or four sentences, as much as is read while standing."""
WHOLE = 110
"""Characters up to which an answer is told as a whole."""
QUESTION = re.compile(
    "[?？吗呢么不没][。！ ]*$|[吗么][，,]|怎么|咋|多[少久长大]|几|什么|啥|谁|哪|([要能行会是用收可])不\\1|能不能|可不可以|为"
)
"""Something of it is asked: 后头有个人老瞅着我按密码 tells what has to be done about."""
WHOLLY = re.compile("(?:怎么|咋个?|啷个|怎样)(?:办|整|弄|搞)[啊呀呢嘛吧的了 。！？?]*$")
"""The whole of it is asked for: 卡丢了咋办."""
ASKS = 0.5
"""Chance of asking from which a sentence is what was asked for."""
COVERED = 0.5
"""Share of a sentence's characters that another has, where it says the same."""
NEVER_CHOSE = re.compile(
    "(?:没|没有|从来没|啥时候|什么时候|哪时候|几时)(?:有)?(?:给你们)?(?:开|办|签|订|买|申请|同意|答应)(?:通|理|约|字)?过|(?:谁|哪个)(?:让|叫|给|准)[^，,。]{0,4}(?:开|办|扣)|自愿(?:个|啥|什么)|不是(?:我)?自愿|没(?:有)?(?:开|办|签|订|申请)[，,。 是]*你们(?:自己|擅自|私自|偷偷|乱|给)"
)
"""我啥时候开过这个, 自愿个啥."""
DENIED_LATELY = 4
"""Turns for which that holds."""
BACK = 8
"""Replies back to which a sentence that led one is told no more: in 737 turns that judges marked, 51 were led by such a sentence,
39 of them wrong and one right."""
_GUESSED = "您问的是“"
"""How the domain's utter_faq_likely begins."""
_SYMPATHY = re.compile("^[^，,]{0,3}节哀[。]?$")
_STOPS = re.compile("(?<=[。！？!?])")
_PARTS = re.compile("[。！？!?；]")
_BEFORE = re.compile("(?:您问的是“[^”]*”吧？|(?:可以|不行|不用|不会|不收|有的|没有|要的)。)+")
"""Goes before a sentence and is none of the answer."""


def spared(turn: Turn, entry: FaqEntry) -> FaqEntry:
    """The entry without the sentences that say that it was the customer's own will, for who says that it never was."""
    if not any(map(NEVER_CHOSE.search, turn.texts_heard(DENIED_LATELY))):
        return entry
    text = "".join(each for each in sentences(entry.text) if "自愿" not in each)
    speech = "".join(each for each in sentences(entry.speech) if "自愿" not in each)
    return replace(entry, text=text or entry.text, speech=speech or entry.speech)


def lead(turn: Turn, entry: FaqEntry) -> str | None:
    """What of the answer speaks to the words, without its full stop; None for who asks for the whole.

    To who only tells, 短信费我没开过呀, it speaks surely or not at all.
    """
    if WHOLLY.search(turn.text):
        return None
    asks = turn.asks >= ASKS and (turn.aspect or QUESTION.search(turn.text))
    least = LEADS if asks else SURELY
    return told(fresh(turn, entry.id), entry.text, least, turn.aspect, turn.text)


def fresh(turn: Turn, faq: str) -> list[tuple[str, float]]:
    """The sentences of the entry that speak to the words, without those that were the answer to other words lately."""
    return [(each, chance) for each, chance in turn.speaks(faq) if not _led(turn, faq, each)]


def sympathy(entry: FaqEntry) -> str:
    """请您节哀。, where the entry's words begin so; else nothing."""
    first = next(iter(sentences(entry.speech)), "")
    return f"{first.rstrip('。')}。" if _SYMPATHY.search(first) else ""


def surely_speaks(turn: Turn, faq: str) -> bool:
    """Whether a sentence of the entry surely speaks to the words: then it is what they are about."""
    return max((chance for _, chance in turn.speaks(faq)), default=0.0) >= SURELY


def repeats(turn: Turn, entry: FaqEntry) -> bool:
    """Whether what comes nearest to the words was the answer to other words lately: it was not what was asked for."""
    near = told(turn.speaks(entry.id), entry.text, LEAST, turn.aspect, turn.text)
    return near is not None and any(_led(turn, entry.id, each) for each in near.split("；"))


def _led(turn: Turn, faq: str, sentence: str) -> bool:
    """Whether the sentence led a reply lately, and says nothing new now: a yes or a no before it is new."""
    # What a guess began with was no answer to words yet.
    replies = [text for text in turn.texts_said()[-BACK:] if not text.startswith(_GUESSED)]
    word = turn.short_answer(faq, sentence)
    if word and not any(f"{word}。{sentence}" in text for text in replies):
        return False
    return any(parts[0] == sentence for parts in map(_parts, replies) if parts)


def _parts(text: str) -> list[str]:
    bare = _BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text
    return [part.strip() for part in _PARTS.split(bare) if part.strip()]


def short(turn: Turn, faq: str, found: str) -> str:
    """The 可以。 or 不用。 that goes before what was found of the entry; empty for none."""
    words = (turn.short_answer(faq, part) for part in found.split("；"))
    return next((f"{word}。" for word in words if word), "")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its stop."""
    return list(filter(None, _STOPS.split(text)))


def leading(text: str, first: str | None) -> str:
    """The beginning of the answer, with what was asked for in front; all of it where it is short."""
    if first is None:
        return text if len(text) <= WHOLE else _beginning(sentences(text), "")
    asked = set(first.split("；"))
    rest = []
    for sentence in sentences(text):
        parts = [each for each in sentence[:-1].split("；") if each not in asked]
        if parts:
            rest.append("；".join(parts) + sentence[-1])
    led = f"{first}。"
    whole = led + "".join(rest)
    return whole if len(whole) <= WHOLE else _beginning(rest, led)


def _beginning(rest: Sequence[str], led: str) -> str:
    for sentence in rest:
        if led and len(led) + len(sentence) > SHOWN:
            break
        led += sentence
    return led


def again(turn: Turn, entry: FaqEntry) -> str:
    """What is told of an answer that was told before: what comes nearest to the words, else what has not been shown yet."""
    near = told(fresh(turn, entry.id), entry.text, LEAST, turn.aspect, turn.text)
    if near is not None:
        return f"{short(turn, entry.id, near)}{near}。"
    shown = "".join(turn.texts_said())
    rest = [each for each in sentences(entry.text) if each.rstrip("。！？!?") not in shown]
    return _beginning(rest or sentences(entry.text), "")


def aloud(entry: FaqEntry, first: str | None, limit: int) -> str:
    """What is said of it, in at most `limit` characters."""
    if first is None or _says(entry.speech, first):
        return spoken.fit(entry.speech, limit)
    asked = spoken.read_out(first.split("；")[0] if len(first) >= limit else first)
    said = f"{asked}。"
    for sentence in sentences(entry.speech):
        if not _says(asked, sentence) and len(said) + len(sentence) <= limit:
            said += sentence
    return spoken.fit(said, limit)


def _says(speech: str, sentence: str) -> bool:
    """Whether `speech` has most of what the sentence says."""
    meant = {char for char in spoken.read_out(sentence) if "\u4e00" <= char <= "\u9fff"}
    return len(meant & set(speech)) >= COVERED * len(meant)


def was_begun(turn: Turn, entry: FaqEntry) -> bool:
    """Whether anything of the answer was told in this visit."""
    shown = "".join(turn.texts_said())
    return any(each.rstrip("。！？!?") in shown for each in sentences(entry.text))


def was_told(turn: Turn, entry: FaqEntry) -> bool:
    """Whether the beginning of the answer was told in this visit."""
    heart = [each.rstrip("。！？!?") for each in sentences(leading(entry.text, None))]
    shown = "".join(turn.texts_said())
    return all(each in shown for each in heart)
