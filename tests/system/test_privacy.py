"""Secrets planted through every door of a running robot are found in no store of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lobby.conversations.privacy import ID_CHECKS, ID_WEIGHTS, luhn
from tests.system.running import Robot

pytestmark = pytest.mark.system

SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")


def card(body: str) -> str:
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


def identity(body: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + ID_CHECKS[total % 11]


CARD = card("622202170834569")
OTHER_CARD = card("621661940052837641")
IDENTITY = identity("33010619870412973")
MOBILE = "13957148826"
LANDLINE = "057187654329"
CASE, WORDS = "case's card", "card in words added to a case"
SECRETS = {
    "card": CARD,
    "card in groups": "6217 8524 9037 1462 5",
    "card in words": OTHER_CARD.translate(SPOKEN),
    "second half of a card": "四四一七九三八二六",
    "identity": IDENTITY,
    "identity in words": identity("44030319760825317").translate(SPOKEN),
    "mobile": MOBILE,
    "landline": LANDLINE,
    "password": "739214",
    "password with letters": "Tulpe7391",
    "code": "五八三九一六",
    "complaint's card": card("622848037561294"),
    "message's identity": identity("51010719910630482"),
    CASE: card("622588123760945"),
    WORDS: card("622908442716053"),
    "rating's mobile": "15858231947",
}

TURNS = (
    "我的卡号是{card}，帮我查一下",
    "卡号 {card in groups}",
    "{card in words}",
    "我的卡号是六二二二零二四四",
    "{second half of a card}",
    "身份证号{identity}能开卡吗",
    "身份证是{identity in words}",
    "密码是{password}",
    "登录密码是{password with letters}",
    "验证码 {code}",
    "家里电话{landline}",
    "我手机{mobile}，回头打给我",
    "我要投诉，卡号{complaint's card}被乱扣了钱",
    "我要留言，身份证{message's identity}的开户进度没人回",
    "给你们打五分，我电话{rating's mobile}",
    "我要报名小小金融家，电话{mobile}",
)


def forms(secret: str) -> Iterator[bytes]:
    """The secret as text files, JSON and the memory of a Python process hold it."""
    for written in {secret, re.sub(r"\s", "", secret)}:
        yield written.encode()
        yield written.encode("utf-16-le")
        yield json.dumps(written)[1:-1].encode()


def memory_of(pid: int) -> Iterator[bytes]:
    """Every readable and writable part of a process's memory."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            if not rights.startswith("rw") or line.endswith("[vvar]"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            memory.seek(start)
            try:
                yield memory.read(end - start)
            except OSError:
                continue


def test_planted_secrets_are_nowhere(robot: Robot) -> None:
    with robot.visitor() as visitor, robot.http() as device, robot.http(staff=True) as staff:
        warned = 0
        for turn in TURNS:
            replies = visitor.say(turn.format(**SECRETS), "text").replies
            warned += any("请不要告诉我" in reply.text for reply in replies)
            assert not any(
                secret in f"{reply.text}{reply.speech}{reply.card}"
                for reply in replies
                for secret in SECRETS.values()
            )
        assert warned >= 10
        opened = device.post(
            "/cases",
            json={"kind": "complaint", "summary": f"卡号{SECRETS[CASE]}"},
        )
        opened.raise_for_status()
        words = f"补充：卡号是{SECRETS[WORDS]}"
        device.post(f"/cases/{opened.json()['id']}/words", json={"words": words})
        device.post("/turns-that-do-not-exist", json={"text": CARD})
        device.post("/conversations/no-such/turns", json={"text": CARD, "modality": "text"})
        staff.post("/faqs/try", json={"text": f"卡号{CARD}丢了"})

        found = [
            f"{name} in {path.relative_to(robot.settings.var)}"
            for path in sorted(robot.settings.var.rglob("*"))
            if path.is_file()
            for content in [path.read_bytes()]
            for name, secret in SECRETS.items()
            if any(form in content for form in forms(secret))
        ]
        assert (robot.settings.var / "lobby.sqlite3").stat().st_size > 0
        assert not found
        # The dialogue's trackers are in memory only: its process, and that of the actions, never hear them.
        heard = [
            f"{name} in the memory of {process}"
            for process in ("dialogue", "actions")
            for content in memory_of(robot.pid(process))
            for name, secret in SECRETS.items()
            if any(form in content for form in forms(secret))
        ]
        assert not heard


def test_what_is_looked_for_would_be_found(robot: Robot) -> None:
    """The search itself works: what is said in clear is in the store, the log of events and the tracker."""
    with robot.visitor() as visitor:
        mark = "玫瑰花园小区西门"
        visitor.say(f"你知道{mark}吗", "text")
        stored = [
            path.name
            for path in robot.settings.var.rglob("lobby.sqlite3*")
            if any(form in path.read_bytes() for form in forms(mark))
        ]
        assert stored
        assert any(
            form in content for content in memory_of(robot.pid("dialogue")) for form in forms(mark)
        )
