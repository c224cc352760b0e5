"""The manager's figures in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.queueing import BranchClient
from tests.processes import LobbyServer


@pytest.fixture
def branch(lobby: LobbyServer) -> Iterator[BranchClient]:
    client = BranchClient(lobby)
    yield client
    client.leave()


@pytest.fixture
def manager(page: Page, lobby: LobbyServer) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/statistics")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", (lobby.var / "admin-password").read_text().strip())
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{lobby.url}/statistics")
    # The page has chosen today by itself; a date filled in before that would be overwritten.
    expect(page.locator("#range")).not_to_be_empty()
    return page


def serve(branch: BranchClient, service: str, counter: str) -> None:
    branch.issue(service)
    for step in ("open", "next", "start", "complete"):
        branch.step(counter, step)


def test_the_day_s_figures_are_drawn_and_can_be_taken_away(
    branch: BranchClient, manager: Page
) -> None:
    serve(branch, "corporate", "4")
    branch.issue("loan")
    manager.get_by_role("button", name="今天").click()
    figures = branch.staff.get("/statistics", params={"by": "hour"}).json()["total"]
    totals = manager.locator("#totals li", has_text="取号")
    expect(totals).to_contain_text(str(figures["arrivals"]))
    expect(manager.locator("#arrivals svg rect")).not_to_have_count(0)
    drawn = manager.locator("#arrivals rect title").all_text_contents()
    assert sum(int(text.rsplit(" ", 1)[1]) for text in drawn) == figures["arrivals"]
    row = manager.locator("#service-table tr", has_text="对公业务")
    by_service = branch.staff.get("/statistics", params={"by": "service"}).json()["rows"]
    corporate = next(each for each in by_service if each["key"] == "corporate")
    expect(row.locator("td").first).to_have_text(str(corporate["arrivals"]))
    expect(row.locator("td").nth(2)).to_have_text(str(corporate["served"]))
    expect(manager.locator("#use svg")).to_contain_text("4号窗口")
    link = manager.locator("[data-csv='statistics.csv'][data-by=service]")
    with manager.expect_download() as begun:
        link.click()
    text = begun.value.path().read_text(encoding="utf-8-sig")
    assert "对公业务" in text
    assert begun.value.suggested_filename.startswith("statistics-service-")


def test_one_service_alone(branch: BranchClient, manager: Page) -> None:
    serve(branch, "corporate", "4")
    branch.issue("loan")
    manager.select_option("#service", "loan")
    expect(manager.locator("#range")).to_contain_text("贷款业务")
    loan = branch.staff.get("/statistics", params={"by": "hour", "service": "loan"}).json()
    expect(manager.locator("#totals li", has_text="取号")).to_contain_text(
        str(loan["total"]["arrivals"])
    )


def test_days_without_anybody_and_dates_that_make_no_sense(manager: Page) -> None:
    manager.fill("#since", "2020-01-01")
    manager.fill("#until", "2020-01-02")
    manager.get_by_role("button", name="查看").click()
    expect(manager.locator("#note")).to_have_text("这段时间没有人取号。")
    expect(manager.locator("#arrivals .chart-empty")).to_be_visible()
    manager.fill("#until", "2019-12-31")
    manager.get_by_role("button", name="查看").click()
    expect(manager.locator("#note")).to_contain_text("不能早于开始")


def test_paper_holds_figures_and_no_buttons(branch: BranchClient, manager: Page) -> None:
    serve(branch, "corporate", "4")
    manager.get_by_role("button", name="今天").click()
    expect(manager.locator("#arrivals svg")).to_be_visible()
    manager.emulate_media(media="print")
    expect(manager.locator("#choose")).to_be_hidden()
    expect(manager.locator("#service-table")).to_be_visible()


def test_the_scale_of_a_chart_is_round(page: Page) -> None:
    page.goto("/board")
    steps = page.evaluate(
        """async () => {
          const { stepFor } = await import("/static/screens/charts.js");
          return [0, 0.7, 5, 22, 37, 100, 1234].map((most) => stepFor(most));
        }"""
    )
    assert steps == [1, 0.2, 1, 5, 10, 20, 500]


def test_who_is_not_signed_in_sees_no_figures(page: Page, lobby: LobbyServer) -> None:
    page.goto("/statistics")
    expect(page).to_have_url(f"{lobby.url}/counter/login?next=/statistics")
