"""One reader of the log per process, however many listen.

While anybody listens, a task asks the log for new events ten times a second and hands them to every
listener's bounded queue. Asking the database, rather than being told, is what makes several server
processes over one database work alike.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection

from lobby.events import log

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.1
BATCH = 500
QUEUE = 256
"""Events that a listener may be behind before it is cut off; it comes back and replays."""

Read = Callable[[int, int], Awaitable[Sequence[log.Entry]]]


class Listener:
    """One open stream. `get` gives the next event, or None when the stream must end."""

    def __init__(self, size: int = QUEUE) -> None:
        self._queue: asyncio.Queue[log.Entry | None] = asyncio.Queue(size + 1)
        self._size = size
        self.closed = False

    def offer(self, entry: log.Entry) -> None:
        """Queue the event; a listener too far behind is closed instead of held in memory."""
        if self.closed:
            return
        if self._queue.qsize() >= self._size:
            self.close()
        else:
            self._queue.put_nowait(entry)

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            # One place is kept free for this mark.
            self._queue.put_nowait(None)

    async def get(self, seconds: float) -> log.Entry | None:
        """The next event; None at the end; raises TimeoutError after `seconds` of silence."""
        try:
            return await asyncio.wait_for(self._queue.get(), seconds)
        except asyncio.TimeoutError as error:
            raise TimeoutError from error


class Hub:
    """The process's listeners and the task that feeds them."""

    def __init__(self, read: Read, poll: float = POLL_SECONDS) -> None:
        self.read = read
        self._poll = poll
        self._listeners: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None
        self._position: int | None = None
        self.closing = False
        self.cut_off = 0
        """Listeners disconnected for being too slow, since the process started."""

    def __len__(self) -> int:
        return len(self._listeners)

    def join(self, position: int) -> Listener:
        """A listener that gets every event after `position`, give or take repetitions.

        The caller has read the log up to `position` or will read it itself: what is committed
        later than this call always comes through the listener.
        """
        listener = Listener()
        if self.closing:
            listener.close()
            return listener
        self._listeners.add(listener)
        if self._task is None or self._task.done():
            self._position = position
            self._task = asyncio.get_running_loop().create_task(self._feed())
        return listener

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    def close(self) -> None:
        """End every stream; the process is going down."""
        self.closing = True
        for listener in self._listeners:
            listener.close()

    async def _feed(self) -> None:
        # Nobody listening ends the task, so that an idle server asks the database nothing.
        position = self._position or 0
        while self._listeners and not self.closing:
            try:
                entries = await self.read(position, BATCH)
            except DatabaseError as error:
                # The log is asked again; listeners lose nothing.
                logger.warning("event log not readable: %s", type(error).__name__)
                entries = ()
            for entry in entries:
                position = entry.id
                for listener in tuple(self._listeners):
                    self._hand(listener, entry)
            if len(entries) < BATCH:
                await asyncio.sleep(self._poll)

    def _hand(self, listener: Listener, entry: log.Entry) -> None:
        was_open = not listener.closed
        listener.offer(entry)
        if listener.closed and was_open:
            self.cut_off += 1
            self._listeners.discard(listener)


_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="events")
"""One thread, and so one database connection, for all reading of the log by streams."""


def _read_log(position: int, limit: int) -> Sequence[log.Entry]:
    try:
        return log.after(position, limit)
    except DatabaseError:
        # The next attempt opens a new connection.
        connection.close()
        raise


read_log: Read = sync_to_async(_read_log, thread_sensitive=False, executor=_THREAD)

_hub: Hub | None = None


def hub() -> Hub:
    """The process's hub, made at first use."""
    global _hub
    if _hub is None:
        _hub = Hub(read_log)
    return _hub
