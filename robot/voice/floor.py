"""Who speaks to the hall: one alone, the robot or a board. Lobby lends the floor, for seconds at a time.

The robot asks again and again while it could speak, also while somebody else has the floor. Who has it says
what is to be announced, tells lobby each time that it has been said to its end, and falls silent by its own
clock before the loan ends, so that a robot cut off from lobby never speaks beside the board that took over.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import httpx

EVERY = 1.5
"""Seconds between two questions for the floor."""
MARGIN = 0.7
"""Seconds before the loan's end by which the last word must be over."""
LEAST = 2.5
"""Seconds of a loan below which no sentence is begun."""
PAUSE = 0.5
"""Seconds after which lobby is asked again that did not answer."""
TOO_MANY = 429
"""Lobby's status for who asks too often."""
PATIENCE = 2.0
"""Seconds that lobby has to answer."""
MOST_SAID = 16
"""Sentences that wait to be told as said at most."""


class Floor(Protocol):
    """What the loop needs of it."""

    @property
    def holds(self) -> bool:
        """Whether the robot may go on with its sentence."""

    def free(self, heard: int) -> bool:
        """Whether it may begin one, having heard of lobby's events up to the id `heard`."""

    def tick(self, able: bool, saying: bool) -> None:
        """Whether it could speak now, and whether it is in the middle of a sentence; never blocks."""

    def outstanding(self) -> Sequence[dict[str, Any]]:
        """What is to be said still, given once to who takes over."""

    def said(self, id: str, left: int) -> None:
        """A sentence has been said to its end, `left` times are left; never blocks."""


class OwnFloor:
    """Nobody else speaks."""

    holds = True

    def free(self, heard: int) -> bool:
        return True

    def tick(self, able: bool, saying: bool) -> None: ...

    def outstanding(self) -> Sequence[dict[str, Any]]:
        return ()

    def said(self, id: str, left: int) -> None: ...


class LentFloor:
    """Lobby's to lend. `step` asks, in a thread of its own between `start` and `stop`.

    The loan is counted by both clocks, for one may stand still while the machine sleeps and the other be set.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        transport: httpx.BaseTransport | None = None,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        name: str = "",
    ) -> None:
        self._http = httpx.Client(
            base_url=f"{url}/api/v1/announcements",
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=PATIENCE,
            transport=transport,
            trust_env=False,
        )
        self._now, self._wall = now, wall
        self._name = name or f"robot-{secrets.token_hex(8)}"
        self._changed = threading.Condition()
        self._until: tuple[float, float] | None = None
        self._event = 0
        self._awaited = False
        self._able = False
        self._saying = False
        self._outstanding: list[dict[str, Any]] = []
        self._said: deque[tuple[str, int]] = deque(maxlen=MOST_SAID)
        self._due = self._tells_at = now()
        self._stopped = False
        self._thread: threading.Thread | None = None

    @property
    def holds(self) -> bool:
        return self._left() > 0

    def free(self, heard: int) -> bool:
        with self._changed:
            return self._left() >= LEAST and heard >= self._event and not self._awaited

    def tick(self, able: bool, saying: bool) -> None:
        with self._changed:
            if (able, saying) != (self._able, self._saying):
                self._able, self._saying = able, saying
                self._changed.notify()

    def outstanding(self) -> Sequence[dict[str, Any]]:
        with self._changed:
            taken, self._outstanding = self._outstanding, []
        return taken

    def said(self, id: str, left: int) -> None:
        with self._changed:
            self._said.append((id, left))
            self._changed.notify()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="floor", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Give it back: a board may speak at once."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(2 * PATIENCE)
        self._http.close()

    def step(self) -> None:
        """Tell and ask what is due."""
        try:
            self._tell()
            if self._gives_back:
                self._give_back()
            elif self._able and self._now() >= self._due:
                self._ask()
        except httpx.HTTPError:
            # Lobby is away, which `news` tells; the loan runs out by itself.
            self._due = max(self._due, self._now() + PAUSE)
        if not self.holds:
            # Whoever takes over says it again: that cannot be helped any more.
            self._said.clear()

    def _run(self) -> None:
        while not self._stopped:
            self.step()
            with self._changed:
                due = min(self._due, self._tells_at) if self._said else self._due
                self._changed.wait_for(self._in_a_hurry, max(0.05, due - self._now()))
        self._able = self._saying = False
        self.step()

    def _in_a_hurry(self) -> bool:
        tells = bool(self._said) and self._now() >= self._tells_at
        return self._stopped or self._gives_back or tells

    @property
    def _gives_back(self) -> bool:
        """Between two sentences: to who is awaited, or because the robot cannot speak just now."""
        if self._until is None or self._saying:
            return False
        return not self._able or (self._awaited and not self._said)

    def _left(self) -> float:
        if self._until is None:
            return 0.0
        steady, wall = self._until
        return min(steady - self._now(), wall - self._wall())

    def _tell(self) -> None:
        while self._said and self._now() >= self._tells_at:
            id, left = self._said[0]
            self._tells_at = self._now() + PAUSE
            body = {"screen": self._name, "left": left}
            status = self._http.post(f"/{id}/said", json=body).status_code
            if status < 500 and status != TOO_MANY:
                self._tells_at = self._now()
                self._said.popleft()

    def _ask(self) -> None:
        asked = self._now(), self._wall()
        self._due = asked[0] + EVERY
        answer = self._http.post("/speaker", json={"screen": self._name, "voice": "robot"})
        if answer.status_code != 200:
            return
        body = answer.json()
        with self._changed:
            self._awaited = bool(body["awaited"])
            if not body["speaks"]:
                self._until = None
                return
            lasts = float(body["seconds"]) - MARGIN
            self._until = asked[0] + lasts, asked[1] + lasts
            if body["event"]:
                self._event = int(body["event"])
                self._outstanding = list(body["outstanding"])

    def _give_back(self) -> None:
        with self._changed:
            self._until, self._awaited = None, False
        self._http.delete("/speaker", params={"screen": self._name})
