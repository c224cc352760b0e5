"""API routes of lobby.events, below /api/v1/."""

from django.urls import path

from lobby.events import views

urlpatterns = [path("events", views.EventsView.as_view(), name="events")]
