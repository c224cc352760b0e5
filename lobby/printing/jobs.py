"""What is to be printed. The queue lives in the database: a restart of anything loses no ticket."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction

from lobby import clock, events
from lobby.conversations.models import Conversation
from lobby.printing.models import JobState, Printer, PrinterState, PrintJob
from lobby.problems import Conflict, NotFound
from lobby.tickets.models import Ticket
from lobby.tickets.models.ticket import UNSETTLED

AT_THE_ROBOT = ("kiosk", "voice")
"""Channels of visitors who stand where the printer is."""
KEEP = timedelta(days=7)
PRUNE_EVERY = 200
KIOSK = "kiosk"
HEARD = timedelta(minutes=10)
"""A printer not heard of for so long is none; a robot that restarts is back by then."""


class NoPrinter(Conflict):
    code = "no_printer"


def for_new(ticket: Ticket) -> None:
    """A new number of a visitor at the robot is printed where there is a printer; in the caller's transaction."""
    if ticket.conversation is None or printer() is None:
        return
    at_robot = Conversation.objects.filter(pk=ticket.conversation, channel__in=AT_THE_ROBOT)
    if at_robot.exists():
        _add(ticket, KIOSK)


def ask(ticket: Ticket, by: str) -> PrintJob:
    """Print the ticket (again); while it is waiting already nothing is added. Raises NoPrinter, Conflict."""
    if printer() is None:
        raise NoPrinter("这里没有连接打印机，请用手机扫二维码。")
    if ticket.day != clock.today() or ticket.state not in UNSETTLED:
        raise Conflict("这个号码已经办结或失效，不用打印了。", state=str(ticket.state))
    with transaction.atomic():
        return _add(ticket, by)


def _add(ticket: Ticket, by: str) -> PrintJob:
    try:
        with transaction.atomic():
            job = PrintJob.objects.create(ticket=ticket, by=by)
    except IntegrityError:
        return PrintJob.objects.get(ticket=ticket, state=JobState.PENDING)
    if job.pk % PRUNE_EVERY == 0:
        PrintJob.objects.filter(created_at__lt=clock.now() - KEEP).exclude(
            state=JobState.PENDING
        ).delete()
    events.publish("print.requested", {"job": job.pk, "number": ticket.number})
    return job


def pending() -> list[PrintJob]:
    """What is to be printed, the first asked first. Jobs of settled tickets and earlier days are given up."""
    rows = list(
        PrintJob.objects.filter(state=JobState.PENDING).select_related("ticket").order_by("id")
    )
    today = clock.today()
    useless = [
        row.pk for row in rows if row.ticket.day != today or row.ticket.state not in UNSETTLED
    ]
    if useless:
        PrintJob.objects.filter(pk__in=useless).update(
            state=JobState.GIVEN_UP, finished_at=clock.now()
        )
    return [row for row in rows if row.pk not in useless]


def printed(job_id: int) -> None:
    """The printer has taken it; repeating it changes nothing. Raises NotFound."""
    job = PrintJob.objects.filter(pk=job_id)
    if not job.exists():
        raise NotFound("没有这个打印任务。")
    job.exclude(state=JobState.PRINTED).update(state=JobState.PRINTED, finished_at=clock.now())


def report(state: str, width_mm: int) -> Printer:
    """What the robot tells of its printer; screens hear of a change."""
    with transaction.atomic():
        row = Printer.objects.select_for_update().first() or Printer(state="")
        changed = row.state != state
        row.state, row.width_mm, row.at = PrinterState(state), width_mm, clock.now()
        row.save()
        if changed:
            events.publish("printer.state", {"state": state, "works": row.works})
    return row


def printer() -> Printer | None:
    """The printer, as long as the robot tells of it now and then."""
    return Printer.objects.filter(at__gte=clock.now() - HEARD).first()
