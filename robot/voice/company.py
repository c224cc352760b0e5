"""What others do in the conversation before the robot: touches and keys on the screen, answers of staff,
calls to the hall. Voice, touch and keyboard are one conversation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from robot.announcements import AnnouncementQueue
from robot.client import Reply
from robot.voice.branch import CHANNEL
from robot.voice.manner import Manner
from robot.voice.mouth import Speaking
from robot.voice.news import Event
from robot.voice.talk import Talk

FOLLOWED = ("kiosk", CHANNEL)
"""Channels of conversations that take place before the robot: not a phone's, not a terminal's."""
OWN_MODALITY = "voice"
"""Turns by voice are the robot's own: it knows their answers already."""


class Company:
    def __init__(
        self,
        talk: Talk,
        mouth: Speaking,
        announcements: AnnouncementQueue,
        welcome: Callable[[], None],
        relearn: Callable[[], None],
        manner: Manner,
        now: Callable[[], float],
    ) -> None:
        self._talk = talk
        self._mouth = mouth
        self._announcements = announcements
        self._welcome = welcome
        self._manner = manner
        self._now = now
        self._handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "turn.started": self._started,
            "turn.replied": self._replied,
            "conversation.ended": self._ended,
            "case.changed": self._told,
            "case.overdue": self._told,
            "content.changed": lambda data: relearn(),
        }

    def take(self, events: Sequence[Event]) -> None:
        for event in events:
            self._announcements.feed(event.type, event.data)
            handler = self._handlers.get(event.type)
            if handler is not None:
                handler(event.data)

    def say(self, replies: Sequence[Reply], direction: str | None = None) -> None:
        """Say the replies of a turn. A wish for another voice is followed at once, for silence afterwards."""
        if direction is not None and direction != "mute":
            self._manner.adjust(direction)
        for reply in replies:
            if reply.speech:
                self._mouth.say(reply.speech)
        if direction == "mute":
            self._manner.adjust(direction)

    def _started(self, data: dict[str, Any]) -> None:
        if not _by_hand(data):
            return
        before = self._talk.visit
        visit = self._talk.follow(str(data.get("conversation")))
        if visit is not before:
            self._welcome()
        # Who touches has heard enough of the last answer.
        self._mouth.stop()
        visit.touched = True
        visit.stir(self._now())

    def _replied(self, data: dict[str, Any]) -> None:
        if _by_hand(data) and self._is_ours(data):
            self.say(_replies(data), data.get("direction"))

    def _told(self, data: dict[str, Any]) -> None:
        """Staff have answered; the visitor hears it if they are still there."""
        replies = _replies(data)
        if replies and self._is_ours(data):
            self.say(replies)
            self._talk.told()

    def _ended(self, data: dict[str, Any]) -> None:
        if self._talk.forget(str(data.get("conversation"))):
            self._mouth.stop()

    def _is_ours(self, data: dict[str, Any]) -> bool:
        conversation = data.get("conversation")
        return conversation is not None and conversation == self._talk.conversation


def _by_hand(data: dict[str, Any]) -> bool:
    return data.get("channel") in FOLLOWED and data.get("modality") != OWN_MODALITY


def _replies(data: dict[str, Any]) -> list[Reply]:
    found = data.get("replies")
    return [
        Reply(str(r.get("text", "")), str(r.get("speech", r.get("text", ""))))
        for r in (found if isinstance(found, list) else [])
        if isinstance(r, dict)
    ]
