"""The robot is the announcer: a board speaks while it cannot, and gives the word back."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from robot.voice.floor import LentFloor
from tests.browser.queueing import BranchClient
from tests.browser.test_board import FAKE_VOICE, branch
from tests.browser.test_speaker import call, finish, spoken
from tests.processes import LobbyServer, device_token, eventually, headers

__all__ = ["branch"]

ROBOTS, OURS = "由娇娇播报", "本屏代娇娇播报"
STATED_MS = 20_000
"""Far more than the lease and one question, for a machine with other work."""


class RobotsFloor:
    """The robot's own claim to the word; its loudspeaker is not listened to here."""

    def __init__(self, lobby: LobbyServer) -> None:
        self._cut = threading.Event()
        self._lobby = lobby
        self.floor = LentFloor(
            lobby.url, device_token(lobby.var), httpx.MockTransport(self._through)
        )
        self.floor.tick(able=True, saying=False)
        self.floor.start()
        eventually(lambda: self.floor.holds, 20)

    def die(self) -> None:
        """Killed, or its cable pulled: nothing is given back."""
        self._cut.set()

    def come_back(self) -> None:
        self._cut.clear()

    def _through(self, request: httpx.Request) -> httpx.Response:
        if self._cut.is_set():
            raise httpx.ConnectError("cut off")
        return httpx.request(
            request.method,
            str(request.url),
            content=request.content,
            headers={**headers(device_token(self._lobby.var)), "Content-Type": "application/json"},
            trust_env=False,
        )


@pytest.fixture
def robot(lobby: LobbyServer) -> Iterator[RobotsFloor]:
    made = RobotsFloor(lobby)
    yield made
    made.come_back()
    made.floor.stop()


@pytest.fixture
def board(page: Page, robot: RobotsFloor) -> Page:
    """Ready to speak: touched once."""
    page.add_init_script(path=FAKE_VOICE)
    page.goto("/board")
    expect(page.locator("#speaker")).to_have_text(f"{ROBOTS} · 点一下本屏可接替")
    expect(page.locator("#voice")).to_be_hidden()
    page.locator("main").click()
    expect(page.locator("#speaker")).to_have_text(ROBOTS)
    return page


def test_the_board_takes_over_from_the_robot_and_gives_back(
    board: Page, robot: RobotsFloor, branch: BranchClient
) -> None:
    branch.step("4", "open")
    first = call(branch)
    expect(board.locator(".call")).to_have_count(1)
    assert spoken(board) == []
    # It dies with the call not said to its end.
    robot.die()
    expect(board.locator("#speaker")).to_have_text(OURS, timeout=STATED_MS)
    eventually(lambda: spoken(board) == [first, first], 20)
    robot.come_back()
    expect(board.locator("#speaker")).to_have_text(ROBOTS, timeout=STATED_MS)
    eventually(lambda: robot.floor.holds, 20)
    finish(branch)
    call(branch)
    expect(board.locator(".call")).not_to_have_count(0)
    assert spoken(board) == [first, first]


def test_the_robot_waits_until_the_board_has_ended_its_sentence(
    board: Page, robot: RobotsFloor, branch: BranchClient
) -> None:
    robot.die()
    expect(board.locator("#speaker")).to_have_text(OURS, timeout=STATED_MS)
    board.evaluate("speakingMs = 4000")
    branch.step("4", "open")
    first = call(branch)
    eventually(lambda: spoken(board) == [first], 20)
    robot.come_back()
    eventually(lambda: robot.floor.holds, 20)
    # Whole, and then the robot's turn for the repetition.
    assert spoken(board) == [first]
    (left,) = [(o["speech"], o["repeat"]) for o in robot.floor.outstanding()]
    assert left == (first, 0)


def test_what_was_called_before_the_page_was_opened_is_said(
    page: Page, robot: RobotsFloor, branch: BranchClient
) -> None:
    branch.step("4", "open")
    first = call(branch)
    robot.die()
    page.add_init_script(path=FAKE_VOICE)
    page.goto("/board")
    page.locator("main").click()
    eventually(lambda: spoken(page) == [first, first], 25)


def test_where_nobody_speaks_the_board_asks_for_a_touch(page: Page) -> None:
    page.add_init_script(path=FAKE_VOICE)
    page.goto("/board")
    expect(page.locator("#voice")).to_be_visible()


def test_a_voice_that_fails_is_no_lost_call(
    board: Page, robot: RobotsFloor, branch: BranchClient
) -> None:
    board.evaluate("failing = true")
    branch.step("4", "open")
    first = call(branch)
    robot.die()
    eventually(lambda: spoken(board) == [first], 25)
    # The word is left to whoever else there is.
    robot.come_back()
    eventually(lambda: robot.floor.holds, 20)
    assert [o["repeat"] for o in robot.floor.outstanding()] == [1]
