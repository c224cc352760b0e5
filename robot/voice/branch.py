"""The branch as the voice loop needs it: conversations by HTTP, one call at a time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from robot.client import ConversationClient, ConversationError, Turn

OVER = ("gone", "not_found")
"""Codes of a conversation that has ended or is not known any more."""
CHANNEL = "voice"


@dataclass(frozen=True)
class Said:
    """The branch's answer, and the conversation that it belongs to."""

    conversation: str
    turn: Turn


class Branch(Protocol):
    def begin(self) -> Said:
        """A new visitor; the turn holds the greeting. Raises ConversationError."""

    def say(self, conversation: str, text: str) -> Said:
        """One spoken turn, in a new conversation when this one is over. Raises ConversationError."""

    def end(self, conversation: str) -> None:
        """The visitor has left. Raises nothing: lobby forgets an idle visitor by itself."""

    def told(self, conversation: str) -> None:
        """The visitor has heard what staff answered. Raises nothing: else it is said once more."""

    def phrases(self) -> tuple[str, ...]:
        """Names and questions of the branch as people say them. Raises ConversationError."""


class LobbyBranch:
    def __init__(self, client: ConversationClient) -> None:
        self._client = client

    def begin(self) -> Said:
        turn = self._client.start(CHANNEL)
        assert self._client.conversation is not None
        return Said(self._client.conversation, turn)

    def say(self, conversation: str, text: str) -> Said:
        self._client.conversation = conversation
        try:
            return Said(conversation, self._client.say(text, "voice"))
        except ConversationError as error:
            if error.code not in OVER:
                raise
        begun = self.begin()
        return Said(begun.conversation, self._client.say(text, "voice"))

    def end(self, conversation: str) -> None:
        self._client.conversation = conversation
        try:
            self._client.end()
        except ConversationError:
            self._client.conversation = None

    def told(self, conversation: str) -> None:
        self._client.conversation = conversation
        with suppress(ConversationError):
            self._client.told()

    def phrases(self) -> tuple[str, ...]:
        known = self._client.snapshot()
        entries = [entry for kind in known.get("lexicon", {}).values() for entry in kind]
        names = [word for entry in entries for word in (entry["name"], *entry.get("synonyms", ()))]
        return (*names, *(faq["title"] for faq in known.get("faqs", ())))
