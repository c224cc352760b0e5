"""The printing process against a real lobby: a visitor's number comes out on paper."""

from __future__ import annotations

import subprocess
import sys

from tests.branches import SeededBranch
from tests.processes import ROOT, LobbyServer, environment, eventually, manage

pytest_plugins = ["tests.branches"]

ISSUE = """
from lobby.conversations.models import Conversation
from lobby.tickets import issuing
visitor = Conversation.objects.create(channel="kiosk")
print(issuing.issue("cash", by="device", conversation=visitor.pk)[0].number)
"""
PENDING = """
from lobby.printing.models import Printer, PrintJob
print(Printer.objects.values_list("state", flat=True).first(), PrintJob.objects.filter(state="pending").count())
"""


def test_a_visitor_s_number_comes_out_on_paper_also_after_a_restart(
    sqlite_branch: SeededBranch,
) -> None:
    paper = sqlite_branch.var / "lp0"
    paper.touch()
    with LobbyServer(sqlite_branch.var) as lobby:
        settings = environment(
            sqlite_branch.var,
            JIAOJIAO_URL=lobby.url,
            JIAOJIAO_PORT=str(lobby.port),
            JIAOJIAO_PRINTER=f"file:{paper}@58",
        )

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-m", "robot", "print"], cwd=ROOT, env=settings
            )

        printing = start()
        try:
            eventually(
                lambda: (
                    manage(sqlite_branch.var, "shell", "-c", PENDING).split()[-2:] == ["ready", "0"]
                ),
                60,
                "printer told",
            )
            printing.terminate()
            assert printing.wait(20) == 0
            manage(sqlite_branch.var, "shell", "-c", ISSUE)
            printing = start()
            eventually(lambda: b"\x1dv0" in paper.read_bytes(), 60, "ticket printed")
            eventually(
                lambda: manage(sqlite_branch.var, "shell", "-c", PENDING).split()[-1] == "0",
                60,
                "job done",
            )
        finally:
            printing.terminate()
            printing.wait(20)


def test_without_a_printer_it_says_how_to_name_one() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "robot", "print"],
        cwd=ROOT,
        env=environment(ROOT / "var"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "JIAOJIAO_PRINTER" in done.stderr
