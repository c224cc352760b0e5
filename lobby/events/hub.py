"""One reader of the log per process, however many listen.

While anybody listens, a task asks the log for new events ten times a second, makes bytes of them once,
and hands these to every listener's bounded queue. Asking the database, rather than being told, is what
makes several server processes over one database work alike.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection

from lobby.events import chores, frames, log
from lobby.events.frames import Chunk

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.1
HEARTBEAT_SECONDS = 15.0
"""Proxies close what is silent for longer, and a dead listener is noticed by writing to it."""
PULSE_SECONDS = 0.5
"""How often who asked for it is told that this process is alive and can read the log."""
STALL_SECONDS = 2.0
"""A log that could not be read for so long has gone, whether its database refuses or hangs: no pulse any more."""
BATCH = 500
QUEUE = 256
"""Events that a listener may be behind before it is cut off; it comes back and replays."""

Read = Callable[[int, int], Awaitable[Sequence[log.Entry]]]
Tick = Callable[[], Awaitable[None]]
"""What is done with every heartbeat: the server's small recurring work."""


class Listener:
    """One open stream. `get` gives the next chunk, or None when the stream must end.

    A future instead of an asyncio.Queue with a time-out: no task and no timer for each wait of each of
    hundreds of listeners.
    """

    def __init__(self, size: int = QUEUE, pulse: bool = False) -> None:
        self.pulse = pulse
        self._chunks: deque[Chunk] = deque()
        self._size = size
        self._behind = 0
        self._waiter: asyncio.Future[None] | None = None
        self.closed = False

    def offer(self, chunk: Chunk) -> None:
        """Queue the chunk; a listener too far behind is closed instead of held in memory."""
        if self.closed:
            return
        if self._behind and self._behind + len(chunk.entries) > self._size:
            self.close()
            return
        self._chunks.append(chunk)
        self._behind += len(chunk.entries)
        self._wake()

    def beat(self, sign: Chunk = frames.HEARTBEAT) -> None:
        """Queue a sign of life, unless something is on its way anyhow."""
        if not self.closed and not self._chunks:
            self._chunks.append(sign)
            self._wake()

    def close(self) -> None:
        self.closed = True
        self._wake()

    async def get(self) -> Chunk | None:
        """The next chunk; None at the end. For one caller at a time."""
        while not self._chunks:
            if self.closed:
                return None
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        chunk = self._chunks.popleft()
        self._behind -= len(chunk.entries)
        return chunk

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class Hub:
    """The process's listeners and the tasks that feed them."""

    def __init__(
        self,
        read: Read,
        poll: float = POLL_SECONDS,
        heartbeat: float = HEARTBEAT_SECONDS,
        tick: Tick | None = None,
        pulse: float = PULSE_SECONDS,
        stall: float = STALL_SECONDS,
    ) -> None:
        self.read = read
        self._poll = poll
        self._heartbeat = heartbeat
        self._tick = tick
        self._pulse = pulse
        self._stall = stall
        self._read_at = 0.0
        """By the loop's clock, when the log was last read."""
        self._listeners: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None
        self._errand: asyncio.Task[None] | None = None
        self._errand_due = float("-inf")
        self._position: int | None = None
        self.closing = False
        self.cut_off = 0
        """Listeners disconnected for being too slow, since the process started."""

    def __len__(self) -> int:
        return len(self._listeners)

    def join(self, position: int, pulse: bool = False) -> Listener:
        """A listener that gets every event after `position`, give or take repetitions, and a pulse if wanted.

        The caller has read the log up to `position` or will read it itself: what is committed
        later than this call always comes through the listener.
        """
        listener = Listener(pulse=pulse)
        if self.closing:
            listener.close()
            return listener
        self._listeners.add(listener)
        if self._task is None or self._task.done():
            self._position = position
            # By the caller, just now.
            self._read_at = asyncio.get_running_loop().time()
            self._task = asyncio.get_running_loop().create_task(self._run())
        return listener

    def request_came(self) -> None:
        """Does the recurring work where nobody listens: any request is occasion enough, once a heartbeat."""
        loop = asyncio.get_running_loop()
        listening = self._task is not None and not self._task.done()
        if self._tick is None or listening or self.closing or loop.time() < self._errand_due:
            return
        self._errand_due = loop.time() + self._heartbeat
        self._errand = loop.create_task(_await(self._tick()))

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    def close(self) -> None:
        """End every stream; the process is going down."""
        self.closing = True
        for listener in self._listeners:
            listener.close()

    async def _run(self) -> None:
        # Tasks of their own: a database that hangs must not stop the heart.
        loop = asyncio.get_running_loop()
        works = self._beat(), self._give_pulse(), self._work()
        beside = [loop.create_task(work) for work in works]
        try:
            await self._feed()
        finally:
            for task in beside:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    async def _feed(self) -> None:
        # Nobody listening ends the task, so that an idle server asks the database nothing.
        position = self._position or 0
        while self._listeners and not self.closing:
            try:
                entries = await self.read(position, BATCH)
                self._read_at = asyncio.get_running_loop().time()
            except DatabaseError as error:
                # The log is asked again; listeners lose nothing.
                logger.warning("event log not readable: %s", type(error).__name__)
                entries = ()
            if entries:
                position = entries[-1].id
                chunk = frames.chunk(entries)
                for listener in tuple(self._listeners):
                    self._hand(listener, chunk)
            if len(entries) < BATCH:
                await asyncio.sleep(self._poll)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._heartbeat)
            for listener in tuple(self._listeners):
                listener.beat()

    async def _give_pulse(self) -> None:
        while True:
            await asyncio.sleep(self._pulse)
            if asyncio.get_running_loop().time() - self._read_at > self._stall:
                continue
            for listener in tuple(self._listeners):
                if listener.pulse:
                    listener.beat(frames.PULSE)

    async def _work(self) -> None:
        while self._tick is not None:
            await asyncio.sleep(self._heartbeat)
            await self._tick()

    def _hand(self, listener: Listener, chunk: Chunk) -> None:
        was_open = not listener.closed
        listener.offer(chunk)
        if listener.closed and was_open:
            self.cut_off += 1
            self._listeners.discard(listener)


async def _await(work: Awaitable[None]) -> None:
    await work


_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="events")
"""One thread, and so one database connection, for all reading of the log by streams."""
_CHORES = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chores")
"""Another one for what may take longer, for events do not wait."""


def _read_log(position: int, limit: int) -> Sequence[log.Entry]:
    try:
        return log.after(position, limit)
    except DatabaseError:
        # The next attempt opens a new connection.
        connection.close()
        raise


read_log: Read = sync_to_async(_read_log, thread_sensitive=False, executor=_THREAD)

run_chores: Tick = sync_to_async(chores.run_due, thread_sensitive=False, executor=_CHORES)

_hub: Hub | None = None


def hub() -> Hub:
    """The process's hub, made at first use."""
    global _hub
    if _hub is None:
        _hub = Hub(read_log, tick=run_chores)
    return _hub
