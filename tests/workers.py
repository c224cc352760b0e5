"""How a run's tests are dealt to its workers: `pytest -n auto`, which `make test` calls.

A worker takes whole files, so that what a module sets up is set up once, and next to files these groups.
Groups go first and as a whole: a long one begun last would leave the other workers idle.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

GROUPS = {
    # The small model is trained, and the large one read, once. As one group they took longer than all other tests together, while a
    # worker stood idle; apart, each worker imports Rasa.
    "understanding": ("tests/nlu/",),
    "conversations": ("tests/conversations/",),
    # One robot for all that talk to it.
    "robot": ("tests/system/", "tests/browser/test_standing_in.py"),
}
MOST = 3
GIGABYTES = 3.0
"""What a worker may need with Rasa, a browser and servers of its own."""


def group(nodeid: str) -> str:
    """The group of a test, or its file."""
    for name, paths in GROUPS.items():
        if nodeid.startswith(paths):
            return name
    return nodeid.partition("::")[0]


class Dealer(LoadScopeScheduling):
    """Deals group by group in the order of the collection."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Each worker makes a folder of its own for what is written (tests/settings.py), not to inherit this one."""
    os.environ.pop("JIAOJIAO_VAR", None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Dealer | None:
    if config.getvalue("dist") != "load":
        return None
    # Else those with the most tests, which are not the longest, would go first.
    config.option.loadscopereorder = False
    return Dealer(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than cores, since a worker waits a quarter of its time, if the machine carries them; 0 is a run without workers."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    count = min(MOST, (cores or 1) + 1, int(_free_gigabytes() / GIGABYTES))
    return count if count > 1 else 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        first = list(GROUPS)
        items.sort(key=lambda item: (*first, group(item.nodeid)).index(group(item.nodeid)))


def _free_gigabytes() -> float:
    """Memory that can be had now; nothing where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return 0.0
    kilobytes = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), "0")
    return int(kilobytes) / 2**20
