"""The FAQ index at a size no branch reaches: time to refit, time a question, memory.

    python -m benchmarks.retriever [--phrasings 10000]

Phrasings are those of the sample branch, varied by swapping in other openings, objects and endings.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time

from nlu.faq_index import FaqIndex
from nlu.snapshot import Faq, branch_snapshot

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


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phrasings", type=int, default=10_000)
    count = parser.parse_args().phrasings
    sample = list(branch_snapshot().faqs)
    FaqIndex(sample)
    print(
        f"{'phrasings':>10} {'first fit s':>12} {'refit s':>8} {'p50 ms':>7} {'p95 ms':>7} {'peak MB':>8}"
    )
    for faqs in (sample, many(count)):
        before = time.perf_counter()
        index = FaqIndex(faqs)
        first = time.perf_counter() - before
        before = time.perf_counter()
        index = FaqIndex(faqs)
        again = time.perf_counter() - before
        spent = []
        for faq in faqs[:500]:
            words = "那个" + (faq.phrasings or (faq.title,))[0] + "来着"
            before = time.perf_counter()
            index.search(words)
            spent.append((time.perf_counter() - before) * 1000)
        ranks = statistics.quantiles(spent, n=20)
        print(
            f"{index.size:>10} {first:>12.2f} {again:>8.2f} {statistics.median(spent):>7.2f} "
            f"{ranks[18]:>7.2f} {megabytes():>8.0f}"
        )


if __name__ == "__main__":
    main()
