"""Speaking to the hall: one announcement after the other, while the robot has the floor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from robot.announcements import Announcement, AnnouncementQueue
from robot.voice.floor import Floor
from robot.voice.mouth import Kind, Speaking

ASIDE = 10.0
"""Seconds in which the floor is left to others after an announcement that could not be made to sound."""


class Announcer:
    """Call `tick` often; it never blocks. `able` tells whether the robot hears the branch and can speak."""

    def __init__(
        self,
        queue: AnnouncementQueue,
        mouth: Speaking,
        floor: Floor,
        *,
        able: Callable[[], bool],
        heard: Callable[[], int],
        branch_now: Callable[[], datetime],
        now: Callable[[], float],
    ) -> None:
        self._queue, self._mouth, self._floor = queue, mouth, floor
        self._able, self._heard = able, heard
        self._branch_now, self._now = branch_now, now
        self._saying: Announcement | None = None
        self._failed = False
        self._aside_until = float("-inf")

    def failed(self) -> None:
        """What was to be said just now did not sound."""
        self._failed = self._saying is not None

    def tick(self, may_begin: bool) -> None:
        """Go on, and begin the next one if it is a good moment."""
        self._go_on()
        able = self._able() and self._now() >= self._aside_until
        self._floor.tick(able, self._saying is not None)
        self._queue.catch_up(self._floor.outstanding())
        if able and may_begin and self._saying is None and self._floor.free(self._heard()):
            self._begin()

    def _begin(self) -> None:
        self._saying = self._queue.next(self._branch_now())
        if self._saying is not None:
            self._mouth.say(self._saying.speech, Kind.ANNOUNCEMENT)

    def _go_on(self) -> None:
        if self._saying is None:
            return
        if self._failed:
            self._aside_until = self._now() + ASIDE
            self._leave_unsaid()
        elif not self._mouth.announcing:
            said, self._saying = self._saying, None
            self._floor.said(said.id, said.repeat)
        elif not self._floor.holds:
            self._mouth.hush()
            self._leave_unsaid()

    def _leave_unsaid(self) -> None:
        self._saying, self._failed = None, False
        self._queue.unsay()
