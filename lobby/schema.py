"""The API's own description, told whole: every call's errors too."""

from __future__ import annotations

from typing import Any

from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.problems import PROBLEM

PROBLEM_SHAPE: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457; some problems carry more, such as `errors` or `state`.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "for people, in Chinese"},
        "code": {"type": "string", "description": "for programs, stable"},
    },
    "required": ["type", "title", "status", "detail", "code"],
}


class SchemaView(SpectacularAPIView):
    """The OpenAPI document, as YAML or JSON; its errors are JSON always."""

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        if final.status_code >= 400:
            renderer: BaseRenderer = JSONRenderer()
            final.accepted_renderer = renderer
        return final


def tell_problems(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A drf-spectacular hook: errors are problem documents, any call may answer with one."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM_SHAPE
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for calls in result["paths"].values():
        for call in calls.values():
            for status, response in call["responses"].items():
                if status >= "400" and "Ready" not in str(response):
                    response["content"] = content
            call["responses"]["default"] = {"description": "A problem.", "content": content}
    return result
