"""Servers killed, and the database crashing, while numbers are given and called."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from benchmarks.queue.branches import Branch
from benchmarks.queue.clients import Caller, Record, calling, crowd, issuing

CALM = 4.0
"""Seconds between two blows; after the last the clients have time to be answered."""


def with_kills(branch: Branch, device: str, staff: str, seconds: float) -> Record:
    """One of two servers is killed with SIGKILL and started again, in turn."""
    turn = 0

    def blow() -> None:
        nonlocal turn
        index = turn % 2
        turn += 1
        branch.kill(index)
        time.sleep(0.3)
        branch.restart(index)

    return _under(branch, device, staff, seconds, blow)


def with_database_crashes(branch: Branch, device: str, staff: str, seconds: float) -> Record:
    """PostgreSQL stops without a shutdown, as a power cut would, and comes back."""
    server = branch.postgres
    if server is None:
        raise ValueError("a file has no server that could crash")

    def blow() -> None:
        server.stop("immediate")
        time.sleep(0.3)
        server.start()

    return _under(branch, device, staff, seconds, blow)


def _under(
    branch: Branch, device: str, staff: str, seconds: float, blow: Callable[[], None]
) -> Record:
    record = Record()
    over = threading.Event()
    blows = 0

    def strike() -> None:
        nonlocal blows
        until = time.monotonic() + seconds
        while not over.wait(CALM) and time.monotonic() < until:
            blow()
            blows += 1

    ports = branch.ports[:2]
    tellers = [Caller(ports, n, staff) for n in range(4)]
    kiosks = [Caller(ports, n, device) for n in range(4)]
    striking = threading.Thread(target=strike)
    calls = Record()
    serving = threading.Thread(target=crowd, args=(calls, "call", tellers, calling(calls), seconds))
    striking.start()
    serving.start()
    crowd(record, "issue", kiosks, issuing(record), seconds)
    serving.join()
    over.set()
    striking.join()
    record.called, record.errors = calls.called, record.errors + calls.errors
    record.seconds["call"], record.spans["call"] = calls.seconds["call"], calls.spans["call"]
    record.retries += calls.retries
    record.spans["blows"] = float(blows)
    return record
