"""How words sound: characters to syllables with their tones, and Latin letters by the names that
Mandarin speakers have for them.

The general dictionary is pypinyin's; phrases.yml holds the words of a bank that it reads wrongly.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import yaml
from pypinyin import Style, lazy_pinyin, load_phrases_dict
from pypinyin.contrib.tone_convert import to_tone

from robot.ports.synthesis import CHINESE, Prompt

PHRASES = Path(__file__).with_name("phrases.yml")
_PAUSES = str.maketrans("，、；：。！？（）", ",,;:.!?,,")


@functools.cache
def _letters() -> Mapping[str, str]:
    """The names of the letters. Teaches the dictionary our words, too, once in a process."""
    known = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    load_phrases_dict(
        {word: [[to_tone(s)] for s in sounds.split()] for word, sounds in known["words"].items()}
    )
    letters: Mapping[str, str] = known["letters"]
    return letters


def pinyin(text: str) -> str:
    """Syllables with tone digits and ASCII punctuation, separated by spaces: "nin2 hao3 ,"."""
    letters = _letters()

    def other(run: str) -> str:
        """What is no Chinese character: letters by name, pauses, and nothing else."""
        kept = (letters.get(c.upper(), c if c in ",;:.!?" else "") for c in run.translate(_PAUSES))
        return " ".join(kept)

    said = lazy_pinyin(
        text, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True, errors=other
    )
    return " ".join(" ".join(said).split())


def prompt(text: str, language: str = CHINESE) -> Prompt:
    """One sentence, its numbers in words already where it is Chinese, ready for a synthesizer."""
    return Prompt(text, pinyin(text) if language == CHINESE else "", language)
