"""Many listeners while tickets change: delivery, memory, threads of the server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from benchmarks import servers
from benchmarks.queue.branches import ROOT, Branch
from benchmarks.queue.clients import SERVICES, Caller

THREADS = 6


@dataclass(frozen=True)
class Streams:
    listeners: int
    changes: float
    """Tickets changed a second."""
    events: float
    """Events a second to each listener."""
    p50_ms: float
    p95_ms: float
    processor_ms: float
    """Of the server for each change and its delivery; other work on the machine changes it little."""
    memory_kb: float
    """Of the server, for each listener."""
    threads: int
    """Of the server while they listen, more than before."""
    missed: int
    """Events that the worst served listener lacks."""
    disorder: int
    """Events that came to a listener out of their order, or twice."""
    ended: int
    """Listeners cut off."""


def measure(
    branch: Branch, device: str, staff: str, count: int, rate: float, seconds: float
) -> Streams:
    """`count` listeners at the first server while `rate` tickets a second change."""
    server = branch.running[0]
    tasks = Path(f"/proc/{server.pid}/task")
    before, threads_before = servers.memory(server.pid, "VmRSS"), len(list(tasks.iterdir()))
    command = [sys.executable, "-m", "benchmarks.queue.listeners"]
    process = subprocess.Popen(
        [*command, str(branch.ports[0]), device, str(count)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(2.0)
    memory, threads = servers.memory(server.pid, "VmRSS"), len(list(tasks.iterdir()))
    spent = servers.processor(server.pid)
    changed = _change(branch, device, staff, rate, seconds)
    spent = servers.processor(server.pid) - spent
    output, _ = process.communicate("")
    told = json.loads(output.strip().splitlines()[-1])
    return Streams(
        listeners=count,
        changes=changed / seconds,
        events=told["events"] / seconds,
        p50_ms=told["p50_ms"],
        p95_ms=told["p95_ms"],
        processor_ms=1000 * spent / max(1, changed),
        memory_kb=(memory - before) * 1024 / count,
        threads=threads - threads_before,
        missed=told["events"] - told["fewest"],
        disorder=told["disorder"],
        ended=told["ended"],
    )


def _change(branch: Branch, device: str, staff: str, rate: float, seconds: float) -> int:
    """Issue, call, begin and finish in turn, `rate` steps a second as long as the server keeps up."""
    done = [0] * THREADS
    began = time.monotonic()

    def work(index: int) -> None:
        kiosk, teller = Caller(branch.ports[:1], 0, device), Caller(branch.ports[:1], 0, staff)
        counter = f"counters/m{index + 1}"
        while True:
            turn = done[index]
            due = began + (turn * THREADS + index) / rate
            if due > began + seconds:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            if time.monotonic() > began + seconds:
                return
            step = turn % 4
            if step == 0:
                kiosk.ask("POST", "tickets", {"service": SERVICES[turn % 5]}, str(uuid.uuid4()))
            else:
                teller.ask("POST", f"{counter}/{('next', 'start', 'complete')[step - 1]}")
            done[index] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done)
