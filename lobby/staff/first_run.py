"""What must exist before anybody can sign in: device token, manager's group, first account."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from lobby import secrets_file
from lobby.staff import devices
from lobby.staff.permissions import READERS

ADMIN = "admin"
MANAGERS = "大堂经理"
TELLERS = "柜员"

MANAGED = ("branch", "knowledge", "cases", "tickets", "activities")
"""Apps whose rows a lobby manager edits."""
READ_ONLY = ("tickets.ticket", "tickets.period", "tickets.series")
"""Rows that only the queue itself writes, for the figures to stay true."""


def admin_password_path() -> Path:
    path: Path = settings.JIAOJIAO.var / "admin-password"
    return path


def ensure_first_run() -> None:
    """Make what is missing; safe to call at every start and from several processes."""
    devices.token()
    with transaction.atomic():
        managers, _ = Group.objects.get_or_create(name=MANAGERS)
        managers.permissions.set(_manager_permissions())
        Group.objects.get_or_create(name=TELLERS)
        readers, _ = Group.objects.get_or_create(name=READERS)
        readers.permissions.set(_reader_permissions())
        if not User.objects.filter(username=ADMIN).exists():
            password = secrets_file.read_or_make(admin_password_path(), size=15)
            admin = User.objects.create_superuser(ADMIN, password=password, first_name="管理员")
            admin.groups.add(managers)


def _manager_permissions() -> list[Permission]:
    rows = Permission.objects.select_related("content_type").filter(
        content_type__app_label__in=(*MANAGED, "conversations", "events")
    )
    return [row for row in rows if _manager_may(row)]


def _reader_permissions() -> list[Permission]:
    return list(
        Permission.objects.filter(content_type__app_label__in=MANAGED, codename__startswith="view_")
    )


def _manager_may(permission: Permission) -> bool:
    kind = permission.content_type
    if permission.codename.startswith("view_"):
        return True
    table = f"{kind.app_label}.{kind.model}"
    return kind.app_label in MANAGED and table not in READ_ONLY
