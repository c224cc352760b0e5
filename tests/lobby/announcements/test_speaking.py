"""Which of several boards speaks."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from django.test import Client

from lobby.announcements import speaking
from lobby.events.models import Event
from tests.lobby.tickets.conftest import Clock
from tests.postgres import postgres
from tests.processes import lobby_servers

if TYPE_CHECKING:
    from tests.branches import SeededBranch

pytest_plugins = ["tests.branches"]
__all__ = ["postgres"]

API = "/api/v1/announcements"
HALL, DOOR = "hall-0000", "door-0000"


def claim(client: Client, screen: str) -> dict[str, Any]:
    answer = client.post(f"{API}/speaker", {"screen": screen}, "application/json")
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


@pytest.mark.django_db
def test_the_first_speaks_as_long_as_it_asks_again(client: Client, ticking: Clock) -> None:
    told = client.get(f"{API}/speaker").json()
    assert (told["speaks"], told["taken"], told["seconds"]) == (False, False, 0)
    first = claim(client, HALL)
    assert (first["speaks"], first["taken"], first["seconds"]) == (True, True, 5)
    for _ in range(6):
        ticking.forward(seconds=1.5)
        other = claim(client, DOOR)
        assert (other["speaks"], other["taken"], other["seconds"]) == (False, True, 0)
        assert claim(client, HALL)["speaks"] is True
    assert client.get(f"{API}/speaker").json()["taken"] is True


@pytest.mark.django_db
def test_another_takes_over_from_one_that_died(client: Client, ticking: Clock) -> None:
    claim(client, HALL)
    ticking.forward(seconds=4.9)
    assert claim(client, DOOR)["speaks"] is False
    ticking.forward(seconds=0.1)
    assert claim(client, DOOR)["speaks"] is True
    assert claim(client, HALL)["speaks"] is False


@pytest.mark.django_db
def test_who_is_closed_gives_the_word_to_the_next_at_once(client: Client, ticking: Clock) -> None:
    claim(client, HALL)
    # Not another's to give.
    assert client.delete(f"{API}/speaker?screen={DOOR}").status_code == 204
    assert claim(client, DOOR)["speaks"] is False
    assert client.delete(f"{API}/speaker?screen={HALL}").status_code == 204
    assert claim(client, DOOR)["speaks"] is True


@pytest.mark.django_db
def test_asking_often_does_not_write_often(
    client: Client, ticking: Clock, django_assert_num_queries: Any
) -> None:
    claim(client, HALL)
    with django_assert_num_queries(2):
        speaking.claim(HALL)
    with django_assert_num_queries(2):
        speaking.claim(DOOR)


@pytest.mark.django_db
def test_what_has_been_said_is_told_by_who_speaks(client: Client, ticking: Clock) -> None:
    claim(client, HALL)
    name = uuid.uuid4()

    def said(screen: str, left: Any) -> int:
        body = {"screen": screen, "left": left}
        return client.post(f"{API}/{name}/said", body, "application/json").status_code

    assert said(HALL, 1) == 204
    assert said(DOOR, 0) == 409
    assert said(HALL, 99) == 422
    events = Event.objects.filter(type="announcement.said").values_list("data", flat=True)
    assert list(events) == [{"id": str(name), "left": 1}]


@pytest.mark.django_db
@pytest.mark.parametrize("screen", ["", "short", "x" * 65, "两个字符的名字好", None, 7])
def test_a_screen_has_a_name(client: Client, screen: Any) -> None:
    answer = client.post(f"{API}/speaker", {"screen": screen}, "application/json")
    assert answer.status_code == 422


@pytest.mark.django_db
def test_strangers_do_not_speak() -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.7")
    assert stranger.post(f"{API}/speaker", {"screen": HALL}, "application/json").status_code == 401
    assert stranger.get(f"{API}/speaker").status_code == 401


@pytest.mark.parametrize("database", ["sqlite_branch", "postgres_branch"])
def test_of_many_that_ask_two_servers_at_once_one_speaks(
    request: pytest.FixtureRequest, database: str
) -> None:
    branch: SeededBranch = request.getfixturevalue(database)
    with lobby_servers(2, branch.var, **branch.settings) as servers:

        def ask(index: int) -> bool:
            url = f"{servers[index % 2].url}{API}/speaker"
            body = {"screen": f"screen-{index:04}"}
            answer = httpx.post(url, json=body, timeout=30, trust_env=False)
            return bool(answer.raise_for_status().json()["speaks"])

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(ask, range(8))) == 1
