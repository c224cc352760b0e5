"""A bank's queue system as a vendor makes it: other names, other states, refusals with status 200, faults.

It is a real HTTP server with rules of its own, which happen to be like ours where the port demands it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "a-key-of-the-banks-queue-system"
LEVELS = {"0": 0, "1": 15, "9": 10}
"""Minutes by which a level is preferred."""


class No(Exception):
    """A refusal: their code, and the ticket's state where one stands in the way."""

    def __init__(self, code: int, state: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.state = state


@dataclass
class Slip:
    tid: str
    no: str
    biz: str
    lvl: str
    took: datetime
    st: str = "W"
    win: str | None = None
    rings: int = 0
    ver: int = 0
    rank: float = 0.0

    def told(self) -> dict[str, Any]:
        return {
            "tid": self.tid,
            "no": self.no,
            "biz": self.biz,
            "lvl": self.lvl,
            "st": self.st,
            "win": self.win,
            "rings": self.rings,
            "took": self.took.strftime("%Y-%m-%d %H:%M:%S"),
            "ver": self.ver,
        }


@dataclass
class Window:
    win: str
    serves: list[str]
    st: str = "ON"
    why: str = ""
    ver: int = 0


@dataclass
class Machine:
    """The system itself; one request at a time."""

    now: Callable[[], datetime]
    letters: dict[str, str]
    """Business to the letter of its numbers."""
    windows: dict[str, Window]
    slips: dict[str, Slip] = field(default_factory=dict)
    done: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Answers by request number: repeated, nothing is done again."""
    faults: list[str] = field(default_factory=list)
    """One for each of the next requests: ok, 500, busy, slow, garbage, or lost (done, unanswered)."""
    asked: list[str] = field(default_factory=list)
    ver: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    release: threading.Event = field(default_factory=threading.Event)

    def ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """{"code", "data"} of a POST."""
        with self.lock:
            self.asked.append(path)
            number = str(body["reqNo"])
            if number in self.done:
                return {"code": 9, "msg": "重复请求", "data": self.done[number]}
            try:
                data = self._do(path, body)
            except No as no:
                return {"code": no.code, "msg": "不受理", "data": {"st": no.state}}
            self.done[number] = data
            return {"code": 0, "msg": "", "data": data}

    def changes(self, after: int) -> dict[str, Any]:
        with self.lock:
            tickets = [s.told() for s in self.slips.values() if s.ver > after]
            windows = [
                {"win": w.win, "st": w.st, "why": w.why, "ver": w.ver}
                for w in self.windows.values()
                if w.ver > after
            ]
            return {"code": 0, "data": {"tickets": tickets, "windows": windows, "last": self.ver}}

    def _do(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        words = path.split("/")
        if words[0] == "take":
            return self._take(body["biz"], body["lvl"]).told()
        if words[0] in ("abandon", "requeue"):
            slip = self._slip(body["tid"])
            if words[0] == "abandon":
                return self._move(slip, "WTCHP", "X").told()
            ranks = sorted(s.rank for s in self.slips.values() if s.st in "WT")[:3]
            slip.rank = ranks[-1] + 0.001 if ranks else self.now().timestamp()
            slip.win = None
            return self._move(slip, "P", "W").told()
        window = self.windows.get(words[1])
        if window is None:
            raise No(3001)
        step: Callable[[Window, dict[str, Any]], dict[str, Any]] = getattr(self, f"_{words[2]}")
        return step(window, body)

    def _take(self, biz: str, lvl: str) -> Slip:
        if biz not in self.letters:
            raise No(1001)
        count = sum(1 for s in self.slips.values() if s.biz == biz or s.no[0] == self.letters[biz])
        now = self.now()
        slip = Slip(
            f"{now:%Y%m%d}-{len(self.slips) + 1}",
            f"{self.letters[biz]}{count + 1:03d}",
            biz,
            lvl,
            now,
        )
        slip.rank = now.timestamp() - 60 * LEVELS[lvl]
        self.slips[slip.tid] = slip
        self._changed(slip)
        return slip

    def _next(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        self._ready(window)
        waiting = [
            s
            for s in self.slips.values()
            if s.st in "WT" and (s.win == window.win if s.win else s.biz in window.serves)
        ]
        if not waiting:
            raise No(3003)
        slip = min(waiting, key=lambda s: (s.win is None, s.rank))
        return self._ring(slip, window, "WT")

    def _call(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        slip = self._slip(body["tid"])
        if slip.st not in "WT":
            raise No(2002, slip.st)
        self._ready(window)
        return self._ring(slip, window, "WT")

    def _again(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        slip = self._at(window)
        if slip is None:
            missed = [s for s in self.slips.values() if s.st == "P" and s.win == window.win]
            if "tid" in body:
                slip = self._slip(body["tid"])
            elif missed:
                slip = max(missed, key=lambda s: s.ver)
            else:
                raise No(3004)
        return self._ring(slip, window, "CP")

    def _begin(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        return self._move(self._there(window), "C", "S").told()

    def _finish(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        return self._move(self._there(window), "S", "F").told()

    def _pass(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        return self._move(self._there(window), "C", "P").told()

    def _hang(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        return self._move(self._there(window), "CS", "H").told()

    def _unhang(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        busy = self._at(window)
        if busy is not None:
            raise No(2002, busy.st)
        hung = [s for s in self.slips.values() if s.st == "H" and s.win == window.win]
        if "tid" not in body and not hung:
            raise No(3004)
        slip = self._slip(body["tid"]) if "tid" in body else min(hung, key=lambda s: s.ver)
        slip.win = window.win
        return self._move(slip, "H", "S").told()

    def _turn(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        slip = self._there(window)
        if "biz" in body and body["biz"] not in self.letters:
            raise No(1001)
        if "to" in body:
            there = self.windows.get(body["to"])
            if there is None:
                raise No(3001)
            if there.st != "ON":
                raise No(3002)
        self._move(slip, "CS", "T")
        slip.biz = body.get("biz", slip.biz)
        slip.win = body.get("to")
        return slip.told()

    def _on(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        return self._door(window, "ON", "")

    def _off(self, window: Window, body: dict[str, Any]) -> dict[str, Any]:
        for slip in self.slips.values():
            if slip.st == "T" and slip.win == window.win:
                slip.win = None
                self._changed(slip)
        return self._door(window, "OFF", body.get("why", ""))

    def _door(self, window: Window, st: str, why: str) -> dict[str, Any]:
        window.st, window.why = st, why
        self.ver += 1
        window.ver = self.ver
        return {"win": window.win, "st": st}

    def _ready(self, window: Window) -> None:
        if window.st != "ON":
            raise No(3002)
        present = self._at(window)
        if present is not None:
            self._move(present, "S", "F")

    def _ring(self, slip: Slip, window: Window, states: str) -> dict[str, Any]:
        self._demand(slip, states)
        slip.win = window.win
        slip.rings += 1
        return self._move(slip, states, "C").told()

    def _there(self, window: Window) -> Slip:
        slip = self._at(window)
        if slip is None:
            raise No(3004)
        return slip

    def _at(self, window: Window) -> Slip | None:
        found = (s for s in self.slips.values() if s.st in "CS" and s.win == window.win)
        return next(found, None)

    def _slip(self, tid: str) -> Slip:
        if tid not in self.slips:
            raise No(2001)
        return self.slips[tid]

    def _demand(self, slip: Slip, states: str) -> None:
        if slip.st not in states:
            raise No(2002, slip.st)

    def _move(self, slip: Slip, states: str, to: str) -> Slip:
        self._demand(slip, states)
        slip.st = to
        self._changed(slip)
        return slip

    def _changed(self, slip: Slip) -> None:
        self.ver += 1
        slip.ver = self.ver


@contextmanager
def serving(machine: Machine) -> Iterator[str]:
    """The machine on a free port; its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            self._meet(lambda: machine.changes(int(query["after"][0])))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length))
            path = self.path.removeprefix("/api/")
            self._meet(lambda: machine.ask(path, body))

        def _meet(self, act: Callable[[], dict[str, Any]]) -> None:
            if self.headers.get("X-Api-Key") != KEY:
                self._answer(200, json.dumps({"code": 403, "msg": "密钥错误"}))
                return
            fault = machine.faults.pop(0) if machine.faults else "ok"
            if fault in ("500", "busy"):
                self._answer(500 if fault == "500" else 503, "<html>error</html>")
            elif fault == "slow":
                machine.release.wait(10)
                self.close_connection = True
            elif fault == "garbage":
                self._answer(200, "<html>请稍候</html>")
            else:
                answer = act()
                if fault == "lost":
                    self.close_connection = True
                else:
                    self._answer(200, json.dumps(answer))

        def _answer(self, status: int, text: str) -> None:
            payload = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the test asserts on what the machine was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        machine.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
