"""A real server of /events whose connections can go dead: what reached the listener's socket is all it gets."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Connection:
    """What becomes of one connection before it goes dead, open all the time."""

    events: int = 0
    """Whole events that are sent, of those after the listener's last id."""
    torn: int = 0
    """Bytes of the next event that still come."""
    answers: bool = True
    """Whether even the head of the answer is sent."""
    repeats: int = 0
    """Events that come once more though the listener has them."""


@dataclass
class EventServer:
    """`log` is what happened, oldest first; the connections after `dead` ones get all of it, then a pulse for ever."""

    dead: list[Connection]
    log: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    before: int = 0
    """The id before that of the log's first event."""
    asked: list[str | None] = field(default_factory=list)
    """Last-Event-ID of each connection, in order."""
    url: str = ""
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def newest(self) -> int:
        return self.before + len(self.log)

    def frame(self, id: int) -> bytes:
        return _frame(id, *self.log[id - self.before - 1])

    def begin_anew(self) -> None:
        """Another log, whose ids are small again; who asks for what came after an id of the old one is told."""
        self.log, self.before = [], 0


def _frame(id: int, type: str, data: dict[str, Any]) -> bytes:
    return f"id: {id}\nevent: {type}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


PULSE_SECONDS = 0.02


@contextmanager
def event_server(*dead: Connection) -> Iterator[EventServer]:
    """Runs the server on a free port."""
    state = EventServer(list(dead))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            last = self.headers.get("Last-Event-ID")
            state.asked.append(last)
            after = int(last or state.before)
            with suppress(OSError):  # the listener has gone
                if state.dead:
                    self._dead(state.dead.pop(0), after)
                else:
                    self._live(after)
            self.close_connection = True

        def _dead(self, how: Connection, after: int) -> None:
            if how.answers:
                self._head()
                for id in range(after - how.repeats + 1, after + how.events + 1):
                    self.wfile.write(state.frame(id))
                if how.torn:
                    self.wfile.write(state.frame(after + how.events + 1)[: how.torn])
            state.released.wait(30)

        def _live(self, after: int) -> None:
            self._head()
            if after > state.newest:
                after = state.newest
                self.wfile.write(_frame(after, "stream.gap", {}))
            while not state.released.wait(PULSE_SECONDS):
                newest = state.newest
                news = b"".join(map(state.frame, range(after + 1, newest + 1)))
                after = newest
                self.wfile.write(news or _frame(after, "pulse", {}))

        def _head(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the test asserts on what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        state.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
