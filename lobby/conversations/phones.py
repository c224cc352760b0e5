"""A telephone number that the visitor says so that somebody can call back.

The number is taken out of the words before they reach the dialogue, the log or an event, which see a
mark in its place. It is held, sealed, with the conversation, for as long as the visitor may still say
that it goes with a case; whoever opens or adds to the case releases it. When the conversation ends it
is gone.

While the dialogue has asked for the number (`Conversation.awaits`), it may come in groups, over several
turns, as people say numbers: 幺三八，零零一三，八零零零; and fixed lines count too.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import timedelta

from lobby import clock, sealing
from lobby.conversations.models import Conversation
from lobby.conversations.privacy import LABELS, SPOKEN_DIGITS

AWAITED = "phone"
"""In `asks` of a reply: the robot has just asked for a number to call back."""

LONGEST = 13
"""Digits of a number with its country's code; more than these are a card's or none, and never held."""
HELD_FOR = timedelta(minutes=15)
MARK = LABELS["phone"]
"""Stands for a whole number."""
PART = "[号码]"
"""Stands for some digits of a number that is not whole yet."""

_D = r"\d零〇幺一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
"""Digits of any script: what is one to a regular expression must not end a card's number for us."""
_RUN = re.compile(rf"[+＋]?[{_D}](?:[\s\-－—.·,，、]{{0,2}}[{_D}]){{2,19}}")
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_FIXED = re.compile(r"(0\d{2,3}[2-9]\d{6,7}|[2-9]\d{6,7}|400\d{7})")
_AROUND = re.compile(
    r"(?:我的?|你们?|您|请?记一?下|留个?|电话|手机|座机|联系方式|号码?|就?是|打给?我?|这个|前面|后面|后边|"
    r"开头|结尾|尾号|中间|然后|再|加|嗯|呃|啊|哦|噢|喂|那个|好的?|行|不对|错了|应该|[，,。.、：:！!\s]|吧|呢|呀|的)*"
)
"""What people say around the digits; anything else means that the digits are something else."""


@dataclass(frozen=True)
class Lifted:
    """The words with numbers marked, the whole number if there is one, the digits so far if not."""

    text: str
    number: str = ""
    part: str = ""


def lift(text: str, *, awaited: bool = False, before: str = "") -> Lifted:
    """Takes a telephone number out of `text`; `before` are digits said in the turn before.

    Only mobile numbers count unless a number is awaited. The last whole number wins: people correct
    themselves.
    """
    number, part = "", ""
    runs = [(match, _digits(match.group())) for match in _RUN.finditer(text)]
    alone = awaited and bool(_AROUND.fullmatch(_RUN.sub("", text)))
    marks: dict[tuple[int, int], str] = {}
    for match, digits in runs:
        whole = _whole(digits, awaited)
        joined = before + part + digits
        if not whole and alone and len(joined) <= LONGEST:
            whole = _whole(joined, awaited)
            part += "" if whole else digits
            marks[match.span()] = PART
        if whole:
            number, part = whole, ""
            marks[match.span()] = MARK
    if number:
        # Groups said before the one that made it whole belong to it.
        marks = dict.fromkeys(marks, MARK)
    marked = text
    for (start, end), mark in sorted(marks.items(), reverse=True):
        marked = marked[:start] + mark + marked[end:]
    marked = re.sub(rf"(?:{re.escape(MARK)}[\s，,、]*)+", MARK, marked)
    return Lifted(marked, number, "" if number else (before + part if part else ""))


def _digits(run: str) -> str:
    return "".join(str(int(each)) for each in run.translate(SPOKEN_DIGITS) if each.isdecimal())


def _whole(digits: str, awaited: bool) -> str:
    found = _MOBILE.fullmatch(digits) or (awaited and _FIXED.fullmatch(digits))
    return found.group(1) if found else ""


def take_out(conversation: Conversation, text: str) -> str:
    """The words without a telephone number, which is held with the conversation until it is released."""
    awaited = conversation.awaits == AWAITED
    before = sealing.unseal(conversation.part_sealed, HELD_FOR) if awaited else ""
    lifted = lift(text, awaited=awaited, before=before)
    changes: dict[str, str] = {}
    if lifted.number:
        changes["phone_sealed"] = sealing.seal(lifted.number)
    if lifted.part or conversation.part_sealed:
        changes["part_sealed"] = sealing.seal(lifted.part)
    if conversation.awaits:
        changes["awaits"] = ""
    if changes:
        Conversation.objects.filter(pk=conversation.pk).update(**changes)
    return lifted.text


def ask(conversation: Conversation, awaits: str) -> None:
    """Notes what the robot has asked for; digits of an earlier try stay only while it asks on."""
    changes = {"awaits": awaits}
    if awaits != AWAITED:
        changes["part_sealed"] = ""
    Conversation.objects.filter(pk=conversation.pk).update(**changes)


def release(conversation: uuid.UUID | None) -> str:
    """The number that the visitor left last, in digits, taken out of the conversation; empty when none."""
    if conversation is None:
        return ""
    held = Conversation.objects.filter(pk=conversation).values_list("phone_sealed", flat=True)
    number = sealing.unseal(held.first() or "", HELD_FOR)
    Conversation.objects.filter(pk=conversation).update(phone_sealed="", part_sealed="")
    return number


def forget_abandoned() -> None:
    """Drops what visitors left who went away without a word."""
    gone = Conversation.objects.filter(last_turn_at__lt=clock.now() - HELD_FOR)
    gone.exclude(phone_sealed="", part_sealed="").update(phone_sealed="", part_sealed="")
