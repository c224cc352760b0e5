"""A real lobby, a scripted dialogue, and a real Chromium that looks at the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.fakes.dialogue_server import GREETING, DialogueServer
from tests.processes import LobbyServer, manage

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""The first is Chromium's engine without the windows around it, which take more time than the pages do."""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
EXPECT_MS = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def dialogue_server() -> Iterator[DialogueServer]:
    with DialogueServer() as server:
        yield server


@pytest.fixture(scope="session")
def lobby(
    dialogue_server: DialogueServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LobbyServer]:
    """One lobby over a seeded database of its own."""
    var = tmp_path_factory.mktemp("browser")
    manage(var, "migrate", "--verbosity", "0")
    manage(var, "seed")
    with LobbyServer(var, JIAOJIAO_DIALOGUE_URL=dialogue_server.url) as server:
        yield server


@pytest.fixture
def dialogue(dialogue_server: DialogueServer) -> Iterator[DialogueServer]:
    """The dialogue as new: nothing scripted, nothing heard."""
    yield dialogue_server
    dialogue_server.hold.set()
    dialogue_server.stop()
    dialogue_server.start()
    dialogue_server.script.clear()
    dialogue_server.greeting = [GREETING]
    for kept in (dialogue_server.heard, dialogue_server.greeted, dialogue_server.forgotten):
        kept.clear()


# Not for the session: while Playwright's event loop runs in this thread, no other test may run one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail(
            f"no browser found; install one of: {', '.join(BROWSERS)} (apt-get install chromium-headless-shell)"
        )
    expect.set_options(timeout=EXPECT_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, lobby: LobbyServer) -> Iterator[Page]:
    """A page of a portrait kiosk. Any error in its scripts, or anything that its policy blocks, fails
    the test.
    """
    context = browser.new_context(
        base_url=lobby.url,
        viewport={"width": 1080, "height": 1920},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    found: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: found.append(str(error)))
    opened.on(
        "console",
        lambda said: found.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield opened
    context.close()
    assert found == []


@pytest.fixture
def kiosk(page: Page, dialogue: DialogueServer) -> Page:
    """The kiosk with its greeting."""
    page.goto("/kiosk")
    expect(page.locator(".entry.robot")).to_contain_text(GREETING["text"])
    return page
