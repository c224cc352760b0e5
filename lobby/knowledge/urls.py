"""API routes of lobby.knowledge, below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from lobby.knowledge import fun_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("faqs", views.FaqsView.as_view(), name="faqs"),
    path("faqs/try", views.TryView.as_view(), name="faq-try"),
    path("faqs/<str:id>", views.FaqView.as_view(), name="faq"),
    path("knowledge/snapshot", views.SnapshotView.as_view(), name="knowledge-snapshot"),
    path("fx", views.ExchangeView.as_view(), name="fx"),
    path("fun", fun_views.FunView.as_view(), name="fun"),
    path("fun/quiz", fun_views.QuizView.as_view(), name="quiz"),
    path("fun/chain", fun_views.ChainView.as_view(), name="chain"),
    path("products", views.ProductsView.as_view(), name="products"),
    path("products/<str:code>", views.ProductView.as_view(), name="product"),
]
