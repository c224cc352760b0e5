"""Several boards in one hall: one speaks, and another goes on when it dies, freezes or is closed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from lobby.announcements.wording import digits_aloud
from tests.browser.conftest import BROWSERS, FLAGS
from tests.browser.queueing import BranchClient
from tests.browser.test_board import FAKE_VOICE, announcer, branch
from tests.processes import LobbyServer, eventually

__all__ = ["announcer", "branch"]

OURS, THEIRS = "本屏播报", "由其他屏幕播报"
TAKEN_OVER_MS = 20_000
"""Far more than the lease and one question, for a machine with other work."""


class OtherMachine:
    """A second machine in the hall: a Chromium of its own, which can be frozen and killed."""

    browser: Browser

    def __init__(self, folder: Path) -> None:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        # A port of its own choice, which it writes down: one chosen here may be taken by the time it starts.
        where = ["--remote-debugging-port=0", f"--user-data-dir={folder}"]
        self._process = subprocess.Popen(
            [path, *FLAGS, *where, "--no-first-run"],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._written = folder / "DevToolsActivePort"

    def connect(self, chromium: BrowserType) -> None:
        port = eventually(self._port, 60, "the port of a second browser")
        self.browser = chromium.connect_over_cdp(f"http://127.0.0.1:{port}")

    def _port(self) -> str | None:
        """The port it listens on, once it does."""
        assert self._process.poll() is None, "the second browser has ended"
        lines = self._written.read_text().splitlines() if self._written.exists() else []
        return lines[0] if len(lines) > 1 else None

    def signal(self, number: signal.Signals) -> None:
        os.killpg(self._process.pid, number)

    def end(self) -> None:
        if self._process.poll() is None:
            self.signal(signal.SIGKILL)
        self._process.wait(10)


@pytest.fixture
def other(browser: Browser, tmp_path: Path) -> Iterator[OtherMachine]:
    machine = OtherMachine(tmp_path / "profile")
    try:
        machine.connect(browser.browser_type)
        yield machine
    finally:
        machine.end()


@pytest.fixture
def theirs(other: OtherMachine, lobby: LobbyServer, announcer: None) -> Page:
    """The board there, which speaks: it was touched first."""
    opened = other.browser.new_context(base_url=lobby.url).new_page()
    touched(opened)
    expect(opened.locator("#speaker")).to_have_text(OURS)
    return opened


def touched(page: Page) -> None:
    page.add_init_script(path=FAKE_VOICE)
    page.goto("/board")
    expect(page.locator("#voice")).to_be_visible()
    page.locator("#voice").click()


def spoken(page: Page) -> list[str]:
    """The calls; what a teller of another test has just told the hall is said here too, as it should."""
    return [said for said in page.evaluate("spoken") if said.endswith("窗口")]


def call(branch: BranchClient) -> str:
    branch.issue("corporate")
    number = str(branch.step("4", "next")["number"])
    return f"请 {digits_aloud(number)}号 到 4号窗口"


def finish(branch: BranchClient) -> None:
    branch.step("4", "start")
    branch.step("4", "complete")


@pytest.fixture
def standing_by(page: Page, theirs: Page) -> Page:
    """Our board, which could speak too."""
    page.add_init_script(path=FAKE_VOICE)
    page.goto("/board")
    # Nobody need touch it while another speaks; whoever does makes it ready to take over.
    expect(page.locator("#speaker")).to_contain_text(THEIRS)
    expect(page.locator("#voice")).to_be_hidden()
    page.locator("main").click()
    expect(page.locator("#speaker")).to_have_text(THEIRS)
    return page


def test_one_speaks_and_another_goes_on_when_its_machine_dies(
    standing_by: Page, theirs: Page, other: OtherMachine, branch: BranchClient
) -> None:
    branch.step("4", "open")
    first = call(branch)
    eventually(lambda: spoken(theirs) == [first, first], 20)
    assert spoken(standing_by) == []
    finish(branch)
    # In the middle of the next call, said by nobody to its end.
    theirs.evaluate("speakingMs = 600000")
    second = call(branch)
    eventually(lambda: spoken(theirs)[2:] == [second], 20)
    other.signal(signal.SIGKILL)
    expect(standing_by.locator("#speaker")).to_have_text(OURS, timeout=TAKEN_OVER_MS)
    eventually(lambda: spoken(standing_by) == [second, second], 20)


def test_who_froze_does_not_speak_beside_the_one_that_took_over(
    standing_by: Page, theirs: Page, other: OtherMachine, branch: BranchClient
) -> None:
    branch.step("4", "open")
    other.signal(signal.SIGSTOP)
    expect(standing_by.locator("#speaker")).to_have_text(OURS, timeout=TAKEN_OVER_MS)
    first = call(branch)
    eventually(lambda: spoken(standing_by) == [first, first], 20)
    other.signal(signal.SIGCONT)
    expect(theirs.locator("#speaker")).to_have_text(THEIRS, timeout=TAKEN_OVER_MS)
    finish(branch)
    second = call(branch)
    eventually(lambda: spoken(standing_by)[2:] == [second, second], 20)
    assert spoken(theirs) == []


def test_who_is_closed_hands_over(standing_by: Page, theirs: Page, branch: BranchClient) -> None:
    theirs.goto("/")
    expect(standing_by.locator("#speaker")).to_have_text(OURS, timeout=TAKEN_OVER_MS)
    branch.step("4", "open")
    first = call(branch)
    eventually(lambda: spoken(standing_by) == [first, first], 20)
