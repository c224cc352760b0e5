"""The first account's password stands in a file until its owner has chosen another."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User

from lobby.staff import first_run


def remove_when_changed(
    sender: type[User],
    instance: User,
    created: bool,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """Signal handler: drop the file once it no longer holds the account's password."""
    if created or instance.username != first_run.ADMIN:
        return
    if update_fields is not None and "password" not in update_fields:
        return
    path = first_run.admin_password_path()
    try:
        kept = path.read_text().strip()
    except FileNotFoundError:
        return
    if not instance.check_password(kept):
        path.unlink(missing_ok=True)
