"""API routes of lobby.cases, below /api/v1/."""

from django.urls import path

from lobby.cases import views

urlpatterns = [
    path("cases", views.CasesView.as_view(), name="cases"),
    path("cases/<uuid:id>", views.CaseView.as_view(), name="case"),
]
