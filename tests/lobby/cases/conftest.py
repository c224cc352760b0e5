"""A visitor with a case, and those who handle it."""

from __future__ import annotations

from collections.abc import Callable

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
def wang(make_manager: Callable[[str], User]) -> User:
    return _named(make_manager("wang"), "王敏")


@pytest.fixture
def li(make_manager: Callable[[str], User]) -> User:
    return _named(make_manager("li"), "李强")


@pytest.fixture
def teller(seeded: None) -> User:
    return User.objects.create_user("chen", first_name="陈静", is_staff=True)


def _named(user: User, name: str) -> User:
    user.first_name = name
    user.save()
    return user
