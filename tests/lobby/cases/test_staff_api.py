"""The inbox and the steps of staff over HTTP, and who may see what."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from rest_framework.test import APIClient

from lobby.cases import handling
from lobby.cases.models import Case, Rating
from lobby.conversations.models import Conversation, Turn

API = "/api/v1/cases"
PHONE = "13800138000"


@pytest.fixture
def called_back(visitor: Conversation) -> Case:
    Turn.objects.create(
        conversation=visitor,
        number=1,
        modality="text",
        said="你们太慢了",
        replies=[{"text": "对不起", "speech": "对不起"}],
    )
    row, _ = handling.open_case("complaint", visitor.id, "太慢", None, phone=PHONE)
    return row


def test_staff_see_what_was_said_and_whom_to_call(staff: APIClient, called_back: Case) -> None:
    shown = staff.get(f"{API}/{called_back.id}").json()
    assert shown["phone"] == PHONE
    assert shown["said"][0]["said"] == "你们太慢了"
    assert shown["said"][0]["answered"] == ["对不起"]
    assert shown["history"][0]["did"] == "opened"


def test_nobody_else_sees_words_or_number(
    device: APIClient, client: Client, called_back: Case
) -> None:
    for shown in (
        device.get(f"{API}/{called_back.id}"),
        client.get(f"{API}/{called_back.id}?token={called_back.token}"),
        client.get(f"/case/{called_back.token}"),
    ):
        assert shown.status_code == 200
        page = shown.content.decode()
        assert PHONE not in page
        assert "太慢" not in page


def test_the_number_is_no_text_in_the_database(called_back: Case) -> None:
    assert called_back.phone_sealed
    assert PHONE not in str(Case.objects.values().get())


def test_the_page_s_token_opens_its_own_case_alone(client: Client, called_back: Case) -> None:
    other, _ = handling.open_case("help", None, "", None)
    assert client.get(f"{API}/{other.id}?token={called_back.token}").status_code in (401, 403)
    assert client.get(f"{API}/{other.id}").status_code in (401, 403)


def test_a_case_is_taken_answered_and_closed(staff: APIClient, case: Case) -> None:
    taken = staff.post(f"{API}/{case.id}/take")
    assert taken.status_code == 200
    answered = staff.post(
        f"{API}/{case.id}/answer",
        {"text": "马上来"},
        format="json",
        headers={"If-Match": taken["ETag"]},
    )
    assert answered.json()["answers"][0]["text"] == "马上来"
    stale = staff.post(f"{API}/{case.id}/close", headers={"If-Match": taken["ETag"]})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    closed = staff.post(
        f"{API}/{case.id}/close", {"outcome": "solved", "text": "办好了"}, format="json"
    )
    assert closed.json()["state"] == "closed"
    assert staff.post(f"{API}/{case.id}/take").status_code == 409


@pytest.mark.parametrize("step", ["take", "release", "answer", "close"])
def test_a_device_does_no_steps_of_staff(device: APIClient, case: Case, step: str) -> None:
    assert device.post(f"{API}/{case.id}/{step}", {}, format="json").status_code == 403


def test_the_inbox_has_open_cases_first(
    staff: APIClient, device: APIClient, visitor: Conversation, wang: User
) -> None:
    done, _ = handling.open_case("message", visitor.id, "好", None)
    handling.close(done.id, wang)
    waiting, _ = handling.open_case("complaint", visitor.id, "慢", None)
    ringing, _ = handling.open_case("alert", visitor.id, "晕倒", None)
    inbox = staff.get(API).json()
    assert [row["id"] for row in inbox["cases"]] == [
        str(row.id) for row in (ringing, waiting, done)
    ]
    assert (inbox["counts"]["open"], inbox["counts"]["closed_today"]) == (2, 1)
    only = staff.get(API, {"state": "open", "kind": "alert"}).json()["cases"]
    assert [row["id"] for row in only] == [str(ringing.id)]
    assert staff.get(API, {"mine": "true"}).json()["cases"] == []
    assert device.get(API).status_code == 403


def test_the_dialogue_adds_to_a_case(device: APIClient, case: Case) -> None:
    added = device.post(f"{API}/{case.id}/words", {"words": "还要退钱"}, format="json")
    assert added.status_code == 200
    assert case.steps.filter(did="added", note="还要退钱").exists()


def test_the_dialogue_takes_back_what_the_visitor_never_wanted(
    device: APIClient, client: Client, case: Case
) -> None:
    path = f"{API}/{case.id}/withdraw"
    assert client.post(path, {}, content_type="application/json").status_code in (401, 403)
    taken_back = device.post(path, {"words": "我没投诉呀"}, format="json")
    assert (taken_back.status_code, taken_back.json()["state"]) == (200, "closed")
    assert device.post(path, {}, format="json").status_code == 200
    assert case.steps.filter(did="closed", note="我没投诉呀").count() == 1


def test_the_visitor_rates_the_outcome_once(client: Client, case: Case, wang: User) -> None:
    path = f"{API}/{case.id}/rating?token={case.token}"
    body = {"stars": 2, "words": "太慢，电话13800138000"}
    assert client.post(path, body, content_type="application/json").status_code == 409
    handling.close(case.id, wang)
    rated = client.post(path, body, content_type="application/json")
    assert (rated.status_code, rated.json()["stars"]) == (201, 2)
    assert client.post(path, body, content_type="application/json").status_code == 409
    assert PHONE not in Rating.objects.get().words


@pytest.mark.parametrize("stars", [0, 6, "五"])
def test_stars_are_one_to_five(device: APIClient, stars: object) -> None:
    assert device.post("/api/v1/ratings", {"stars": stars}, format="json").status_code == 422


def test_the_latest_stars_of_a_visit_count(device: APIClient, visitor: Conversation) -> None:
    for stars in (5, 3):
        body = {"stars": stars, "conversation": str(visitor.id)}
        assert device.post("/api/v1/ratings", body, format="json").status_code == 204
    assert [row.stars for row in Rating.objects.all()] == [3]


def test_the_console_answers_and_closes(manager: Client, called_back: Case) -> None:
    path = f"/admin/cases/case/{called_back.id}/change/"
    page = manager.get(path).content.decode()
    assert PHONE in page
    assert "你们太慢了" in page
    form = {
        "seen_version": called_back.version,
        "step": "answer",
        "reply": "马上办",
        "ending": "solved",
        "steps-TOTAL_FORMS": 0,
        "steps-INITIAL_FORMS": 0,
    }
    assert manager.post(path, form).status_code == 302
    called_back.refresh_from_db()
    assert (called_back.state, called_back.answer) == ("taken", "马上办")
    again = manager.post(path, form)
    assert "有了新情况" in again.content.decode()
    form |= {"seen_version": called_back.version, "reply": ""}
    assert "请写上要对客户说的话" in manager.post(path, form).content.decode()
    form["step"] = "close"
    assert manager.post(path, form).status_code == 302
    called_back.refresh_from_db()
    assert called_back.state == "closed"


def test_the_console_s_list_tells_counts_and_takes(manager: Client, called_back: Case) -> None:
    page = manager.get("/admin/cases/case/").content.decode()
    assert "还没人接手" in page
    assert PHONE not in page
    chosen = {"action": "take", "_selected_action": [str(called_back.id)]}
    manager.post("/admin/cases/case/", chosen)
    called_back.refresh_from_db()
    assert called_back.owner is not None
    assert "我负责的" in manager.get("/admin/cases/case/?owner_is=me").content.decode()


def test_the_inbox_shows_what_was_added_last(staff: APIClient, visitor: Conversation) -> None:
    row, _ = handling.open_case("complaint", visitor.id, "我要投诉", None)
    other, _ = handling.open_case("help", None, "要找大堂经理", None)
    for words in ("等了一个小时", "柜员态度不好"):
        handling.add(row.id, words)
    lines = {case["id"]: case["gist"] for case in staff.get(API).json()["cases"]}
    assert lines[str(row.id)] == "我要投诉；补充：柜员态度不好"
    assert lines[str(other.id)] == "要找大堂经理"
