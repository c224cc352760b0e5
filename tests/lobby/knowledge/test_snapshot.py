"""The snapshot for the dialogue, and that no way of changing knowledge misses its version."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

import content
from lobby.branch.models import Business, ChannelRule, Place
from lobby.events.models import Event
from lobby.knowledge import changes
from lobby.knowledge.models import Faq, KnowledgeVersion, Product

SNAPSHOT = "/api/v1/knowledge/snapshot"


def test_it_says_what_the_content_folder_says(device: APIClient) -> None:
    answer = device.get(SNAPSHOT)
    assert answer.status_code == 200
    body = answer.json()
    assert answer["ETag"] == f'"{body["version"]}"'
    expected = content.snapshot(content.load())
    assert set(body) == set(expected)
    key = lambda row: row["id"]  # noqa: E731
    assert sorted(body["faqs"], key=key) == sorted(expected["faqs"], key=key)
    assert body["lexicon"] == expected["lexicon"]


def test_while_unchanged_it_costs_one_row(device: APIClient) -> None:
    tag = device.get(SNAPSHOT)["ETag"]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = device.get(SNAPSHOT, headers={"if-none-match": tag})
    assert answer.status_code == 304
    assert answer["ETag"] == tag
    assert not answer.content
    assert len(queries) == 1
    Faq.objects.get(pk="parking").save()
    assert device.get(SNAPSHOT, headers={"if-none-match": tag}).status_code == 200


def test_what_is_switched_off_is_not_in_it(device: APIClient) -> None:
    Faq.objects.filter(pk="parking").update(enabled=False)
    Product.objects.filter(pk="td_1y").update(enabled=False)
    body = device.get(SNAPSHOT).json()
    assert "parking" not in {row["id"] for row in body["faqs"]}
    assert "td_1y" not in {row["value"] for row in body["lexicon"]["product"]}


def test_strangers_do_not_get_it(stranger: APIClient, local: APIClient) -> None:
    assert stranger.get(SNAPSHOT).status_code == 401
    assert local.get(SNAPSHOT).status_code == 401


def _rename(row: Faq | Product | Place | Business) -> None:
    row.save()


def _bulk_rename(model: type[Faq]) -> None:
    rows = list(model.objects.all()[:2])
    model.objects.bulk_update(rows, ["enabled"])


WAYS: dict[str, tuple[str, Callable[[], object]]] = {
    "faq saved": ("faq", lambda: _rename(Faq.objects.get(pk="parking"))),
    "faq deleted": ("faq", lambda: Faq.objects.get(pk="parking").delete()),
    "faqs deleted": ("faq", lambda: Faq.objects.filter(pk__startswith="card_").delete()),
    "faqs updated": ("faq", lambda: Faq.objects.filter(pk="parking").update(enabled=False)),
    "faqs updated in bulk": ("faq", lambda: _bulk_rename(Faq)),
    "faqs made in bulk": (
        "faq",
        lambda: Faq.objects.bulk_create(
            [Faq(id="a", title="题", phrasings=["甲"], speech="说", text="写")]
        ),
    ),
    "product saved": ("product", lambda: _rename(Product.objects.get(pk="td_1y"))),
    "product deleted": ("product", lambda: Product.objects.get(pk="td_1y").delete()),
    "place saved": ("place", lambda: _rename(Place.objects.get(pk="water"))),
    "place deleted": ("place", lambda: Place.objects.filter(pk="water").delete()),
    "place made": (
        "place",
        lambda: Place.objects.create(code="garden", name="花园", x=0, y=0, kind="facility"),
    ),
    "business saved": ("business", lambda: _rename(Business.objects.get(pk="transfer"))),
    "business deleted": ("business", lambda: Business.objects.get(pk="transfer").delete()),
    "rule changed": (
        "business",
        lambda: ChannelRule.objects.filter(business="transfer").update(note="小心"),
    ),
    "history reverted": (
        "faq",
        lambda: Faq.history.filter(id="parking").first().instance.save(),
    ),
}


@pytest.mark.parametrize(("kind", "change"), WAYS.values(), ids=WAYS.keys())
def test_every_change_raises_the_version(
    seeded: None, kind: str, change: Callable[[], object]
) -> None:
    before = KnowledgeVersion.current()
    Event.objects.all().delete()
    change()
    now = KnowledgeVersion.current()
    assert int(now.split("-")[0]) > int(before.split("-")[0])
    events = Event.objects.filter(type="content.changed")
    assert {k for e in events for k in e.data["kinds"]} == {kind}
    assert events.last().data["version"] == now


def test_a_change_that_fails_leaves_the_version(seeded: None) -> None:
    before = KnowledgeVersion.current()
    events = Event.objects.count()
    with transaction.atomic():
        Faq.objects.get(pk="parking").delete()
        transaction.set_rollback(True)
    assert KnowledgeVersion.current() == before
    assert Event.objects.count() == events
    assert Faq.objects.filter(pk="parking").exists()


def test_nothing_changed_is_no_change(seeded: None) -> None:
    before = KnowledgeVersion.current()
    assert Faq.objects.filter(pk="none").update(enabled=False) == 0
    Faq.objects.filter(pk="none").delete()
    with changes.together():
        pass
    assert KnowledgeVersion.current() == before


def test_changes_together_make_one_version_and_one_event(seeded: None) -> None:
    before = int(KnowledgeVersion.current().split("-")[0])
    Event.objects.all().delete()
    with changes.together(), changes.together():
        Faq.objects.get(pk="parking").save()
        Place.objects.get(pk="water").save()
    assert int(KnowledgeVersion.current().split("-")[0]) == before + 1
    event = Event.objects.get(type="content.changed")
    assert event.data["kinds"] == ["faq", "place"]


def test_a_restored_database_never_repeats_a_version(seeded: None) -> None:
    row = KnowledgeVersion.objects.get()
    Faq.objects.get(pk="parking").save()
    seen = KnowledgeVersion.current()
    KnowledgeVersion.objects.update(number=row.number, token=row.token)
    Faq.objects.get(pk="parking").save()
    assert KnowledgeVersion.current() != seen
    assert KnowledgeVersion.current().split("-")[0] == seen.split("-")[0]
