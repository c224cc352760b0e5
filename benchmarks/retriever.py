"""The FAQ index at a size no branch reaches: time to refit, time a question, memory.

    python -m benchmarks.retriever [--phrasings 10000]

Phrasings are those of the sample branch, varied by swapping in other openings, objects and endings.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence

from benchmarks.servers import memory
from nlu.faq_index import FaqIndex
from nlu.heard import hear
from nlu.snapshot import Faq, branch_snapshot

COLUMNS = ("first fit s", "refit s", "processor s", "p50 ms", "p95 ms", "index MB", "peak MB")
MOST_MS, MOST_S = 20, 5

LEADS = ("", "我想问", "你们这", "老人家", "孩子的", "上次", "要是", "听说", "朋友的", "单位里")
TAILS = (
    "",
    "呢",
    "怎么弄",
    "要多久",
    "行不行",
    "收钱吗",
    "找谁",
    "在手机上行吗",
    "今天能办吗",
    "要带啥",
)


def many(count: int, seed: int = 0) -> list[Faq]:
    """Questions with about eleven phrasings each, `count` phrasings in all."""
    pick = random.Random(seed)
    base = [text for faq in branch_snapshot().faqs for text in faq.phrasings]
    faqs: list[Faq] = []
    for number in range(count // 11):
        text = pick.choice(base) + str(number)
        phrasings = {pick.choice(LEADS) + text + pick.choice(TAILS) for _ in range(40)}
        faqs.append(Faq(f"q{number}", text, tuple(sorted(phrasings))[:10]))
    return faqs


def megabytes(name: str) -> float:
    """VmRSS or VmHWM (the peak) of this process."""
    return memory(os.getpid(), name)


def timed(work: Callable[[], FaqIndex]) -> tuple[FaqIndex, float, float]:
    """What the work makes, its wall and its processor seconds (of all threads)."""
    wall, processor = time.perf_counter(), time.process_time()
    made = work()
    return made, time.perf_counter() - wall, time.process_time() - processor


def questions(index: FaqIndex, faqs: Sequence[Faq]) -> list[float]:
    """ms of each of 500 questions in words that are no phrasing."""
    spent = []
    for faq in faqs[:500]:
        words = "那个" + (faq.phrasings or (faq.title,))[0] + "来着"
        before = time.perf_counter()
        index.search(hear(words))
        spent.append((time.perf_counter() - before) * 1000)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phrasings", type=int, default=10_000)
    count = parser.parse_args().phrasings
    sample = list(branch_snapshot().faqs)
    FaqIndex(sample)
    print(f"{'phrasings':>10}" + "".join(f"{name:>14}" for name in COLUMNS))
    for faqs in (sample, many(count)):
        before = megabytes("VmRSS")
        index, first, _ = timed(lambda faqs=faqs: FaqIndex(faqs))  # type: ignore[misc]
        held = megabytes("VmRSS") - before
        # As in use: the old index answers until the new one is there.
        new, again, processor = timed(lambda faqs=faqs: FaqIndex(faqs))  # type: ignore[misc]
        ranks = statistics.quantiles(questions(new, faqs), n=20)
        figures = (first, again, processor, ranks[9], ranks[18], held, megabytes("VmHWM"))
        print(f"{index.size:>10}" + "".join(f"{figure:>14.2f}" for figure in figures))
    print(f"bounds at 10,000: {MOST_MS} ms a question, {MOST_S} s a refit")


if __name__ == "__main__":
    main()
