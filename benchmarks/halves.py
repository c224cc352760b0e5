"""`python -m benchmarks.halves`: how well half sentences are read, two models against one with `whole` among the sides.

Prints, for tests/data/halves.yml: sides told right, whole sentences taken for halves, both of the examples alone and with
the training sentences of all intents as wholes. Nothing here is written; the project's own model is not needed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import yaml

from nlu.features import sentence_features
from nlu.half_sentence_classifier import half_sentences
from nlu.half_sentences import SHARES, WEIGHT, WHOLE, C, HalfSentences
from nlu.heard import hear
from nlu.linear_model import LinearModel
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.snapshot import ROOT, branch_snapshot, sample_lexicon
from nlu.vectorizer import Vectorizer

SURE, HALF = 0.4, 0.3
"""Of HalfSentenceClassifier's defaults."""


def main() -> None:
    matcher = LexiconMatcher(sample_lexicon())

    def features(words: str) -> list[str]:
        heard = hear(words)
        return sentence_features(heard, mentions(matcher, heard))

    examples = [
        (features(words), side) for side, texts in half_sentences().items() for words in texts
    ]
    wholes = [features(words) for words in _phrasings()]
    rows = yaml.safe_load((ROOT / "tests/data/halves.yml").read_text(encoding="utf-8"))
    asked = [(features(row["text"]), row["side"]) for row in rows]
    two, one = HalfSentences.fit(examples, wholes), _One(examples, wholes)
    print("| model | sides told right | whole sentences taken for halves |\n|---|---|---|")
    for name, told in (
        ("two models", [_side(two, words) for words, _ in asked]),
        ("one model", [one.side(words) for words, _ in asked]),
    ):
        sides = [side for _, side in asked]
        halves = [n for n, side in enumerate(sides) if side != WHOLE]
        right = sum(told[n] == sides[n] for n in halves) / len(halves)
        taken = sum(told[n] is not None for n, side in enumerate(sides) if side == WHOLE)
        print(f"| {name} | {right:.3f} | {taken} of {len(sides) - len(halves)} |")


class _One:
    """The alternative: `whole` is one more label."""

    def __init__(
        self, examples: Sequence[tuple[list[str], str]], wholes: Sequence[list[str]]
    ) -> None:
        documents = [*(words for words, _ in examples), *wholes]
        labels = [*(side for _, side in examples), *[WHOLE] * len(wholes)]
        self._vectorizer = Vectorizer.fit(documents, SHARES)
        rows = self._vectorizer.transform(documents)
        counts = [WEIGHT] * len(examples) + [1.0] * len(wholes)
        self._linear = LinearModel.fit(rows, labels, c=C, counts=np.array(counts))

    def side(self, features: list[str]) -> str | None:
        chances = self._linear.probabilities(self._vectorizer.transform([features]))[0]
        best = int(chances.argmax())
        label = self._linear.labels[best]
        return None if label == WHOLE or chances[best] < HALF else label


def _side(model: HalfSentences, features: list[str]) -> str | None:
    read = model.read_side(features)
    return read.side if read.half >= HALF and read.chance >= SURE else None


def _phrasings(most: int = 8000) -> list[str]:
    """The FAQ's phrasings and the intents' utterances, evenly."""
    said = [words for faq in branch_snapshot().faqs for words in faq.phrasings]
    for path in sorted((ROOT / "nlu/data/nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            said.extend(line.removeprefix("- ") for line in block["examples"].splitlines())
    said = [words for words in said if 0 < len(words) <= 20]
    return random.Random(0).sample(said, min(most, len(said)))


if __name__ == "__main__":
    main()
