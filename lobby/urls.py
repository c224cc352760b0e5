"""Pages at the root, the API below /api/v1/, the console below /admin/."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from lobby.health import LiveView, ReadyView
from lobby.metrics import MetricsView
from lobby.unknown import UnknownView

health: list[URLPattern | URLResolver] = [
    path("healthz", LiveView.as_view(), name="healthz"),
    path("readyz", ReadyView.as_view(), name="readyz"),
    path("metrics", MetricsView.as_view(), name="metrics"),
]

api: list[URLPattern | URLResolver] = [
    *health,
    path("", include("lobby.branch.urls")),
    path("", include("lobby.tickets.urls")),
    path("", include("lobby.knowledge.urls")),
    path("", include("lobby.conversations.urls")),
    path("", include("lobby.cases.urls")),
    path("", include("lobby.events.urls")),
    path("", include("lobby.staff.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("<path:rest>", UnknownView.as_view()),
]

urlpatterns = [
    path("api/v1/", include(api)),
    # Probes and scrapers look for these at the root.
    path("", include((health, "root"))),
    path("admin/", admin.site.urls),
    path("", include("lobby.screens.urls")),
]
