"""What is forgotten by itself: visitors who went away without a word, and old conversations."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from lobby.branch.models import Branch
from lobby.conversations.dialogue import Dialogue
from lobby.conversations.models import Conversation
from lobby.conversations.talking import IDLE, end
from lobby.events import log

logger = logging.getLogger(__name__)

KEEP_DAYS = 30
"""Where no branch has been set up yet."""
AT_ONCE = 200
"""Rows of one run, so that a long backlog keeps nobody waiting; the next run goes on."""


def end_abandoned(now: datetime, dialogue: Dialogue) -> int:
    """Ends conversations that fell silent, and has the dialogue forget them; how many there were."""
    silent = Conversation.objects.filter(ended_at=None, last_turn_at__lt=now - IDLE)
    rows = list(silent.order_by("last_turn_at")[:AT_ONCE])
    for conversation in rows:
        end(conversation, dialogue)
    return len(rows)


def delete_old(now: datetime) -> int:
    """Deletes conversations older than the branch keeps them, turns and all; how many there were."""
    days = Branch.objects.values_list("keep_conversations_days", flat=True).first() or KEEP_DAYS
    old = Conversation.objects.filter(last_turn_at__lt=now - timedelta(days=days))
    ids = list(old.order_by("last_turn_at").values_list("pk", flat=True)[:AT_ONCE])
    Conversation.objects.filter(pk__in=ids).delete()
    if ids:
        logger.info("%d conversations older than %d days deleted", len(ids), days)
    return len(ids)


def forget_old_events(now: datetime) -> int:
    """Drops events past their time also where no new ones push them out; how many there were."""
    return log.drop_before(now - log.KEEP)
