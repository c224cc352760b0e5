"""The OpenAPI document tells the branch's and the knowledge's calls, without a complaint."""

from __future__ import annotations

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from lobby.branch import urls as branch_urls
from lobby.knowledge import urls as knowledge_urls

CALLS = {
    "/branch": {"get"},
    "/hours": {"get"},
    "/calendar": {"get"},
    "/triage": {"get"},
    "/places": {"get"},
    "/facilities": {"get"},
    "/fun": {"get"},
    "/fun/quiz": {"get"},
    "/fun/chain": {"post"},
    "/fx": {"get"},
    "/route": {"get"},
    "/plan.svg": {"get"},
    "/faqs": {"get", "post"},
    "/faqs/try": {"post"},
    "/faqs/{id}": {"get", "patch", "delete"},
    "/knowledge/snapshot": {"get"},
    "/products": {"get"},
    "/products/{code}": {"get"},
}


@pytest.mark.parametrize("urls", [branch_urls, knowledge_urls], ids=["branch", "knowledge"])
def test_the_schema_of_our_calls_is_valid(urls: object) -> None:
    GENERATOR_STATS.reset()
    generator = SchemaGenerator(patterns=urls.urlpatterns)  # type: ignore[attr-defined]
    schema = generator.get_schema(request=None, public=True)
    validate_schema(schema)
    assert not GENERATOR_STATS._error_cache
    assert not GENERATOR_STATS._warn_cache
    assert schema["paths"]
    for path, calls in schema["paths"].items():
        assert set(calls) == CALLS[path], path
        for call in calls.values():
            assert call["responses"]


def test_no_call_is_missing() -> None:
    patterns = [*branch_urls.urlpatterns, *knowledge_urls.urlpatterns]
    schema = SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)
    assert set(schema["paths"]) == set(CALLS)
