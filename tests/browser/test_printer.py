"""What customers are told while the printer does not print, and how staff print again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.queueing import BranchClient, sign_in
from tests.fakes.dialogue_server import DialogueServer
from tests.processes import LobbyServer


@pytest.fixture
def branch(lobby: LobbyServer) -> Iterator[BranchClient]:
    client = BranchClient(lobby)
    yield client
    client.leave()


def tell(branch: BranchClient, state: str) -> None:
    branch.device.put("/printer", json={"state": state, "width_mm": 80}).raise_for_status()


def test_the_kiosk_says_when_there_is_no_paper(
    page: Page, branch: BranchClient, dialogue: DialogueServer
) -> None:
    tell(branch, "ready")
    page.goto("/kiosk")
    line = page.locator("#printer")
    expect(line).to_be_hidden()
    tell(branch, "out_of_paper")
    expect(line).to_contain_text("打印机没有纸了")
    page.reload()
    expect(line).to_contain_text("扫屏幕上的二维码")
    tell(branch, "low_paper")
    expect(line).to_be_hidden()


def test_a_customer_prints_the_number_from_the_phone(page: Page, branch: BranchClient) -> None:
    tell(branch, "ready")
    ticket = branch.issue("corporate")
    page.goto(ticket["page_url"])
    page.get_by_role("button", name="打印纸质号票").click()
    expect(page.locator("#fresh")).to_contain_text("正在打印")
    jobs = branch.device.get("/print-jobs").json()
    assert [job["number"] for job in jobs] == [ticket["number"]]
    branch.device.post(f"/print-jobs/{jobs[0]['id']}/printed").raise_for_status()


def test_staff_print_a_number_again(page: Page, branch: BranchClient, lobby: LobbyServer) -> None:
    tell(branch, "ready")
    number = branch.issue("corporate")["number"]
    sign_in(page, lobby, "4")
    page.keyboard.press("l")
    page.fill("#reprint-number", number.lower())
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_have_text(f"{number} 正在打印。")
    jobs = branch.device.get("/print-jobs").json()
    assert [job["number"] for job in jobs] == [number]
    branch.device.post(f"/print-jobs/{jobs[0]['id']}/printed").raise_for_status()
