"""`python -m lobby closeday`: settle every open number, close the counters. Safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lobby import clock
from lobby.tickets import closing


class Command(BaseCommand):
    help = "Settle the open tickets of today and before, and close the counters."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--when-due",
            action="store_true",
            help="only earlier days, and today once its closing time has passed (for a timer)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["when_due"]:
            settled = closing.close_at_time()
        else:
            settled = closing.close_day(clock.today())
        self.stdout.write(
            f"closeday: {settled.tickets} tickets settled, {settled.counters} counters closed, "
            f"{settled.appointments} appointments missed"
        )
