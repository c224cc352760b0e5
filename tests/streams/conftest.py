"""A real lobby with a dialogue that says what it is told, for a robot over real sound streams."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.dialogue_server import DialogueServer
from tests.processes import LobbyServer, manage
from tests.streams.branch import Branch

TICKET = "您的号码是A001，前面没有人。请到现金柜台旁边稍等。"


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Branch]:
    """Seeded, with an answer of two sentences to 我要取三万块钱; other words are repeated."""
    var = tmp_path_factory.mktemp("streams")
    manage(var, "migrate", "--verbosity", "0")
    manage(var, "seed")
    with (
        DialogueServer() as dialogue,
        LobbyServer(var, JIAOJIAO_DIALOGUE_URL=dialogue.url) as lobby,
    ):
        dialogue.script["我要取三万块钱"] = [{"text": TICKET, "speech": TICKET}]
        yield Branch(lobby)
