"""The console speaks Chinese on every page, also where its libraries do not."""

from __future__ import annotations

import gettext
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages import pofile
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from lobby.knowledge.models import Faq
from lobby.staff import first_run
from lobby.tickets import issuing

WORDS = Path(apps.get_app_config("staff").path) / "locale" / "zh_Hans" / "LC_MESSAGES"
SILENT = {"script", "style", "template", "textarea", "code"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN = ("placeholder", "title", "aria-label", "alt")
# Two words on end are a phrase; codes and names of formats are single words.
PHRASE = re.compile(r"[A-Za-z][A-Za-z']+[ ,]+[A-Za-z][A-Za-z' ]+")
ALONE = re.compile(r"^(?:True|False|None|Search|Select|Changes|Resource|Run|General|Date|Welcome)$")


class Seen(HTMLParser):
    """What a reader sees: texts without icons (whose names are letters), and hints in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.texts += [value for name in SPOKEN if (value := given.get(name))]
        if tag not in VOID:
            icon = "material-symbols" in (given.get("class") or "")
            self._open.append((tag, icon or tag in SILENT))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(silent for _, silent in self._open):
            self.texts.append(" ".join(data.split()))


def english(page: str) -> list[str]:
    seen = Seen()
    seen.feed(page)
    assert len(seen.texts) > 5
    return [text for text in seen.texts if PHRASE.search(text) or ALONE.match(text)]


@pytest.fixture
def superuser(seeded: None) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=first_run.ADMIN))
    return client


def addresses() -> list[str]:
    """Every page of the console that opens by a link, for the first row of each table."""
    found = [reverse("admin:index"), reverse("admin:password_change")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        row = model._default_manager.first()
        if row is not None:
            found += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history")]
    return found


def test_no_page_speaks_english(superuser: Client) -> None:
    issuing.issue("cash", by="test")
    pages = {address: superuser.get(address) for address in addresses()}
    assert {page.status_code for page in pages.values()} == {200, 403}
    read = {a: english(p.content.decode()) for a, p in pages.items() if p.status_code == 200}
    assert {address: said for address, said in read.items() if said} == {}
    assert len(read) > 50


@pytest.mark.parametrize("path", ["import", "export"])
def test_tables_come_and_go_in_chinese(superuser: Client, path: str) -> None:
    page = superuser.get(f"/admin/knowledge/faq/{path}/")
    assert english(page.content.decode()) == []


def test_an_empty_list_says_so_in_chinese(superuser: Client) -> None:
    page = superuser.get("/admin/cases/case/").content.decode()
    assert "这里还没有内容" in page
    assert english(page) == []


def test_signing_in_and_out_is_chinese(seeded: None) -> None:
    assert english(Client().get("/admin/login/").content.decode()) == []


def test_the_compiled_words_are_those_written() -> None:
    with (WORDS / "django.po").open("rb") as source:
        written = pofile.read_po(source)
    with (WORDS / "django.mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    checked = 0
    for message in written:
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            assert words.ngettext(*message.id, 2) == message.string[0]
        else:
            assert words.gettext(message.id) == message.string
        checked += 1
    assert checked > 50


def test_an_edit_is_read_in_the_history_and_brought_back(superuser: Client) -> None:
    faq = Faq.objects.get(pk="card_lost")
    title, faq.title = faq.title, "卡没了怎么办"
    faq.save()
    history = superuser.get("/admin/knowledge/faq/card_lost/history/").content.decode()
    assert english(history) == []
    assert "卡没了怎么办" in history
    path = f"/admin/knowledge/faq/card_lost/history/{faq.history.last().pk}/"
    earlier = superuser.get(path)
    assert english(earlier.content.decode()) == []
    form = earlier.context["adminform"].form
    sent = {bound.html_name: bound.value() or "" for bound in form}
    answer = superuser.post(path, {**sent, "enabled": "on"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert Faq.objects.get(pk="card_lost").title == title


def test_an_account_is_made_for_a_manager(superuser: Client) -> None:
    sent = {"username": "lobby-manager", "password1": "yi-er-san-si-5", "usable_password": "true"}
    made = superuser.post("/admin/auth/user/add/", {**sent, "password2": sent["password1"]})
    assert made.status_code == 302, made.context["adminform"].form.errors
    user = User.objects.get(username="lobby-manager")
    group = user.groups.model.objects.get(name=first_run.MANAGERS)
    path = f"/admin/auth/user/{user.pk}/change/"
    changed = superuser.post(
        path,
        {"username": user.username, "is_active": "on", "is_staff": "on", "groups": [group.pk]},
    )
    assert changed.status_code == 302, changed.context["adminform"].form.errors
    signed_in = Client()
    assert signed_in.login(username="lobby-manager", password=sent["password1"])
    assert signed_in.get("/admin/knowledge/faq/").status_code == 200
    assert signed_in.get("/admin/auth/user/").status_code == 403
