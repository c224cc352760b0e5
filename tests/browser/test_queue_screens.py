"""Teller, board and phone together: a number's way through the branch as each of them sees it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.queueing import press, sign_in
from tests.processes import LobbyServer, device_token, headers

_keys = itertools.count(1)
_issued: list[str] = []


@pytest.fixture
def branch(lobby: LobbyServer) -> Iterator[httpx.Client]:
    """The branch as a device; it leaves an empty line to the next test."""
    with httpx.Client(
        base_url=f"{lobby.url}/api/v1",
        headers=headers(device_token(lobby.var)),
        timeout=10,
        trust_env=False,
    ) as client:
        _issued.clear()
        yield client
        for ticket in _issued:
            # Done and cancelled ones answer 409.
            client.delete(f"/tickets/{ticket}")


def issue(branch: httpx.Client, service: str) -> dict[str, Any]:
    key = {"Idempotency-Key": f"screens-{next(_keys)}"}
    answer = branch.post("/tickets", json={"service": service}, headers=key)
    ticket = dict(answer.raise_for_status().json())
    _issued.append(ticket["id"])
    return ticket


@pytest.fixture
def other_page(browser: Browser, lobby: LobbyServer) -> Iterator[Page]:
    """A device of its own, beside the teller's."""
    context = browser.new_context(base_url=lobby.url, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def close(page: Page) -> None:
    """The counter closed, however the branch began its day."""
    door = page.locator("#door")
    expect(door).to_be_enabled()
    if door.inner_text() == "暂停叫号":
        door.click()
        page.get_by_role("button", name="今天不再叫号").click()
    expect(door).to_have_text("开放窗口")


def test_a_number_s_way_from_the_phone_over_the_board_to_the_counter(
    page: Page, other_page: Page, lobby: LobbyServer, branch: httpx.Client
) -> None:
    ticket = issue(branch, "corporate")
    phone = page.context.new_page()
    phone.goto(ticket["page_url"])
    expect(phone.locator("#state")).to_contain_text("下一位就是您")
    other_page.goto("/board")
    corporate = other_page.locator("#lines li", has_text="对公业务")
    expect(corporate.locator(".waiting")).to_have_text("1")

    sign_in(page, lobby, "4")
    close(page)
    expect(page.locator("[data-step=next]")).to_be_disabled()
    page.get_by_role("button", name="开放窗口").click()
    expect(page.get_by_role("button", name="暂停叫号")).to_be_visible()
    press(page, " ")
    expect(page.locator("#number")).to_have_text(ticket["number"])
    expect(page.locator("#state")).to_contain_text("已叫号")

    call = other_page.locator(".call", has_text=ticket["number"])
    expect(call).to_contain_text("4号窗口")
    expect(corporate.locator(".waiting")).to_have_text("0")
    expect(phone.locator("#state")).to_contain_text("请到 4号窗口")

    press(page, "r")
    expect(page.locator("#detail")).to_contain_text("已叫 2 次")
    press(page, "s")
    expect(page.locator("#state")).to_have_text("正在办理")
    expect(call).to_be_visible()
    press(page, "d")
    expect(page.locator("#number")).to_have_text("——")
    expect(phone.locator("#state")).to_have_text("已办完")
    expect(phone.locator("#cancel")).to_be_hidden()


def test_nobody_waiting_is_said(page: Page, lobby: LobbyServer, branch: httpx.Client) -> None:
    sign_in(page, lobby, "3")
    close(page)
    page.get_by_role("button", name="开放窗口").click()
    page.get_by_role("button", name="下一位").click()
    expect(page.locator("#message")).to_have_text("现在没有人在等。")
    page.get_by_role("button", name="暂停叫号").click()
    page.get_by_role("button", name="用餐").click()
    expect(page.locator("#state")).to_have_text("暂停中：用餐")


def test_a_customer_is_passed_on_to_another_service(
    page: Page, lobby: LobbyServer, branch: httpx.Client
) -> None:
    ticket = issue(branch, "wealth")
    sign_in(page, lobby, "5")
    close(page)
    page.get_by_role("button", name="开放窗口").click()
    page.get_by_role("button", name="下一位").click()
    expect(page.locator("#number")).to_have_text(ticket["number"])
    page.get_by_role("button", name="开始办理").click()
    page.get_by_role("button", name="转接", exact=False).first.click()
    page.locator("#transfer-to").get_by_role("button", name="贷款业务").click()
    expect(page.locator("#number")).to_have_text("——")
    token = ticket["page_url"].rsplit("/", 1)[-1]
    now = branch.get(f"/tickets/{ticket['id']}", params={"token": token}).json()
    assert (now["state"], now["service"]) == ("transferred", "loan")


def test_who_missed_the_call_comes_back_by_phone(
    page: Page, other_page: Page, lobby: LobbyServer, branch: httpx.Client
) -> None:
    ticket = issue(branch, "elderly")
    other_page.goto(ticket["page_url"])
    sign_in(page, lobby, "1")
    close(page)
    page.get_by_role("button", name="开放窗口").click()
    page.get_by_role("button", name="下一位").click()
    expect(page.locator("#number")).to_have_text(ticket["number"])
    page.get_by_role("button", name="过号").click()
    expect(other_page.locator("#state")).to_have_text("已过号")
    other_page.get_by_role("button", name="我回来了").click()
    expect(other_page.locator("#state")).to_contain_text("下一位就是您")
    expect(other_page.locator("#back")).to_be_hidden()


def test_a_phone_gives_its_number_up_after_being_asked(page: Page, branch: httpx.Client) -> None:
    ticket = issue(branch, "cash")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(ticket["page_url"])
    expect(page.locator(".number")).to_have_text(ticket["number"])
    page.get_by_role("button", name="不等了").click()
    page.get_by_role("button", name="继续等").click()
    expect(page.locator("#state")).not_to_have_text("已取消")
    page.get_by_role("button", name="不等了").click()
    page.get_by_role("button", name="取消号码").click()
    expect(page.locator("#state")).to_have_text("已取消")
    token = ticket["page_url"].rsplit("/", 1)[-1]
    state = branch.get(f"/tickets/{ticket['id']}", params={"token": token}).json()["state"]
    assert state == "cancelled"


def test_static_files_come_with_their_type_and_no_debugging(lobby: LobbyServer) -> None:
    with httpx.Client(base_url=lobby.url, trust_env=False) as client:
        script = client.get("/static/screens/kiosk.js")
        assert script.status_code == 200
        assert script.headers["Content-Type"].startswith("text/javascript")
        missing = client.get("/static/screens/none.js")
        assert missing.status_code == 404
        assert "urlpatterns" not in missing.text
