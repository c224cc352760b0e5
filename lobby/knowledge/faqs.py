"""Rules for the branch's questions and answers, and the writing of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from pypinyin import lazy_pinyin

from lobby.knowledge import changes
from lobby.knowledge.models import Faq
from lobby.problems import Conflict, NotFound, Stale


def create(values: Mapping[str, Any]) -> Faq:
    """A new entry; an `id` is made from the title when none is given.

    Raises ValidationError, or Conflict when the id is taken.
    """
    with transaction.atomic():
        changes.lock()
        faq = Faq(**{**values, "id": values.get("id") or free_id(str(values.get("title", "")))})
        if Faq.objects.filter(pk=faq.id).exists():
            raise Conflict(f"编号 {faq.id} 已经有了。")
        faq.full_clean()
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
        faq.full_clean()
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
    faq: Faq | None = Faq.objects.filter(pk=id).first()
    if faq is None:
        raise NotFound("没有这条问答。")
    if expected is not None and faq.version not in expected:
        raise Stale("这条问答已经被别人改过，请刷新后再改。", version=faq.version)
    return faq
