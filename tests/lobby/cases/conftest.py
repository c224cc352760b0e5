"""A visitor with a case, and those who handle it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from lobby.cases import handling
from lobby.cases.models import Case
from lobby.conversations.models import Conversation


@pytest.fixture
def visitor(seeded: None) -> Conversation:
    return Conversation.objects.create(channel="text")


@pytest.fixture
def case(visitor: Conversation) -> Case:
    row, _ = handling.open_case("complaint", visitor.id, "等了一个小时", None)
    return row


@pytest.fixture
def wang(seeded: None) -> User:
    return User.objects.create_user("wang", first_name="王敏", is_staff=True)


@pytest.fixture
def li(seeded: None) -> User:
    return User.objects.create_user("li", first_name="李强", is_staff=True)
