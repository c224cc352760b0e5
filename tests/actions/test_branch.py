"""The branch's client against a real server: answers, refusals, garbage, silence."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.branch import BUDGET_S, COOL_OFF_S, HttpBranch, read_token
from actions.errors import BranchAway, BranchGarbled, BranchRefused, BranchUnknown
from tests.fakes.branch_server import Answer, branch_server

TICKET = {
    "type": "ticket",
    "id": "7",
    "number": "A001",
    "service": "cash",
    "service_name": "个人现金业务",
    "area": "现金柜台",
    "state": "waiting",
    "ahead": 2,
    "wait": {"low_min": 5, "high_min": 12},
    "page_url": "/t/x",
    "qr_url": "/t/x.svg",
}


@pytest.fixture
async def client() -> AsyncIterator[Callable[..., HttpBranch]]:
    made: list[HttpBranch] = []

    def make(url: str, **options: Any) -> HttpBranch:
        made.append(HttpBranch(url, token=lambda: "secret", **options))
        return made[-1]

    yield make
    for branch in made:
        await branch.close()


async def test_a_ticket_is_asked_for_with_its_key_and_the_device_token(client) -> None:
    with branch_server(Answer(201, TICKET)) as server:
        ticket = await client(server.url).issue_ticket("cash", "c1", "c1:m1:cash")
    assert (ticket.number, ticket.ahead, ticket.wait.high_min) == ("A001", 2, 12)
    (seen,) = server.seen
    assert (seen.method, seen.path) == ("POST", "/api/v1/tickets")
    assert seen.headers["Idempotency-Key"] == "c1:m1:cash"
    assert seen.headers["Authorization"] == "Bearer secret"
    assert seen.body == {"service": "cash", "conversation": "c1"}


async def test_a_class_claimed_later_and_an_appointment(client) -> None:
    early = {"code": "too_early", "opens_at": "2026-03-04T10:30:00+08:00"}
    answers = (Answer(200, TICKET), Answer(201, TICKET), Answer(409, early), Answer(404, {}))
    with branch_server(*answers) as server:
        branch = client(server.url)
        assert (await branch.regrade_ticket("7", "elderly")).number == "A001"
        assert (await branch.check_in("12345678", "c1")).number == "A001"
        with pytest.raises(BranchRefused) as refused:
            await branch.check_in("12345678", "c1")
        with pytest.raises(BranchUnknown):
            await branch.check_in("87654321", "c1")
    assert (refused.value.code, refused.value.told["opens_at"]) == ("too_early", early["opens_at"])
    first, second = server.seen[:2]
    assert (first.path, first.body) == ("/api/v1/tickets/7/class", {"customer_class": "elderly"})
    assert second.path == "/api/v1/appointments/check-in"
    assert second.body == {"code": "12345678", "conversation": "c1"}


async def test_how_far_a_number_of_today_is(client) -> None:
    waits = {**TICKET, "number": "A015", "counter_name": None}
    done = {**TICKET, "state": "done", "ahead": 0, "wait": None, "counter_name": "1号窗口"}
    with branch_server(Answer(body=waits), Answer(body=done), Answer(404, {})) as server:
        branch = client(server.url)
        found = await branch.number("A15")
        assert (found.number, found.ahead, found.counter_name) == ("A015", 2, "")
        assert (await branch.number("A001")).counter_name == "1号窗口"
        with pytest.raises(BranchUnknown):
            await branch.number("A/1?")
    assert [seen.path for seen in server.seen][::2] == [
        "/api/v1/numbers/A15",
        "/api/v1/numbers/A%2F1%3F",
    ]


async def test_a_dropped_connection_is_tried_once_more_with_the_same_key(client) -> None:
    with branch_server(Answer(drop=True), Answer(201, TICKET)) as server:
        ticket = await client(server.url).issue_ticket("cash", "c1", "k")
    assert ticket.number == "A001"
    assert [seen.headers["Idempotency-Key"] for seen in server.seen] == ["k", "k"]


async def test_a_connection_dropped_twice_is_away(client) -> None:
    with branch_server(Answer(drop=True)) as server, pytest.raises(BranchAway) as caught:
        await client(server.url).hours()
    assert caught.value.retryable
    assert len(server.seen) == 2


async def test_silence_ends_within_the_budget_and_is_not_waited_for_twice(client) -> None:
    with branch_server(Answer(hang=True)) as server:
        branch = client(server.url)
        began = time.monotonic()
        with pytest.raises(BranchAway):
            await branch.hours()
        with pytest.raises(BranchAway):
            await branch.services()
        took = time.monotonic() - began
    assert len(server.seen) == 1
    assert BUDGET_S <= took < 2 * BUDGET_S


async def test_after_the_cool_off_the_branch_is_asked_again(client) -> None:
    now, answers = [100.0], [httpx.ReadTimeout("no answer"), httpx.Response(200, json=[])]
    asked: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(now[0])
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    branch = client(
        "http://branch.invalid", clock=lambda: now[0], transport=httpx.MockTransport(answer)
    )
    for moment in (100.0, 100.0 + COOL_OFF_S / 2):
        now[0] = moment
        with pytest.raises(BranchAway):
            await branch.services()
    now[0] = 100.0 + COOL_OFF_S
    assert await branch.services() == ()
    # The call between was not sent at all.
    assert asked == [100.0, 100.0 + COOL_OFF_S]


async def test_nobody_listens(client) -> None:
    with branch_server(Answer()) as server:
        url = server.url
    with pytest.raises(BranchAway):
        await client(url).hours()


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, BranchRefused),
        (404, BranchUnknown),
        (409, BranchRefused),
        (410, BranchUnknown),
        (422, BranchRefused),
        (429, BranchAway),
        (500, BranchAway),
        (503, BranchAway),
        (302, BranchGarbled),
    ],
)
async def test_problems(client, status: int, error: type[Exception]) -> None:
    problem = {"title": "x", "status": status, "code": "closed"}
    with branch_server(Answer(status, problem)) as server, pytest.raises(error) as caught:
        await client(server.url).issue_ticket("cash", "c1", "k")
    if error is BranchRefused:
        assert (caught.value.code, caught.value.status) == ("closed", status)
    assert "c1" not in caught.value.message


CALLS: dict[str, Callable[[HttpBranch], Awaitable[Any]]] = {
    "conversation": lambda b: b.conversation("c"),
    "services": lambda b: b.services(),
    "triage": lambda b: b.triage("transfer", 5.5, prefer_counter=True),
    "issue_ticket": lambda b: b.issue_ticket("cash", "c", "k"),
    "reinsert_ticket": lambda b: b.reinsert_ticket("t"),
    "hours": lambda b: b.hours(),
    "about": lambda b: b.about(),
    "almanac": lambda b: b.almanac(),
    "places": lambda b: b.places(),
    "route": lambda b: b.route("restroom"),
    "faq": lambda b: b.faq("x"),
    "products": lambda b: b.products("fund", "steady"),
    "product": lambda b: b.product("x"),
    "open_case": lambda b: b.open_case("help", "c", "s", "k"),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "answer",
    [
        Answer(raw=b"<html>oops</html>"),
        Answer(body="text"),
        Answer(body=[1]),
        Answer(body={"number": 7}),
        Answer(body=None),
        Answer(raw=b"\xff\xfe"),
    ],
    ids=["html", "string", "numbers", "fields", "nothing", "bytes"],
)
async def test_garbage_is_one_kind_of_error(client, call: str, answer: Answer) -> None:
    with branch_server(answer) as server, pytest.raises(BranchGarbled):
        await CALLS[call](client(server.url))


async def test_what_is_asked_for(client) -> None:
    with branch_server(Answer(404)) as server:
        branch = client(server.url)
        for call in CALLS.values():
            with pytest.raises(BranchUnknown):
                await call(branch)
        with pytest.raises(BranchUnknown):
            await branch.cancel_ticket("a/b")
    assert [f"{seen.method} {seen.path.removeprefix('/api/v1/')}" for seen in server.seen] == [
        "GET conversations/c",
        "GET services",
        "GET triage?business=transfer&amount=5.5&prefer=counter",
        "POST tickets",
        "POST tickets/t/reinsert",
        "GET hours?kind=personal&about=open",
        "GET branch",
        "GET calendar",
        "GET places",
        "GET route?to=restroom",
        "GET faqs/x",
        "GET products?category=fund&risk=steady",
        "GET products/x",
        "POST cases",
        "DELETE tickets/a%2Fb",
    ]


async def test_a_whole_sum_is_sent_as_one(client) -> None:
    with branch_server(Answer(body={"need": "amount"})) as server:
        where = await client(server.url).triage("cash_withdrawal", 30000)
    assert where.need == "amount"
    assert server.seen[0].path.endswith("&amount=30000")


async def test_an_unknown_place_may_be_refused_as_invalid(client) -> None:
    with branch_server(Answer(422, {})) as server, pytest.raises(BranchUnknown):
        await client(server.url).route("moon")


async def test_a_cancelled_ticket_answers_nothing(client) -> None:
    with branch_server(Answer(204)) as server:
        await client(server.url).cancel_ticket("7")
    assert server.seen[0].method == "DELETE"


def test_the_token_comes_from_the_environment_or_the_file(tmp_path: Path) -> None:
    assert read_token({"JIAOJIAO_VAR": str(tmp_path)}) is None
    (tmp_path / "device-token").write_text("from-file\n")
    assert read_token({"JIAOJIAO_VAR": str(tmp_path)}) == "from-file"
    assert read_token({"JIAOJIAO_VAR": str(tmp_path), "JIAOJIAO_TOKEN": "given"}) == "given"


async def test_the_address_comes_from_the_environment() -> None:
    with branch_server(Answer(body=[])) as server:
        branch = HttpBranch.from_environment(
            {"JIAOJIAO_URL": server.url + "/", "JIAOJIAO_TOKEN": "t"}
        )
        assert await branch.services() == ()
        await branch.close()
        assert await branch.services() == ()  # a closed client opens anew
        await branch.close()
    assert server.seen[0].headers["Authorization"] == "Bearer t"
