"""Staff tokens: handed out once, kept as a digest, valid for a working day."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lobby import clock
from lobby.prepared import Given, Objects
from lobby.staff.models import StaffToken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LIFETIME = timedelta(hours=12)
"""Longer than a shift, shorter than a night: whoever forgets to sign out is out in the morning."""
BYTES = 32

_of_digest = Objects(
    lambda: StaffToken.objects.select_related("user").filter(digest=Given(StaffToken, "digest"))
)


def issue(user: User) -> tuple[str, datetime]:
    """A new token of `user` and the moment it expires. Expired tokens are swept away meanwhile."""
    now = clock.now()
    StaffToken.objects.filter(expires_at__lte=now).delete()
    token = secrets.token_urlsafe(BYTES)
    row = StaffToken.objects.create(
        digest=_digest(token), user=user, created_at=now, expires_at=now + LIFETIME
    )
    return token, row.expires_at


def owner(token: str) -> User | None:
    """Whose token this is; None when it is unknown, has expired, or its owner has left.

    A look-up by digest needs no constant-time comparison: how long it takes tells of the digest,
    not of the token.
    """
    row = _of_digest.first(digest=_digest(token))
    if row is None or row.expires_at <= clock.now() or not row.user.is_active:
        return None
    return row.user


def revoke(token: str) -> None:
    """Sign this device out."""
    StaffToken.objects.filter(digest=_digest(token)).delete()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
