"""Hundreds of event streams in one process: how late each event comes, and whether each comes once and in order.

Run as a program of its own, so that its work is not the measurer's:
`python -m benchmarks.queue.listeners PORT TOKEN COUNT` listens until its input ends, then prints JSON.

It waits for all sockets at once and makes no more of most of them than a count of their events, so that it does not
take from the server what it measures; every SAMPLED-th listener reads the numbers and times of its events too.
"""

from __future__ import annotations

import json
import re
import select
import socket
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

MARK = b"\nevent: "
AT = re.compile(rb'"at":"([^"]+)"')
ID = re.compile(rb"(?:^|\n)id: (\d+)\nevent: ")
SAMPLED = 10
"""Every so many listeners look at numbers and times; the others count."""
AT_ONCE = 20
"""Streams that are opened at the same time."""
GRACE_SECONDS = 1.0
"""For what is still on its way when the measuring ends."""


@dataclass
class Listener:
    """What one stream has brought. `take` gets its bytes in any pieces."""

    sampled: bool
    events: int = 0
    disorder: int = 0
    """Events of a sampled listener whose number was not greater than the one before."""
    late: list[float] = field(default_factory=list)
    """Seconds from an event's time to its arrival, of the last event of each piece."""
    ended: bool = False
    _tail: bytes = b""
    """What a mark may have begun with in the last piece."""
    _open: bytes = b""
    """Of a sampled listener: an event that has not come whole."""
    _last: int = 0

    def take(self, data: bytes, now: float) -> None:
        if not data:
            self.ended = True
            return
        text = self._tail + data
        self.events += text.count(MARK)
        self._tail = text[1 - len(MARK) :]
        if self.sampled:
            self._read(data, now)

    def _read(self, data: bytes, now: float) -> None:
        times = AT.findall(data)
        if times:
            self.late.append(now - datetime.fromisoformat(times[-1].decode()).timestamp())
        whole, _, self._open = (self._open + data).rpartition(b"\n\n")
        for number in map(int, ID.findall(whole)):
            self.disorder += number <= self._last
            self._last = number


def opened(port: int, token: str) -> socket.socket:
    """A stream past its headers."""
    stream = socket.create_connection(("127.0.0.1", port), timeout=60)
    request = (
        f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Authorization: Bearer {token}\r\nAccept: text/event-stream\r\n\r\n"
    )
    stream.sendall(request.encode())
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = stream.recv(1)
        if not byte:
            raise ConnectionError(head.decode(errors="replace"))
        head += byte
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise ConnectionError(head.decode(errors="replace"))
    stream.setblocking(False)
    return stream


def listen(
    streams: dict[int, tuple[socket.socket, Listener]], over: int, clock: Callable[[], float]
) -> None:
    """Until the descriptor `over` has ended, and the grace after it."""
    poll = select.epoll()
    for number in (*streams, over):
        poll.register(number, select.EPOLLIN)
    until = float("inf")
    while (left := until - time.monotonic()) > 0:
        for number, _ in poll.poll(min(left, 3600.0)):
            if number == over:
                poll.unregister(over)
                until = time.monotonic() + GRACE_SECONDS
                continue
            stream, listener = streams[number]
            listener.take(_received(stream), clock())
            if listener.ended:
                poll.unregister(number)
    poll.close()


def _received(stream: socket.socket) -> bytes:
    """Nothing when the stream has ended, however it did."""
    try:
        return stream.recv(1 << 16)
    except ConnectionError:
        return b""


def told(listeners: list[Listener]) -> dict[str, float | None]:
    late = sorted(value for each in listeners for value in each.late)
    counts = [each.events for each in listeners]
    return {
        "events": max(counts),
        "fewest": min(counts),
        "disorder": sum(each.disorder for each in listeners),
        "ended": sum(each.ended for each in listeners),
        "p50_ms": 1000 * late[len(late) // 2] if late else None,
        "p95_ms": 1000 * late[int(len(late) * 0.95)] if late else None,
    }


def main(port: int, token: str, count: int) -> None:
    with ThreadPoolExecutor(AT_ONCE) as openers:
        sockets = list(openers.map(lambda _: opened(port, token), range(count)))
    listeners = [Listener(sampled=number % SAMPLED == 0) for number in range(count)]
    print("listening", flush=True)
    streams = {s.fileno(): (s, each) for s, each in zip(sockets, listeners, strict=True)}
    listen(streams, sys.stdin.fileno(), time.time)
    print(json.dumps(told(listeners)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
