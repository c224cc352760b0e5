"""Printing what waits: nothing lost, nothing taken for printed that is not."""

from __future__ import annotations

import json

import httpx
import pytest

from robot.ports.faults import PrinterFault, Reason
from robot.ports.printer import PrinterState
from robot.printing.client import Job, LobbyAway, PrintQueue
from robot.printing.worker import REPORT_EVERY, PrintWorker


class Queue:
    def __init__(self, *jobs: int) -> None:
        self.jobs = [Job(id, f"/t/{id}/ticket.png") for id in jobs]
        self.told: list[str] = []
        self.acknowledged: list[int] = []
        self.away = False
        self.deaf = False

    def pending(self) -> list[Job]:
        self._answer()
        return list(self.jobs)

    def picture(self, job: Job, width_mm: int) -> bytes:
        self._answer()
        return f"{job.id} {width_mm}".encode()

    def printed(self, job: Job) -> None:
        if self.deaf:
            raise LobbyAway("ReadTimeout")
        self._answer()
        self.acknowledged.append(job.id)
        self.jobs.remove(job)

    def report(self, state: PrinterState, width_mm: int) -> None:
        self._answer()
        self.told.append(state.value)

    def _answer(self) -> None:
        if self.away:
            raise LobbyAway("ConnectError")


class Paper:
    """A printer that is as well as a test says."""

    width_mm = 58

    def __init__(self) -> None:
        self.now = PrinterState.READY
        self.sheets: list[bytes] = []
        self.fault: PrinterFault | None = None

    def state(self) -> PrinterState:
        return self.now

    def print(self, png: bytes) -> None:
        if self.fault:
            raise self.fault
        self.sheets.append(png)

    def close(self) -> None: ...


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


def test_all_that_waits_is_printed_once_in_order(time: Time) -> None:
    queue, printer = Queue(3, 5), Paper()
    worker = PrintWorker(queue, printer, time)
    worker.step()
    worker.step()
    assert printer.sheets == [b"3 58", b"5 58"]
    assert queue.acknowledged == [3, 5]
    assert queue.told == ["ready"]


def test_out_of_paper_is_told_and_the_job_waits_for_the_new_roll(time: Time) -> None:
    queue, printer = Queue(1, 2), Paper()
    worker = PrintWorker(queue, printer, time)
    printer.fault = PrinterFault(Reason.OUT_OF_PAPER, "缺纸")
    worker.step()
    assert queue.told == ["ready", "out_of_paper"]
    assert (printer.sheets, queue.acknowledged) == ([], [])
    printer.now = PrinterState.OUT_OF_PAPER
    worker.step()
    printer.now, printer.fault = PrinterState.READY, None
    worker.step()
    assert queue.acknowledged == [1, 2]
    assert queue.told == ["ready", "out_of_paper", "ready"]


@pytest.mark.parametrize(
    ("reason", "state"),
    [(Reason.LOST, "offline"), (Reason.MISSING_DEVICE, "offline"), (Reason.FAILED, "failed")],
)
def test_every_fault_has_a_state(time: Time, reason: Reason, state: str) -> None:
    queue, printer = Queue(1), Paper()
    printer.fault = PrinterFault(reason, "x")
    PrintWorker(queue, printer, time).step()
    assert queue.told[-1] == state


def test_lobby_away_loses_nothing(time: Time) -> None:
    queue, printer = Queue(1), Paper()
    worker = PrintWorker(queue, printer, time)
    queue.away = True
    worker.step()
    queue.away = False
    worker.step()
    assert queue.acknowledged == [1]


def test_what_is_on_paper_is_not_printed_again_because_lobby_did_not_hear(time: Time) -> None:
    queue, printer = Queue(1), Paper()
    worker = PrintWorker(queue, printer, time)
    queue.deaf = True
    worker.step()
    worker.step()
    queue.deaf = False
    worker.step()
    assert printer.sheets == [b"1 58"]
    assert queue.acknowledged == [1]


def test_a_printer_that_is_well_says_so_now_and_then(time: Time) -> None:
    queue = Queue()
    worker = PrintWorker(queue, Paper(), time)
    worker.step()
    worker.step()
    time.now = REPORT_EVERY
    worker.step()
    assert queue.told == ["ready", "ready"]


def test_low_paper_still_prints(time: Time) -> None:
    queue, printer = Queue(1), Paper()
    printer.now = PrinterState.LOW_PAPER
    PrintWorker(queue, printer, time).step()
    assert (queue.told, queue.acknowledged) == (["low_paper"], [1])


def test_the_queue_over_http() -> None:
    asked: list[tuple[str, str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == "Bearer t"
        asked.append((request.method, request.url.raw_path.decode(), request.content.decode()))
        if request.url.path.endswith("ticket.png"):
            return httpx.Response(200, content=b"png")
        if request.url.path == "/api/v1/print-jobs":
            return httpx.Response(
                200, json=[{"id": 4, "number": "A1", "png_url": "/t/x/ticket.png"}]
            )
        return httpx.Response(204)

    queue = PrintQueue("http://lobby", "t", httpx.MockTransport(answer))
    (job,) = queue.pending()
    assert queue.picture(job, 58) == b"png"
    queue.printed(job)
    queue.report(PrinterState.OFFLINE, 58)
    assert [path for _, path, _ in asked[1:]] == [
        "/t/x/ticket.png?width=58",
        "/api/v1/print-jobs/4/printed",
        "/api/v1/printer",
    ]
    assert json.loads(asked[-1][2]) == {"state": "offline", "width_mm": 58}


def test_whatever_keeps_lobby_from_answering_is_one_error() -> None:
    for answer in (httpx.Response(503), httpx.Response(200, content=b"<html>")):
        queue = PrintQueue("http://lobby", None, httpx.MockTransport(lambda _, a=answer: a))
        with pytest.raises(LobbyAway):
            queue.pending()
