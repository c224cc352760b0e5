"""The hall's board in a real browser: seen by everybody, for long enough, for days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lobby.announcements.publishing import PRIORITY
from lobby.announcements.wording import digits_aloud
from robot.announcements import AnnouncementQueue
from tests.browser.queueing import BranchClient
from tests.processes import LobbyServer, eventually, manage

FAKE_VOICE = Path(__file__).with_name("fake_voice.js")
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=timezone.utc)
EVENT_OF = {"push": "announcement", "settle": "ticket.changed", "said": "announcement.said"}
LEAST_PX = {".call-number": 60, ".call-counter": 60, "#lines .service": 44, "#lines .waiting": 50}
"""On a 55-inch screen of 1080 lines a pixel is 0.63 mm: 44 px are 28 mm."""


@pytest.fixture
def branch(lobby: LobbyServer) -> Iterator[BranchClient]:
    client = BranchClient(lobby)
    yield client
    client.leave()


@pytest.fixture
def announcer(lobby: LobbyServer) -> Iterator[None]:
    """The board says the calls."""
    _set_announcer(lobby, "board")
    yield
    _set_announcer(lobby, "robot")


def _set_announcer(lobby: LobbyServer, who: str, stand_in: bool = True) -> None:
    values = f"announcer='{who}', stand_in={stand_in}"
    code = f"from lobby.branch.models import Branch; Branch.objects.update({values})"
    manage(lobby.var, "shell", "-c", code)


def call_everybody(branch: BranchClient) -> list[str]:
    numbers = []
    for counter, service in zip(
        "12345", ("elderly", "cash", "card", "corporate", "vip"), strict=True
    ):
        branch.issue(service)
        branch.step(counter, "open")
        numbers.append(branch.step(counter, "next")["number"])
    return numbers


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 1024)])
def test_all_that_are_called_at_once_are_seen_large(
    page: Page, branch: BranchClient, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/board")
    numbers = call_everybody(branch)
    for number in numbers:
        expect(page.locator(".call-number", has_text=number)).to_be_in_viewport(ratio=1)
    expect(page.locator("#lines li")).to_have_count(9)
    expect(page.locator("#lines li").last).to_be_in_viewport(ratio=1)
    expect(page.locator("#notice .notice-text")).to_be_in_viewport()
    scale = size[0] / (1920 if size[0] > size[1] else 1080)
    for selector, least in LEAST_PX.items():
        for element in page.locator(selector).all():
            found = element.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
            assert found >= least * scale - 1, selector
            assert element.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), selector


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920), (360, 640)])
def test_where_to_go_is_never_cut_short(
    page: Page, branch: BranchClient, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/board")
    for counter in ("4", "5"):
        branch.issue("corporate" if counter == "4" else "vip")
        branch.step(counter, "open")
        number = branch.step(counter, "next")["number"]
        shown = page.locator(".call", has_text=number).locator(".call-counter")
        expect(shown).to_have_text(f"{counter}号窗口")
        assert shown.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_a_call_stays_long_enough_and_then_moves_to_the_past(
    page: Page, branch: BranchClient
) -> None:
    page.clock.install()
    page.goto("/board")
    branch.issue("corporate")
    branch.step("4", "open")
    number = branch.step("4", "next")["number"]
    call = page.locator(".call", has_text=number)
    expect(call).to_contain_text("4号窗口")
    branch.step("4", "start")
    page.clock.run_for(5_000)
    expect(call).to_be_visible()
    page.clock.run_for(16_000)
    expect(call).to_have_count(0)
    expect(page.locator("#recent li", has_text=number)).to_contain_text("4号窗口")


def test_who_missed_the_call_can_read_it(page: Page, branch: BranchClient) -> None:
    page.goto("/board")
    branch.issue("corporate")
    branch.step("4", "open")
    number = branch.step("4", "next")["number"]
    branch.step("4", "no-show")
    expect(page.locator("#missed")).to_contain_text(number)


def test_a_board_that_lost_its_server_says_so_and_catches_up(
    page: Page, branch: BranchClient
) -> None:
    page.goto("/board")
    expect(page.locator("#lines li")).to_have_count(9)
    page.context.set_offline(True)
    # A stream that is open stays so for the browser: end it as a cut line would.
    page.route("**/api/v1/events*", lambda route: route.abort())
    branch.issue("corporate")
    branch.step("4", "open")
    number = branch.step("4", "next")["number"]
    expect(page.locator(".call", has_text=number)).to_have_count(0)
    page.unroute("**/api/v1/events*")
    page.context.set_offline(False)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".call", has_text=number)).to_be_visible()


def test_days_of_calls_leave_nothing_behind(page: Page, lobby: LobbyServer) -> None:
    page.goto("/board")
    grown = page.evaluate(
        """async () => {
          const { CallsShown, LEAST_MS } = await import("/static/screens/calls.js");
          const { drawCalls, drawRecent } = await import("/static/screens/board_parts.js");
          const calls = new CallsShown();
          const list = document.createElement("ol"), past = document.createElement("ul");
          const row = document.createElement("div");
          let most = 0, now = 0, empty = null;
          for (let day = 1; day <= 5; day += 1) {
            for (let n = 1; n <= 400; n += 1) {
              now += LEAST_MS / 4;
              const called = [0, 1, 2].map((k) => ({
                number: `A${n + k}`, counter: String(k), counter_name: `${k}号窗口`, calls: 1,
                called_at: String(now) }));
              const rows = calls.update({ day: `2026-06-0${day}`, called }, now);
              drawCalls(list, rows);
              drawRecent(past, row, rows.slice(0, 8));
              most = Math.max(most, list.getElementsByTagName("*").length, calls.kept.size);
            }
            empty = calls.update({ day: `2026-06-1${day}`, called: [] }, now).length;
          }
          return { most, empty };
        }"""
    )
    assert grown["most"] < 60
    assert grown["empty"] == 0


def test_the_board_speaks_when_it_is_the_speaker_and_has_been_touched(
    page: Page, branch: BranchClient, announcer: None
) -> None:
    page.add_init_script(path=FAKE_VOICE)
    page.goto("/board")
    expect(page.locator("#voice")).to_be_visible()
    branch.issue("corporate")
    branch.issue("corporate")
    branch.step("4", "open")
    first = branch.step("4", "next")["number"]
    expect(page.locator(".call", has_text=first)).to_be_visible()
    assert page.evaluate("spoken") == []
    page.locator("#voice").click()
    expect(page.locator("#voice")).to_be_hidden()
    words = f"请 {digits_aloud(first)}号 到 4号窗口"
    eventually(lambda: page.evaluate("spoken") == [words, words], 15)
    # Two announcements at once: one after the other.
    branch.staff.post("/announcements", json={"text": "请大家保管好随身物品"})
    branch.step("4", "recall")
    eventually(lambda: len(page.evaluate("spoken")) == 6, 20)
    assert page.evaluate("spoken")[2:].count("请大家保管好随身物品") == 2
    assert page.evaluate("overlaps") == 0


@pytest.fixture
def robot_alone(lobby: LobbyServer) -> Iterator[None]:
    """The robot says the calls, and nobody in its place."""
    _set_announcer(lobby, "robot", stand_in=False)
    yield
    _set_announcer(lobby, "robot")


def test_a_board_that_is_not_the_speaker_is_silent(
    page: Page, branch: BranchClient, robot_alone: None
) -> None:
    page.add_init_script(path=FAKE_VOICE)
    page.goto("/board")
    branch.issue("corporate")
    branch.step("4", "open")
    number = branch.step("4", "next")["number"]
    expect(page.locator(".call", has_text=number)).to_be_visible()
    page.locator("body").click()
    expect(page.locator("#voice")).to_be_hidden()
    assert page.evaluate("spoken") == []


def test_a_machine_without_a_chinese_voice_is_told(page: Page, announcer: None) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'speechSynthesis', {value: "
        "Object.assign(new EventTarget(), {getVoices: () => [{lang: 'en-US'}]})})"
    )
    page.goto("/board")
    expect(page.locator("#voiceless")).to_be_visible()


def steps(chance: random.Random) -> list[list[Any]]:
    """Events and questions as the queue of announcements gets them; times in s after NOW."""
    made: list[list[Any]] = []
    clock = 0
    for number in range(40):
        kind = chance.choice(
            [
                *("push", "push", "push", "push", "next", "next", "later"),
                *("settle", "said", "unsay", "catch_up"),
            ]
        )
        if kind in ("push", "catch_up"):
            data = {
                "id": str(chance.choice([number, number, number - 1])),
                "kind": "call",
                "text": "x",
                "speech": chance.choice(["好", "好", "好", " "]),
                "priority": chance.choice([0, *PRIORITY.values()]),
                "speaker": chance.choice(["board", "robot"]),
                "expires_at": (NOW + timedelta(seconds=clock + chance.randint(1, 40))).isoformat(),
                "repeat": chance.randint(0, 2),
                "ticket": chance.choice([None, "t1", "t2", "t3"]),
                "at": (NOW + timedelta(seconds=clock)).isoformat(),
            }
            made.append(["push", data] if kind == "push" else ["catch_up", [data]])
        elif kind == "later":
            clock += chance.randint(1, 15)
        elif kind == "settle":
            state = chance.choice(["called", "serving", "cancelled"])
            made.append(["settle", {"id": chance.choice(["t1", "t2"]), "state": state}])
        elif kind == "said":
            made.append(["said", {"id": str(number - 1), "left": chance.randint(0, 1)}])
        elif kind == "unsay":
            made.append(["unsay", None])
        else:
            made.append(["next", clock])
    return made


def heard_by_robot(made: list[list[Any]]) -> list[Any]:
    queue = AnnouncementQueue(limit=6)
    heard: list[Any] = []
    for kind, what in made:
        if kind == "next":
            said = queue.next(NOW + timedelta(seconds=what))
            heard.append([said.id, said.repeat] if said else None)
        elif kind == "catch_up":
            queue.catch_up(what)
        elif kind == "unsay":
            queue.unsay()
        else:
            queue.feed(EVENT_OF[kind], what)
    return [*heard, queue.dropped, queue.expired, queue.replaced, queue.refused, len(queue)]


def test_board_and_robot_keep_the_same_rule(page: Page) -> None:
    page.goto("/board")
    runs = [steps(random.Random(seed)) for seed in range(150)]
    board = page.evaluate(
        """async ([runs, now, events]) => {
          const { AnnouncementQueue } = await import("/static/screens/announcements.js");
          return runs.map((steps) => {
            const queue = new AnnouncementQueue(6);
            const heard = [];
            for (const [kind, what] of steps) {
              if (kind === "next") {
                const said = queue.next(now + what * 1000);
                heard.push(said ? [said.id, said.repeat] : null);
              } else if (kind === "catch_up") queue.catchUp(what);
              else if (kind === "unsay") queue.unsay();
              else queue.feed(events[kind], what);
            }
            return [...heard, queue.dropped, queue.expired, queue.replaced, queue.refused, queue.waiting.length];
          });
        }""",
        [runs, NOW.timestamp() * 1000, EVENT_OF],
    )
    assert board == [heard_by_robot(made) for made in runs]
    assert any(run[-5] for run in board)


def test_a_browser_of_2018_can_read_the_scripts() -> None:
    """Chromium 70 knows neither ?. nor ?? nor what came after: such a script would not even load."""
    too_new = ("?.", "??", "replaceChildren", ".at(", ".flatMap(", ".replaceAll(", "Promise.any")
    folder = Path(__file__).parents[2] / "lobby" / "screens" / "static" / "screens"
    guilty = [
        f"{path.name}: {word}"
        for path in folder.glob("*.js")
        for word in too_new
        if word in path.read_text()
    ]
    assert guilty == []


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (0, 1, "马上"),
        (0, 12, "12分内"),
        (9, 9, "9分"),
        (45, 409, "45–409分"),
        (60, 80, "1–1.5小时"),
        (193, 425, "3–7小时"),
        (118, 122, "2小时"),
    ],
)
def test_a_long_wait_is_told_in_hours_and_stays_in_its_column(
    page: Page, low: int, high: int, shown: str
) -> None:
    page.set_viewport_size({"width": 1024, "height": 600})
    body = {
        "day": "2026-06-01",
        "services": [
            {
                "code": "loan",
                "name": "个人非现金业务",
                "waiting": 17,
                "wait": {"low_min": low, "high_min": high},
            }
        ],
    }
    page.route("**/api/v1/queue", lambda route: route.fulfill(json=body))
    page.goto("/board")
    wait = page.locator("#lines .wait")
    expect(wait).to_have_text(shown)
    assert wait.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_every_call_is_seen_below_a_banner_on_a_tall_screen(
    page: Page, branch: BranchClient
) -> None:
    page.set_viewport_size({"width": 1080, "height": 1920})
    page.goto("/board")
    numbers = call_everybody(branch)
    # Nobody speaks, and this machine has no Chinese voice.
    expect(page.locator("#voiceless")).to_be_visible()
    for number in numbers:
        expect(page.locator(".call-number", has_text=number)).to_be_in_viewport(ratio=1)
    assert page.locator("#calls").evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    expect(page.locator("#lines li").last).to_be_in_viewport(ratio=1)
