"""Addresses for phones, and the codes that carry them."""

from __future__ import annotations

import io
import ipaddress
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse

QUIET_ZONE = 3
"""Modules of white around the code. The standard asks for 4; the screen's own white is the rest."""


def absolute(request: HttpRequest, path: str) -> str:
    """`path` as an address that a phone can open.

    A kiosk asks for its pages at 127.0.0.1, which a phone cannot reach: JIAOJIAO_URL, when it is
    set to an address of the branch's network, stands in for it.
    """
    configured: str = settings.JIAOJIAO.url
    if is_reachable_by_others(configured):
        return configured + path
    return request.build_absolute_uri(path)


def is_reachable_by_others(url: str) -> bool:
    """Whether the address names more than this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host not in ("", "localhost")


def qr_svg(text: str) -> bytes:
    """A QR code of `text` as an SVG document, error correction M, black on white."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=8, border=QUIET_ZONE, light="#fff", omitsize=True, nl=False
    )
    return out.getvalue()


def qr_response(request: HttpRequest, path: str) -> HttpResponse:
    """The picture of the code that leads a phone to `path`."""
    return HttpResponse(qr_svg(absolute(request, path)), content_type="image/svg+xml")
