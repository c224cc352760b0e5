"""The screens of the branch: choose, kiosk, board, counter, statistics."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from lobby import clock
from lobby.branch.models import Branch
from lobby.screens import suggestions
from lobby.screens.forms import StaffLoginForm
from lobby.screens.policy import screen
from lobby.tickets.models import Service


def branch_name() -> str:
    """What the branch is called; empty before it has been set up."""
    return Branch.objects.values_list("name", flat=True).first() or ""


@require_safe
@screen
def choose(request: HttpRequest) -> HttpResponse:
    """Which screen this device is."""
    return render(request, "screens/choose.html", {"branch": branch_name()})


@require_safe
@ensure_csrf_cookie
@screen
def kiosk(request: HttpRequest) -> HttpResponse:
    """The robot's own screen, for customers."""
    context = {
        "branch": branch_name(),
        "panels": [
            {
                "id": "places",
                "title": "您想去哪儿？",
                "choices": suggestions.places(),
            },
            {
                "id": "products",
                "title": "您想了解哪一类？",
                "choices": suggestions.categories(),
            },
            {
                "id": "questions",
                "title": "大家常问的问题",
                "choices": suggestions.questions(),
            },
        ],
    }
    return render(request, "screens/kiosk.html", context)


@require_safe
@ensure_csrf_cookie
@screen
def board(request: HttpRequest) -> HttpResponse:
    """The calls, for the whole hall."""
    return render(request, "screens/board.html", {"branch": branch_name()})


@require_safe
@ensure_csrf_cookie
@screen
def counter(request: HttpRequest) -> HttpResponse:
    """The teller's screen; asks who it is first."""
    if not (request.user.is_authenticated and request.user.is_staff):
        return redirect("staff-login")
    return render(request, "screens/counter.html", {"branch": branch_name()})


@require_safe
@ensure_csrf_cookie
@screen
def statistics(request: HttpRequest) -> HttpResponse:
    """The manager's figures; asks who it is first."""
    if not (request.user.is_authenticated and request.user.is_staff):
        return redirect(f"{reverse('staff-login')}?next={reverse('statistics-page')}")
    context = {
        "branch": branch_name(),
        "today": clock.today().isoformat(),
        "services": Service.objects.filter(active=True),
    }
    return render(request, "screens/statistics.html", context)


class StaffLogin(LoginView):
    """Signs a teller in for the counter, or a device's keeper in for the board."""

    template_name = "screens/login.html"
    authentication_form = StaffLoginForm
    next_page = "counter"


class StaffLogout(LogoutView):
    next_page = "staff-login"


login = screen(StaffLogin.as_view())
logout = screen(StaffLogout.as_view())
