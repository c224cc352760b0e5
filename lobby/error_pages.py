"""What Django answers outside a view: a problem document below /api/, a page in Chinese elsewhere."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from lobby import problems


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for a body larger than anything the API takes."""
    if isinstance(exception, RequestDataTooBig):
        return _answer(request, 413, "too_large", "提交的内容太大了。")
    return _answer(request, 400, "bad_request", "请求的格式不对。")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, "forbidden", "没有权限。")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404, "not_found", "没有这个地址，请检查一下。")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: Django has logged the fault already; the caller learns nothing of it."""
    return _answer(request, 500, "internal", "系统出了点问题，请稍后再试。")


def _answer(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    body = problems.document(status, code, detail)
    if request.path.startswith("/api/"):
        return JsonResponse(
            body,
            status=status,
            content_type=problems.PROBLEM,
            json_dumps_params={"ensure_ascii": False},
        )
    # Without the request: its context processors read session and database, which may be what failed.
    page = render_to_string("error.html", {"title": body["title"], "detail": detail})
    return HttpResponse(page, status=status)
