"""The teller's screen in a real browser: a key for each step, nothing lost and nothing done twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.queueing import BranchClient, press, sign_in
from tests.processes import LobbyServer

OLD_MONITOR = {"width": 1024, "height": 768}


@pytest.fixture
def branch(lobby: LobbyServer) -> Iterator[BranchClient]:
    client = BranchClient(lobby)
    yield client
    client.leave()


@pytest.fixture
def teller(page: Page, lobby: LobbyServer, branch: BranchClient) -> Page:
    """Counter 4, open, on a small old monitor."""
    page.set_viewport_size(OLD_MONITOR)
    branch.step("4", "open")
    sign_in(page, lobby, "4")
    expect(page.locator("#state")).to_have_text("空闲，可以叫下一位")
    return page


def test_who_is_next_and_why(teller: Page, branch: BranchClient) -> None:
    first = branch.issue("corporate")
    branch.issue("corporate")
    elderly = branch.issue("corporate", customer_class="elderly")
    rows = teller.locator("#waiting li")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text(elderly["number"])
    expect(rows.first).to_contain_text("老年客户，按早到15分钟排")
    expect(rows.nth(1)).to_contain_text(first["number"])
    expect(rows.nth(1)).to_contain_text("对公业务")
    press(teller, " ")
    expect(teller.locator("#number")).to_have_text(elderly["number"])


def test_every_step_has_a_key(teller: Page, branch: BranchClient) -> None:
    numbers = [branch.issue("corporate")["number"] for _ in range(3)]
    state, number = teller.locator("#state"), teller.locator("#number")
    teller.keyboard.press("?")
    expect(teller.locator("#help")).to_be_visible()
    teller.keyboard.press("Escape")
    press(teller, " ")
    expect(number).to_have_text(numbers[0])
    press(teller, "s")
    expect(state).to_have_text("正在办理")
    press(teller, "h")
    expect(teller.locator("#held li")).to_contain_text(numbers[0])
    press(teller, " ")
    expect(number).to_have_text(numbers[1])
    press(teller, "x")
    expect(teller.locator("#missed li")).to_contain_text(numbers[1])
    press(teller, "u")
    expect(number).to_have_text(numbers[0])
    press(teller, "t")
    teller.locator("#transfer-choices").get_by_role("button", name="个人现金业务").wait_for()
    teller.keyboard.press("1")
    expect(number).to_have_text("——")
    teller.locator("#missed").get_by_role("button", name="重呼").click()
    expect(number).to_have_text(numbers[1])
    press(teller, "s")
    expect(state).to_have_text("正在办理")
    press(teller, "d")
    expect(number).to_have_text("——")
    press(teller, "p")
    teller.keyboard.press("2")
    expect(state).to_have_text("暂停中：用餐")
    press(teller, "p")
    expect(state).to_have_text("空闲，可以叫下一位")


def test_a_call_out_of_turn_needs_a_reason(teller: Page, branch: BranchClient) -> None:
    branch.issue("corporate")
    second = branch.issue("corporate")
    teller.keyboard.press("c")
    teller.fill("#call-number", second["number"].lower())
    teller.locator("#call-form").get_by_role("button", name="叫号", exact=True).click()
    expect(teller.locator("#call-hint")).to_contain_text("请写明理由")
    teller.fill("#call-reason", "急着赶飞机")
    teller.keyboard.press("Enter")
    expect(teller.locator("#number")).to_have_text(second["number"])
    # Keys work again after a field of a sheet had them.
    press(teller, "s")
    expect(teller.locator("#state")).to_have_text("正在办理")


def test_staff_speak_to_the_hall(teller: Page, branch: BranchClient) -> None:
    with teller.expect_response("**/api/v1/announcements") as answered:
        teller.keyboard.press("b")
        teller.fill("#announce-text", "哪位客户的老花镜落在填单台了")
        teller.keyboard.press("Enter")
    assert answered.value.status == 201
    expect(teller.locator("#message")).to_have_text("已经广播。")
    teller.keyboard.press("b")
    notices = teller.locator("#announce-notices button")
    expect(notices.first).to_be_visible()
    with teller.expect_response("**/api/v1/announcements") as answered:
        notices.first.click()
    assert answered.value.request.post_data_json["kind"] == "notice"


def test_an_answer_that_the_network_swallowed_calls_nobody_twice(
    teller: Page, branch: BranchClient
) -> None:
    numbers = [branch.issue("corporate")["number"] for _ in range(2)]
    expect(teller.locator("#waiting li")).to_have_count(2)
    seen: list[str] = []

    def swallow(route: Route) -> None:
        seen.append(route.request.headers["idempotency-key"])
        if len(seen) == 1:
            # It reaches the server; its answer is lost on the way back.
            route.fetch()
            route.abort()
        else:
            route.continue_()

    teller.route("**/api/v1/counters/4/next", swallow)
    teller.keyboard.press(" ")
    expect(teller.locator("#number")).to_have_text(numbers[0])
    expect(teller.locator("#message")).to_contain_text("已经生效")
    expect(teller.locator("#waiting li")).to_have_count(1)
    assert len(set(seen)) == 1


def test_an_order_given_while_the_network_is_away_is_sent_when_it_is_back(
    teller: Page, branch: BranchClient
) -> None:
    number = branch.issue("corporate")["number"]
    expect(teller.locator("#waiting li")).to_have_count(1)
    teller.route("**/api/v1/**", lambda route: route.abort())
    teller.keyboard.press(" ")
    expect(teller.locator("#pending")).to_contain_text("“下一位”还没有送到")
    expect(teller.locator("[data-step=next]")).to_be_disabled()
    teller.keyboard.press(" ")
    teller.unroute("**/api/v1/**")
    expect(teller.locator("#number")).to_have_text(number)
    expect(teller.locator("#pending")).to_be_hidden()
    assert branch.device.get("/queue").json()["called"][0]["calls"] == 1


def test_a_late_order_does_not_meet_another_customer(teller: Page, branch: BranchClient) -> None:
    numbers = [branch.issue("corporate")["number"] for _ in range(2)]
    branch.step("4", "next")
    branch.step("4", "start")
    expect(teller.locator("#state")).to_have_text("正在办理")
    teller.route("**/api/v1/**", lambda route: route.abort())
    teller.keyboard.press("d")
    expect(teller.locator("#pending")).to_be_visible()
    # A colleague at another machine goes on meanwhile.
    branch.step("4", "next")
    branch.step("4", "start")
    teller.unroute("**/api/v1/**")
    expect(teller.locator("#number")).to_have_text(numbers[1])
    expect(teller.locator("#message")).to_contain_text("窗口有了变化")
    expect(teller.locator("#state")).to_have_text("正在办理")


def test_two_tellers_at_two_counters_get_two_customers(
    teller: Page, browser: Browser, lobby: LobbyServer, branch: BranchClient
) -> None:
    branch.step("3", "open")
    context = browser.new_context(base_url=lobby.url, viewport=OLD_MONITOR)
    other = context.new_page()
    sign_in(other, lobby, "3")
    numbers = {branch.issue("non_cash")["number"] for _ in range(2)}
    for page in (teller, other):
        expect(page.locator("#waiting li")).to_have_count(2)
    teller.keyboard.press(" ")
    other.keyboard.press(" ")
    for page in (teller, other):
        expect(page.locator("#state")).to_contain_text("已叫号")
    assert {page.locator("#number").inner_text() for page in (teller, other)} == numbers
    context.close()


def test_an_expired_session_is_told_and_the_counter_is_kept(
    teller: Page, lobby: LobbyServer
) -> None:
    teller.context.clear_cookies(name="sessionid")
    teller.keyboard.press(" ")
    expect(teller.locator("#signed-out")).to_be_visible()
    teller.get_by_role("link", name="重新登录").click()
    teller.fill("[name=username]", "admin")
    teller.fill("[name=password]", (lobby.var / "admin-password").read_text().strip())
    teller.keyboard.press("Enter")
    expect(teller.locator("#which")).to_have_value("4")
    expect(teller.locator("#state")).to_have_text("空闲，可以叫下一位")


def test_all_keys_fit_on_an_old_monitor(teller: Page, branch: BranchClient) -> None:
    for _ in range(12):
        branch.issue("corporate")
    expect(teller.locator("#waiting li")).to_have_count(12)
    for button in teller.locator(".keys button").all():
        expect(button).to_be_in_viewport(ratio=1)
        assert (button.bounding_box() or {"height": 0})["height"] >= 50
    expect(teller.locator("#waiting li").first).to_be_in_viewport(ratio=1)
    assert teller.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_needs_people_in_the_hall_is_told_quietly(teller: Page, branch: BranchClient) -> None:
    alerts = teller.locator("#alerts li")
    before = {case["id"] for case in branch.staff.get("/cases?state=open").json()["cases"]}
    for case in before:
        branch.staff.post(f"/cases/{case}/close", json={"outcome": "solved"})
    expect(alerts).to_have_count(0)
    expect(teller.locator("#alerts")).to_be_hidden()
    branch.device.post("/cases", json={"kind": "message", "summary": "请多开一个窗口"})
    branch.device.post("/cases", json={"kind": "help", "summary": "请求人工协助"})
    branch.device.post("/cases", json={"kind": "alert", "summary": "有人晕倒了"})
    expect(alerts).to_have_count(2)
    expect(alerts.first).to_contain_text("紧急")
    expect(alerts.first).to_contain_text("有人晕倒了")
    expect(alerts.nth(1)).to_contain_text("求助")
    # The keys stay the teller's: nothing pops up over the queue.
    expect(teller.locator("dialog[open]")).to_have_count(0)
    alerts.first.get_by_role("button", name="我来处理").click()
    expect(alerts).to_have_count(1)
    expect(teller.locator("#message")).to_contain_text("请到大厅看看")
    taken = branch.staff.get("/cases?kind=alert").json()["cases"]
    assert any(case["state"] == "taken" and case["owner"] for case in taken)


def test_tellers_are_told_that_nobody_says_the_calls(
    page: Page, lobby: LobbyServer, branch: BranchClient
) -> None:
    page.clock.install()
    sign_in(page, lobby, "4")
    expect(page.locator("#silent")).to_be_hidden()
    page.clock.run_for(9_000)
    expect(page.locator("#silent")).to_be_visible()
    screen = {"screen": "hall-screen-1"}
    branch.device.post("/announcements/speaker", json=screen).raise_for_status()
    page.clock.run_for(8_000)
    expect(page.locator("#silent")).to_be_hidden()
