"""Screens tell the branch's time, whatever their own computer is set to."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from playwright.sync_api import Browser, expect

from tests.processes import LobbyServer

NOW = datetime(2026, 12, 31, 16, 5, tzinfo=timezone.utc)
"""Five past midnight of the new year in the branch."""


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
@pytest.mark.parametrize("path", ["/board", "/kiosk"])
def test_time_of_the_branch(browser: Browser, lobby: LobbyServer, path: str, zone: str) -> None:
    context = browser.new_context(base_url=lobby.url, locale="en-US", timezone_id=zone)
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(path)
    expect(page.locator("#clock")).to_have_text("00:05")
    if path == "/board":
        expect(page.locator("#date")).to_have_text("1月1日 星期五")
    context.close()
