"""The number of the knowledge's state: every change of what the dialogue knows raises it, in its transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.db import transaction
from django.db.models import F

from lobby import events

_together: ContextVar[set[str] | None] = ContextVar("changes_together", default=None)


def record(kind: str) -> None:
    """Notes that rows of this kind (faq, product, place, business) changed; needs no open transaction."""
    kinds = _together.get()
    if kinds is not None:
        kinds.add(kind)
    else:
        _raise_version({kind})


@contextmanager
def together() -> Iterator[None]:
    """One transaction whose changes, however many, raise the version once and make one event."""
    if _together.get() is not None:
        yield
        return
    with transaction.atomic():
        kinds: set[str] = set()
        token = _together.set(kinds)
        try:
            yield
        finally:
            _together.reset(token)
        if kinds:
            _raise_version(kinds)


def lock() -> None:
    """Makes other editors of knowledge wait until the caller's transaction ends."""
    model = apps.get_model("knowledge", "KnowledgeVersion")
    model.objects.get_or_create(pk=1)
    model.objects.select_for_update().get(pk=1)


def _raise_version(kinds: set[str]) -> None:
    model = apps.get_model("knowledge", "KnowledgeVersion")
    with transaction.atomic():
        model.objects.get_or_create(pk=1)
        # The token keeps a database restored from a backup from counting up to a version that a
        # reader has already seen with other content.
        model.objects.filter(pk=1).update(number=F("number") + 1, token=secrets.token_hex(3))
        version = model.objects.get(pk=1).version
        events.publish("content.changed", {"kinds": sorted(kinds), "version": version})
