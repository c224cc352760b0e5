"""`python -m benchmarks.queue [--full] [--only cells,history,streams,faults,plans] [--against CHECKOUT]`.

The default run takes a few minutes; `--full` measures longer, with a million old tickets. Machines are
shared: read the ratios, and the checks, which hold on any machine. It ends with status 1 when a number
was given twice, a customer called twice, an acknowledged ticket lost, or a query reads a whole table
that grows.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.queue import checks, clients, faults, history, streams
from benchmarks.queue.branches import ROOT, Branch, postgres_branch, sqlite_branch
from benchmarks.queue.clients import Caller, Record
from benchmarks.tables import percentile
from tests.postgres import postgres_server

OPERATIONS = ("issue", "call", "snapshot")
PARTS = ("cells", "history", "plans", "streams", "faults")
SERVERS = (1, 2, 4)
CLIENTS = (1, 8, 32)


class Run:
    """One run: what it measures with, and what it found wrong."""

    def __init__(
        self, parts: list[str], full: bool, against: Path | None, clients: list[int]
    ) -> None:
        self.parts = parts
        self.clients = clients
        self.seconds = 4.0 if full else 1.2
        self.old = 1_000_000 if full else 100_000
        self.fault_seconds = 30.0 if full else 10.0
        self.stream_seconds = 30.0 if full else 10.0
        self.against = against.resolve() if against else ROOT
        self.compares = bool(against) and not {"streams", "cells"}.isdisjoint(parts)
        self.faults: list[str] = []

    def wrong(self, where: str, found: list[str]) -> str:
        self.faults += [f"{where}: {line}" for line in found]
        return "right" if not found else f"{len(found)} WRONG"


def cell(
    branch: Branch, device: str, staff: str, count: int, people: int, seconds: float
) -> Record:
    """Numbers, calls and snapshots by `people` clients of the first `count` servers."""
    ports, record = branch.ports[:count], Record()
    kiosks = [Caller(ports, n, device) for n in range(people)]
    tellers = [Caller(ports, n, staff) for n in range(people)]
    clients.crowd(record, "issue", kiosks, clients.issuing(record), seconds)
    clients.crowd(record, "call", tellers, clients.calling(record), seconds)
    clients.crowd(record, "snapshot", kiosks, clients.looking, seconds)
    for caller in (*kiosks, *tellers):
        caller.close()
    return record


def show(label: str, record: Record, verdict: str) -> None:
    figures = [
        f"{record.rate(name):7.1f} | {1000 * percentile(record.seconds[name] or [0.0], 0.95):6.0f}"
        for name in OPERATIONS
        if name in record.seconds
    ]
    print(f"| {label} | {' | '.join(figures)} | {verdict} |", flush=True)


def cells(run: Run, branch: Branch, device: str, staff: str) -> None:
    of = "" if branch.code == ROOT else f", {branch.code.name}"
    print(f"\n### {branch.name}{of}: a second and p95 (ms)\n")
    print(
        "| servers x clients | issue/s | p95 | call/s | p95 | snapshot/s | p95 | asked again | check |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for count in SERVERS:
        for people in run.clients:
            record = cell(branch, device, staff, count, people, run.seconds)
            verdict = run.wrong(f"{branch.name} {count}x{people}", checks.wrong(branch, record))
            show(f"{count} x {people}", record, f"{record.retries} | {verdict}")
            checks.clear(branch)


def with_history(run: Run, branch: Branch, device: str, staff: str) -> None:
    before = cell(branch, device, staff, 1, 8, 2 * run.seconds)
    checks.clear(branch)
    history.add(branch, device, staff, run.old)
    after = cell(branch, device, staff, 1, 8, 2 * run.seconds)
    verdict = run.wrong(f"{branch.name} history", checks.wrong(branch, after))
    checks.clear(branch)
    print(f"\n### {branch.name}: {run.old:,} old tickets against none (1 server, 8 clients)\n")
    print("| figure | with | without | ratio |\n|---|---|---|---|")
    for name in OPERATIONS:
        with_, without = (percentile(r.seconds[name], 0.5) * 1000 for r in (after, before))
        print(f"| {name} p50 (ms) | {with_:.1f} | {without:.1f} | {with_ / without:.2f} |")
    print(f"\ncheck: {verdict}", flush=True)


def plans(run: Run, branch: Branch) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.queue.plans"],
        cwd=ROOT,
        env={**os.environ, **branch.environment},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    print(f"\n### {branch.name}: how each step reads tables that grow\n")
    print("| step | plan |\n|---|---|")
    for row in told:
        print(f"| {row['step']} | {'WHOLE TABLE: ' if row['whole'] else ''}{row['plan']} |")
    bad = [f"{row['step']}: {row['plan']}" for row in told if row["whole"]]
    print(f"\ncheck: {run.wrong(f'{branch.name} plans', bad)}", flush=True)


def listening(run: Run, branch: Branch, device: str, staff: str, label: str) -> None:
    found = streams.measure(branch, device, staff, 500, 50.0, run.stream_seconds)
    checks.clear(branch)
    wrong = {"missed": found.missed, "out of order": found.disorder}
    run.wrong(f"{label} streams", [f"{n} events {what}" for what, n in wrong.items() if n])
    print(
        f"| {label} | {found.changes:.0f} | {found.processor_ms:.1f} | {found.events:.0f} | {found.p50_ms:.0f} | "
        f"{found.p95_ms:.0f} | {found.memory_kb:.0f} | {found.threads} | {found.ended} |",
        flush=True,
    )


def measure_another(run: Run, branch: Branch) -> None:
    branch.start(max(SERVERS) if "cells" in run.parts else 1)
    staff = clients.staff_token(branch.ports[0], branch.password)
    if "cells" in run.parts:
        cells(run, branch, branch.device, staff)
    if "streams" in run.parts:
        listening(run, branch, branch.device, staff, f"{branch.code.name}, {branch.name}")


def broken(run: Run, branch: Branch, device: str, staff: str) -> None:
    print(f"\n### {branch.name}: while things die (2 servers, 4 kiosks, 4 tellers)\n")
    print("| what | blows | issue/s | p95 | call/s | p95 | asked again | check |")
    print("|---|---|---|---|---|---|---|---|")
    trials = [("server killed", faults.with_kills)]
    if branch.postgres:
        trials.append(("database crashed", faults.with_database_crashes))
    for label, trial in trials:
        record = trial(branch, device, staff, run.fault_seconds)
        verdict = run.wrong(f"{branch.name} {label}", checks.wrong(branch, record))
        show(f"{label} | {record.spans['blows']:.0f}", record, f"{record.retries} | {verdict}")
        checks.clear(branch)


def measure(run: Run, branch: Branch) -> None:
    branch.start(max(SERVERS) if "cells" in run.parts else 2)
    device, staff = branch.device, clients.staff_token(branch.ports[0], branch.password)
    if "cells" in run.parts:
        cells(run, branch, device, staff)
    if "faults" in run.parts:
        broken(run, branch, device, staff)
    if "history" in run.parts:
        with_history(run, branch, device, staff)
    if "plans" in run.parts:
        plans(run, branch)
    if "streams" in run.parts:
        print("\n### 500 listeners of one server\n")
        print(
            "| code | tickets/s | processor ms a change | events/s each | p50 ms | p95 ms | kB each | threads | cut off |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        listening(run, branch, device, staff, branch.name)


@contextmanager
def work_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="jiaojiao-bench-queue-") as folder:
        yield Path(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, comma separated")
    parser.add_argument("--database", default="sqlite,postgres")
    parser.add_argument("--against", type=Path, help="another checkout, for its cells and streams")
    parser.add_argument("--clients", default=",".join(map(str, CLIENTS)), help="of the cells")
    chosen = parser.parse_args()
    run = Run(
        chosen.only.split(","),
        chosen.full,
        chosen.against,
        [int(n) for n in chosen.clients.split(",")],
    )
    with work_folder() as folder:
        if "sqlite" in chosen.database:
            with sqlite_branch(folder) as branch:
                measure(run, branch)
            if run.compares:
                with sqlite_branch(folder, run.against) as branch:
                    measure_another(run, branch)
        if "postgres" in chosen.database:
            with postgres_server() as server:
                with postgres_branch(folder, server) as branch:
                    measure(run, branch)
                if run.compares:
                    with postgres_branch(folder, server, "another", run.against) as branch:
                        measure_another(run, branch)
    print(f"\n{len(run.faults)} faults" + "".join(f"\n- {line}" for line in run.faults))
    sys.exit(1 if run.faults else 0)


if __name__ == "__main__":
    main()
