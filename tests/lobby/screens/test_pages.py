"""The pages of kiosk, board and counter: there, guarded, and made of the branch's content."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client

from lobby.conversations.models import Conversation, Turn
from lobby.knowledge.models import Faq, Product
from lobby.screens import suggestions

pytestmark = pytest.mark.usefixtures("seeded")

OPEN_PAGES = ("/", "/kiosk", "/board", "/counter/login")


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_pages_forbid_inline_code_and_search_engines(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_pages_hold_no_inline_code_and_nothing_from_elsewhere(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=|\sstyle=|<style", page)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_every_static_file_of_a_page_exists(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    names = re.findall(r"(?:src|href)=\"/static/([^\"]+)\"", page)
    assert names
    assert [name for name in names if not finders.find(name)] == []


def test_the_chooser_leads_to_the_four_screens(client: Client) -> None:
    page = client.get("/").content.decode()
    for address, name in (
        ("/kiosk", "客户屏"),
        ("/board", "叫号屏"),
        ("/counter", "柜员"),
        ("/admin/", "管理后台"),
    ):
        assert f'href="{address}"' in page
        assert name in page


def test_the_kiosk_offers_the_branch_s_own_places_and_shelves(client: Client) -> None:
    page = client.get("/kiosk").content.decode()
    assert "示范支行" in page
    assert 'data-say="洗手间怎么走"' in page
    assert 'data-say="有什么定期存款"' in page


def test_a_shelf_without_products_is_not_offered(client: Client) -> None:
    Product.objects.filter(category="fund").update(enabled=False)
    assert "有什么基金" not in [each.says for each in suggestions.categories()]


def test_the_most_asked_questions_come_first() -> None:
    conversation = Conversation.objects.create(channel="kiosk")
    for number, faq in enumerate(("card_lost", "parking", "parking"), start=1):
        Turn.objects.create(
            conversation=conversation, number=number, modality="text", said="问", faq=faq
        )
    offered = [each.says for each in suggestions.questions(5)]
    titles = dict(Faq.objects.values_list("id", "title"))
    assert offered[:2] == [titles["parking"], titles["card_lost"]]
    assert len(offered) == len(set(offered)) == 5


def test_a_disabled_question_is_not_offered() -> None:
    Faq.objects.exclude(id="card_lost").update(enabled=False)
    assert len(suggestions.questions()) == 1


def test_names_of_the_branch_are_escaped(client: Client) -> None:
    Faq.objects.exclude(id="card_lost").update(enabled=False)
    Faq.objects.filter(id="card_lost").update(title="<img src=x>\"'丢卡")
    page = client.get("/kiosk").content.decode()
    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt;&quot;" in page


def test_the_kiosk_works_before_the_branch_is_set_up(client: Client) -> None:
    Faq.objects.all().delete()
    assert client.get("/kiosk").status_code == 200


def test_the_counter_asks_who_it_is(client: Client) -> None:
    response = client.get("/counter")
    assert response.status_code == 302
    assert response["Location"] == "/counter/login"


def test_a_teller_signs_in_and_out(client: Client) -> None:
    User.objects.create_user("teller", password="geheim-geheim-1", is_staff=True)
    wrong = client.post("/counter/login", {"username": "teller", "password": "falsch"})
    assert "用户名或密码不对" in wrong.content.decode()
    right = client.post("/counter/login", {"username": "teller", "password": "geheim-geheim-1"})
    assert right["Location"] == "/counter"
    assert "下一位" in client.get("/counter").content.decode()
    client.post("/counter/logout")
    assert client.get("/counter").status_code == 302


def test_who_is_not_staff_has_no_counter(client: Client) -> None:
    User.objects.create_user("guest", password="geheim-geheim-1")
    answer = client.post("/counter/login", {"username": "guest", "password": "geheim-geheim-1"})
    assert "不是员工账号" in answer.content.decode()
    client.force_login(User.objects.get(username="guest"))
    assert client.get("/counter").status_code == 302


def test_signing_in_needs_the_page_s_own_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/counter/login", {"username": "a", "password": "b"})
    assert answer.status_code == 403


def test_signing_in_never_leads_elsewhere(client: Client) -> None:
    User.objects.create_user("teller", password="geheim-geheim-1", is_staff=True)
    form = {"username": "teller", "password": "geheim-geheim-1", "next": "https://evil.example/"}
    assert client.post("/counter/login", form)["Location"] == "/counter"
