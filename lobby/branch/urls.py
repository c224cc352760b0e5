"""API routes of lobby.branch, below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from lobby.branch import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("branch", views.BranchView.as_view(), name="branch"),
    path("hours", views.HoursView.as_view(), name="hours"),
    path("calendar", views.CalendarView.as_view(), name="calendar"),
    path("triage", views.TriageView.as_view(), name="triage"),
    path("places", views.PlacesView.as_view(), name="places"),
    path("facilities", views.FacilitiesView.as_view(), name="facilities"),
    path("route", views.RouteView.as_view(), name="route"),
    path("plan.svg", views.PlanView.as_view(), name="plan"),
]
