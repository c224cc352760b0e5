"""Addresses with a character that PostgreSQL can neither keep nor look for, and that nobody types: NUL."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lobby import problems

NUL = "\x00"


class RefuseNul:
    """Middleware: such a request has no answer. Fields of bodies and questions refuse it themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            return problems.answer(400, "bad_request", problems.BAD_REQUEST)
        return self._get_response(request)
