"""By keyboard alone, on a small old screen and at twice the size: every control is reached, named and seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.queueing import BranchClient, sign_in
from tests.browser.test_board import FAKE_VOICE
from tests.processes import LobbyServer

SIZES = {
    "old": {"viewport": {"width": 1024, "height": 600}},
    "twice": {"viewport": {"width": 512, "height": 300}, "device_scale_factor": 2},
}
"""`twice` is the old screen of 1024 x 600 with the browser's zoom at 200 %."""
STEPS = 4
"""Of the key, for one control at most: a field of a date has three parts and a button."""
CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])"
REACHABLE = f"""() => [...document.querySelectorAll("{CONTROLS}")].filter((e) =>
  !e.disabled && e.type !== "hidden" && e.getClientRects().length && getComputedStyle(e).visibility !== "hidden"
  && !(e.type === "radio" && !e.checked && e.form && e.form.querySelector(`[name="${{e.name}}"]:checked`)))
  .map((e) => {{ e.dataset.walk = e.dataset.walk || String(Math.random()); return e.dataset.walk; }})"""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const label = e.labels && e.labels.length ? e.labels[0].textContent : "";
  const by = (e.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id))
    .filter(Boolean).map((n) => n.textContent).join("");
  return {
    walk: e.dataset.walk || "", tag: e.tagName, type: e.type || "", html: e.outerHTML.slice(0, 120),
    name: (e.getAttribute("aria-label") || by || label || e.textContent || e.title || e.placeholder || "").trim(),
    ring: style.outlineStyle === "auto" || style.boxShadow !== "none"
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth + 1,
  };
}"""


FROM_THE_START = """() => {
  const first = document.createElement("span");
  first.tabIndex = -1;
  document.body.prepend(first);
  first.focus();
  first.remove();
}"""
FROM_THE_END = FROM_THE_START.replace("prepend", "append")


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, lobby: LobbyServer) -> Iterator[Page]:
    context = browser.new_context(
        base_url=lobby.url, locale="zh-CN", timezone_id="Asia/Shanghai", **SIZES[request.param]
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def branch(lobby: LobbyServer) -> Iterator[BranchClient]:
    client = BranchClient(lobby)
    yield client
    client.leave()


def walk(page: Page, controls: int, key: str = "Tab") -> list[dict[str, Any]]:
    """Each control that the key reaches, until the page is left or begins anew; fails where it is held."""
    page.evaluate(FROM_THE_START if key == "Tab" else FROM_THE_END)
    found: list[dict[str, Any]] = []
    most = STEPS * controls + STEPS
    for _ in range(most):
        page.keyboard.press(key)
        here = page.evaluate(FOCUSED)
        if here is None or (found and here["walk"] == found[0]["walk"]):
            return found
        # A field of a date has parts of its own.
        if not found or here["walk"] != found[-1]["walk"]:
            found.append(here)
    raise AssertionError(f"no end after {most} steps, last {found[-3:]}")


def check(page: Page) -> list[str]:
    """Walk the page forwards and back; the names of what was reached."""
    wanted = page.evaluate(REACHABLE)
    forwards = walk(page, len(wanted))
    reached = [each["walk"] for each in forwards]
    missed = [w for w in wanted if w not in reached]
    assert missed == [], [
        page.locator(f"[data-walk='{w}']").evaluate("e => e.outerHTML.slice(0, 160)")
        for w in missed
    ]
    assert reached == wanted, [e["html"] for e in forwards if e["walk"] not in wanted] or forwards
    for each in forwards:
        assert re.search(r"[一-鿿]", each["name"]), f"no Chinese name: {each}"
        assert each["ring"], f"no visible focus: {each}"
        assert each["seen"], f"not on the screen when focused: {each}"
    backwards = [each["walk"] for each in walk(page, len(wanted), "Shift+Tab")]
    assert backwards == reached[::-1]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 1, f"{wide} px too wide"
    return [each["name"] for each in forwards]


def test_the_board(page: Page) -> None:
    page.add_init_script(path=FAKE_VOICE)
    page.goto("/board")
    expect(page.locator("#voice")).to_be_visible()
    assert check(page) == ["语音播报还没有打开，点一下这里打开"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#speaker")).to_have_text("本屏代娇娇播报")
    assert check(page) == []


def test_a_board_that_is_not_signed_in(page: Page) -> None:
    refused = {"status": 401, "content_type": "application/json", "body": "{}"}
    page.route("**/api/v1/queue", lambda route: route.fulfill(**refused))
    page.goto("/board")
    expect(page.locator("#forbidden")).to_be_visible()
    assert check(page)[0] == "员工登录"


def test_the_figures(page: Page, lobby: LobbyServer, branch: BranchClient) -> None:
    branch.issue("corporate")
    sign_in(page, lobby, "4")
    page.goto("/statistics")
    expect(page.locator("svg").first).to_be_visible()
    names = check(page)
    assert [n for n in names if n.startswith(("从", "到", "业务"))]
    # A choice by keyboard alone.
    walk(page, len(names))
    page.get_by_role("button", name="昨天").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="昨天")).to_be_focused()


def test_the_tellers_page(page: Page, lobby: LobbyServer, branch: BranchClient) -> None:
    branch.step("4", "open")
    for _ in range(3):
        branch.issue("corporate")
    sign_in(page, lobby, "4")
    expect(page.locator("#waiting li")).to_have_count(3)
    names = check(page)
    assert any(name.startswith("下一位") for name in names)


@pytest.mark.parametrize("key", ["b", "l", "?", "p", "c"])
def test_a_sheet_keeps_the_keys_and_gives_them_back(
    page: Page, lobby: LobbyServer, branch: BranchClient, key: str
) -> None:
    branch.step("4", "open")
    sign_in(page, lobby, "4")
    expect(page.locator("#door")).to_be_enabled()
    page.keyboard.press(key)
    sheet = page.locator("dialog[open]")
    expect(sheet).to_have_count(1)
    for _ in range(25):
        page.keyboard.press("Tab")
        outside = page.evaluate(
            "document.activeElement !== document.body && !document.activeElement.closest('dialog[open]')"
        )
        assert not outside
    assert sheet.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()


def test_the_phones_page(page: Page, branch: BranchClient) -> None:
    ticket = branch.issue("corporate")
    page.goto(ticket["page_url"])
    expect(page.locator("#cancel")).to_be_visible()
    check(page)
    branch.step("4", "open")
    for step in ("next", "start", "complete"):
        branch.step("4", step)
    expect(page.locator("#rate")).to_be_visible()
    check(page)


@pytest.mark.parametrize("path", ["ticket", "service", "counter", "appointment"])
def test_the_consoles_queue_pages_are_walked_through(
    page: Page, lobby: LobbyServer, path: str
) -> None:
    sign_in(page, lobby, "4")
    page.goto(f"/admin/tickets/{path}/")
    reached = walk(page, len(page.evaluate(REACHABLE)))
    assert len(reached) > 3
    assert [each["html"] for each in reached if not each["ring"]] == []


def test_signing_in(page: Page) -> None:
    page.goto("/counter/login")
    check(page)
