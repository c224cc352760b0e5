"""`python -m lobby createtokens`: device token, groups and the first account, where they are missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from lobby.staff import devices, first_run


class Command(BaseCommand):
    help = "Make the device token, the groups and the first manager account where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        first_run.ensure_first_run()
        given = settings.JIAOJIAO.token
        self.stdout.write(f"device token: {'JIAOJIAO_TOKEN' if given else devices.token_path()}")
        if first_run.admin_password_path().exists():
            self.stdout.write(
                f"console account {first_run.ADMIN}: password in {first_run.admin_password_path()}"
            )
