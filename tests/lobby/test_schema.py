"""The OpenAPI document: valid, whole, and honest about errors."""

from __future__ import annotations

from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

STEPS = [
    "open",
    "close",
    "next",
    "recall",
    "start",
    "complete",
    "no-show",
    "hold",
    "resume",
    "transfer",
]
CALLS = {
    "POST /auth/token",
    "POST /conversations",
    "POST /conversations/{id}/turns",
    "DELETE /conversations/{id}",
    "GET /services",
    "POST /tickets",
    "GET /tickets/{id}",
    "DELETE /tickets/{id}",
    "GET /counters",
    *(f"POST /counters/{{code}}/{step}" for step in STEPS),
    "GET /queue",
    "GET /events",
    "GET /faqs",
    "POST /faqs",
    "PATCH /faqs/{id}",
    "DELETE /faqs/{id}",
    "GET /knowledge/snapshot",
    "POST /faqs/try",
    "GET /products",
    "GET /products/{code}",
    "GET /route",
    "POST /cases",
    "GET /cases/{id}",
    "GET /activities",
    "POST /activities/{code}/sign-ups",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
}


def test_no_two_shapes_share_a_name() -> None:
    """Else the document shows one in place of the other."""
    GENERATOR_STATS.reset()
    SchemaGenerator().get_schema(request=None, public=True)
    assert [said for said in GENERATOR_STATS._warn_cache if "identical names" in said] == []


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return made


def test_it_is_valid(schema: dict[str, Any]) -> None:
    validate_schema(schema)


def test_every_call_of_the_contract_is_told(schema: dict[str, Any]) -> None:
    told = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, calls in schema["paths"].items()
        for method in calls
    }
    assert told >= CALLS


def test_every_call_tells_its_problems(schema: dict[str, Any]) -> None:
    problem = {"$ref": "#/components/schemas/Problem"}
    for calls in schema["paths"].values():
        for call in calls.values():
            content = call["responses"]["default"]["content"]
            assert content == {"application/problem+json": {"schema": problem}}
