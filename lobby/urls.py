"""Pages at the root, the API below /api/v1/, the console below /admin/ (and, for people, at /console)."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularSwaggerView

from lobby.health import LiveView, ReadyView
from lobby.metrics import MetricsView
from lobby.schema import SchemaView
from lobby.unknown import UnknownView

handler400 = "lobby.error_pages.bad_request"
handler403 = "lobby.error_pages.permission_denied"
handler404 = "lobby.error_pages.page_not_found"
handler500 = "lobby.error_pages.server_error"

health: list[URLPattern | URLResolver] = [
    path("healthz", LiveView.as_view(), name="healthz"),
    path("readyz", ReadyView.as_view(), name="readyz"),
    path("metrics", MetricsView.as_view(), name="metrics"),
]

api: list[URLPattern | URLResolver] = [
    *health,
    path("", include("lobby.branch.urls")),
    path("", include("lobby.tickets.urls")),
    path("", include("lobby.announcements.urls")),
    path("", include("lobby.knowledge.urls")),
    path("", include("lobby.conversations.urls")),
    path("", include("lobby.cases.urls")),
    path("", include("lobby.printing.urls")),
    path("", include("lobby.activities.urls")),
    path("", include("lobby.events.urls")),
    path("", include("lobby.robots.urls")),
    path("", include("lobby.staff.urls")),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("", UnknownView.as_view()),
    path("<path:rest>", UnknownView.as_view()),
]

urlpatterns = [
    path("api/v1/", include(api)),
    # Probes and scrapers look for these at the root.
    path("", include((health, "root"))),
    path("admin/", admin.site.urls),
    path("console", RedirectView.as_view(pattern_name="admin:index"), name="console"),
    path("", include("lobby.screens.urls")),
]
