"""Many visitors at once, over two real server processes and one real database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx

from tests.processes import device_token, headers, lobby_servers

if TYPE_CHECKING:
    from tests.branches import SeededBranch

pytest_plugins = ["tests.postgres", "tests.branches"]


def test_no_more_places_are_given_than_there_are(sqlite_branch: SeededBranch) -> None:
    with lobby_servers(2, sqlite_branch.var, **sqlite_branch.settings) as servers:
        token = device_token(sqlite_branch.var)
        clients = [
            httpx.Client(
                base_url=f"{s.url}/api/v1", headers=headers(token), timeout=20, trust_env=False
            )
            for s in servers
        ]
        course = next(
            row
            for row in clients[0].get("/activities").json()
            if row["code"] == "smartphone_class" and row["open"]
        )

        def ask(number: int) -> int:
            body = {"date": course["date"], "people": 2}
            path = "/activities/smartphone_class/sign-ups"
            key = {"Idempotency-Key": f"visitor-{number}"}
            while True:
                answer = clients[number % 2].post(path, json=body, headers=key)
                if (
                    answer.status_code != 503
                ):  # the database was busy: asked again, as the dialogue does
                    return answer.status_code

        with ThreadPoolExecutor(6) as pool:
            given = list(pool.map(ask, range(12)))
        left = next(
            row["left"]
            for row in clients[1].get("/activities").json()
            if (row["code"], row["date"]) == ("smartphone_class", course["date"])
        )
    assert sorted(given) == [201] * 5 + [409] * 7
    assert left == 0
