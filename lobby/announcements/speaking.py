"""One board speaks, however many are in the hall: the one that holds the lease.

A board that can speak asks for the lease every second and a half; the one that has it keeps it, the others
get it once it has run out or was given back. Who has lost the server falls silent by its own clock before
anybody else may begin. What has been said is told to the others, so that whoever takes over says the rest.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from lobby import clock, events
from lobby.announcements.models import Lease
from lobby.problems import Conflict

LASTS = timedelta(seconds=5)
"""How soon another board takes over from one that has died, at most; the other asks 1.5 s later."""
RENEWED_BELOW = timedelta(seconds=4)
"""A lease that lasts longer is not written anew: several questions in a row cost one write."""
SAID = "announcement.said"
ROW = 1


class NotTheSpeaker(Conflict):
    """The screen does not hold the lease."""

    code = "not_the_speaker"


@dataclass(frozen=True)
class Standing:
    """Who speaks, as one screen is to know it."""

    speaks: bool
    """This screen."""
    taken: bool
    """Some screen, this one or another."""
    seconds: float
    """How long this screen may speak without asking again; 0 when it does not."""


def look(screen: str = "") -> Standing:
    """Who speaks; nothing changes."""
    now = clock.now()
    lease = Lease.objects.filter(pk=ROW, until__gt=now).exclude(screen="").first()
    if lease is None:
        return Standing(speaks=False, taken=False, seconds=0.0)
    mine = lease.screen == screen
    return Standing(mine, True, (lease.until - now).total_seconds() if mine else 0.0)


def claim(screen: str) -> Standing:
    """Speak, or go on speaking, unless another screen does. Of two that ask at once one gets it."""
    standing = look(screen)
    if standing.taken and (not standing.speaks or standing.seconds > _seconds(RENEWED_BELOW)):
        return standing
    now = clock.now()
    fresh = {"screen": screen, "until": now + LASTS}
    free = Lease.objects.filter(pk=ROW).filter(Q(screen=screen) | Q(until__lte=now))
    if free.update(**fresh):
        return Standing(True, True, _seconds(LASTS))
    _, made = Lease.objects.get_or_create(pk=ROW, defaults=fresh)
    return Standing(True, True, _seconds(LASTS)) if made else look(screen)


def give_back(screen: str) -> None:
    """The screen speaks no more; another may begin at once."""
    Lease.objects.filter(pk=ROW, screen=screen).update(screen="", until=clock.now())


def said(announcement: uuid.UUID, screen: str, left: int) -> None:
    """The screen has said an announcement, `left` times are left: tell the others. Raises NotTheSpeaker."""
    if not look(screen).speaks:
        raise NotTheSpeaker("现在由其他屏幕播报。")
    events.publish(SAID, {"id": str(announcement), "left": left})


def _seconds(span: timedelta) -> float:
    return span.total_seconds()
