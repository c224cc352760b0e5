"""Seeding: complete, repeatable, quick, and never against a manager."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

import content
from lobby.branch.models import Branch, Business, OpeningHours, Place
from lobby.events.models import Event
from lobby.knowledge.models import Category, Faq, KnowledgeVersion, Product
from lobby.knowledge.seed_parts import PARTS
from lobby.knowledge.seeding import seed
from lobby.tickets.models import Counter, CounterService, Machine, PriorityClass, Service

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder of our own to edit."""
    copy = tmp_path / "content"
    shutil.copytree(
        settings.JIAOJIAO.content, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )
    return copy


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run() -> str:
    out = StringIO()
    call_command("seed", stdout=out)
    return out.getvalue()


def test_the_command_fills_an_empty_database_and_says_so_in_one_line() -> None:
    said = run()
    assert said.count("\n") == 1
    assert "rows made" in said
    source = content.load()
    assert Branch.current().name == source.branch.name
    assert OpeningHours.objects.count() == sum(len(h.days) for h in source.branch.hours)
    for model, entries in (
        (Place, source.floor.places),
        (Service, source.services),
        (Counter, source.counters),
        (Machine, source.machines),
        (PriorityClass, source.classes),
        (Business, source.businesses),
        (Category, source.categories),
        (Product, source.products),
    ):
        assert list(model.objects.values_list("code", flat=True)) == [e.code for e in entries]
    assert Faq.objects.count() == len(source.faqs)
    assert all(Counter.objects.values_list("open", flat=True))
    second = source.counters[1]
    offers = CounterService.objects.filter(counter__code=second.code).order_by("order")
    assert list(offers.values_list("service__code", flat=True)) == list(second.services)
    assert User.objects.filter(username="admin", is_superuser=True).exists()


def test_one_version_one_event_and_a_history() -> None:
    run()
    assert KnowledgeVersion.objects.get().number == 1
    assert Event.objects.filter(type="content.changed").count() == 1
    assert Faq.history.filter(id="card_lost").count() == 1


def test_a_second_run_does_nothing_and_asks_little() -> None:
    run()
    before = KnowledgeVersion.current()
    with CaptureQueriesContext(connection) as queries:
        report = seed(settings.JIAOJIAO.content, PARTS)
    assert report.unchanged
    assert len(queries) == 1
    assert "nothing to do" in run()
    assert KnowledgeVersion.current() == before


def test_a_touched_folder_that_says_the_same_changes_nothing(folder: Path) -> None:
    seed(folder, PARTS)
    before = KnowledgeVersion.current()
    with (folder / "branch.yml").open("a", encoding="utf-8") as file:
        file.write("# nothing\n")
    report = seed(folder, PARTS)
    assert (report.unchanged, report.created, report.updated, report.kept) == (False, 0, 0, 0)
    assert KnowledgeVersion.current() == before


def test_what_a_manager_changed_or_deleted_stays(folder: Path) -> None:
    seed(folder, PARTS)
    faq = Faq.objects.get(pk="card_lost")
    faq.speech = "先别急。"
    faq.save()
    Faq.objects.get(pk="parking").delete()
    Branch.objects.update(demo=False)
    Counter.objects.filter(code="1").update(open=False)
    Business.objects.get(pk="transfer").channels.update(note="小心")
    edit(folder / "branch.yml", "phone: 0000-88600100", "phone: 0000-88600101")
    report = seed(folder, PARTS)
    assert report.created == 0
    assert report.updated == 0
    assert report.kept == 4
    assert Faq.objects.get(pk="card_lost").speech == "先别急。"
    assert not Faq.objects.filter(pk="parking").exists()
    assert Branch.current().demo is False
    assert Branch.current().phone == "0000-88600100"
    assert not Counter.objects.get(code="1").open
    assert Business.objects.get(pk="transfer").channels.first().note == "小心"


def test_what_nobody_touched_follows_the_folder(folder: Path) -> None:
    seed(folder, PARTS)
    version = int(KnowledgeVersion.current().split("-")[0])
    edit(folder / "branch.yml", 'closes: "16:00"', 'closes: "16:30"')
    edit(folder / "floor.yml", "landmark: 门上的男女标志", "landmark: 门上的蓝色标志")
    edit(folder / "floor.yml", "{id: restroom, x: 2.6,", "{id: restroom, x: 2.7,")
    edit(folder / "businesses.yml", "max_amount: 20000,", "max_amount: 10000,")
    edit(folder / "services.yml", "services: [elderly, cash]", "services: [cash, elderly]")
    edit(folder / "products" / "deposits.yml", "name: 一年期整存整取", "name: 一年定期")
    edit(folder / "faq" / "cards.yml", "- id: card_lost\n  title: ", "- id: card_lost\n  title: 新")
    report = seed(folder, PARTS)
    assert report.created == 0
    assert report.kept == 0
    assert report.updated == 7
    longer = OpeningHours.objects.filter(kind="personal", closes__hour=16, closes__minute=30)
    assert longer.count() == 2
    assert Place.objects.get(pk="restroom").landmark == "门上的蓝色标志"
    node = next(n for n in Branch.current().floor["nodes"] if n["id"] == "restroom")
    assert node["x"] == 2.7
    assert Business.objects.get(pk="cash_withdrawal").channels.first().max_amount == 10_000
    offers = CounterService.objects.filter(counter__code="1").order_by("order")
    assert list(offers.values_list("service__code", flat=True)) == ["cash", "elderly"]
    assert Product.objects.get(pk="td_1y").name == "一年定期"
    faq = Faq.objects.get(pk="card_lost")
    assert faq.title.startswith("新")
    assert faq.version == 2
    assert int(KnowledgeVersion.current().split("-")[0]) == version + 1


def test_new_entries_arrive_and_give_way_to_a_managers_phrasings(folder: Path) -> None:
    seed(folder, PARTS)
    Faq.objects.create(
        id="my_umbrella", title="借伞", phrasings=["能借伞吗？"], speech="能。", text="能。"
    )
    fresh = [
        {
            "id": "umbrella_new",
            "title": "怎么借雨伞",
            "phrasings": [
                "能借伞吗",
                "雨伞在哪借来着",
                "下雨没带伞咋办呀",
                "伞能拿回家用吗",
                "借把伞行不行呀",
                "有爱心雨伞没有",
                "雨伞要还到哪里去",
                "借伞收不收押金呀",
            ],
            "speech": "雨伞在大堂经理台登记就能借。",
            "text": "雨伞在大堂经理台登记就能借，三天内归还。",
        }
    ]
    (folder / "faq" / "umbrella.yml").write_text(
        yaml.safe_dump(fresh, allow_unicode=True), encoding="utf-8"
    )
    report = seed(folder, PARTS)
    assert report.created == 1
    made = Faq.objects.get(pk="umbrella_new")
    assert "能借伞吗" not in made.phrasings
    assert len(made.phrasings) == 7


def test_a_faulty_folder_changes_nothing_and_is_named(folder: Path) -> None:
    (folder / "branch.yml").write_text("name: 3\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"branch\.yml"):
        call_command("seed", str(folder))
    assert not Branch.objects.exists()
    assert KnowledgeVersion.current() == "0"


def test_what_is_seeded_passes_the_consoles_checks() -> None:
    run()
    Branch.current().full_clean()
    for model in (Place, Business, Faq):
        for row in model.objects.all():
            row.full_clean()
