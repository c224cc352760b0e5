"""One turn of a visitor at a time; others do not wait."""

from __future__ import annotations

import asyncio

import pytest

from nlu.turnstile import Turnstile


async def test_turns_of_one_visitor_follow_each_other_as_they_came() -> None:
    turnstile, done = Turnstile(), []

    async def turn(number: int) -> None:
        async with turnstile.through("a"):
            done.append(("begins", number))
            await asyncio.sleep(0)
            done.append(("ends", number))

    await asyncio.gather(*map(turn, range(4)))
    assert done == [(what, number) for number in range(4) for what in ("begins", "ends")]
    assert len(turnstile) == 0


async def test_other_visitors_pass() -> None:
    turnstile, held = Turnstile(), asyncio.Event()

    async def holds() -> None:
        async with turnstile.through("a"):
            await held.wait()

    first = asyncio.create_task(holds())
    await asyncio.sleep(0)
    async with turnstile.through("b"):
        assert len(turnstile) == 2
    held.set()
    await first
    assert len(turnstile) == 0


async def test_who_fails_or_gives_up_keeps_nobody_out() -> None:
    turnstile, held = Turnstile(), asyncio.Event()

    async def fails() -> None:
        async with turnstile.through("a"):
            await held.wait()
            raise ValueError("an action failed")

    async def waits() -> None:
        async with turnstile.through("a"):
            pass

    first, gives_up, last = map(asyncio.create_task, (fails(), waits(), waits()))
    await asyncio.sleep(0)
    gives_up.cancel()
    held.set()
    with pytest.raises(ValueError, match="an action failed"):
        await first
    await last
    assert gives_up.cancelled()
    assert len(turnstile) == 0
