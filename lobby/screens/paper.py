"""A ticket to be printed: /t/<token>/ticket.png and .pdf, `?width=58` or 80 (mm of paper)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lobby import problems
from lobby.printing import fonts, paper, slips
from lobby.screens.addresses import absolute
from lobby.screens.phone import find_ticket
from lobby.screens.policy import screen

WIDEST = 80


@require_safe
@screen
def ticket_png(request: HttpRequest, token: str) -> HttpResponse:
    """The ticket as a one-bit picture of the printer's own resolution."""
    return _drawn(request, token, paper.png, "image/png")


@require_safe
@screen
def ticket_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a page of the paper's size."""
    return _drawn(request, token, paper.pdf, "application/pdf")


def _drawn(
    request: HttpRequest, token: str, draw: Callable[[paper.Slip, int, str], bytes], kind: str
) -> HttpResponse:
    ticket = find_ticket(token)
    asked = request.GET.get("width", str(WIDEST))
    width = next((mm for mm in paper.WIDTHS if str(mm) == asked), None)
    if width is None:
        widths = " 或 ".join(f"width={mm}" for mm in paper.WIDTHS)
        return problems.answer(400, "unsupported", f"没有这种纸宽，请用 {widths}（毫米）。")
    try:
        font = fonts.find()
    except fonts.FontMissing as missing:
        return HttpResponse(missing.message, status=503, content_type="text/plain; charset=utf-8")
    slip = slips.slip(ticket, absolute(request, f"/t/{token}"))
    return HttpResponse(draw(slip, width, font), content_type=kind)
