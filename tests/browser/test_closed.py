"""The hall's board before, between and after opening hours, in a real browser over a branch that keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.queueing import BranchClient
from tests.fakes.dialogue_server import DialogueServer
from tests.processes import LobbyServer, manage

EVE = "2026-09-30T10:00:00+08:00"
"""A Wednesday; the national holiday begins the day after."""
LEAST_PX = 90
"""The sign's lines on a 55-inch screen of 1080 lines, where that is 57 mm."""


@pytest.fixture(scope="module")
def lobby(
    dialogue_server: DialogueServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LobbyServer]:
    """A branch that is no demonstration, on the morning of that day."""
    var = tmp_path_factory.mktemp("closed")
    manage(var, "migrate", "--verbosity", "0")
    manage(var, "seed", JIAOJIAO_CLOCK=EVE)
    manage(
        var,
        "shell",
        "-c",
        "from lobby.branch.models import Branch; Branch.objects.update(demo=False)",
    )
    with LobbyServer(var, JIAOJIAO_CLOCK=EVE, JIAOJIAO_DIALOGUE_URL=dialogue_server.url) as server:
        yield server


@pytest.fixture
def branch(lobby: LobbyServer) -> Iterator[BranchClient]:
    client = BranchClient(lobby)
    yield client
    keep_hours(lobby, ("00:00", "23:59:59"))
    client.leave()


def keep_hours(lobby: LobbyServer, *periods: tuple[str, str]) -> None:
    """All business of a Wednesday is done in these periods, and on other days from nine to five."""
    code = (
        "from lobby.branch.models import OpeningHours as O; O.objects.filter(weekday=2).delete(); "
        f"[O.objects.create(kind=k, weekday=2, opens=a, closes=b) "
        f"for k in ('personal', 'corporate', 'cash') for a, b in {list(periods)!r}]"
    )
    manage(lobby.var, "shell", "-c", code)


def in_seconds(lobby: LobbyServer, seconds: float) -> str:
    """The branch's wall clock that much later, to the tenth of a second."""
    at = httpx.get(f"{lobby.url}/api/v1/branch", trust_env=False).json()["at"]
    return (datetime.fromisoformat(at) + timedelta(seconds=seconds)).strftime("%H:%M:%S.%f")


def test_the_board_closes_and_opens_at_its_minute_by_itself(
    page: Page, lobby: LobbyServer, branch: BranchClient
) -> None:
    keep_hours(lobby, ("00:00", in_seconds(lobby, 12)), (in_seconds(lobby, 20), "23:59:59"))
    page.goto("/board")
    expect(page.locator("#lines li")).to_have_count(9)
    expect(page.locator("#nobody")).to_be_visible()
    expect(page.locator("#closed")).to_be_hidden()
    expect(page.locator(".closed-title")).to_have_text("现在是休息时间", timeout=20_000)
    expect(page.locator(".closed-text")).to_contain_text("今天上午十点")
    expect(page.locator("#nobody")).to_be_hidden()
    # Opening needs no server: the board knows when.
    page.route("**/api/v1/branch", lambda route: route.abort())
    expect(page.locator("#closed")).to_be_hidden(timeout=20_000)
    expect(page.locator("#nobody")).to_be_visible()


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 1024), (1024, 600)])
def test_the_sign_is_read_from_ten_metres(
    page: Page, lobby: LobbyServer, branch: BranchClient, size: tuple[int, int]
) -> None:
    keep_hours(lobby, ("00:00", "00:01"))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/board")
    expect(page.locator(".closed-title")).to_have_text("今天的业务已经办完了")
    # The first three days of the holiday nothing is done.
    expect(page.locator(".closed-text")).to_have_text("周日（10月4日）上午十点开门")
    scale = size[0] / (1920 if size[0] > size[1] else 1080)
    for line in (".closed-title", ".closed-text"):
        expect(page.locator(line)).to_be_in_viewport(ratio=1)
        found = page.locator(line).evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert found >= LEAST_PX * scale - 1
        assert page.locator(line).evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    expect(page.locator("#lines")).to_be_hidden()
    expect(page.locator("#notice .notice-text")).to_be_in_viewport()


def test_who_still_waits_after_hours_is_told_and_called(
    page: Page, lobby: LobbyServer, branch: BranchClient
) -> None:
    keep_hours(lobby, ("00:00", "23:59:59"))
    branch.issue("corporate")
    keep_hours(lobby, ("00:00", "00:01"))
    page.goto("/board")
    expect(page.locator(".closed-waiting")).to_be_visible()
    expect(page.locator(".closed-title")).to_be_hidden()
    expect(page.locator(".closed-text")).to_contain_text("开门")
    expect(page.locator("#lines li")).to_have_count(9)
    branch.step("4", "open")
    number = branch.step("4", "next")["number"]
    expect(page.locator(".call", has_text=number)).to_contain_text("4号窗口")
    expect(page.locator("#closed")).to_be_hidden()
