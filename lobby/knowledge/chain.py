"""成语接龙: an idiom goes on from another when it begins with its last character, or one of that sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from lobby.knowledge.games import Idiom, sounds

_WORD = re.compile(r"[\u4e00-\u9fff]{4}")


@dataclass(frozen=True)
class Move:
    """What the robot makes of the customer's word; `next` is its own, empty when it is beaten."""

    fits: bool
    known: bool
    used: bool
    next: str
    sound: str
    """The character that the customer has to go on with."""


def play(word: str, last: str, used: Sequence[str]) -> Move:
    """The move after `word`, which was to go on from `last`.

    Without a word the robot goes on from `last` itself; without either it begins. A word that does not
    fit, or was there before, gets no answer.
    """
    said = frozenset((*used, last))
    if not word:
        chosen = _following(last, said) if last else _beginning(used)
        return Move(True, True, False, chosen, chosen[-1:] or last[-1:])
    fits = bool(_WORD.fullmatch(word)) and (not last or _goes_on(last, word))
    known = Idiom.objects.filter(word=word, enabled=True).exists()
    again = word in said
    if not fits or again:
        return Move(fits, known, again, "", last[-1:])
    chosen = _following(word, said | {word})
    return Move(True, known, False, chosen, chosen[-1:] or word[-1:])


def _goes_on(last: str, word: str) -> bool:
    return word[0] == last[-1] or sounds(word)[0] == sounds(last)[1]


def _following(last: str, said: frozenset[str]) -> str:
    """An idiom that goes on: one that can itself be gone on with, if possible with the very character.

    A game that stops at once is no fun: an end that nobody can go on from comes last, even where only
    the sound is the same.
    """
    free = Idiom.objects.filter(enabled=True).exclude(word__in=said)
    found = dict(free.filter(first_sound=sounds(last)[1]).values_list("word", "last_sound"))
    found |= dict(free.filter(word__startswith=last[-1]).values_list("word", "last_sound"))
    begins = set(free.filter(first_sound__in=found.values()).values_list("first_sound", flat=True))
    ranked = {word: (end not in begins, word[0] != last[-1]) for word, end in found.items()}
    best = min(ranked.values(), default=None)
    easy = sorted(word for word, rank in ranked.items() if rank == best)
    return easy[crc32("".join(sorted(said)).encode()) % len(easy)] if easy else ""


def _beginning(used: Sequence[str]) -> str:
    """One that can be gone on with easily."""
    known = Idiom.objects.filter(enabled=True)
    begins = set(known.values_list("first_sound", flat=True))
    easy = [word for word, end in known.values_list("word", "last_sound") if end in begins]
    easy = [word for word in easy if word not in used] or easy
    return easy[crc32("".join(used).encode()) % len(easy)] if easy else ""
