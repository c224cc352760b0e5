"""From saving a new question to its first right answer, with our model following a branch over HTTP.

    python -m benchmarks.live_edit MODEL [--rounds 10] [--before 0]

A small server stands for lobby; feed, refit and agent are the real ones. Each round saves a question that
the base does not have, asks it in words that are not among its phrasings until the agent answers it, and takes
it out again. With `--before 3` the round begins with three other new questions, saved a second apart, so that the
refit of one meets the next. Prints the seconds of each round, the slowest last.
"""

from __future__ import annotations

import argparse
import asyncio
import copy
import os
import time
from pathlib import Path
from typing import Any

import content
from benchmarks.parses import quiet
from tests.fakes.knowledge_server import KnowledgeServer

NEW = {
    "id": "id_photo",
    "title": "网点里能拍证件照吗",
    "phrasings": [
        "你们这儿可以照证件照吗",
        "有没有拍一寸照片的机器",
        "哪里能现场拍登记照",
        "证件照在网点拍要钱吗",
        "没带照片能当场照一张吗",
    ],
}
ASKED = "我没有证件照 你们能给拍登记照不"
_APART = 1.0
"""Seconds between edits that come before the one that is timed."""
_PATIENCE = 60.0


async def rounds(model: Path, count: int, before_it: int = 0) -> list[float]:
    """Seconds of each round, with so many other edits before; raises RuntimeError when an answer never changes."""
    snapshot = content.snapshot(content.load())
    server = KnowledgeServer(_with(snapshot, [], "0"))
    os.environ["JIAOJIAO_URL"], os.environ["JIAOJIAO_TOKEN"] = server.url, server.token
    quiet()
    from rasa.core.agent import Agent

    from nlu.knowledge_feed import stop_shared_feed

    agent = Agent.load(str(model))
    spent = []
    try:
        for number in range(count):
            await _until(agent, None)
            others = [_other(edit) for edit in range(before_it)]
            for edit in range(before_it):
                server.publish(_with(snapshot, others[: edit + 1], f"{number} other {edit}"))
                await asyncio.sleep(_APART)
            server.publish(_with(snapshot, [*others, NEW], f"{number} saved"))
            before = time.perf_counter()
            await _until(agent, str(NEW["id"]))
            spent.append(time.perf_counter() - before)
            server.publish(_with(snapshot, [], f"{number} taken out"))
    finally:
        stop_shared_feed()
        server.close()
    return sorted(spent)


async def _until(agent: Any, wanted: str | None) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        answered = (await agent.parse_message(ASKED)).get("faq")
        if answered == wanted or (wanted is None and answered != NEW["id"]):
            return
        if time.monotonic() > deadline:
            raise RuntimeError(f"answered {answered}, not {wanted}")
        await asyncio.sleep(0.005)


def _other(number: int) -> dict[str, Any]:
    """A question about something that no branch has."""
    thing = ("观景台", "游泳池", "电影票", "自行车")[number % 4] + "一二三四五六七八九"[number // 4]
    asked = [f"{thing}在几楼", f"{thing}怎么预约", f"孩子能用{thing}吗", f"{thing}要带什么"]
    return {"id": f"other_{number}", "title": f"{thing}开放吗", "phrasings": asked}


def _with(snapshot: dict[str, Any], faqs: list[dict[str, Any]], version: str) -> dict[str, Any]:
    changed = copy.deepcopy(snapshot)
    changed["faqs"] += faqs
    changed["version"] = version
    return changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--before", type=int, default=0, help="edits just before each timed one")
    chosen = parser.parse_args()
    spent = asyncio.run(rounds(chosen.model, chosen.rounds, chosen.before))
    print(*(f"{seconds:.3f}" for seconds in spent))


if __name__ == "__main__":
    main()
