"""API routes of lobby.announcements, below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from lobby.announcements.views import AnnouncementsView, SaidView, SpeakerView

urlpatterns: list[URLPattern | URLResolver] = [
    path("announcements", AnnouncementsView.as_view(), name="announcements"),
    path("announcements/speaker", SpeakerView.as_view(), name="announcements-speaker"),
    path("announcements/<uuid:announcement>/said", SaidView.as_view(), name="announcement-said"),
]
