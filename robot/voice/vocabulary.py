"""The branch's own words, for a second opinion on what was not caught: products, places, business.

An open conversation is never narrowed to them; they are tried when the open ear was not sure.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future

from robot.client import ConversationError
from robot.voice.branch import Branch

log = logging.getLogger("robot.voice")

AGAIN = 30.0
"""Seconds until a branch that did not answer is asked again."""
SHORTEST, LONGEST = 2, 12
"""Characters of a phrase: single ones are heard in any noise, whole sentences are the open ear's."""
MOST = 1500


class Vocabulary:
    """Asks the branch at the start and whenever its content has changed. Call `tick` often."""

    def __init__(self, branch: Branch, caller: Executor, now: Callable[[], float]) -> None:
        self._branch = branch
        self._caller = caller
        self._now = now
        self._due = float("-inf")
        self._asked: Future[tuple[str, ...]] | None = None
        self.phrases: tuple[str, ...] = ()

    def changed(self) -> None:
        """The branch's content is not what it was."""
        self._due = float("-inf")

    def tick(self) -> None:
        if self._asked is None:
            if self._now() >= self._due:
                self._due = float("inf")
                self._asked = self._caller.submit(self._branch.phrases)
        elif self._asked.done():
            asked, self._asked = self._asked, None
            try:
                fit = {p for p in asked.result() if SHORTEST <= len(p) <= LONGEST}
                self.phrases = tuple(sorted(fit))[:MOST]
            except ConversationError as error:
                log.info("words of the branch not known yet: %s", error.code)
                self._due = self._now() + AGAIN
