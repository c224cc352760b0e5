"""Rules for the branch's questions and answers, and the writing of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from pypinyin import lazy_pinyin

from lobby.knowledge import changes
from lobby.knowledge.models import Faq
from lobby.problems import Conflict, NotFound, Stale

CARD_TYPES = ("place", "product", "phone", "link")
CARD_VALUE_LIMIT = 200
ADVISED_PHRASINGS = 5
"""With fewer the robot recognises the question less surely."""


def plain(phrasing: str) -> str:
    """A phrasing without what makes no difference to the ear: case, width, blanks, punctuation."""
    text = unicodedata.normalize("NFKC", phrasing).casefold()
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN")


def check(faq: Faq, taken: Mapping[str, tuple[str, str]] | None = None) -> None:
    """Tidies and checks an entry that is about to be written; raises ValidationError by field, in Chinese.

    `taken` maps the plain form of every other entry's phrasings to (id, title); it is read from the
    database when not given.
    """
    faults: dict[str, Any] = {}
    for name in ("title", "speech", "text"):
        setattr(faq, name, str(getattr(faq, name) or "").strip())
    if not faq.phrasings:
        faults["phrasings"] = ["至少要有一个问法。"]
    try:
        faq.clean_fields(exclude=["phrasings"] if faults else None)
    except ValidationError as error:
        faults |= error.message_dict
    try:
        check_card(faq.card)
    except ValidationError as error:
        faults["card"] = error.messages
    if "phrasings" not in faults:
        others = taken if taken is not None else taken_phrasings(faq.id)
        wrong = _phrasing_faults(faq, others)
        if wrong:
            faults["phrasings"] = wrong
    if faults:
        raise ValidationError(faults)


def check_card(card: object) -> None:
    """Raises ValidationError unless it is None or {type, value} of a known type."""
    if card is None:
        return
    if not isinstance(card, dict) or set(card) != {"type", "value"}:
        raise ValidationError('卡片应当写成 {"type": …, "value": …}，或者留空。')
    value = card["value"]
    if card["type"] not in CARD_TYPES:
        raise ValidationError(f"卡片的 type 应当是 {'、'.join(CARD_TYPES)} 之一。")
    if not isinstance(value, str) or not 0 < len(value) <= CARD_VALUE_LIMIT:
        raise ValidationError(f"卡片的 value 应当是文字，最多 {CARD_VALUE_LIMIT} 个字。")
    if card["type"] == "link" and not re.match(r"https?://\S+$", value):
        raise ValidationError("网址应当以 http:// 或 https:// 开头。")


def taken_phrasings(but: str) -> dict[str, tuple[str, str]]:
    """Plain phrasing to (id, title), of all entries but one."""
    rows = Faq.objects.exclude(pk=but).values_list("id", "title", "phrasings")
    return {plain(p): (id, title) for id, title, phrasings in rows for p in phrasings}


def create(values: Mapping[str, Any]) -> Faq:
    """A new entry; an `id` is made from the title when none is given.

    Raises ValidationError, or Conflict when the id is taken.
    """
    with transaction.atomic():
        changes.lock()
        faq = Faq(**{**values, "id": values.get("id") or free_id(str(values.get("title", "")))})
        if Faq.objects.filter(pk=faq.id).exists():
            raise Conflict(f"编号 {faq.id} 已经有了。")
        check(faq)
        faq.save(force_insert=True)
        return faq


def change(id: str, values: Mapping[str, Any], expected: Iterable[int] | None = None) -> Faq:
    """The entry with `values` written; raises NotFound, ValidationError, or Stale.

    It is Stale when its version is none of `expected`, or moves on before the write.
    """
    with transaction.atomic():
        changes.lock()
        faq = _current(id, expected)
        for name, value in values.items():
            setattr(faq, name, value)
        check(faq)
        faq.save()
        return faq


def remove(id: str, expected: Iterable[int] | None = None) -> None:
    """Raises NotFound or Stale."""
    with transaction.atomic():
        changes.lock()
        _current(id, expected).delete()


def free_id(title: str) -> str:
    """An id that no entry has, from the sound of the title: 停车费多少 gives ting_che_fei_duo_shao."""
    words = re.findall(r"[a-z0-9]+", "_".join(lazy_pinyin(title)).casefold())
    stem = "_".join(words)[:40].strip("_")
    if not stem or not stem[0].isalpha():
        stem = f"faq_{stem}".rstrip("_")
    taken = set(Faq.objects.filter(id__startswith=stem).values_list("id", flat=True))
    number = 2
    free = stem
    while free in taken:
        free = f"{stem}_{number}"
        number += 1
    return free


def _current(id: str, expected: Iterable[int] | None) -> Faq:
    faq = Faq.objects.filter(pk=id).first()
    if faq is None:
        raise NotFound("没有这条问答。")
    if expected is not None and faq.version not in expected:
        raise Stale("这条问答已经被别人改过，请刷新后再改。", version=faq.version)
    return faq


def _phrasing_faults(faq: Faq, taken: Mapping[str, tuple[str, str]]) -> list[str]:
    faults: list[str] = []
    for phrasing in faq.phrasings:
        bare = plain(phrasing)
        if not bare:
            faults.append(f"“{phrasing}”里没有文字。")
        elif bare in taken:
            id, title = taken[bare]
            faults.append(f"问法“{phrasing}”已经属于“{title}”（{id}）。")
    return faults
