"""Concepts named in a sentence: groups of words that customers use one for another (concepts.yml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.errors import LexiconRefused
from nlu.normalizer import normalize

FILE = Path(__file__).resolve().parent / "concepts.yml"


def read_concepts(path: Path = FILE) -> dict[str, tuple[str, ...]]:
    """Concepts by word; raises LexiconRefused when the file is not {concept: [word, ...]}."""
    try:
        groups = yaml.safe_load(path.read_text(encoding="utf-8"))
        by_word: dict[str, list[str]] = defaultdict(list)
        for concept, words in groups.items():
            for word in words:
                by_word[normalize(word).text].append(concept)
    except (OSError, yaml.YAMLError, AttributeError, TypeError) as error:
        raise LexiconRefused(f"{path}: {error}") from error
    return {word: tuple(dict.fromkeys(names)) for word, names in by_word.items() if word}


def concepts_in(
    text: str, concepts: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """Concepts of normalised `text`, each once, in order; at each place the longest word counts."""
    known = _concepts() if concepts is None else concepts
    longest = max(map(len, known), default=0)
    found: dict[str, None] = {}
    position = 0
    while position < len(text):
        for length in range(min(longest, len(text) - position), 0, -1):
            names = known.get(text[position : position + length])
            if names:
                found.update(dict.fromkeys(names))
                position += length - 1
                break
        position += 1
    return tuple(found)


@lru_cache(maxsize=1)
def _concepts() -> dict[str, tuple[str, ...]]:
    return read_concepts()
