"""Hundreds of event streams in one process: how late each event comes.

Run as a program of its own, so that its work is not the measurer's:
`python -m benchmarks.queue.listeners PORT TOKEN COUNT` listens until its input ends, then prints JSON.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from datetime import datetime

AT = re.compile(rb'"at":"([^"]+)"')
SAMPLED = 10
"""Every so many listeners look at the times; the others count."""


class Listener:
    def __init__(self, number: int) -> None:
        self.number = number
        self.events = 0
        self.late: list[float] = []
        """Seconds from an event's time to its arrival, of the last event of each piece."""
        self.ended = False
        self.opened = asyncio.Event()

    async def listen(self, port: int, token: str, opened: asyncio.Semaphore) -> None:
        async with opened:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            request = (
                f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                f"Authorization: Bearer {token}\r\nAccept: text/event-stream\r\n\r\n"
            )
            writer.write(request.encode())
            await reader.readuntil(b"\r\n\r\n")
            self.opened.set()
        while data := await reader.read(1 << 16):
            now = time.time()
            self.events += data.count(b"\nevent: ")
            if self.number % SAMPLED == 0:
                times = AT.findall(data)
                if times:
                    self.late.append(now - datetime.fromisoformat(times[-1].decode()).timestamp())
        self.ended = True


async def run(port: int, token: str, count: int) -> None:
    listeners = [Listener(number) for number in range(count)]
    opened = asyncio.Semaphore(20)
    tasks = [asyncio.create_task(each.listen(port, token, opened)) for each in listeners]
    for each in listeners:
        await each.opened.wait()
    print("listening", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await asyncio.sleep(1.0)
    late = sorted(value for each in listeners for value in each.late)
    counts = [each.events for each in listeners]
    print(
        json.dumps(
            {
                "events": max(counts),
                "fewest": min(counts),
                "ended": sum(each.ended for each in listeners),
                "p50_ms": 1000 * late[len(late) // 2] if late else None,
                "p95_ms": 1000 * late[int(len(late) * 0.95)] if late else None,
            }
        ),
        flush=True,
    )
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
