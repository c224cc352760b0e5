"""API routes of lobby.cases, below /api/v1/."""

from django.urls import path

from lobby.cases import staff_views, views

urlpatterns = [
    path("cases", views.CasesView.as_view(), name="cases"),
    path("cases/<uuid:id>", views.CaseView.as_view(), name="case"),
    path("cases/<uuid:id>/words", views.WordsView.as_view(), name="case-words"),
    path("cases/<uuid:id>/withdraw", views.WithdrawView.as_view(), name="case-withdraw"),
    path("cases/<uuid:id>/rating", views.CaseRatingView.as_view(), name="case-rating"),
    path("cases/<uuid:id>/take", staff_views.TakeView.as_view(), name="case-take"),
    path("cases/<uuid:id>/release", staff_views.ReleaseView.as_view(), name="case-release"),
    path("cases/<uuid:id>/answer", staff_views.AnswerView.as_view(), name="case-answer"),
    path("cases/<uuid:id>/close", staff_views.CloseView.as_view(), name="case-close"),
    path("tickets/<uuid:id>/rating", views.TicketRatingView.as_view(), name="ticket-rating"),
    path("ratings", views.RatingsView.as_view(), name="ratings"),
]
