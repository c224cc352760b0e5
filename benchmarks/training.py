"""The utterances that the robot learns intents from, as one list."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.normalizer import normalize
from nlu.snapshot import ROOT, Snapshot
from nlu.yaml_files import read_yaml

DATA = ROOT / "nlu" / "data" / "nlu"


@dataclass(frozen=True)
class Example:
    """`faq` is the id of the question that the utterance is a phrasing of, None where there is none."""

    text: str
    intent: str
    faq: str | None = None


def examples(snapshot: Snapshot) -> list[Example]:
    """Each normalised form once, in the order of the files; an intent file goes before the FAQ."""
    found: dict[str, Example] = {}
    for path in sorted(DATA.glob("*.yml")):
        for block in read_yaml(path)["nlu"]:
            for line in block["examples"].splitlines():
                text = line.removeprefix("-").strip()
                if text:
                    found.setdefault(normalize(text).text, Example(text, block["intent"]))
    for faq in snapshot.faqs:
        for text in (faq.title, *faq.phrasings):
            found.setdefault(normalize(text).text, Example(text, "faq", faq.id))
    return list(found.values())
