"""API routes of lobby.printing, below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from lobby.printing import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("print-jobs", views.PrintJobsView.as_view(), name="print-jobs"),
    path("print-jobs/<int:id>/printed", views.PrintedView.as_view(), name="printed"),
    path("printer", views.PrinterView.as_view(), name="printer"),
    path("tickets/<uuid:id>/print", views.TicketPrintView.as_view(), name="ticket-print"),
]
