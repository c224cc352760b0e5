"""What the tests' branch is made of is what seeding makes."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from lobby.knowledge.seed_parts import PARTS
from lobby.knowledge.seeding import seed
from tests.lobby import sample_rows


def test_the_rows_are_those_that_seeding_makes(db: None) -> None:
    folder = settings.JIAOJIAO.content
    before = transaction.savepoint()
    seed(folder, PARTS)
    stored = [part.stored() for part in PARTS]
    transaction.savepoint_rollback(before)
    assert not any(part.stored() for part in PARTS)
    for _ in range(2):  # made, then written as they were kept
        between = transaction.savepoint()
        sample_rows.fill(folder)
        assert [part.stored() for part in PARTS] == stored
        assert seed(folder, PARTS).unchanged
        transaction.savepoint_rollback(between)
