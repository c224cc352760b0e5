"""What every page of the screens carries: a strict content policy, and nothing for search engines."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No inline script, no inline style, nothing from elsewhere: words of a customer never become code."""

Page = Callable[..., HttpResponseBase]


def guard(response: HttpResponseBase) -> HttpResponseBase:
    """The response with the headers that every page carries."""
    response["Content-Security-Policy"] = CONTENT_POLICY
    response["X-Robots-Tag"] = "noindex, nofollow"
    if not response.has_header("Cache-Control"):
        # Pages hold a visitor's words or tokens; the next visitor's back button must not bring them up.
        response["Cache-Control"] = "no-store"
    return response


def screen(view: Page) -> Page:
    """A view whose answers are guarded; a missing thing becomes a kind page with status 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return guard(view(request, *args, **kwargs))
        except Http404 as missing:
            words = {"detail": str(missing) or "这个网页不存在，或者已经过期。"}
            return guard(render(request, "screens/missing.html", words, status=404))

    return guarded
