"""`--json`: one utterance a line in, one JSON line out, for scripts and tests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from robot.client import ConversationClient, ConversationError

KEEP = "keep"
NEW = "new"


def run(
    client: ConversationClient, lines: Iterable[str], output: TextIO, conversation: str = KEEP
) -> int:
    """Answer each line with the body of /turns; returns the number of failed lines.

    A blank line starts a new visitor. `conversation` is `keep` (one visitor until a blank line),
    `new` (every line is a new visitor) or the id of a running conversation.
    """
    if conversation not in (KEEP, NEW):
        client.conversation = conversation
    failures = 0
    for line in lines:
        text = line.strip("\r\n")
        if not text.strip():
            _end(client)
            continue
        if conversation == NEW:
            _end(client)
        body, failed = _answer(client, text)
        failures += failed
        output.write(json.dumps(body, ensure_ascii=False) + "\n")
        output.flush()
    if conversation in (KEEP, NEW):
        _end(client)
    return failures


def _answer(client: ConversationClient, text: str) -> tuple[dict[str, Any], bool]:
    try:
        if client.conversation is None:
            client.start("text")
        return client.say(text, "text").body, False
    except ConversationError as error:
        return {"error": error.code, "detail": error.message, **error.body}, True


def _end(client: ConversationClient) -> None:
    try:
        client.end()
    except ConversationError:
        # Lobby forgets an idle visitor by itself; the next one must be served all the same.
        client.conversation = None
