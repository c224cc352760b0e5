"""The closed set of phrases a model knows: one a line, words separated by spaces."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tools.tinyvosk import speech

Words = tuple[str, ...]
Pronunciation = tuple[str, ...]


class PhraseRefused(ValueError):
    """espeak-ng does not read a phrase one syllable a character; the message says which."""


@dataclass(frozen=True)
class Phrases:
    """Phrases, and how each of their words is pronounced where it stands."""

    spelt: dict[Words, tuple[Pronunciation, ...]]

    @property
    def lexicon(self) -> dict[str, list[Pronunciation]]:
        """All pronunciations of every word."""
        found: dict[str, set[Pronunciation]] = {}
        for words, pronunciations in self.spelt.items():
            for word, pronunciation in zip(words, pronunciations, strict=True):
                found.setdefault(word, set()).add(pronunciation)
        return {word: sorted(found[word]) for word in sorted(found)}


def read(path: Path) -> list[Words]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split()) for line in lines if line.strip()]


def spell(phrases: list[Words]) -> Phrases:
    """Ask espeak-ng for the phones of every phrase; raises PhraseRefused."""
    spelt = {}
    for words in phrases:
        text = "".join(words)
        syllables = speech.phones(text)
        if len(syllables) != len(text):
            raise PhraseRefused(f"{text} is read as {syllables}")
        pronunciations = []
        for word in words:
            own, syllables = syllables[: len(word)], syllables[len(word) :]
            pronunciations.append(tuple(phone for syllable in own for phone in syllable))
        spelt[words] = tuple(pronunciations)
    return Phrases(spelt)
