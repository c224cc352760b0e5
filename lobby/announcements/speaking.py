"""One speaks to the hall, however many could: the one that holds the lease.

The robot and every board that can speak ask for the lease every second and a half. The branch's announcer
comes first; the other stands in once the lease has run out or was given back, where the branch wants that,
and gives it back between two sentences when the announcer asks again. Who has lost the server falls silent
by its own clock before anybody else may begin. What has been said is told to the others, so that whoever
takes over says the rest.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from lobby import clock, events
from lobby.announcements import outstanding, publishing
from lobby.announcements.models import BOARD, ROBOT, Lease
from lobby.branch.models import Branch
from lobby.events import log
from lobby.problems import Conflict

LASTS = timedelta(seconds=5)
"""How soon another takes over from one that has died, at most; the other asks 1.5 s later."""
RENEWED_BELOW = timedelta(seconds=4)
"""A lease that lasts longer is not written anew: several questions in a row cost one write."""
NOBODY = "none"
ROW = 1


class NotTheSpeaker(Conflict):
    """The screen does not hold the lease."""

    code = "not_the_speaker"


@dataclass(frozen=True)
class Standing:
    """Who speaks, as one of those who could is to know it."""

    speaks: bool
    """This one."""
    taken: bool
    """Somebody, this one or another."""
    speaker: str
    """robot, board or none: who speaks."""
    seconds: float = 0.0
    """How long this one may speak without asking again; 0 when it does not."""
    awaited: bool = False
    """The branch's announcer can speak again: this one ends its sentence and gives the lease back."""
    event: int = 0
    """This one begins no sentence before it has heard of the event with this id."""
    outstanding: tuple[dict[str, Any], ...] = ()
    """With a lease that is new: what has not been said to its end yet, whether it was heard of or not."""


@dataclass(frozen=True)
class Hall:
    """Who is to speak to the hall, and who does."""

    announcer: str
    """robot or board: whom the branch wants to hear."""
    stand_in: bool
    """Whether the other speaks while that one cannot."""
    speaker: str
    """robot, board or none."""


def hall() -> Hall | None:
    """For staff and probes; None before there is a branch."""
    wish = _wish()
    return Hall(*wish, look().speaker) if wish else None


def look(screen: str = "") -> Standing:
    """Who speaks; nothing changes."""
    return _standing(_row(), screen, clock.now())


def claim(screen: str, voice: str = BOARD) -> Standing:
    """Speak, or go on speaking, unless another does. Of two that ask at once one gets it."""
    now, lease = clock.now(), _row()
    announcer, stand_in = _wish() or (ROBOT, True)
    comes_first = voice == announcer
    standing = _standing(lease, screen, now)
    if not comes_first and not stand_in:
        give_back(screen)
        return look()
    if standing.taken and not standing.speaks:
        if comes_first and standing.speaker != voice:
            _await(lease, now)
        return standing
    if standing.speaks and standing.seconds > RENEWED_BELOW.total_seconds():
        return standing
    if not standing.speaks and not comes_first and _awaited(lease, now):
        return standing
    return _take(screen, voice, now, comes_first) or look(screen)


def give_back(screen: str) -> None:
    """This one speaks no more; another may begin at once."""
    Lease.objects.filter(pk=ROW, screen=screen).update(screen="", until=clock.now())


def said(announcement: uuid.UUID, screen: str, left: int) -> None:
    """It has been said, `left` times are left: tell the others. Raises NotTheSpeaker."""
    with transaction.atomic():
        # Locked, so that whoever gets the lease next finds it among what has been said.
        Lease.objects.select_for_update(no_key=True).filter(pk=ROW).first()
        if not look(screen).speaks:
            raise NotTheSpeaker("现在由别处播报。")
        events.publish(publishing.SAID, {"id": str(announcement), "left": left})


def _wish() -> tuple[str, bool] | None:
    """The branch's announcer, and whether the other may stand in."""
    return Branch.objects.values_list("announcer", "stand_in").first()


def _row() -> Lease | None:
    return Lease.objects.filter(pk=ROW).first()


def _standing(lease: Lease | None, screen: str, now: datetime) -> Standing:
    if lease is None or not lease.screen or lease.until <= now:
        return Standing(speaks=False, taken=False, speaker=NOBODY)
    if lease.screen != screen:
        return Standing(speaks=False, taken=True, speaker=lease.voice)
    seconds = (lease.until - now).total_seconds()
    return Standing(True, True, lease.voice, seconds, _awaited(lease, now))


def _awaited(lease: Lease | None, now: datetime) -> bool:
    return lease is not None and lease.awaited_until is not None and lease.awaited_until > now


def _await(lease: Lease | None, now: datetime) -> None:
    if lease is None or lease.awaited_until is None or lease.awaited_until < now + RENEWED_BELOW:
        Lease.objects.filter(pk=ROW).update(awaited_until=now + LASTS)


def _take(screen: str, voice: str, now: datetime, comes_first: bool) -> Standing | None:
    """Take or renew it; None when somebody else was quicker."""
    fresh: dict[str, Any] = {"screen": screen, "voice": voice, "until": now + LASTS}
    if comes_first:
        fresh["awaited_until"] = None
    row = Lease.objects.filter(pk=ROW)
    if row.filter(screen=screen, until__gt=now).update(**fresh):
        return look(screen)
    # An empty name is nobody's: given back this moment.
    if not row.filter(Q(screen="") | Q(until__lte=now)).update(**fresh):
        _, made = Lease.objects.get_or_create(pk=ROW, defaults=fresh)
        if not made:
            return None
    newest = log.bounds()[1]
    return Standing(
        True,
        True,
        voice,
        LASTS.total_seconds(),
        event=newest,
        outstanding=tuple(outstanding.until(newest)),
    )
