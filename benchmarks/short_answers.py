"""`python -m benchmarks.short_answers`: how often the yes or no before a sentence is right, beside one read off its words.

Prints, for each chance from which one is said: of the turns with a sentence, how many get one; of those, how many are right,
how many say the contrary, and how many stand before a sentence that leaves it open; of all that want one, how many get the
right one. Three measures: questions held out of what is learnt, sentences held out (a branch has its own), and the talks of
tests/data/talks.yml, by writers of whom nothing is learnt. The alternative takes a sentence with a denial for a no, any
other for a yes, wherever the question has a form of yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nlu import lots
from nlu.short_answerer import written
from nlu.short_answers import NEITHER, NO, YES, Example, ShortAnswers, examples
from nlu.talks import talks
from robot.settings import ROOT

UNSEEN = ROOT / "tests" / "data" / "talks.yml"
FOLDS = 8
CHANCES = (0.7, 0.8, 0.85, 0.9)
_ASKS = re.compile(r"([要能行会是用收成有够算可])[不没]\1|有没有|[吗不没]$")
_DENIES = re.compile("[不没别免无]")

Guess = tuple[str, float]
"""YES or NO, and how sure it is."""


def main() -> None:
    rows = written()
    learnt = ShortAnswers.fit(rows)
    unseen = list(examples(talks(UNSEEN)))
    for name, asked, guesses in (
        ("questions held out", rows, _held_out(rows, lambda each: each.words)),
        ("sentences held out", rows, _held_out(rows, lambda each: each.sentence)),
        ("unseen talks", unseen, [_guess(learnt, each) for each in unseen]),
    ):
        print(f"\n| {name}: said from | said | right | contrary | open | of all wanted |")
        print("|---|---|---|---|---|---|")
        for least in CHANCES:
            print(f"| {least} | {_row(asked, guesses, least)} |")
        print(f"| read off the words | {_row(asked, [_read_off(each) for each in asked], 0.5)} |")


def _held_out(rows: Sequence[Example], of: Callable[[Example], str]) -> list[Guess]:
    """Of each example, by a model that has learnt nothing of its lot."""
    lot = [lots.lot(of(each)) % FOLDS for each in rows]
    guesses: list[Guess] = [(NEITHER, 0.0)] * len(rows)
    for fold in range(FOLDS):
        model = ShortAnswers.fit([each for each, of in zip(rows, lot, strict=True) if of != fold])
        for number, each in enumerate(rows):
            if lot[number] == fold:
                guesses[number] = _guess(model, each)
    return guesses


def _guess(model: ShortAnswers, each: Example) -> Guess:
    return max(model.chances(each.words, each.sentence).items(), key=lambda found: found[1])


def _read_off(each: Example) -> Guess:
    if not _ASKS.search(each.words):
        return NEITHER, 0.0
    return (NO if _DENIES.search(each.sentence) else YES), 1.0


def _row(asked: Sequence[Example], guesses: Sequence[Guess], least: float) -> str:
    said = [
        (each.answer, answer)
        for each, (answer, chance) in zip(asked, guesses, strict=True)
        if chance >= least
    ]
    right = sum(wanted == answer for wanted, answer in said)
    left_open = sum(wanted == NEITHER for wanted, _ in said)
    wanted = sum(each.answer != NEITHER for each in asked)
    shares = (right, len(said) - right - left_open, left_open)
    of_said = " | ".join(f"{100 * share / max(1, len(said)):.1f} %" for share in shares)
    return f"{len(said)} of {len(asked)} | {of_said} | {100 * right / max(1, wanted):.1f} %"


if __name__ == "__main__":
    main()
