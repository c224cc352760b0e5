"""What counting a request costs, by where the count is kept: `python -m benchmarks.throttles`.

- memory: of each process alone, which lets several processes admit several times the limit;
- file: the machine's own file (lobby.staff.windows), which they share;
- branch database: the same rows in a SQLite database set up as the branch's is, synced at every commit.

Each process counts requests of one caller as fast as it can with a pause of 2 ms between two.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from pathlib import Path

from benchmarks.tables import percentile
from lobby.staff import windows
from lobby.staff.windows import FileLedger, Ledger, MemoryLedger, SlidingWindow

PAUSE = 0.002
WAYS = ("memory", "file", "branch database")


def ledger(way: str, folder: Path) -> Ledger:
    if way == "memory":
        return MemoryLedger()
    if way == "branch database":
        windows.SETUP = windows.SETUP.replace("synchronous=OFF", "synchronous=FULL")
    windows.BUSY_SECONDS = 5.0
    return FileLedger(folder / way.replace(" ", "-"))


def work(way: str, folder: Path, count: int, told: multiprocessing.Queue[list[float]]) -> None:
    kept = ledger(way, folder)
    window = SlidingWindow("request of holder", 500, ledger=lambda: kept)
    window.admit("warm")
    spent = []
    for _ in range(count):
        began = time.perf_counter()
        window.admit("a")
        spent.append(time.perf_counter() - began)
        time.sleep(PAUSE)
    told.put(spent)


def measure(way: str, processes: int, count: int) -> list[float]:
    """Seconds of each admission, of all processes."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="jiaojiao-bench-throttles-") as folder:
        told: multiprocessing.Queue[list[float]] = context.Queue()
        running = [
            context.Process(target=work, args=(way, Path(folder), count, told))
            for _ in range(processes)
        ]
        for process in running:
            process.start()
        spent = [seconds for _ in running for seconds in told.get(timeout=300)]
        for process in running:
            process.join()
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="requests of each process")
    count = parser.parse_args().count
    print("| processes | count kept in | p50 (ms) | p95 (ms) | p50 of the file's |")
    print("|---|---|---|---|---|")
    for processes in (1, 4):
        found = {way: measure(way, processes, count) for way in WAYS}
        file = percentile(found["file"], 0.5)
        for way, spent in found.items():
            middle, high = (percentile(spent, share) for share in (0.5, 0.95))
            print(
                f"| {processes} | {way} | {1000 * middle:.3f} | {1000 * high:.3f} | {middle / file:.2f} |"
            )


if __name__ == "__main__":
    main()
