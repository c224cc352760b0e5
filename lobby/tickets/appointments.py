"""Appointments: agreed by staff, kept by checking in with the code.

Who checks in before the window ends ranks as if they had taken a number `Branch.appointment_minutes`
before it begins, or now if that is earlier: an appointment is never worse than a number, and never
better than having come so much earlier, so that nobody in the hall starves. The head start of their
class is added as for anybody. Who comes later is given an ordinary number.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction

from lobby import clock
from lobby.branch.models import Branch
from lobby.problems import Conflict, Invalid
from lobby.tickets import closing, desk, errors, issuing
from lobby.tickets.models import Appointment, AppointmentState, PriorityClass, Ticket

LONGEST = timedelta(hours=12)


class TooEarly(Conflict):
    """Checking in is possible from `opens_at` (ISO)."""

    code = "too_early"


def of_day(day: date) -> list[Appointment]:
    morning = datetime.combine(day, time.min, clock.BRANCH_ZONE)
    return list(
        Appointment.objects.select_related("service", "ticket").filter(
            starts_at__gte=morning, starts_at__lt=morning + timedelta(days=1)
        )
    )


def book(
    service_code: str,
    starts_at: datetime,
    ends_at: datetime,
    customer_class: str = PriorityClass.NORMAL,
) -> Appointment:
    """A new appointment with a code of its own; raises UnknownService, UnknownClass, Invalid."""
    service = desk.service(service_code)
    if not PriorityClass.objects.filter(code=customer_class).exists():
        raise errors.UnknownClass("没有这个客户优先级。")
    if ends_at <= starts_at or clock.day_of(starts_at) != clock.day_of(ends_at):
        raise Invalid("预约的结束时间应在同一天、开始时间之后。")
    if ends_at <= clock.now():
        raise Invalid("不能预约已经过去的时间。")
    return Appointment.objects.create(
        branch=service.branch,
        service=service,
        customer_class_id=customer_class,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def cancel(code: str) -> Appointment:
    """Give the appointment up; a second time changes nothing. Raises IllegalTransition once kept."""
    with transaction.atomic():
        row = _locked(code)
        if row.state == AppointmentState.ARRIVED:
            raise _illegal(row, "取消")
        row.state = AppointmentState.CANCELLED
        row.save(update_fields=["state"])
    return row


def check_in(code: str, *, by: str, conversation: uuid.UUID | None = None) -> tuple[Ticket, bool]:
    """(ticket, whether it is new). Doing it again gives the same ticket.

    Raises UnknownAppointment, TooEarly, Closed, and IllegalTransition when it was cancelled or missed.
    """
    closing.roll_over()
    with transaction.atomic():
        row = _locked(code)
        if row.state == AppointmentState.ARRIVED and row.ticket is not None:
            return row.ticket, False
        if row.state != AppointmentState.BOOKED:
            raise _illegal(row, "签到")
        now = clock.now()
        opens = row.starts_at - timedelta(minutes=row.branch.appointment_early_minutes)
        if now < opens:
            local = opens.astimezone(clock.BRANCH_ZONE)
            raise TooEarly(
                f"还没到签到时间，请在{local:%H:%M}以后再来签到。", opens_at=local.isoformat()
            )
        came_at = rank_from(row.branch, row, now)
        ticket, new = issuing.give(row.service, row.customer_class, by, conversation, None, came_at)
        if not new and ticket.rank_at > came_at:
            # The visitor had taken a number before they thought of the appointment.
            ticket.rank_at = came_at
            ticket.save(update_fields=["rank_at"])
        row.state, row.ticket = AppointmentState.ARRIVED, ticket
        row.save(update_fields=["state", "ticket"])
    return ticket, new


def rank_from(branch: Branch, appointment: Appointment, now: datetime) -> datetime:
    """When a customer who checks in now counts as having come."""
    if now > appointment.ends_at:
        return now
    return min(now, appointment.starts_at - timedelta(minutes=branch.appointment_minutes))


def _locked(code: str) -> Appointment:
    row = (
        Appointment.objects.select_related("branch", "service__branch", "customer_class", "ticket")
        .select_for_update(of=("self",))
        .filter(code=code.strip())
        .first()
    )
    if row is None:
        raise errors.UnknownAppointment("没有这个预约码，请核对。")
    return row


def _illegal(row: Appointment, step: str) -> errors.IllegalTransition:
    state = AppointmentState(row.state)
    return errors.IllegalTransition(f"这个预约{state.label}，不能{step}。", state=state.value)
