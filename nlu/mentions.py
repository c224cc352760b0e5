"""What the extractors find in a sentence, without Rasa: for training rows made outside its pipeline."""

from __future__ import annotations

from nlu.features import Mention
from nlu.heard import Heard
from nlu.matcher import LexiconMatcher
from nlu.quantities import quantities


def mentions(matcher: LexiconMatcher, heard: Heard) -> list[Mention]:
    """Values of the lexicon and quantities in a customer's words."""
    return [
        *(Mention(f.entity, f.value, f.start, f.end) for f in matcher.find(heard)),
        *(Mention(q.kind, str(q.value), q.start, q.end) for q in quantities(heard.text)),
    ]
