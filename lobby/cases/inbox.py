"""The manager's inbox: which cases, in which order, how old, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models import Case as Choose

from lobby import clock
from lobby.cases import reminding
from lobby.cases.models import Case, CaseStep, Did, Kind, Rating, State
from lobby.conversations.models import Turn

SAID_BEFORE = 30
"""Turns of the conversation that staff see beside a case."""


def gist(case: Case) -> str:
    """What it is about, in a line: the first words, and what was added last, where `urgent_first` brought it."""
    latest = getattr(case, "latest", None)
    return f"{case.summary}；补充：{latest}" if latest else case.summary


@dataclass(frozen=True)
class Counts:
    """Figures above the inbox."""

    open: int
    taken: int
    overdue: int
    closed_today: int
    stars: float | None
    """Mean of today's ratings, 1 to 5."""


def urgent_first(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Open before taken before closed, alerts before the rest, then the longest waiting.

    Each case comes with `latest`: what the visitor has added last, None when nothing.
    """
    added = CaseStep.objects.filter(case=OuterRef("pk"), did=Did.ADDED).exclude(note="")
    return cases.annotate(
        latest=Subquery(added.order_by("-id").values("note")[:1]),
        order=Choose(
            When(state=State.OPEN, kind=Kind.ALERT, then=Value(0)),
            When(state=State.OPEN, then=Value(1)),
            When(state=State.TAKEN, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        ),
    ).order_by("order", "opened_at")


def counts() -> Counts:
    """Now."""
    now = clock.now()
    midnight = clock.local_now().replace(hour=0, minute=0, second=0, microsecond=0)
    cases = Case.objects.all()
    return Counts(
        open=cases.filter(state=State.OPEN).exclude(kind=Kind.SIGN_UP).count(),
        taken=cases.filter(state=State.TAKEN).count(),
        overdue=reminding.overdue(now).count(),
        closed_today=cases.filter(state=State.CLOSED, closed_at__gte=midnight).count(),
        stars=Rating.objects.filter(at__gte=midnight).aggregate(mean=Avg("stars"))["mean"],
    )


def age(case: Case, now: datetime) -> str:
    """How long a case has been there, or was."""
    minutes = int(((case.closed_at or now) - case.opened_at).total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} 分钟"
    if minutes < 48 * 60:
        return f"{minutes // 60} 小时 {minutes % 60} 分"
    return f"{minutes // (24 * 60)} 天"


def said(case: Case) -> list[Turn]:
    """The conversation so far, masked as it was stored, oldest first."""
    if case.conversation is None:
        return []
    turns = Turn.objects.filter(conversation_id=case.conversation).order_by("-number")
    return list(turns[:SAID_BEFORE])[::-1]
