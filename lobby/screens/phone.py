"""Pages for a customer's phone: a ticket, a case, a product. Their addresses come as QR codes."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from lobby import clock
from lobby.activities.models import SignUp
from lobby.branch.hours import timetable
from lobby.cases import telling, wording
from lobby.cases.models import Case, Kind, Rating
from lobby.cases.models import State as CaseState
from lobby.knowledge import products
from lobby.printing import jobs
from lobby.problems import NotFound
from lobby.screens.addresses import qr_response
from lobby.screens.pages import branch_name
from lobby.screens.policy import screen
from lobby.tickets.cards import ticket_card
from lobby.tickets.models import State, Ticket
from lobby.tickets.models.ticket import DAY_END

NO_TICKET = "没有找到这个号码。号码只在当天有效，请扫号票上的二维码，或者重新取号。"
NO_CASE = "没有找到这件事。请扫屏幕上的二维码，或者问问大堂经理。"
STARS = ("很不满意", "不满意", "一般", "满意", "非常满意")
YESTERDAY = "这是以前的号码，已经失效。号码只在当天有效，请重新取号。"
SERVED_THEN = "这是以前的号码，当天已经办完。再来办业务，请重新取号。"
EXPIRED = "已失效"
DAY_OVER = (
    "今天的业务已经结束，这个号码没有叫到，已经作废。很抱歉，请下个营业日再来，或问大堂经理。"
)
NO_PRODUCT = "这款产品暂时不介绍了。想了解别的产品，请问娇娇或大堂经理。"


def find_ticket(token: str) -> Ticket:
    """The ticket of a page; raises Http404 with kind words."""
    found = (
        Ticket.objects.select_related("service", "service__area", "counter", "branch")
        .filter(page_token=token)
        .first()
    )
    if found is None:
        raise Http404(NO_TICKET)
    return found


def _over(row: Ticket) -> str:
    """Why nothing more will become of the ticket; empty while something may."""
    if row.day != clock.today():
        return SERVED_THEN if row.state == State.DONE else YESTERDAY
    ended = row.state == State.CANCELLED and row.periods.filter(ended_at=None, by=DAY_END).exists()
    return DAY_OVER if ended else ""


def _words(row: Ticket) -> str:
    """How it stands. Nothing of another day is still waiting or being called, closed over or not."""
    if row.day != clock.today() and row.state not in (State.DONE, State.CANCELLED):
        return EXPIRED
    return str(State(row.state).label)


def _closes(row: Ticket) -> str:
    """When the service closes today, as ISO; empty in a demonstration, which never closes."""
    if row.branch.demo:
        return ""
    spans = timetable().spans(row.service.hours, row.day)
    if not spans:
        return ""
    return datetime.combine(row.day, spans[-1].closes, clock.BRANCH_ZONE).isoformat()


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
    row = find_ticket(token)
    context = {
        "branch": branch_name(),
        "card": ticket_card(row),
        "words": _words(row),
        "token": token,
        "issued_at": row.issued_at,
        "calls": row.calls,
        "over": _over(row),
        "closes": _closes(row),
        "printer": jobs.printer() is not None,
        "rated": Rating.objects.filter(ticket=row).exists(),
    }
    return render(request, "screens/ticket.html", context)


@require_safe
@screen
def ticket_qr(request: HttpRequest, token: str) -> HttpResponse:
    """The code that leads a phone to the ticket's page."""
    find_ticket(token)
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
        "details": _sign_up(row),
        "cancellable": row.kind == Kind.SIGN_UP and row.state != CaseState.CLOSED,
    }
    return render(request, "screens/case.html", context)


def _sign_up(case: Case) -> list[dict[str, str]]:
    """What a sign-up is for; empty for other cases."""
    row = SignUp.objects.select_related("activity", "activity__place").filter(case=case).first()
    if row is None:
        return []
    activity = row.activity
    facts = {
        "活动": activity.title,
        "时间": f"{row.date:%m月%d日} {activity.begins:%H:%M}–{activity.ends:%H:%M}",
        "地点": activity.place.name if activity.place else "",
        "人数": f"{row.people} 人",
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


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
