"""The conversation with the branch, taken off the loop's hands: what is asked now is answered later."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from robot.client import ConversationError, Reply
from robot.voice.branch import Branch, Said
from robot.voice.latency import Latencies
from robot.voice.visit import Visit


@dataclass(frozen=True)
class Answer:
    """What the branch said to a greeting or a turn."""

    replies: tuple[Reply, ...]
    intent: str = ""
    direction: str | None = None
    """What the voice is to become: louder, slower ...; None: as it is."""
    error: str | None = None
    """Why there is no answer; `replies` may hold an apology all the same."""
    asked: bool = True
    """Whether the visitor had said something: nobody asked for a greeting."""


class Talk:
    """At most one visit, and at most one question under way. Used by one thread."""

    def __init__(
        self, branch: Branch, caller: Executor, latencies: Latencies, now: Callable[[], float]
    ) -> None:
        self._branch = branch
        self._caller = caller
        self._latencies = latencies
        self._now = now
        self._asked: tuple[Visit, Future[Said]] | None = None
        self._asked_at = 0.0
        self._rest: str | None = None
        self.visit: Visit | None = None

    @property
    def thinking(self) -> bool:
        return self._asked is not None

    @property
    def waits(self) -> float:
        """Seconds since the question under way was asked; 0: there is none."""
        return self._now() - self._asked_at if self._asked is not None else 0.0

    @property
    def conversation(self) -> str | None:
        return self.visit.conversation if self.visit else None

    def begin(self, words: str = "") -> Visit:
        """A new visitor; with `words` their first sentence is answered instead of greeted."""
        self.end()
        self.visit = Visit(last_at=self._now())
        self._rest = words or None
        self._ask(self.visit, self._branch.begin)
        return self.visit

    def say(self, words: str) -> None:
        """The visitor's turn."""
        visit = self.visit or self.begin(words)
        conversation = visit.conversation
        if conversation is None:
            self._rest = words
        else:
            self._ask(visit, lambda: self._branch.say(conversation, words))

    def follow(self, conversation: str) -> Visit:
        """The visitor speaks by hand in `conversation`: from now on it is ours."""
        if self.visit is None or self.visit.conversation != conversation:
            self.end()
            self.visit = Visit(conversation, last_at=self._now())
        return self.visit

    def end(self) -> None:
        """The visitor has left; an answer that is still to come is nobody's."""
        visit = self.visit
        self._drop()
        if visit is not None and visit.conversation is not None:
            self._caller.submit(self._branch.end, visit.conversation)

    def told(self) -> None:
        """The visitor has heard what staff answered."""
        if self.conversation is not None:
            self._caller.submit(self._branch.told, self.conversation)

    def forget(self, conversation: str) -> bool:
        """`conversation` was ended elsewhere; whether it was ours."""
        if self.visit is None or self.visit.conversation != conversation:
            return False
        self._drop()
        return True

    def answer(self) -> Answer | None:
        """What has been answered since the last look."""
        if self._asked is None or not self._asked[1].done():
            return None
        visit, question = self._asked
        self._asked = None
        try:
            said = question.result()
        except ConversationError as error:
            asked = visit.conversation is not None or self._rest is not None
            if visit.conversation is None:
                self.visit, self._rest = None, None
            return Answer(_apologies(error), error=error.code, asked=asked)
        visit.conversation = said.conversation
        rest, self._rest = self._rest, None
        if rest is not None:
            self.say(rest)
            return None
        return _read(said)

    def give_up(self, code: str) -> Answer:
        """The question under way is not waited for any longer; what still comes of it is on the screen."""
        visit = self.visit
        known = visit is not None and visit.conversation is not None
        answer = Answer((), error=code, asked=known or self._rest is not None)
        self._drop()
        self.visit = visit if known else None
        return answer

    def _drop(self) -> None:
        asked, self._asked = self._asked, None
        self.visit, self._rest = None, None
        if asked is not None:
            visit, question = asked
            question.add_done_callback(lambda done: self._end_late(done, visit.conversation))

    def _end_late(self, done: Future[Said], known: str | None) -> None:
        """A conversation that began after its visitor had left is nobody's; runs in the caller's thread."""
        if done.cancelled() or done.exception() is not None:
            return
        if done.result().conversation != known:
            self._branch.end(done.result().conversation)

    def _ask(self, visit: Visit, question: Callable[[], Said]) -> None:
        since = self._asked_at = self._now()
        asked = self._caller.submit(question)
        if visit.conversation is not None:
            # Measured when it is there, not when the loop looks.
            asked.add_done_callback(lambda _: self._latencies.add("turn", self._now() - since))
        self._asked = visit, asked


def _read(said: Said) -> Answer:
    nlu = said.turn.body.get("nlu") or {}
    intent = str(nlu.get("intent", ""))
    direction = None
    if intent == "adjust_voice":
        values = [e.get("value") for e in nlu.get("entities", []) if e.get("entity") == "direction"]
        direction = str(values[0]) if values else None
    return Answer(said.turn.replies, intent, direction)


def _apologies(error: ConversationError) -> tuple[Reply, ...]:
    return tuple(
        Reply(str(r.get("text", "")), str(r.get("speech", r.get("text", ""))))
        for r in error.body.get("replies", [])
    )
