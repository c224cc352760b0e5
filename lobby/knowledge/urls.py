"""API routes of lobby.knowledge, below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from lobby.knowledge import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("faqs", views.FaqsView.as_view(), name="faqs"),
    path("faqs/try", views.TryView.as_view(), name="faq-try"),
    path("faqs/<str:id>", views.FaqView.as_view(), name="faq"),
    path("knowledge/snapshot", views.SnapshotView.as_view(), name="knowledge-snapshot"),
    path("fun", views.FunView.as_view(), name="fun"),
    path("fx", views.ExchangeView.as_view(), name="fx"),
    path("products", views.ProductsView.as_view(), name="products"),
    path("products/<str:code>", views.ProductView.as_view(), name="product"),
]
