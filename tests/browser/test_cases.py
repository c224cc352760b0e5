"""A visitor's case on the phone's page and on the kiosk, handled by staff over the real API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.fakes.dialogue_server import GREETING, DialogueServer
from tests.processes import LobbyServer, device_token, headers, staff_token


def client(lobby: LobbyServer, token: str) -> httpx.Client:
    return httpx.Client(
        base_url=f"{lobby.url}/api/v1", headers=headers(token), timeout=10, trust_env=False
    )


@pytest.fixture
def device(lobby: LobbyServer) -> Iterator[httpx.Client]:
    with client(lobby, device_token(lobby.var)) as opened:
        yield opened


@pytest.fixture
def staff(lobby: LobbyServer) -> Iterator[httpx.Client]:
    with client(lobby, staff_token(lobby)) as opened:
        yield opened


def a_case(device: httpx.Client, conversation: str | None = None) -> dict[str, Any]:
    body = {"kind": "complaint", "conversation": conversation, "summary": "等了一个小时"}
    made: dict[str, Any] = device.post("/cases", json=body).raise_for_status().json()
    return made


def test_the_page_follows_the_case_and_takes_a_rating(
    page: Page, device: httpx.Client, staff: httpx.Client
) -> None:
    case = a_case(device)
    page.goto(case["page_url"])
    expect(page.locator("#state")).to_have_text("待处理")
    expect(page.locator("#rating")).to_be_hidden()
    staff.post(f"/cases/{case['id']}/take").raise_for_status()
    expect(page.locator("#state")).to_have_text("处理中")
    expect(page.locator("#owner")).to_have_text("管理员")
    staff.post(
        f"/cases/{case['id']}/answer", json={"text": "<b>马上</b>为您办理"}
    ).raise_for_status()
    expect(page.locator("#answer-list")).to_contain_text("<b>马上</b>为您办理")
    staff.post(f"/cases/{case['id']}/close", json={"outcome": "solved"}).raise_for_status()
    expect(page.locator("#outcome")).to_have_text("（已解决）")
    page.get_by_role("button", name="非常满意").click()
    page.fill("#rating-words", "谢谢")
    page.click("#send-rating")
    expect(page.locator("#rated")).to_contain_text("5 星")
    expect(page.locator("#rating")).to_be_hidden()
    assert "等了一个小时" not in page.content()
    page.reload()
    expect(page.locator("#rated")).to_contain_text("5 星")


def test_an_answer_appears_on_the_kiosk_of_its_visitor(
    page: Page, dialogue: DialogueServer, device: httpx.Client, staff: httpx.Client
) -> None:
    page.goto("/kiosk")
    expect(page.locator(".entry.robot")).to_contain_text(GREETING["text"])
    page.fill("#words", "我要投诉")
    page.keyboard.press("Enter")
    expect(page.locator(".entry.robot").last).to_contain_text("您说的是")
    mine = a_case(device, dialogue.heard[-1]["sender"])
    other = a_case(device)
    staff.post(f"/cases/{other['id']}/answer", json={"text": "别人的答复"}).raise_for_status()
    staff.post(f"/cases/{mine['id']}/answer", json={"text": "三号窗口等您"}).raise_for_status()
    entry = page.locator(".entry.from-staff")
    expect(entry).to_contain_text("三号窗口等您")
    expect(entry.locator(".card-case")).to_contain_text(mine["number"])
    expect(page.locator("#log")).not_to_contain_text("别人的答复")
    page.fill("#words", "好的")
    page.keyboard.press("Enter")
    expect(page.locator(".entry.robot").last).to_have_text("娇娇说：您说的是：好的")
