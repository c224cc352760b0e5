"""Under ASGI a request's middleware and view run in one thread, which stays for others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.deprecation import MiddlewareMixin

from lobby.one_thread import OneThreadHandler

seen: list[int] = []


class Notes(MiddlewareMixin):
    """Like Django's own: it could run either way."""

    def process_request(self, request: HttpRequest) -> None:
        seen.append(threading.get_ident())

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        seen.append(threading.get_ident())
        return response


def cookies(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("好")
    response.set_cookie("one", "1")
    response.set_cookie("two", "2")
    return response


def pieces(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"a", b"b", b"c"]))


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("cookies", cookies), path("pieces", pieces), path("broken", broken)]


async def ask(path: str, handler: OneThreadHandler | None = None) -> list[dict[str, Any]]:
    """The messages that the server is to send."""
    told: list[dict[str, Any]] = []
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await (handler or OneThreadHandler())(scope, _receiver(), lambda message: _keep(told, message))
    return told


def _receiver() -> Any:
    """The request's body, and then nothing: the client stays."""
    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop()

    return receive


async def _keep(told: list[dict[str, Any]], message: Mapping[str, Any]) -> None:
    told.append(dict(message))


@pytest.fixture
def bare() -> Iterator[None]:
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"]):
        yield


async def test_middleware_view_and_signals_share_a_thread() -> None:
    seen.clear()

    def note(**_: Any) -> None:
        seen.append(threading.get_ident())

    request_started.connect(note)
    request_finished.connect(note)
    try:
        with override_settings(MIDDLEWARE=[f"{__name__}.Notes"] * 3, ALLOWED_HOSTS=["*"]):
            assert (await ask("/static/nothing-there"))[0]["status"] == 404
    finally:
        request_started.disconnect(note)
        request_finished.disconnect(note)
    assert len(seen) == 8
    assert len(set(seen)) == 1
    assert seen[0] != threading.get_ident()


async def test_the_next_request_finds_the_thread_that_is_free() -> None:
    seen.clear()
    with override_settings(MIDDLEWARE=[f"{__name__}.Notes"], ALLOWED_HOSTS=["*"]):
        handler = OneThreadHandler()
        for _ in range(3):
            await ask("/static/nothing-there", handler)
    assert len(seen) == 6
    assert len(set(seen)) == 1


@pytest.mark.usefixtures("bare")
async def test_an_answer_with_its_cookies() -> None:
    start, body = await ask("/cookies")
    assert start["status"] == 200
    assert [value.split(b";")[0] for name, value in start["headers"] if name == b"Set-Cookie"] == [
        b"one=1",
        b"two=2",
    ]
    assert body["body"].decode() == "好"


@pytest.mark.usefixtures("bare")
async def test_what_comes_in_pieces_goes_out_whole() -> None:
    _, body = await ask("/pieces")
    assert body["body"] == b"abc"
    assert not body.get("more_body")


@pytest.mark.usefixtures("bare")
async def test_a_fault_of_a_view_is_an_answer() -> None:
    assert (await ask("/broken"))[0]["status"] == 500


@pytest.mark.usefixtures("bare")
async def test_who_leaves_before_having_asked_gets_nothing() -> None:
    told: list[dict[str, Any]] = []

    async def gone() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/cookies",
        "query_string": b"",
        "headers": [],
    }
    await OneThreadHandler()(scope, gone, lambda message: _keep(told, message))
    assert told == []


@dataclass
class Connection:
    """What is looked at of one to the database, once the request is answered."""

    errors_occurred: bool
    in_atomic_block: bool = False
    closed: bool = False

    def close(self) -> None:
        self.closed = True


@pytest.mark.usefixtures("bare")
async def test_a_connection_on_which_something_failed_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failed, good, in_use = Connection(True), Connection(False), Connection(True, True)
    ours = SimpleNamespace(
        all=lambda initialized_only: [failed, good, in_use], close_all=lambda: None
    )
    monkeypatch.setattr("lobby.one_thread.connections", ours)
    assert (await ask("/cookies"))[0]["status"] == 200
    assert (failed.closed, good.closed, in_use.closed) == (True, False, False)
