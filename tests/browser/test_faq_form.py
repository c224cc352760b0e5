"""The console's page of a question: which follow-up questions its screen text answers."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.queueing import sign_in
from tests.processes import LobbyServer


def test_what_customers_ask_next_is_ticked_while_the_text_is_typed(
    page: Page, lobby: LobbyServer
) -> None:
    page.set_viewport_size({"width": 1366, "height": 1000})
    sign_in(page, lobby, "4")
    page.goto("/admin/knowledge/faq/add/")
    sides = page.locator(".sides")
    expect(sides).to_contain_text("客户接着问")
    expect(sides.locator(".answered")).to_have_count(0)
    page.fill("#id_text", "补卡一般当场拿到新卡。补卡要收工本费。")
    expect(sides.locator(".answered")).to_have_text(["费用 ✓", "时间 ✓"])
    expect(sides.locator("[data-side=time]")).to_have_attribute(
        "title", "问“要几天”：补卡一般当场拿到新卡"
    )
    expect(sides.locator("[data-side=person]")).to_have_text("代办 ✗")
    page.fill("#id_text", "补卡要本人带身份证来。")
    expect(sides.locator("[data-side=person]")).to_have_text("代办 ✓")
    expect(sides.locator("[data-side=fee]")).to_have_text("费用 ✗")


def test_an_entry_that_is_there_is_ticked_at_once(page: Page, lobby: LobbyServer) -> None:
    sign_in(page, lobby, "4")
    page.goto("/admin/knowledge/faq/card_lost/change/")
    expect(page.locator(".sides .answered").first).to_be_visible()
