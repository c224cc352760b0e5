"""API routes of lobby.tickets, below /api/v1/."""

from django.urls import path

from lobby.tickets import calling, ticket_views
from lobby.tickets.counter_views import (
    CountersView,
    DoorView,
    NamedStep,
    NamedStepView,
    NextView,
    Step,
    StepView,
    TransferView,
)

doors = {"open": calling.open_counter, "close": calling.close_counter}
steps = {
    "start": calling.start,
    "complete": calling.complete,
    "no-show": calling.no_show,
    "hold": calling.hold,
}
named_steps = {"recall": calling.recall, "resume": calling.resume}

urlpatterns = [
    path("services", ticket_views.ServicesView.as_view(), name="services"),
    path("queue", ticket_views.QueueView.as_view(), name="queue"),
    path("tickets", ticket_views.TicketsView.as_view(), name="tickets"),
    path("tickets/<uuid:id>", ticket_views.TicketView.as_view(), name="ticket"),
    path("tickets/<uuid:id>/reinsert", ticket_views.ReinsertView.as_view(), name="reinsert"),
    path("counters", CountersView.as_view(), name="counters"),
    path("counters/<slug:code>/next", NextView.as_view(), name="counter-next"),
    path("counters/<slug:code>/transfer", TransferView.as_view(), name="counter-transfer"),
    *(
        path(
            f"counters/<slug:code>/{name}", DoorView.as_view(act=Step(door)), name=f"counter-{name}"
        )
        for name, door in doors.items()
    ),
    *(
        path(
            f"counters/<slug:code>/{name}", StepView.as_view(act=Step(step)), name=f"counter-{name}"
        )
        for name, step in steps.items()
    ),
    *(
        path(
            f"counters/<slug:code>/{name}",
            NamedStepView.as_view(act=NamedStep(named)),
            name=f"counter-{name}",
        )
        for name, named in named_steps.items()
    ),
]
