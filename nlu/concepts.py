"""Concepts named in a sentence: groups of words that customers use one for another (concepts.yml)."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.errors import LexiconRefused
from nlu.normalizer import normalize
from nlu.yaml_files import read_yaml

FILE = Path(__file__).resolve().parent / "concepts.yml"


def read_concepts(path: Path = FILE) -> dict[str, tuple[str, ...]]:
    """Concepts by word; raises LexiconRefused when the file is not {concept: [word, ...]}."""
    try:
        groups = read_yaml(path)
        by_word: dict[str, list[str]] = defaultdict(list)
        for concept, words in groups.items():
            for word in words:
                by_word[normalize(word).text].append(concept)
    except (OSError, yaml.YAMLError, AttributeError, TypeError) as error:
        raise LexiconRefused(f"{path}: {error}") from error
    return {word: tuple(dict.fromkeys(names)) for word, names in by_word.items() if word}


def concepts_in(text: str) -> tuple[str, ...]:
    """Concepts of normalised `text`, each once, in order; at each place the longest word counts."""
    known, lengths = _concepts()
    found: dict[str, None] = {}
    position = 0
    while position < len(text):
        for length in lengths.get(text[position], ()):
            names = known.get(text[position : position + length])
            if names:
                found.update(dict.fromkeys(names))
                position += length - 1
                break
        position += 1
    return tuple(found)


@lru_cache(maxsize=1)
def _concepts() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[int, ...]]]:
    """Concepts by word, and the lengths of words by their first character, the longest first."""
    known = read_concepts()
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in known:
        lengths[word[0]].add(len(word))
    return known, {first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()}
