"""Being called by name, by sound: a recognizer writes 娇娇 as 焦焦, 教教 or 叫叫."""

from __future__ import annotations

from collections.abc import Sequence

from pypinyin import Style, lazy_pinyin

GREETING = ("你好", "您好", "喂", "嗨", "哎", "诶")
MOST_BEFORE = 3
"""Characters that may stand before the name: 哎，娇娇; a name far inside a sentence is talk about it."""


class WakePhrase:
    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = sorted((_sounds(phrase) for phrase in phrases), key=len, reverse=True)

    def rest(self, text: str) -> str | None:
        """What was said after the name, perhaps nothing; None: it was not called.

        娇娇我要取号 gives 我要取号.
        """
        heard = _sounds(text)
        for start in range(min(MOST_BEFORE, len(heard)) + 1):
            for phrase in self._phrases:
                if heard[start : start + len(phrase)] == phrase:
                    rest = text[start + len(phrase) :].lstrip("，,。 ")
                    again = self.rest(rest) if rest else None
                    return rest if again is None else again
        return None


def _sounds(text: str) -> list[str]:
    """One syllable without its tone for each character."""
    return [syllable for c in text for syllable in lazy_pinyin(c, style=Style.NORMAL)]
