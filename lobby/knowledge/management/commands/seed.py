"""`python -m lobby seed`: the branch's content into the database, and what the first sign-in needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from content import ContentError
from lobby.knowledge.seed_parts import PARTS
from lobby.knowledge.seeding import Report, seed
from lobby.staff.first_run import ensure_first_run


class Command(BaseCommand):
    help = "Load the content folder; rows that a manager changed or deleted stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, help="content folder (default: JIAOJIAO_CONTENT)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"] or settings.JIAOJIAO.content
        try:
            report = seed(folder, PARTS)
        except ContentError as error:
            raise CommandError(f"the content of {folder} has faults:\n{error}") from error
        ensure_first_run()
        self.stdout.write(line(report))


def line(report: Report) -> str:
    """What was done, in one line."""
    if report.unchanged:
        return "seed: the content folder is as it was; nothing to do"
    return (
        f"seed: {report.created} rows made, {report.updated} brought up to date, "
        f"{report.kept} left as the manager wants them"
    )
