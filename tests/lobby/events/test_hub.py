"""Listeners and the one who reads for them, without a database."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from contextlib import aclosing
from datetime import datetime, timezone

from django.db import OperationalError

from lobby.events import frames, stream
from lobby.events.hub import BATCH, QUEUE, Hub, Listener
from lobby.events.log import Entry

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def entry(id: int) -> Entry:
    return Entry(id, "ticket.called", {"number": f"A{id:03d}"}, NOW)


class Log:
    """A log in memory, read as the hub reads."""

    def __init__(self, newest: int = 0) -> None:
        self.newest = newest
        self.reads = 0
        self.failures = 0

    async def __call__(self, position: int, limit: int) -> Sequence[Entry]:
        self.reads += 1
        await asyncio.sleep(0)
        if self.failures:
            self.failures -= 1
            raise OperationalError("away")
        return [entry(id) for id in range(position + 1, min(self.newest, position + limit) + 1)]


def ids(frames: list[bytes]) -> list[int]:
    return [int(f.split(b"\n")[0][4:]) for f in frames if f.startswith(b"id: ")]


async def listen(hub: Hub, count: int, position: int = 0, lost: bool = False) -> list[bytes]:
    got: list[bytes] = []
    async with aclosing(stream.events(hub, position, lost)) as events:
        async for data in events:
            got += [frame + b"\n\n" for frame in data.split(b"\n\n") if frame]
            if len(ids(got)) >= count:
                break
    return got


async def test_what_was_missed_comes_first_then_what_happens() -> None:
    log = Log(newest=3)
    hub = Hub(log, poll=0.001)
    listening = asyncio.create_task(listen(hub, 5, position=1))
    while not len(hub):
        await asyncio.sleep(0)
    log.newest = 6
    got = await listening
    assert got[0] == b"retry: 1000\n\n"
    assert ids(got) == [2, 3, 4, 5, 6]
    assert got[1] == (
        b'id: 2\nevent: ticket.called\ndata: {"number":"A002","at":"2026-06-01T00:00:00+00:00"}\n\n'
    )
    assert len(hub) == 0


async def test_a_long_absence_is_replayed_whole() -> None:
    log = Log(newest=3 * BATCH)
    got = await listen(Hub(log, poll=0.001), 3 * BATCH)
    assert ids(got) == list(range(1, 3 * BATCH + 1))


async def test_many_listeners_one_reader() -> None:
    log = Log()
    hub = Hub(log, poll=0.001)
    listening = [asyncio.create_task(listen(hub, 3)) for _ in range(50)]
    while len(hub) < 50:
        await asyncio.sleep(0)
    # Every listener still looks once more for what came while it joined.
    while log.reads < 101:
        await asyncio.sleep(0)
    before = log.reads
    log.newest = 3
    assert [ids(got) for got in await asyncio.gather(*listening)] == [[1, 2, 3]] * 50
    assert log.reads - before < 50


async def test_nobody_listening_asks_nothing() -> None:
    log = Log(newest=1)
    hub = Hub(log, poll=0.001)
    await listen(hub, 1)
    assert hub._task is None or await asyncio.wait_for(hub._task, 5) is None
    reads = log.reads
    await listen(hub, 1)
    assert log.reads > reads


async def test_a_lost_past_is_told() -> None:
    got = await listen(Hub(Log(newest=8), poll=0.001), 2, position=7, lost=True)
    assert got[1] == b"id: 7\nevent: stream.gap\ndata: {}\n\n"
    assert ids(got) == [7, 8]


async def test_silence_is_filled_with_heartbeats() -> None:
    hub = Hub(Log(), poll=0.001, heartbeat=0.001)
    async with aclosing(stream.events(hub, 0, False)) as events:
        got = [await anext_(events) for _ in range(3)]
    assert got[1:] == [b": still here\n\n"] * 2


async def test_who_asks_for_it_feels_the_pulse_and_nobody_else() -> None:
    hub = Hub(Log(), poll=0.001, pulse=0.001)
    async with (
        aclosing(stream.events(hub, 0, False, pulse=True)) as events,
        aclosing(stream.events(hub, 0, False)) as others,
    ):
        await anext_(others)
        silence = asyncio.create_task(anext_(others))
        got = [await anext_(events) for _ in range(3)]
        assert got[1:] == [b"id: 0\nevent: pulse\ndata: {}\n\n"] * 2
        assert not silence.done()
        hub.close()
        with contextlib.suppress(StopAsyncIteration):
            await silence


async def test_a_pulse_names_the_last_event_that_was_sent() -> None:
    hub = Hub(Log(newest=3), poll=0.001, pulse=0.001)
    async with aclosing(stream.events(hub, 0, False, pulse=True)) as events:
        got = [await anext_(events) for _ in range(3)]
    assert b"id: 3\n" in got[1]
    assert got[2] == b"id: 3\nevent: pulse\ndata: {}\n\n"


async def test_a_database_that_hangs_does_not_stop_the_heart() -> None:
    hangs = asyncio.Event()

    async def read(position: int, limit: int) -> Sequence[Entry]:
        if hangs.is_set():
            await asyncio.sleep(3600)
        return ()

    hub = Hub(read, poll=0.001, heartbeat=0.001)
    async with aclosing(stream.events(hub, 0, False)) as events:
        await anext_(events)
        await anext_(events)
        hangs.set()
        assert [await anext_(events) for _ in range(3)] == [b": still here\n\n"] * 3


async def test_a_database_that_hangs_or_refuses_stops_the_pulse_until_it_is_back() -> None:
    answers = asyncio.Event()
    answers.set()
    refuses = False

    async def read(position: int, limit: int) -> Sequence[Entry]:
        await answers.wait()
        if refuses:
            raise OperationalError("away")
        return ()

    hub = Hub(read, poll=0.001, pulse=0.001, heartbeat=0.002, stall=0.01)
    async with aclosing(stream.events(hub, 0, False, pulse=True)) as events:
        await hears(events, b"id: 0\nevent: pulse\ndata: {}\n\n", times=1)
        answers.clear()
        await hears(events, b": still here\n\n", times=30)
        answers.set()
        await hears(events, b"id: 0\nevent: pulse\ndata: {}\n\n", times=1)
        refuses = True
        await hears(events, b": still here\n\n", times=30)
        refuses = False
        await hears(events, b"id: 0\nevent: pulse\ndata: {}\n\n", times=1)


async def hears(events: object, sign: bytes, times: int) -> None:
    """That sign of life alone comes so often in a row, sooner or later."""
    row = 0
    while row < times:
        row = row + 1 if await asyncio.wait_for(anext_(events), 10) == sign else 0


async def anext_(events: object) -> bytes:
    return await events.__anext__()  # type: ignore[attr-defined, no-any-return]


async def test_closing_ends_every_stream() -> None:
    hub = Hub(Log(newest=1), poll=0.001)
    listening = asyncio.create_task(listen(hub, 99))
    while not len(hub):
        await asyncio.sleep(0)
    hub.close()
    assert ids(await asyncio.wait_for(listening, 5)) == [1]
    assert ids(await asyncio.wait_for(listen(hub, 99), 5)) == [1]


async def test_a_database_that_is_away_for_a_while_loses_nothing() -> None:
    log = Log()
    hub = Hub(log, poll=0.001)
    listening = asyncio.create_task(listen(hub, 2))
    while log.reads < 3:
        await asyncio.sleep(0)
    log.failures = 3
    while log.failures:
        await asyncio.sleep(0.001)
    log.newest = 2
    assert ids(await asyncio.wait_for(listening, 5)) == [1, 2]


async def test_a_listener_too_far_behind_is_cut_off() -> None:
    log = Log()
    hub = Hub(log, poll=0.001)
    slow = hub.join(0)
    while not slow.closed:
        log.newest += 50
        seen = log.reads
        while log.reads < seen + 2 and not slow.closed:
            await asyncio.sleep(0.001)
    assert (hub.cut_off, len(hub)) == (1, 0)
    got = []
    while (chunk := await slow.get()) is not None:
        got += [entry.id for entry in chunk.entries]
    assert got == list(range(1, len(got) + 1))
    assert QUEUE - 50 < len(got) <= QUEUE


async def test_what_comes_in_one_go_is_never_too_much_for_a_listener_that_keeps_up() -> None:
    log = Log()
    hub = Hub(log, poll=0.001)
    listening = asyncio.create_task(listen(hub, 2 * QUEUE))
    while not len(hub):
        await asyncio.sleep(0)
    log.newest = 2 * QUEUE
    assert ids(await asyncio.wait_for(listening, 5)) == list(range(1, 2 * QUEUE + 1))
    assert hub.cut_off == 0


async def test_an_offer_to_a_closed_listener_is_nothing() -> None:
    listener = Listener()
    listener.close()
    listener.offer(frames.chunk([entry(1)]))
    listener.beat()
    assert await listener.get() is None


def test_what_a_listener_knows_already_is_cut_from_a_chunk() -> None:
    chunk = frames.chunk([entry(1), entry(2), entry(3)])
    assert chunk.after(0) is chunk
    assert ids(chunk.after(2).data.split(b"\n\n")) == [3]
    assert chunk.after(3).data == b""
    assert frames.HEARTBEAT.after(9) is frames.HEARTBEAT
