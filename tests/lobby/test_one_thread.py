"""Under ASGI a request's middleware and view run in one thread."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import override_settings
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


async def ask(path: str) -> int:
    told: list[dict[str, Any]] = []
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await OneThreadHandler()(scope, _receiver(), lambda message: _keep(told, message))
    return int(told[0]["status"])


def _receiver() -> Any:
    """The request's body, and then nothing: the client stays."""
    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop()

    return receive


async def _keep(told: list[dict[str, Any]], message: dict[str, Any]) -> None:
    told.append(message)


async def test_middleware_and_view_share_a_thread() -> None:
    seen.clear()
    with override_settings(MIDDLEWARE=[f"{__name__}.Notes"] * 3, ALLOWED_HOSTS=["*"]):
        assert await ask("/static/nothing-there") == 404
    assert len(seen) == 6
    assert len(set(seen)) == 1
    assert seen[0] != threading.get_ident()
