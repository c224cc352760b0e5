"""A visitor who goes away: asked once, then cleared."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.fakes.dialogue_server import GREETING, DialogueServer
from tests.processes import eventually


@pytest.fixture
def kiosk(page: Page, dialogue: DialogueServer) -> Page:
    """The kiosk under a clock that the test moves, after one turn."""
    page.clock.install()
    page.goto("/kiosk")
    expect(page.locator(".entry.robot")).to_contain_text(GREETING["text"])
    page.fill("#words", "我的秘密")
    page.keyboard.press("Enter")
    expect(page.locator(".entry.robot").last).to_contain_text("我的秘密")
    return page


def test_silence_is_asked_about_and_then_ends(kiosk: Page, dialogue: DialogueServer) -> None:
    question = kiosk.locator("#still-there")
    kiosk.clock.fast_forward(40_000)
    expect(question).to_be_hidden()
    kiosk.clock.fast_forward(7_000)
    expect(question).to_be_visible()
    expect(question).to_contain_text("还在吗")
    assert 10 <= int(kiosk.locator("#seconds").inner_text()) <= 15
    kiosk.clock.fast_forward(14_000)
    expect(question).to_be_hidden()
    expect(kiosk.locator(".entry")).to_have_count(0)
    assert "秘密" not in kiosk.content()
    eventually(lambda: dialogue.heard[0]["sender"] in dialogue.forgotten)


def test_who_is_still_there_goes_on(kiosk: Page, dialogue: DialogueServer) -> None:
    kiosk.clock.fast_forward(50_000)
    kiosk.get_by_role("button", name="我还在").click()
    expect(kiosk.locator("#still-there")).to_be_hidden()
    kiosk.clock.fast_forward(40_000)
    expect(kiosk.locator(".entry.visitor")).to_contain_text("我的秘密")
    assert dialogue.heard[0]["sender"] not in dialogue.forgotten


def test_the_question_can_be_answered_with_the_end(kiosk: Page, dialogue: DialogueServer) -> None:
    kiosk.clock.fast_forward(50_000)
    kiosk.locator("#leave").click()
    expect(kiosk.locator(".entry")).to_have_count(0)
    eventually(lambda: dialogue.heard[0]["sender"] in dialogue.forgotten)


def test_a_machine_that_slept_shows_nothing_of_the_last_visitor(
    kiosk: Page, dialogue: DialogueServer
) -> None:
    kiosk.clock.fast_forward(8 * 3600 * 1000)
    expect(kiosk.locator(".entry")).to_have_count(0)


def test_a_greeting_nobody_answered_goes_without_a_question(
    page: Page, dialogue: DialogueServer
) -> None:
    page.clock.install()
    page.goto("/kiosk")
    expect(page.locator(".entry.robot")).to_contain_text(GREETING["text"])
    page.clock.fast_forward(50_000)
    expect(page.locator("#still-there")).to_be_hidden()
    page.clock.fast_forward(11_000)
    expect(page.locator("#welcome")).to_be_visible()
    page.locator("#log").click()
    expect(page.locator(".entry.robot")).to_contain_text(GREETING["text"])
    assert len(set(dialogue.greeted)) == 2
