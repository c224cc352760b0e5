"""The phone's page of one number in a real browser, at the width of a small phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.queueing import BranchClient
from tests.processes import LobbyServer, eventually, manage

PHONE = {"width": 375, "height": 667}
BUZZES = """
  window.buzzes = [];
  navigator.vibrate = (pattern) => { if (pattern) window.buzzes.push(pattern); return true; };
"""


@pytest.fixture
def branch(lobby: LobbyServer) -> Iterator[BranchClient]:
    client = BranchClient(lobby)
    yield client
    client.leave()


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    page.add_init_script(BUZZES)
    return page


def test_place_and_wait_and_how_they_go_on(phone: Page, branch: BranchClient) -> None:
    branch.step("4", "open")
    for _ in range(4):
        branch.issue("corporate")
    mine = branch.issue("corporate")
    phone.goto(mine["page_url"])
    expect(phone.locator("#ahead")).to_have_text("4")
    expect(phone.locator("#wait")).to_contain_text("分钟")
    expect(phone.locator("#soon")).to_be_hidden()
    for _ in range(2):
        for step in ("next", "start", "complete"):
            branch.step("4", step)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.locator("#ahead")).to_have_text("2")
    expect(phone.locator("#soon")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in phone.locator(".sheet button:visible").all():
        assert (button.bounding_box() or {"height": 0})["height"] >= 44


def test_a_call_rings_and_shakes_until_it_is_noticed(phone: Page, branch: BranchClient) -> None:
    ticket = branch.issue("corporate")
    phone.goto(ticket["page_url"])
    phone.get_by_role("button", name="叫到我时响铃提醒").click()
    expect(phone.locator("#armed")).to_contain_text("提醒已打开")
    expect(phone.locator("#arm")).to_be_hidden()
    before = len(phone.evaluate("buzzes"))
    branch.step("4", "open")
    branch.step("4", "next")
    expect(phone.locator("#state")).to_have_text("请到 4号窗口 办理")
    eventually(lambda: len(phone.evaluate("buzzes")) > before)
    eventually(lambda: len(phone.evaluate("buzzes")) > before + 1, 12, "rings again")
    phone.get_by_role("button", name="知道了").click()
    quiet = len(phone.evaluate("buzzes"))
    phone.wait_for_timeout(7000)
    assert len(phone.evaluate("buzzes")) == quiet
    assert phone.title().startswith("▶ 请到窗口")


def test_a_page_that_slept_reads_anew_when_it_is_looked_at(
    phone: Page, branch: BranchClient
) -> None:
    ticket = branch.issue("corporate")
    phone.goto(ticket["page_url"])
    expect(phone.locator("#state")).to_contain_text("下一位就是您")
    phone.context.set_offline(True)
    branch.step("4", "open")
    branch.step("4", "next")
    expect(phone.locator("#fresh")).to_contain_text("网络不太顺畅", timeout=15_000)
    phone.context.set_offline(False)
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    expect(phone.locator("#state")).to_have_text("请到 4号窗口 办理")


def test_stars_afterwards_once(phone: Page, branch: BranchClient, lobby: LobbyServer) -> None:
    ticket = branch.issue("corporate")
    phone.goto(ticket["page_url"])
    for step in ("open", "next", "start", "complete"):
        branch.step("4", step)
    expect(phone.locator("#rate")).to_be_visible()
    phone.fill("#rate-words", "办得很快")
    phone.get_by_role("button", name="4 颗星").click()
    expect(phone.locator("#thanks")).to_be_visible()
    phone.reload()
    expect(phone.locator("#state")).to_have_text("已办完")
    expect(phone.locator("#rate")).to_be_hidden()
    code = "from lobby.cases.models import Rating; r = Rating.objects.get(ticket__isnull=False); "
    said = manage(lobby.var, "shell", "-c", f"{code}print(r.stars, r.words)")
    assert said.splitlines()[-1] == "4 办得很快"


def test_the_end_of_the_day_is_told(phone: Page, branch: BranchClient) -> None:
    ticket = branch.issue("corporate")
    phone.goto(ticket["page_url"])
    expect(phone.locator("#state")).to_contain_text("下一位就是您")
    assert branch.staff.post("/day/close").is_success
    expect(phone.locator(".notice.warning").first).to_contain_text("今天的业务已经结束")
    expect(phone.locator("#cancel")).to_be_hidden()


def move_to_yesterday(lobby: LobbyServer, ticket: dict[str, Any], state: str) -> None:
    code = (
        "from datetime import timedelta; from lobby.tickets.models import Ticket; "
        f"t = Ticket.objects.get(pk='{ticket['id']}'); t.day -= timedelta(days=1); "
        f"t.number = 'B9' + t.number[-2:]; t.state = '{state}'; t.save()"
    )
    manage(lobby.var, "shell", "-c", code)


@pytest.mark.parametrize(
    ("state", "lead", "told"),
    [
        ("waiting", "已失效", "请重新取号"),
        ("no_show", "已失效", "请重新取号"),
        ("cancelled", "已取消", "请重新取号"),
        ("done", "已办完", "当天已经办完"),
    ],
)
def test_a_number_of_another_day_is_told(
    phone: Page, branch: BranchClient, lobby: LobbyServer, state: str, lead: str, told: str
) -> None:
    ticket = branch.issue("corporate")
    move_to_yesterday(lobby, ticket, state)
    phone.goto(ticket["page_url"])
    expect(phone.locator("#state")).to_have_text(lead)
    expect(phone.locator(".notice.warning").first).to_contain_text("这是以前的号码")
    expect(phone.locator(".notice.warning").first).to_contain_text(told)
    for hidden in ("#ahead-row", "#cancel", "#back", "#arm", "#rate"):
        expect(phone.locator(hidden)).to_be_hidden()


def test_a_page_left_open_over_night_says_that_its_number_is_over(
    phone: Page, branch: BranchClient, lobby: LobbyServer
) -> None:
    ticket = branch.issue("corporate")
    branch.step("4", "open")
    branch.step("4", "next")
    branch.step("4", "no-show")
    phone.clock.install()
    phone.goto(ticket["page_url"])
    expect(phone.locator("#back")).to_be_visible()
    move_to_yesterday(lobby, ticket, "no_show")
    phone.clock.fast_forward("24:00:00")
    expect(phone.locator(".notice.warning").first).to_contain_text("这是以前的号码")
    expect(phone.locator("#back")).to_be_hidden()
