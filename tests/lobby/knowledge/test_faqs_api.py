"""Questions over HTTP: reading, writing, and who came first."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from rest_framework.test import APIClient

from lobby.events.models import Event
from lobby.knowledge.models import Faq, KnowledgeVersion
from lobby.staff.first_run import TELLERS

FAQS = "/api/v1/faqs"
NEW = {
    "title": "雨伞怎么借",
    "phrasings": ["能借把伞吗", "下雨了有伞没", "借伞要押金不", "雨伞在哪儿借", "伞怎么还"],
    "speech": "雨伞在大堂经理台登记就能借，不收押金。",
    "text": "凭手机号在大堂经理台登记借伞，三天内归还，不收押金。",
}


def add(staff: APIClient, **changes: Any) -> Any:
    return staff.post(FAQS, {**NEW, **changes}, format="json")


def test_an_entry_is_added_read_changed_and_removed(staff: APIClient, device: APIClient) -> None:
    made = add(staff, id="umbrella", card={"type": "place", "value": "manager_desk"})
    assert made.status_code == 201
    assert made["ETag"] == '"1"'
    assert made["Location"] == f"{FAQS}/umbrella"
    read = device.get(f"{FAQS}/umbrella")
    assert read.json() == made.json()
    assert read.json()["card"] == {"type": "place", "value": "manager_desk"}
    changed = staff.patch(f"{FAQS}/umbrella", {"speech": "找大堂经理借。"}, format="json")
    assert changed.status_code == 200
    assert changed["ETag"] == '"2"'
    assert changed.json()["phrasings"] == NEW["phrasings"]
    assert Faq.history.filter(id="umbrella").count() == 2
    assert staff.delete(f"{FAQS}/umbrella").status_code == 204
    assert device.get(f"{FAQS}/umbrella").status_code == 404
    assert Faq.history.filter(id="umbrella").first().history_type == "-"


def test_an_id_is_made_from_the_title(staff: APIClient) -> None:
    first = add(staff)
    assert first.json()["id"] == "yu_san_zen_me_jie"
    second = add(staff, phrasings=["另一种问法"])
    assert second.json()["id"] == "yu_san_zen_me_jie_2"


def test_unchanged_entries_are_not_sent_again(device: APIClient) -> None:
    tag = device.get(f"{FAQS}/card_lost")["ETag"]
    again = device.get(f"{FAQS}/card_lost", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again["ETag"] == tag


def test_an_unchanged_list_is_not_sent_again(device: APIClient, staff: APIClient) -> None:
    tag = device.get(FAQS)["ETag"]
    assert device.get(FAQS, headers={"if-none-match": tag}).status_code == 304
    staff.patch(f"{FAQS}/card_lost", {"enabled": False}, format="json")
    changed = device.get(FAQS, headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_the_list_has_every_entry(device: APIClient) -> None:
    rows = device.get(FAQS).json()
    assert len(rows) >= 100
    assert {"card_lost", "parking"} <= {row["id"] for row in rows}
    assert all(len(row["phrasings"]) >= 5 for row in rows)


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"id": "Umbrella!"}, "id", "小写字母"),
        ({"title": ""}, "title", ""),
        ({"title": "伞"}, "title", ""),
        ({"phrasings": []}, "phrasings", "至少要有一个问法"),
        ({"phrasings": ["  "]}, "phrasings", "至少要有一个问法"),
        ({"phrasings": ["？？"]}, "phrasings", "没有文字"),
        ({"phrasings": ["字" * 61]}, "phrasings", "最多 60 个字"),
        ({"phrasings": [f"问法{i}" for i in range(201)]}, "phrasings", "最多 200 行"),
        ({"speech": "长" * 61}, "speech", ""),
        ({"speech": " "}, "speech", ""),
        ({"text": "长" * 1001}, "text", ""),
        ({"card": {"type": "place"}}, "card", "type"),
        ({"card": {"type": "song", "value": "x"}}, "card", "place"),
        ({"card": {"type": "link", "value": "javascript:alert(1)"}}, "card", "http"),
        ({"card": "restroom"}, "card", "卡片"),
    ],
)
def test_what_is_refused_is_said_in_chinese(
    staff: APIClient, changes: dict[str, Any], field: str, fault: str
) -> None:
    answer = add(staff, **{"id": "umbrella", **changes})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert not Faq.objects.filter(id="umbrella").exists()
    messages = answer.json()["errors"][field]
    assert any(fault in str(message) for message in messages)
    assert all(any("一" <= c <= "鿿" for c in str(message)) for message in messages)


def test_a_phrasing_belongs_to_one_entry(staff: APIClient) -> None:
    taken = Faq.objects.get(pk="card_lost")
    stolen = f" {taken.phrasings[0]}？ "
    answer = add(staff, phrasings=["没人问过的", stolen])
    assert answer.status_code == 422
    assert "card_lost" in answer.json()["detail"]
    mine = staff.patch(f"{FAQS}/card_lost", {"phrasings": taken.phrasings}, format="json")
    assert mine.status_code == 200


def test_a_taken_id_is_a_conflict(staff: APIClient) -> None:
    assert add(staff, id="card_lost").status_code == 409


def test_bounds_themselves_are_accepted(staff: APIClient) -> None:
    answer = add(staff, speech="长" * 60, text="长" * 1000, phrasings=["字" * 60])
    assert answer.status_code == 201


@pytest.mark.parametrize("method", ["post", "patch", "delete"])
def test_only_staff_write(
    device: APIClient, stranger: APIClient, local: APIClient, method: str
) -> None:
    path = FAQS if method == "post" else f"{FAQS}/card_lost"
    before = Faq.objects.get(pk="card_lost").version
    assert getattr(device, method)(path, NEW, format="json").status_code == 403
    for client in (stranger, local):
        assert getattr(client, method)(path, NEW, format="json").status_code == 401
    assert Faq.objects.get(pk="card_lost").version == before


def test_strangers_do_not_read(stranger: APIClient, local: APIClient) -> None:
    for client in (stranger, local):
        assert client.get(FAQS).status_code == 401
        assert client.get(f"{FAQS}/card_lost").status_code == 401


def test_a_teller_reads_and_leaves_the_answers_as_they_are(staff: APIClient, seeded: None) -> None:
    """What the console refuses an account the API refuses it, too."""
    teller = User.objects.create_user("teller", password="geheim-geheim-1", is_staff=True)
    teller.groups.add(Group.objects.get(name=TELLERS))
    client = APIClient()
    client.force_authenticate(teller)
    path = f"{FAQS}/card_lost"
    assert client.get(path).status_code == 200
    for answer in (
        client.patch(path, {"title": "卡丢了"}, format="json"),
        client.delete(path),
        client.post(FAQS, {"title": "新的"}, format="json"),
    ):
        assert answer.status_code == 403
        assert "大堂经理" in answer.json()["detail"]
    assert staff.patch(path, {"title": "卡丢了"}, format="json").status_code == 200


def test_a_lost_race_is_told(staff: APIClient) -> None:
    path = f"{FAQS}/card_lost"
    tag = staff.get(path)["ETag"]
    held = {"if-match": tag}
    assert (
        staff.patch(path, {"title": "银行卡丢了"}, format="json", headers=held).status_code == 200
    )
    late = staff.patch(path, {"title": "卡丢了"}, format="json", headers=held)
    assert late.status_code == 412
    assert late.json()["code"] == "stale"
    assert staff.delete(path, headers=held).status_code == 412
    assert Faq.objects.get(pk="card_lost").title == "银行卡丢了"
    several = {"if-match": f'{tag}, "2"'}
    assert staff.patch(path, {"title": "卡丢了"}, format="json", headers=several).status_code == 200
    assert staff.delete(path, headers={"if-match": "*"}).status_code == 204


def test_a_tag_that_is_none_is_refused(staff: APIClient) -> None:
    path = f"{FAQS}/card_lost"
    assert staff.delete(path, headers={"if-match": "1"}).status_code == 422
    assert staff.delete(path, headers={"if-match": '"abc"'}).status_code == 412
    # Well-formed, but weak tags never match here (RFC 9110, 13.1.1).
    weak = f"W/{staff.get(path)['ETag']}"
    assert staff.delete(path, headers={"if-match": weak}).status_code == 412
    assert staff.patch(f"{FAQS}/none", {"title": "没有"}, format="json").status_code == 404


def test_an_object_read_before_a_change_does_not_overwrite_it(seeded: None) -> None:
    from lobby.problems import Stale

    first, second = Faq.objects.get(pk="parking"), Faq.objects.get(pk="parking")
    first.title = "停车方便吗"
    first.save()
    second.title = "停车要钱吗"
    with pytest.raises(Stale):
        second.save()
    first.delete()
    with pytest.raises(Stale):
        second.save()


def test_a_change_publishes_an_event(staff: APIClient) -> None:
    Event.objects.all().delete()
    add(staff, id="umbrella")
    event = Event.objects.get(type="content.changed")
    assert event.data == {"kinds": ["faq"], "version": KnowledgeVersion.current()}
    add(staff, id="umbrella")
    assert Event.objects.filter(type="content.changed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_wins(make_manager: Callable[[str], User]) -> None:
    users = [make_manager(f"editor{i}") for i in range(2)]
    path = f"{FAQS}/card_lost"
    version = Faq.objects.get(pk="card_lost").version
    start = threading.Barrier(2)
    statuses: list[int] = []

    def edit(user: User) -> None:
        client = APIClient()
        client.force_authenticate(user)
        start.wait()
        deadline = time.monotonic() + 20
        try:
            while True:
                answer = client.patch(
                    path,
                    {"title": f"{user.username}改的"},
                    format="json",
                    headers={"if-match": f'"{version}"'},
                )
                # The in-memory database of tests refuses at once where a file would wait.
                if answer.status_code != 503 or time.monotonic() > deadline:
                    statuses.append(answer.status_code)
                    return
        finally:
            connection.close()

    threads = [threading.Thread(target=edit, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 412]
    row = Faq.objects.get(pk="card_lost")
    assert row.version == version + 1
    assert row.title in {"editor0改的", "editor1改的"}
