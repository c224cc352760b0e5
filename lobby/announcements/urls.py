"""API routes of lobby.announcements, below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from lobby.announcements.views import AnnouncementsView

urlpatterns: list[URLPattern | URLResolver] = [
    path("announcements", AnnouncementsView.as_view(), name="announcements"),
]
