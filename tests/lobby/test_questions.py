"""Whatever is asked for by GET, the answer is what was asked for or a problem in Chinese, never another thing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from lobby.tickets import issuing
from tests.lobby.limits import forget_limits

MakeManager = Callable[[str], User]

PROBLEM = "application/problem+json"
CHINESE = re.compile("[\u4e00-\u9fff]")
PAGES = (
    *("/t/{token}", "/t/{token}/qr.svg", "/t/{token}/ticket.png", "/t/{token}/ticket.pdf"),
    *("/case/{token}", "/case/{token}/qr.svg", "/p/{code}", "/p/{code}/qr.svg"),
)
JUNK = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1",
        "99",
        "1e9",
        "1" * 40,
        "null",
        "true",
        "NaN",
        "abc",
        "甲",
        "😀",
        "%",
        "%00",
    ),
    *(
        "\x00",
        "a\x00b",
        "\ud83d",
        "'",
        '"; drop table',
        "../..",
        "A001",
        "cash",
        "card_lost",
        "restroom",
    ),
    *("2026-02-30", "2026-13-01", "0000-00-00", "2026-01-01T00:00:00Z", "9999-12-31", "x" * 3000),
)


def questions() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address that answers GET, with the names of what it may be asked."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    for path, calls in schema["paths"].items():
        if "get" in calls:
            asked = calls["get"].get("parameters", [])
            yield path, tuple(one["name"] for one in asked if one["in"] == "query")
    yield from ((page, ("width", "token")) for page in PAGES)


QUESTIONS = dict(questions())
junk = st.sampled_from(JUNK) | st.text(max_size=30)


def address(path: str, names: dict[str, str], query: dict[str, str]) -> str:
    filled = re.sub(
        r"{(\w+)}", lambda name: quote(names[name[1]].encode("utf-8", "replace"), safe=""), path
    )
    told = {name: value.encode("utf-8", "replace") for name, value in query.items()}
    return f"{filled}?{urlencode(told)}" if told else filled


def assert_told(answer: Any, where: str) -> None:
    """No fault of ours; what is refused is refused in Chinese."""
    if "/readyz" in where and answer.status_code == 503:
        return  # the dialogue is away, as it may say
    assert answer.status_code < 500, f"{where}: {answer.content[:300]!r}"
    if answer.status_code < 400:
        return
    if where.startswith("/api/") or answer.headers["Content-Type"].startswith(PROBLEM):
        assert answer.headers["Content-Type"].startswith(PROBLEM), where
        detail = json.loads(answer.content)["detail"]
        assert CHINESE.search(detail), f"{where}: {detail}"
    else:
        assert CHINESE.search(answer.content.decode()), where


@pytest.fixture
def asking(staff: APIClient) -> APIClient:
    staff.raise_request_exception = False
    return staff


@pytest.mark.parametrize("path", QUESTIONS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_junk_is_refused_and_never_a_fault(
    asking: APIClient, path: str, data: st.DataObject
) -> None:
    names = {
        name: data.draw(junk.filter(bool), label=name) for name in re.findall(r"{(\w+)}", path)
    }
    asked = (*QUESTIONS[path], "format", "unknown")
    query = data.draw(st.dictionaries(st.sampled_from(asked), junk, max_size=4), label="query")
    with pytest.MonkeyPatch.context() as patch:
        forget_limits(patch)
        where = address(path, names, query)
        assert_told(asking.get(where), where)


def test_each_address_is_asked() -> None:
    assert {"/api/v1/statistics", "/api/v1/products/{code}", "/t/{token}/ticket.png"} <= set(
        QUESTIONS
    )
    assert len(QUESTIONS) > 40


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("statistics?since=2026-02-30", 422, "since"),
        ("statistics?since=", 422, "since"),
        ("statistics?since=2026-03-02&until=2026-03-01", 422, "不能早于"),
        ("statistics?by=moon", 422, "by"),
        ("statistics?service=cahs", 422, "现有：cash"),
        ("statistics.csv?service=cahs", 422, "现有：cash"),
        ("statistics?counter=99", 404, "现有：1"),
        ("statistics/productivity?by=moon", 422, "by"),
        ("appointments?day=", 422, "2026-03-02"),
        ("appointments?day=tomorrow", 422, "2026-03-02"),
        ("cases?mine=perhaps", 422, "mine"),
        ("cases?state=lost", 422, "state"),
        ("products?category=bonds", 422, "没有这个产品类别"),
        ("products?risk=wild", 422, "没有这个风险等级"),
        ("fx?currency=12", 422, "货币代码"),
        ("fun?kind=opera", 422, "kind"),
        ("fun/quiz?level=9", 422, "level"),
        ("hours?kind=royal", 422, "kind"),
        ("hours?until=2026-03-02", 422, "date"),
        ("hours?date=2026-03-02&until=2026-03-01", 422, "不能早于"),
        ("hours?business=unknown", 404, "没有这项业务"),
        ("triage?business=transfer&amount=lots", 422, "amount"),
        ("triage?business=transfer&prefer=window", 422, "prefer"),
        ("route?to=moon", 404, "没有这个地点"),
        ("plan.svg?to=moon", 404, "没有这个地点"),
        ("events?last_event_id=-1", 422, "事件编号"),
        ("events?pulse=often", 422, "pulse"),
        ("readyz?exclude=dialog", 422, "dialogue"),
        ("numbers/A999", 404, "没有发出过"),
        ("counters/99/line", 404, "没有这个窗口"),
        ("products/%00", 400, "格式不对"),
    ],
)
def test_what_cannot_be_answered_is_said_with_what_could_be(
    asking: APIClient, asked: str, status: int, said: str
) -> None:
    answer = asking.get(f"/api/v1/{asked}")
    assert answer.status_code == status
    assert_told(answer, f"/api/v1/{asked}")
    detail = json.loads(answer.content)["detail"]
    assert said in detail


@pytest.mark.parametrize("kind", ["png", "pdf"])
@pytest.mark.parametrize("width", ["99", "", "58.0", "080", "宽"])
def test_paper_of_another_width_is_no_paper_of_80_mm(
    client: Client, seeded: None, kind: str, width: str
) -> None:
    ticket, _ = issuing.issue("cash", by="device", key="paper")
    answer = client.get(f"/t/{ticket.page_token}/ticket.{kind}", {"width": width})
    assert answer.status_code == 400
    assert answer["Content-Type"] == PROBLEM
    assert "width=58 或 width=80" in answer.json()["detail"]
    # Nothing said is the usual paper.
    assert client.get(f"/t/{ticket.page_token}/ticket.{kind}").status_code == 200


def test_a_page_of_another_sign_in_is_told_to_be_read_anew(make_manager: MakeManager) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_manager("manager"))
    answer = browser.post("/api/v1/counters/1/open")
    assert answer.status_code == 403
    assert "请刷新页面" in answer.json()["detail"]
    page = browser.post("/counter/logout")
    assert (page.status_code, "请刷新页面" in page.content.decode()) == (403, True)
