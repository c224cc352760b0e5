"""Django under ASGI with one change of threads a request, into threads that stay.

All of this server's views and middleware are synchronous. Django's own handler would start a thread for each
request, and with it open the database anew; it would change threads for its signals before and after, and
without `load_middleware` below for each middleware. Here a request is a single call in one of a few threads,
each of which keeps its connection to SQLite (docs/adr/0011 has what that spares).
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.db import connections
from django.http import HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.urls import set_script_prefix

from lobby.threads import Threads

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

THREADS = 64
"""Requests answered at once; more of them wait. Mostly there are a handful of threads."""


@dataclass(frozen=True)
class Answer:
    """A response as it goes out."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    async def send(self, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": self.status, "headers": list(self.headers)}
        )
        await send({"type": "http.response.body", "body": self.body})


class OneThreadHandler(ASGIHandler):
    """Signals, middleware and view run in one thread, one after another."""

    def __init__(self, threads: int = THREADS) -> None:
        super().__init__()
        self._threads = Threads(threads, leave=connections.close_all)

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"no {scope['type']} here, only http")
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        context = contextvars.copy_context()
        # Whoever leaves before the answer leaves what was asked: a number given stays given.
        work = self._threads.submit(lambda: context.run(self._answer, scope, body))
        answer: Answer = await asyncio.wrap_future(work)
        await answer.send(send)

    def _answer(self, scope: Scope, body: IO[bytes]) -> Answer:
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        with body:
            request, refused = self.create_request(scope, body)
            response: Any = refused if request is None else self.get_response(request)
            response._handler_class = self.__class__
            answer = Answer(response.status_code, _headers(response), _content(response))
            _close_after_errors()
            # Sends request_finished, which gives the connection to PostgreSQL back to the pool.
            response.close()
        return answer


def _close_after_errors() -> None:
    """A connection on which something failed is opened anew for the next request.

    The fault's traceback keeps its statement until the garbage is collected, by whatever thread. SQLite makes
    that one wait while the statement's connection is in use: with the connection kept, a thread that held the
    database's lock waited for threads that waited for the lock.
    """
    for connection in connections.all(initialized_only=True):
        if connection.errors_occurred and not connection.in_atomic_block:
            connection.close()


def _headers(response: HttpResponseBase) -> tuple[tuple[bytes, bytes], ...]:
    cookies = (
        (b"Set-Cookie", cookie.output(header="").encode("ascii").strip())
        for cookie in response.cookies.values()
    )
    return (
        *((name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()),
        *cookies,
    )


def _content(response: HttpResponseBase) -> bytes:
    """All of it: of this server's responses only files come in pieces, and small ones."""
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response)
    assert isinstance(response, HttpResponse)
    return response.content
