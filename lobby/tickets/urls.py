"""API routes of lobby.tickets, below /api/v1/."""

from django.urls import path

from lobby.tickets import appointment_views, ticket_views
from lobby.tickets.counter_views import (
    CallView,
    CloseView,
    CountersView,
    LineView,
    NamedStepView,
    NextView,
    OpenView,
    StepView,
    TransferView,
)
from lobby.tickets.statistics import views as statistics

steps = ("start", "complete", "no-show", "hold")
named_steps = ("recall", "resume")

urlpatterns = [
    path("services", ticket_views.ServicesView.as_view(), name="services"),
    path("queue", ticket_views.QueueView.as_view(), name="queue"),
    path("tickets", ticket_views.TicketsView.as_view(), name="tickets"),
    path("tickets/<uuid:id>", ticket_views.TicketView.as_view(), name="ticket"),
    path("tickets/<uuid:id>/reinsert", ticket_views.ReinsertView.as_view(), name="reinsert"),
    path("tickets/<uuid:id>/class", ticket_views.RegradeView.as_view(), name="regrade"),
    path("numbers/<str:number>", ticket_views.NumberView.as_view(), name="number"),
    path("appointments", appointment_views.AppointmentsView.as_view(), name="appointments"),
    path("appointments/check-in", appointment_views.CheckInView.as_view(), name="check-in"),
    path(
        "appointments/<str:code>", appointment_views.AppointmentView.as_view(), name="appointment"
    ),
    path("day/close", appointment_views.DayCloseView.as_view(), name="day-close"),
    path("statistics", statistics.StatisticsView.as_view(), name="statistics"),
    path("statistics.csv", statistics.StatisticsCsvView.as_view(), name="statistics-csv"),
    path("statistics/productivity", statistics.ProductivityView.as_view(), name="productivity"),
    path(
        "statistics/productivity.csv",
        statistics.ProductivityCsvView.as_view(),
        name="productivity-csv",
    ),
    path("counters", CountersView.as_view(), name="counters"),
    path("counters/<slug:code>/line", LineView.as_view(), name="counter-line"),
    path("counters/<slug:code>/open", OpenView.as_view(), name="counter-open"),
    path("counters/<slug:code>/close", CloseView.as_view(), name="counter-close"),
    path("counters/<slug:code>/next", NextView.as_view(), name="counter-next"),
    path("counters/<slug:code>/call", CallView.as_view(), name="counter-call"),
    path("counters/<slug:code>/transfer", TransferView.as_view(), name="counter-transfer"),
    *(
        path(
            f"counters/<slug:code>/{name}",
            StepView.as_view(step=name.replace("-", "_")),
            name=f"counter-{name}",
        )
        for name in steps
    ),
    *(
        path(
            f"counters/<slug:code>/{name}",
            NamedStepView.as_view(step=name),
            name=f"counter-{name}",
        )
        for name in named_steps
    ),
]
