"""Errors as RFC 9457 problem documents: {type, title, status, detail, code}."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

PROBLEM = "application/problem+json"
LONGEST_DETAIL = 200
"""Characters: a refusal may name what was sent, which has no end of its own."""
UNNAMED = "non_field_errors"

TITLES = {
    400: "请求有误",
    401: "需要登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持这个方法",
    409: "当前状态不允许",
    410: "已经结束",
    412: "内容已被他人修改",
    413: "内容太大",
    415: "不支持这种格式",
    422: "内容不符合要求",
    429: "请求太频繁",
    500: "系统出错",
    503: "服务暂时不可用",
}


TOO_LARGE = "提交的内容太大了，请分几次或者写短一些。"
BAD_REQUEST = "请求的格式不对，请检查以后再发。"
FORBIDDEN = "没有权限，请换有权限的账号登录，或者请大堂经理来办。"


class LobbyError(Exception):
    """An error that a caller can act on.

    `code` is stable and for programs, the message is Chinese and for people; `retryable` says
    whether the same call may succeed later.
    """

    code = "error"
    status = 400
    retryable = False

    def __init__(self, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.message = message
        self.extra = extra


class Invalid(LobbyError):
    code = "invalid"
    status = 422


class NotFound(LobbyError):
    code = "not_found"
    status = 404


class Conflict(LobbyError):
    code = "conflict"
    status = 409


class Gone(LobbyError):
    code = "gone"
    status = 410


class Stale(LobbyError):
    code = "stale"
    status = 412


class Unavailable(LobbyError):
    code = "unavailable"
    status = 503
    retryable = True


def document(status: int, code: str, detail: str, **extra: Any) -> dict[str, Any]:
    """The body of a problem response."""
    return {
        "type": f"urn:jiaojiao:problem:{code}",
        "title": TITLES.get(status, "出错了"),
        "status": status,
        "detail": detail,
        "code": code,
        **extra,
    }


def answer(status: int, code: str, detail: str, **extra: Any) -> JsonResponse:
    """A problem from outside the API's own views."""
    return JsonResponse(
        document(status, code, detail, **extra),
        status=status,
        content_type=PROBLEM,
        json_dumps_params={"ensure_ascii": False},
    )


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF hook: every error of the API leaves as a problem document."""
    headers: dict[str, str] = {}
    if isinstance(exc, LobbyError):
        body = document(exc.status, exc.code, exc.message, **exc.extra)
        if exc.retryable:
            headers["Retry-After"] = "1"
    elif isinstance(exc, RequestDataTooBig):
        body = document(413, "too_large", TOO_LARGE)
    elif isinstance(exc, OperationalError):
        body = document(503, "database_busy", "系统正忙，请稍后再试。")
        headers["Retry-After"] = "1"
    else:
        if isinstance(exc, exceptions.ValidationError):
            exc.status_code = 422
        response = drf_exception_handler(exc, context)
        if response is None:
            return None
        code, detail = _drf_code_and_detail(exc)
        extra = {"errors": response.data} if isinstance(exc, exceptions.ValidationError) else {}
        body = document(response.status_code, code, detail, **extra)
        for name in ("WWW-Authenticate", "Retry-After", "Allow"):
            if name in response.headers:
                headers[name] = response.headers[name]
    return Response(body, status=body["status"], content_type=PROBLEM, headers=headers)


def _drf_code_and_detail(exc: Exception) -> tuple[str, str]:
    if isinstance(exc, Http404):
        return "not_found", "没有找到要访问的内容，请检查地址和编号。"
    if isinstance(exc, exceptions.ValidationError):
        return "invalid", _first_fault(exc.detail)[:LONGEST_DETAIL]
    if isinstance(exc, exceptions.APIException):
        return str(exc.default_code), str(exc.detail)[:LONGEST_DETAIL]
    return "forbidden", FORBIDDEN


def _first_fault(found: Any, name: str = "") -> str:
    """The first of a validation's errors in words, with the field that it is about; `errors` has all."""
    if isinstance(found, dict):
        field, inner = next(iter(found.items()))
        return _first_fault(inner, name if field == UNNAMED else str(field))
    if isinstance(found, list):
        return _first_fault(next(filter(None, found), ""), name)
    if not name and getattr(found, "code", "") == "null":
        return "正文是空的，请写上要提交的内容。"
    return f"“{name}”不对：{found}" if name else str(found)
