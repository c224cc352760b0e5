"""One follower of the branch's knowledge and the thread in which it refits."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable
from typing import Any, Protocol

from nlu.snapshot import Snapshot

logger = logging.getLogger(__name__)


class Follower(Protocol):
    def follow(self, snapshot: Snapshot) -> None:
        """Refit from `snapshot` and swap; may take seconds."""


class Lane:
    """Of the snapshots that come while the follower refits, only the newest is taken up.

    A lane a follower: the half second of one never waits for the seconds of another. The follower is held
    weakly, so a model that is let go is not kept alive, and its thread ends with it.
    """

    def __init__(self, follower: Follower, settled: Callable[[], None]) -> None:
        """`settled` is called after each refit, in the thread that did it."""
        self._follower: weakref.ref[Any] = weakref.ref(follower, lambda _: self._due.set())
        self._settled = settled
        self._due = threading.Event()
        self._stopped = threading.Event()
        self._pending: Snapshot | None = None
        self._version: str | None = None
        self._busy = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def follower(self) -> Any:
        """The follower, None when it is gone."""
        return self._follower()

    @property
    def version(self) -> str | None:
        """Version of the snapshot that the follower has taken up or refused, None before the first."""
        return self._version

    def offer(self, snapshot: Snapshot) -> None:
        """The snapshot is taken up soon, unless a newer one is offered first."""
        self._pending = snapshot
        self._due.set()

    def deliver(self) -> None:
        """Lets the follower take up what was offered, in this thread."""
        with self._busy:
            self._due.clear()
            snapshot, self._pending = self._pending, None
            follower = self.follower
            if snapshot is None or follower is None or snapshot.version == self._version:
                return
            try:
                follower.follow(snapshot)
            except Exception:
                # The follower's old state stays in use; the next version gets a new try.
                logger.exception("could not take over knowledge version %s", snapshot.version)
            self._version = snapshot.version
        self._settled()

    def start(self) -> None:
        """Starts the thread; does nothing when it runs."""
        if self._thread is None or not self._thread.is_alive():
            self._stopped.clear()
            self._thread = threading.Thread(target=self._run, name="knowledge-fit", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends the thread and waits for it; a refit under way is finished first."""
        self._stopped.set()
        self._due.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=30)

    def _run(self) -> None:
        while True:
            self._due.wait()
            if self._stopped.is_set() or self.follower is None:
                return
            self.deliver()
