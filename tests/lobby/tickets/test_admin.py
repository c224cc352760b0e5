"""Managers set the calling rule up in the console."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lobby import clock
from lobby.tickets import appointments
from lobby.tickets.models import Appointment, Counter, Service


def counter_form(counter: Counter, **more: Any) -> dict[str, Any]:
    return {
        "branch": counter.branch_id,
        "code": counter.code,
        "name": counter.name,
        "place": counter.place_id or "",
        "position": counter.position,
        "order_minutes": 0,
        "offers-TOTAL_FORMS": 0,
        "offers-INITIAL_FORMS": 0,
        **more,
    }


def save(manager: Client, counter: Counter, **more: Any) -> Any:
    address = reverse("admin:tickets_counter_change", args=[counter.pk])
    return manager.post(address, counter_form(counter, **more))


def test_a_counter_is_reserved(manager: Client) -> None:
    counter = Counter.objects.get(code="2")
    assert save(manager, counter, order_minutes=15, reserved_for=["vip"]).status_code == 302
    counter.refresh_from_db()
    assert counter.order_minutes == 15
    assert [grade.code for grade in counter.reserved_for.all()] == ["vip"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"reserved_for": ["normal", "vip"]}, "普通客户不用选"),
        ({"order_minutes": 61}, "最久等候（60分钟）"),
        ({"order_minutes": -1}, "大于或等于"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    manager: Client, wrong: dict[str, Any], message: str
) -> None:
    page = save(manager, Counter.objects.get(code="2"), **wrong)
    assert page.status_code == 200
    assert message in page.content.decode()


def test_a_limit_beyond_patience_is_refused(manager: Client) -> None:
    service = Service.objects.get(code="cash")
    address = reverse("admin:tickets_service_change", args=[service.pk])
    form = {
        name: getattr(service, name)
        for name in ("code", "name", "letter", "prior_minutes", "hours", "position")
    }
    form |= {"branch": service.branch_id, "area": service.area_id, "active": "on"}
    page = manager.post(address, {**form, "overdue_minutes": 61})
    assert "不能超过网点的最久等候" in page.content.decode()
    assert manager.post(address, {**form, "overdue_minutes": 40}).status_code == 302
    service.refresh_from_db()
    assert service.overdue_minutes == 40


def test_appointments_are_given_up(manager: Client) -> None:
    starts = clock.now() + timedelta(minutes=1)
    row = appointments.book("cash", starts, starts + timedelta(seconds=30))
    address = reverse("admin:tickets_appointment_changelist")
    data = {"action": "give_up", "_selected_action": [row.pk]}
    assert manager.post(address, data).status_code == 302
    assert Appointment.objects.get().state == "cancelled"
