"""API routes of lobby.staff, below /api/v1/."""

from django.urls import path

from lobby.staff import views

urlpatterns = [path("auth/token", views.TokenView.as_view(), name="auth-token")]
