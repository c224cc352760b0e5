"""Pages at the root, the API below /api/v1/, the console below /admin/."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

api = [
    path("", include("lobby.branch.urls")),
    path("", include("lobby.tickets.urls")),
    path("", include("lobby.knowledge.urls")),
    path("", include("lobby.conversations.urls")),
    path("", include("lobby.cases.urls")),
    path("", include("lobby.events.urls")),
    path("", include("lobby.staff.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
]

urlpatterns = [
    path("api/v1/", include(api)),
    path("admin/", admin.site.urls),
    path("", include("lobby.screens.urls")),
]
