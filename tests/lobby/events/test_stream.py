"""The stream of real server processes."""

from __future__ import annotations

import json
import queue
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.processes import LobbyServer, device_token, eventually, headers, lobby_servers

pytest_plugins = ["tests.branches"]


class Screen:
    """A listener in a thread; what it got is in `got` as (id, type, data)."""

    def __init__(self, url: str, **sent: str) -> None:
        self.got: queue.Queue[tuple[int, str, dict[str, Any]]] = queue.Queue()
        self.opened = threading.Event()
        self.ended = threading.Event()
        self.headers: httpx.Headers = httpx.Headers()
        self._request = (f"{url}/api/v1/events", sent)
        threading.Thread(target=self._listen, daemon=True).start()
        assert self.opened.wait(15)

    def _listen(self) -> None:
        url, sent = self._request
        with (
            httpx.Client(timeout=httpx.Timeout(10, read=60), trust_env=False) as http,
            http.stream("GET", url, headers={"Accept": "text/event-stream", **sent}) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            fields: dict[str, str] = {}
            self.headers = answer.headers
            self.opened.set()
            for line in answer.iter_lines():
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif "event" in fields:
                    data = json.loads(fields["data"])
                    self.got.put((int(fields["id"]), fields["event"], data))
                    fields = {}
        self.ended.set()

    def until(self, type: str) -> tuple[int, str, dict[str, Any]]:
        while True:
            event = self.got.get(timeout=10)
            if event[1] == type:
                return event


@pytest.fixture(scope="module")
def servers(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[LobbyServer]]:
    var = tmp_path_factory.mktemp("stream") / "var"
    shutil.copytree(sqlite_template, var)
    with lobby_servers(2, var) as running:
        yield running


def issue(server: LobbyServer) -> dict[str, Any]:
    answer = httpx.post(
        f"{server.url}/api/v1/tickets",
        json={"service": "cash"},
        headers=headers(device_token(server.var)),
        timeout=10,
        trust_env=False,
    )
    return dict(answer.raise_for_status().json())


def test_an_event_of_one_process_reaches_the_listeners_of_another(
    servers: list[LobbyServer],
) -> None:
    screens = [Screen(servers[0].url), Screen(servers[1].url)]
    ticket = issue(servers[1])
    for screen in screens:
        _, _, data = screen.until("ticket.issued")
        assert data["number"] == ticket["number"]
        assert ticket["page_url"].removeprefix("/t/") not in json.dumps(data)


def test_what_was_missed_is_replayed(servers: list[LobbyServer]) -> None:
    screen = Screen(servers[0].url)
    issue(servers[0])
    last = screen.until("ticket.issued")[0]
    numbers = [issue(servers[n % 2])["number"] for n in range(3)]
    again = Screen(servers[1].url, **{"Last-Event-ID": str(last)})
    assert [again.until("ticket.issued")[2]["number"] for _ in numbers] == numbers
    ids = [screen.until("ticket.issued")[0] for _ in numbers]
    assert ids == sorted(set(ids))


def test_a_bad_id_is_refused_and_a_stranger_needs_a_token(servers: list[LobbyServer]) -> None:
    url = f"{servers[0].url}/api/v1/events"
    bad = httpx.get(url, headers={"Last-Event-ID": "x"}, timeout=10, trust_env=False)
    assert bad.status_code == 422
    proxied = httpx.get(url, headers={"X-Forwarded-For": "127.0.0.1"}, timeout=10, trust_env=False)
    assert proxied.status_code == 401
    assert proxied.headers["content-type"] == "application/problem+json"


def test_a_server_with_listeners_ends_when_asked(servers: list[LobbyServer]) -> None:
    with LobbyServer(servers[0].var) as server:
        screens = [Screen(server.url) for _ in range(5)]
        # uvicorn waits without limit for open connections: streams must end by themselves.
        assert server.stop(seconds=15) in (0, -15)
        for screen in screens:
            eventually(screen.ended.is_set, 5, "stream ended")


def test_listeners_hold_no_thread_and_the_mark_stays_inside(servers: list[LobbyServer]) -> None:
    with LobbyServer(servers[0].var) as server:
        threads = Path(f"/proc/{server.pid}/task")
        first = Screen(server.url)
        before = len(list(threads.iterdir()))
        # With its token, for strangers are held to 20 requests a second.
        known = headers(device_token(server.var))
        screens = [first, *(Screen(server.url, **known) for _ in range(30))]
        eventually(lambda: len(list(threads.iterdir())) <= before + 3, 10, "threads gone")
        assert "X-Jiaojiao-Stream" not in first.headers
        issue(server)
        for screen in screens:
            screen.until("ticket.issued")
