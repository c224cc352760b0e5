"""API routes of lobby.activities, below /api/v1/."""

from django.urls import path

from lobby.activities import views

urlpatterns = [
    path("activities", views.ActivitiesView.as_view(), name="activities"),
    path("activities/<str:code>/sign-ups", views.SignUpsView.as_view(), name="sign-ups"),
    path("cases/<uuid:id>/sign-up", views.CancelView.as_view(), name="sign-up"),
]
