"""The announcer dies, freezes, loses its network or its loudspeaker: another goes on, one alone, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from lobby import clock
from lobby.announcements import outstanding
from lobby.branch.models import Branch
from lobby.events import log
from lobby.events.models import Event
from lobby.tickets import calling
from lobby.tickets.models import Counter, Service
from robot.announcements import AnnouncementQueue
from tests.lobby import factories
from tests.lobby.announcements.speakers import Hall, Speaker, standing
from tests.lobby.tickets.conftest import Clock

ROBOT, HALL, DOOR = "robot-000", "hall-0000", "door-0000"
STATED = 6.5
"""Seconds: the lease, and the other's next question."""


@pytest.fixture
def hall(cash: Service, ticking: Clock, robot: Client) -> Hall:
    factories.branch()
    return Hall(ticking, robot)


def test_a_board_stands_in_for_a_robot_that_is_not_there(client: Client, cash: Service) -> None:
    answer = standing(client, HALL, "board")
    assert (answer["speaks"], answer["speaker"]) == (True, "board")


def test_a_board_waits_until_the_robots_lease_has_run_out(
    client: Client, cash: Service, ticking: Clock
) -> None:
    assert standing(client, ROBOT, "robot")["speaks"] is True
    ticking.forward(seconds=4.9)
    answer = standing(client, HALL, "board")
    assert (answer["speaks"], answer["speaker"]) == (False, "robot")
    ticking.forward(seconds=0.1)
    assert standing(client, HALL, "board")["speaks"] is True


def test_the_robot_is_awaited_and_gets_the_word_between_two_sentences(
    client: Client, cash: Service, ticking: Clock
) -> None:
    standing(client, HALL, "board")
    assert standing(client, ROBOT, "robot")["speaks"] is False
    answer = standing(client, HALL, "board")
    assert (answer["speaks"], answer["awaited"]) == (True, True)
    client.delete(f"/api/v1/announcements/speaker?screen={HALL}")
    # Another board must not come between.
    assert standing(client, DOOR, "board")["speaks"] is False
    answer = standing(client, ROBOT, "robot")
    assert (answer["speaks"], answer["awaited"]) == (True, False)


def test_a_robot_that_came_and_died_again_is_not_awaited_for_ever(
    client: Client, cash: Service, ticking: Clock
) -> None:
    standing(client, HALL, "board")
    standing(client, ROBOT, "robot")
    ticking.forward(seconds=5.1)
    assert standing(client, DOOR, "board")["speaks"] is True


def test_where_nobody_may_stand_in_the_other_is_silent(hall: Hall, client: Client) -> None:
    hall.wants("robot", stand_in=False)
    assert standing(client, HALL, "board")["speaks"] is False
    assert standing(client, ROBOT, "robot")["speaks"] is True
    hall.wants("board", stand_in=False)
    # Who speaks while the branch changes its mind is silent with the next question.
    assert standing(client, ROBOT, "robot")["speaks"] is False
    assert standing(client, HALL, "board")["speaks"] is True


def test_the_robot_stands_in_for_boards_that_cannot(hall: Hall, client: Client) -> None:
    hall.wants("board")
    assert standing(client, ROBOT, "robot")["speaks"] is True
    assert standing(client, HALL, "board")["speaks"] is False
    assert standing(client, ROBOT, "robot")["awaited"] is True


def test_who_takes_over_is_told_what_is_still_to_be_said(
    client: Client, first: Counter, second: Counter, cash: Service, card: Service, ticking: Clock
) -> None:
    standing(client, ROBOT, "robot")
    for service in (cash, card):
        factories.ticket(service)
    calling.call_next("1", "teller")
    (call,) = Event.objects.filter(type="announcement").values_list("data", flat=True)
    client.post(
        f"/api/v1/announcements/{call['id']}/said", {"screen": ROBOT, "left": 1}, "application/json"
    )
    calling.call_next("2", "teller")
    calling.start("2", "teller")
    ticking.forward(seconds=5)
    answer = standing(client, HALL, "board")
    # Once of the first; the customer of the second has come.
    assert [(o["id"], o["repeat"]) for o in answer["outstanding"]] == [(call["id"], 0)]
    assert answer["event"] == Event.objects.latest("id").id
    assert standing(client, HALL, "board")["outstanding"] == []


def test_staff_see_who_speaks(
    hall: Hall, client: Client, robot: Client, admin_client: Client
) -> None:
    def told() -> tuple[str, str]:
        return client.get("/healthz").json()["hall"]["speaker"], _shown(admin_client)

    assert told() == ("none", "没有：")
    standing(client, HALL, "board")
    assert told() == ("board", "叫号屏")
    figures = robot.get("/metrics").content.decode()
    assert 'jiaojiao_announcements_speaker{speaker="board"} 1.0' in figures
    assert 'jiaojiao_announcements_speaker{speaker="none"} 0.0' in figures


def _shown(admin_client: Client) -> str:
    """What the console says beside 现在谁在念."""
    page = admin_client.get(reverse("admin:branch_branch_change", args=[Branch.current().pk]))
    words = re.sub(r"<[^>]+>|\s", "", page.content.decode())
    return words.split("现在谁在念")[1][:3]


# ---- in a hall, in virtual time


@pytest.fixture
def robot_there(hall: Hall) -> Speaker:
    made = hall.speaker("robot", "robot")
    hall.run(2)
    return made


@pytest.fixture
def board_there(hall: Hall, robot_there: Speaker) -> Speaker:
    made = hall.speaker("board", "board")
    hall.run(2)
    return made


def test_a_call_that_was_cut_off_by_death_is_said_again_by_the_board(
    hall: Hall, robot_there: Speaker, board_there: Speaker
) -> None:
    hall.call("请A零零一号到一号窗口")
    hall.run(2)
    robot_there.kill()
    hall.run(STATED).run(2 * 3 + 1)
    assert robot_there.whole == []
    assert board_there.whole == ["请A零零一号到一号窗口"] * 2


def test_what_was_said_once_is_said_once_more_and_given_back(
    hall: Hall, robot_there: Speaker, board_there: Speaker
) -> None:
    hall.call("请A零零一号到一号窗口")
    hall.run(4)
    robot_there.kill()
    hall.run(STATED + 4)
    assert (robot_there.whole, board_there.whole) == (
        ["请A零零一号到一号窗口"],
        ["请A零零一号到一号窗口"],
    )
    robot_there.restart()
    hall.call("请A零零二号到二号窗口")
    hall.run(12)
    assert hall.whole[2:] == ["请A零零二号到二号窗口"] * 2
    assert robot_there.floor.holds
    assert hall.voices_at_once == 1


def test_a_loudspeaker_that_fails_hands_over_at_once(
    hall: Hall, robot_there: Speaker, board_there: Speaker
) -> None:
    robot_there.works = False
    hall.run(1.6)
    assert board_there.floor.holds
    robot_there.works = True
    hall.run(3)
    assert robot_there.floor.holds


def test_a_robot_without_its_network_falls_silent_before_the_board_speaks(
    hall: Hall, robot_there: Speaker, board_there: Speaker
) -> None:
    robot_there.connected = False
    hall.call("请A零零一号到一号窗口")
    hall.run(STATED + 7)
    assert (robot_there.whole, len(board_there.whole)) == ([], 2)
    robot_there.connected = True
    hall.run(6)
    # It has heard that this was said while it was away.
    assert robot_there.floor.holds
    assert robot_there.whole == []


def test_a_robot_started_anew_says_what_it_was_about_to_say(
    hall: Hall, robot_there: Speaker
) -> None:
    hall.call("请A零零一号到一号窗口")
    hall.run(1)
    robot_there.kill()
    hall.run(1)
    robot_there.restart()
    hall.run(STATED + 7)
    assert robot_there.whole == ["请A零零一号到一号窗口"] * 2


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_to_whom_one_speaks_and_every_call_is_heard(
    ticking: Clock, robot: Client, cash: Service, seed: int
) -> None:
    hall = Hall(ticking, robot, seed)
    voices = ("robot", "board", "board")
    speakers = [hall.speaker(voice, f"{voice}-{n}") for n, voice in enumerate(voices)]
    hall.wants(hall.chance.choice(["robot", "board"]))
    calls, mishaps = [], 0
    for number in range(8):
        hall.run(hall.chance.uniform(0.5, 8))
        calls.append(f"请A零零{number}号到一号窗口")
        hall.call(calls[-1])
        hall.run(hall.chance.uniform(0, 5))
        victim = hall.chance.choice(speakers)
        mishaps += 1
        match hall.chance.choice(["kill", "freeze", "network", "loudspeaker"]):
            case "kill":
                victim.kill()
                hall.run(hall.chance.uniform(0.5, 8))
                victim.restart()
            case "freeze":
                victim.frozen = True
                hall.run(hall.chance.uniform(0.5, 8))
                victim.frozen = False
            case "network":
                victim.connected = False
                hall.run(hall.chance.uniform(0.5, 8))
                victim.connected = True
            case "loudspeaker":
                victim.works = False
                hall.run(hall.chance.uniform(0.5, 8))
                victim.works = True
    hall.run(70)
    assert hall.voices_at_once == 1
    for call in calls:
        assert hall.whole.count(call) >= 2, call
    # Once more only where whoever said it could not tell.
    assert len(hall.whole) <= 2 * len(calls) + mishaps


def test_the_servers_reckoning_is_that_of_the_speakers(
    client: Client, first: Counter, second: Counter, cash: Service, card: Service, ticking: Clock
) -> None:
    standing(client, ROBOT, "robot")
    queue = AnnouncementQueue()
    for service in (cash, cash, card, cash):
        factories.ticket(service)
    calling.call_next("1", "teller")
    calling.call_next("2", "teller")
    ticking.forward(seconds=15)
    calling.recall("1", "teller")
    calling.start("2", "teller")
    calling.no_show("1", "teller")
    calling.call_next("1", "teller")
    for event in Event.objects.order_by("id"):
        queue.feed(event.type, event.data)
    ours = [(o["id"], o["repeat"]) for o in outstanding.until(log.bounds()[1])]
    theirs = []
    while (said := queue.next(clock.now())) is not None:
        if said.repeat:
            theirs.append((said.id, said.repeat))
    assert ours == theirs
