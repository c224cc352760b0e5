"""Limits hold over several real server processes together, and over forms as well as the API."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.processes import LobbyServer, lobby_servers, manage

GUESSES = 24
READS = 120


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> list[LobbyServer]:  # type: ignore[misc]
    var = tmp_path_factory.mktemp("limits")
    manage(var, "migrate", "--verbosity", "0")
    manage(var, "seed")
    with lobby_servers(3, var) as running:
        yield running
    for server in running:
        assert "limits counted by each process alone" not in server.log.read_text()


def counted(answers: list[httpx.Response]) -> Counter[int]:
    for answer in answers:
        if answer.status_code == 429:
            assert int(answer.headers["Retry-After"]) >= 1
    return Counter(answer.status_code for answer in answers)


def test_guesses_at_a_password_are_counted_by_all_servers_together(
    servers: list[LobbyServer],
) -> None:
    def guess(index: int) -> httpx.Response:
        url = f"{servers[index % 3].url}/api/v1/auth/token"
        body = {"username": "admin", "password": f"guess-{index}"}
        return httpx.post(url, json=body, timeout=30, trust_env=False)

    began = time.monotonic()
    with ThreadPoolExecutor(6) as pool:
        found = counted(list(pool.map(guess, range(GUESSES))))
    windows_begun = 1 + int((time.monotonic() - began) // 10)
    assert set(found) == {401, 429}
    assert found[401] <= 5 * windows_begun


def test_reads_are_counted_by_all_servers_together(servers: list[LobbyServer]) -> None:
    def read(index: int) -> httpx.Response:
        return httpx.get(f"{servers[index % 3].url}/api/v1/services", timeout=30, trust_env=False)

    began = time.monotonic()
    with ThreadPoolExecutor(6) as pool:
        found = counted(list(pool.map(read, range(READS))))
    seconds_begun = 1 + int(time.monotonic() - began)
    assert found[200] <= 20 * seconds_begun
    assert found[200] + found[429] == READS


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/counter/login", "/admin/login/"])
def test_forms_and_api_count_wrong_passwords_together(client: Client, page: str) -> None:
    User.objects.create_user("teller", password="geheim-geheim-1", is_staff=True)
    right = {"username": "teller", "password": "geheim-geheim-1"}
    wrong = {**right, "password": "falsch"}
    # Right ones are not counted: tellers behind one address sign in at the same minute.
    for _ in range(7):
        assert client.post(page, right).status_code == 302
    for _ in range(5):
        assert "太多" not in client.post(page, wrong).content.decode()
    refused = client.post(page, right)
    assert "密码输错的次数太多了" in refused.content.decode()
    assert client.post("/api/v1/auth/token", right, "application/json").status_code == 429
