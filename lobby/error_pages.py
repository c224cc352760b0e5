"""What Django answers outside a view: a problem document below /api/, a page in Chinese elsewhere."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from lobby import problems
from lobby.staff.authentication import PAGE_TOO_OLD


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for a body larger than anything the API takes."""
    if isinstance(exception, RequestDataTooBig):
        return _answer(request, 413, "too_large", problems.TOO_LARGE)
    return _answer(request, 400, "bad_request", problems.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, "forbidden", problems.FORBIDDEN)


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret is no longer this browser's: signed in elsewhere meanwhile, or left open for days."""
    return _answer(request, 403, "page_too_old", PAGE_TOO_OLD)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404, "not_found", "没有这个地址，请检查一下。")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: Django has logged the fault already; the caller learns nothing of it."""
    return _answer(request, 500, "internal", "系统出了点问题，请稍后再试。")


def _answer(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problems.answer(status, code, detail)
    # Without the request: its context processors read session and database, which may be what failed.
    title = problems.document(status, code, detail)["title"]
    page = render_to_string("error.html", {"title": title, "detail": detail})
    return HttpResponse(page, status=status)
