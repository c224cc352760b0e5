"""From a sentence to a ticket, through every real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from robot.settings import ROOT
from tests.system.running import Robot, eventually

pytestmark = pytest.mark.system


def shell(robot: Robot, text: str, *options: str) -> list[dict]:
    """What `python -m robot shell --json` prints for these lines."""
    environment = {
        **os.environ,
        "JIAOJIAO_VAR": str(robot.settings.var),
        "JIAOJIAO_PORT": str(robot.settings.port),
        "JIAOJIAO_DIALOGUE_URL": robot.settings.dialogue_url,
        "JIAOJIAO_ACTIONS_PORT": str(robot.settings.actions_port),
    }
    done = subprocess.run(
        [sys.executable, "-m", "robot", "shell", "--json", *options],
        input=text,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def entities(body: dict) -> dict:
    return {e["entity"]: e["value"] for e in body["nlu"]["entities"]}


def cards(body: dict) -> list[str]:
    return [r["card"]["type"] for r in body["replies"] if r.get("card")]


def test_the_shell_answers_the_five_sentences(robot: Robot) -> None:
    hello, take, where, product, lost = shell(
        robot, "你好\n我要取三万块钱\n厕所在哪儿\n有什么定期存款\n卡丢了咋办\n"
    )
    assert hello["nlu"]["intent"] == "greet"
    assert take["nlu"]["intent"] == "take_ticket"
    assert entities(take) == {"business": "cash_withdrawal", "amount": 30000}
    assert cards(take) == ["ticket"]
    assert where["nlu"]["intent"] == "ask_route"
    assert entities(where)["place"] == "restroom"
    assert cards(where) == ["route"]
    assert product["nlu"]["intent"] == "ask_product"
    assert entities(product)["product_category"] == "time_deposit"
    assert cards(product) == ["product_list"]
    assert lost["nlu"]["intent"] == "faq"
    assert lost["nlu"]["faq"] == "card_lost"
    for body in (hello, take, where, product, lost):
        assert body["ms"] > 0
        assert all(0 < len(r["speech"]) <= 60 for r in body["replies"])


def test_the_ticket_is_in_the_queue_and_is_called(robot: Robot) -> None:
    with robot.visitor() as visitor, robot.http(staff=True) as staff:
        turn = visitor.say("我要取五万块钱", "text")
        card = next(r.card for r in turn.replies if r.card and r.card["type"] == "ticket")
        waiting = {s["code"]: s["waiting"] for s in staff.get("/queue").json()["services"]}
        assert waiting[card["service"]] >= 1
        counters = [
            c["code"]
            for c in staff.get("/counters").json()
            if card["service"]
            in [s.get("code", s) if isinstance(s, dict) else s for s in c["services"]]
        ]
        counter = counters[0]
        assert staff.post(f"/counters/{counter}/open").status_code == 200
        for _ in range(50):
            called = staff.post(f"/counters/{counter}/next")
            assert called.status_code == 200
            if called.json()["number"] == card["number"]:
                break
            staff.post(f"/counters/{counter}/start").raise_for_status()
            staff.post(f"/counters/{counter}/complete").raise_for_status()
        state = staff.get(f"/tickets/{card['id']}").json()["state"]
        assert state == "called"
        staff.post(f"/counters/{counter}/start").raise_for_status()
        staff.post(f"/counters/{counter}/complete").raise_for_status()


def test_a_new_faq_answers_without_training(robot: Robot) -> None:
    faq = {
        "id": "umbrella_dance",
        "title": "雨伞舞会",
        "phrasings": ["雨伞舞会几时举行", "哪天有雨伞舞会", "我想参加雨伞舞会"],
        "speech": "雨伞舞会在周五下午三点，请到活动角报名。",
        "text": "雨伞舞会在周五下午三点，请到活动角报名。",
    }
    with robot.visitor() as visitor, robot.http(staff=True) as staff:
        assert staff.post("/faqs", json=faq).status_code == 201
        # How soon is measured by benchmarks/nlu.py; machines that run tests are busy.
        body = eventually(
            lambda: (
                said
                if (said := visitor.say("请问雨伞舞会几时举行呀", "text").body)["nlu"].get("faq")
                == faq["id"]
                else None
            ),
            what="the new FAQ answers",
        )
        assert "周五下午三点" in body["replies"][0]["speech"]
        assert staff.delete(f"/faqs/{faq['id']}").status_code == 204
        eventually(
            lambda: visitor.say("雨伞舞会几时举行", "text").body["nlu"].get("faq") != faq["id"],
            what="the removed FAQ is forgotten",
        )


def test_nothing_of_one_visitor_reaches_the_next(robot: Robot) -> None:
    with robot.visitor() as first:
        first.say("我要取五万块钱", "text")
        first.end()
    with robot.visitor() as second:
        turn = second.say("我前面还有几个人", "text")
        kinds = [r.card for r in turn.replies if r.card]
        assert all("ticket" not in card for card in kinds)
