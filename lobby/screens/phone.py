"""Pages for a customer's phone: a ticket, a case, a product. Their addresses come as QR codes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from lobby.cases import telling, wording
from lobby.cases.models import Case
from lobby.cases.models import State as CaseState
from lobby.knowledge import products
from lobby.problems import NotFound
from lobby.screens.addresses import qr_response
from lobby.screens.pages import branch_name
from lobby.screens.policy import screen
from lobby.tickets.cards import ticket_card
from lobby.tickets.models import Ticket

NO_TICKET = "没有找到这个号码。号码只在当天有效，请扫号票上的二维码，或者重新取号。"
NO_CASE = "没有找到这张工单。请扫屏幕上的二维码，或者问问大堂经理。"
STARS = ("很不满意", "不满意", "一般", "满意", "非常满意")
NO_PRODUCT = "这款产品暂时不介绍了。想了解别的产品，请问娇娇或大堂经理。"


def _ticket(token: str) -> Ticket:
    found = (
        Ticket.objects.select_related("service", "service__area", "counter")
        .filter(page_token=token)
        .first()
    )
    if found is None:
        raise Http404(NO_TICKET)
    return found


def _case(token: str) -> Case:
    found = Case.objects.select_related("owner", "rating").filter(token=token).first()
    if found is None:
        raise Http404(NO_CASE)
    return found


@require_safe
@ensure_csrf_cookie
@screen
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """One number: state, place in line, wait; live through the API with the page's token."""
    row = _ticket(token)
    context = {
        "branch": branch_name(),
        "card": ticket_card(row),
        "token": token,
        "issued_at": row.issued_at,
        "qr": f"/t/{token}/qr.svg",
    }
    return render(request, "screens/ticket.html", context)


@require_safe
@screen
def ticket_qr(request: HttpRequest, token: str) -> HttpResponse:
    """The code that leads a phone to the ticket's page."""
    _ticket(token)
    return qr_response(request, f"/t/{token}")


@require_safe
@ensure_csrf_cookie
@screen
def case(request: HttpRequest, token: str) -> HttpResponse:
    """How far a case has come, who answers for it and what staff answered; never what the visitor said."""
    row = _case(token)
    states = [
        {
            "code": value,
            "label": label,
            "reached": CaseState.values.index(value) <= CaseState.values.index(row.state),
        }
        for value, label in CaseState.choices
    ]
    rating = getattr(row, "rating", None)
    context = {
        "branch": branch_name(),
        "case": row,
        "states": states,
        "next": wording.what_next(row),
        "answers": telling.answers(row),
        "stars": rating.stars if rating is not None else None,
        "star_names": STARS,
    }
    return render(request, "screens/case.html", context)


@require_safe
@screen
def case_qr(request: HttpRequest, token: str) -> HttpResponse:
    """The code that leads a phone to the case's page."""
    return qr_response(request, _case(token).page_url)


def _product(code: str) -> dict[str, object]:
    try:
        return products.card(products.one(code), products.attribute_names())
    except NotFound:
        raise Http404(NO_PRODUCT) from None


@require_safe
@screen
def product(request: HttpRequest, code: str) -> HttpResponse:
    """One product with its facts, the date of its figures, its risk and its disclaimer."""
    context = {"branch": branch_name(), "product": _product(code)}
    return render(request, "screens/product.html", context)


@require_safe
@screen
def product_qr(request: HttpRequest, code: str) -> HttpResponse:
    """The code that leads a phone to the product's page."""
    _product(code)
    return qr_response(request, f"/p/{code}")
