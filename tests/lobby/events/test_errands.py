"""The recurring work of a server to which nobody listens."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from lobby.events.hub import Hub
from lobby.events.log import Entry


async def nothing(position: int, limit: int) -> Sequence[Entry]:
    return ()


def counting() -> tuple[list[int], Hub]:
    done: list[int] = []

    async def tick() -> None:
        done.append(len(done))

    return done, Hub(nothing, poll=0.001, heartbeat=1000, tick=tick)


async def test_a_request_is_occasion_enough_once_a_heartbeat() -> None:
    done, hub = counting()
    for _ in range(5):
        hub.request_came()
        await asyncio.sleep(0)
    assert done == [0]


async def test_a_listener_s_task_does_it_alone() -> None:
    done, hub = counting()
    listener = hub.join(0)
    hub.request_came()
    await asyncio.sleep(0)
    assert done == []
    hub.leave(listener)
    hub.close()


async def test_a_server_that_goes_down_begins_nothing() -> None:
    done, hub = counting()
    hub.close()
    hub.request_came()
    await asyncio.sleep(0)
    assert done == []
