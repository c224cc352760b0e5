"""API routes of lobby.conversations, below /api/v1/."""

from django.urls import path

from lobby.conversations import views

urlpatterns = [
    path("conversations", views.ConversationsView.as_view(), name="conversations"),
    path("conversations/<uuid:id>", views.ConversationView.as_view(), name="conversation"),
    path("conversations/<uuid:id>/turns", views.TurnsView.as_view(), name="turns"),
    path("conversations/<uuid:id>/told", views.ToldView.as_view(), name="told"),
]
