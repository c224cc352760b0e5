"""Rasa's stock understanding of the project's own training data, as a Rasa developer would set it up for Chinese.

Both pipelines get every utterance, every FAQ phrasing and the whole lexicon that ours learns from: lookup
tables (also as features) and synonyms, longest words first, word boundaries off. The utterances carry no
annotations, so DIET is left out of finding entities. Stock Rasa reads no numbers in Chinese words: amounts,
terms and ticket numbers are left to ours; its own answer to them is Duckling, another server.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks.training import Example
from nlu.snapshot import Faq, Lexicon

VERSION = "3.1"
DIET, LOGISTIC = "DIET + ResponseSelector", "LogisticRegression"


@dataclass(frozen=True)
class Epochs:
    """Passes over the training data; `rasa init` writes 100 for both. A selector of 0 is left out."""

    diet: int = 100
    selector: int = 100


def pipeline(name: str, epochs: Epochs) -> list[dict[str, Any]]:
    """The components of DIET or LOGISTIC."""
    words: list[dict[str, Any]] = [
        {"name": "JiebaTokenizer"},
        {"name": "RegexFeaturizer", "use_word_boundaries": False},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    ]
    entities: list[dict[str, Any]] = [
        {"name": "RegexEntityExtractor", "use_word_boundaries": False},
        {"name": "EntitySynonymMapper"},
    ]
    fallback: dict[str, Any] = {
        "name": "FallbackClassifier",
        "threshold": 0.3,
        "ambiguity_threshold": 0.1,
    }
    if name == LOGISTIC:
        return [*words, {"name": "LogisticRegressionClassifier"}, *entities, fallback]
    words.insert(2, {"name": "LexicalSyntacticFeaturizer"})
    selector: dict[str, Any] = {
        "name": "ResponseSelector",
        "epochs": epochs.selector,
        "constrain_similarities": True,
    }
    return [
        *words,
        {
            "name": "DIETClassifier",
            "epochs": epochs.diet,
            "constrain_similarities": True,
            "entity_recognition": False,
        },
        *entities,
        *([selector] if epochs.selector else []),
        fallback,
    ]


def write(
    folder: Path,
    name: str,
    epochs: Epochs,
    examples: Sequence[Example],
    faqs: Sequence[Faq],
    lexicon: Lexicon,
) -> None:
    """Write config.yml, domain.yml and data/nlu.yml of one stock pipeline into `folder`, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    dump = {
        "config.yml": {
            "recipe": "default.v1",
            "language": "zh",
            "assistant_id": "stock",
            "pipeline": pipeline(name, epochs),
        },
        "domain.yml": {"version": VERSION, "intents": sorted({e.intent for e in examples})},
        "data/nlu.yml": {
            "version": VERSION,
            "nlu": [
                *intents(named_once(examples, lexicon), retrieval=name == DIET),
                *lookups(lexicon),
                *synonyms(lexicon),
            ],
            "responses": {f"utter_faq/{faq.id}": [{"text": faq.title}] for faq in faqs},
        },
    }
    for path, value in dump.items():
        (folder / path).write_text(
            yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )


def named_once(examples: Iterable[Example], lexicon: Lexicon) -> list[Example]:
    """The examples, with one annotation for each entity of the lexicon where a word of it stands.

    Rasa's RegexEntityExtractor passes over a lookup table whose entity no example names.
    """
    missing = {
        entity: [word for entry in entries for word in entry.spoken]
        for entity, entries in lexicon.items()
    }
    named: list[Example] = []
    for example in examples:
        for entity, words in missing.items():
            word = next((word for word in words if word in example.text), None)
            if word is not None:
                text = example.text.replace(word, f"[{word}]({entity})", 1)
                example = replace(example, text=text)
                del missing[entity]
                break
        named.append(example)
    return named


def intents(examples: Iterable[Example], retrieval: bool) -> list[dict[str, str]]:
    """Training blocks; with `retrieval` a question of the FAQ is `faq/<id>`, which a ResponseSelector learns."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        known = retrieval and example.faq
        blocks[f"{example.intent}/{example.faq}" if known else example.intent].append(example.text)
    return [{"intent": name, "examples": _lines(texts)} for name, texts in blocks.items()]


def lookups(lexicon: Lexicon) -> list[dict[str, str]]:
    """One table an entity, longest words first: the extractor takes the first alternative that matches."""
    return [
        {
            "lookup": entity,
            "examples": _lines(
                sorted(
                    {word for entry in entries for word in entry.spoken}, key=lambda w: (-len(w), w)
                )
            ),
        }
        for entity, entries in lexicon.items()
    ]


def synonyms(lexicon: Lexicon) -> list[dict[str, str]]:
    """One block a value. Stock synonyms know no entity: a word under two of them keeps the first value."""
    owner: dict[str, str] = {}
    for entries in lexicon.values():
        for entry in entries:
            for word in entry.spoken:
                owner.setdefault(word, entry.value)
    blocks: Mapping[str, list[str]] = defaultdict(list)
    for word, value in owner.items():
        blocks[value].append(word)
    return [{"synonym": value, "examples": _lines(words)} for value, words in blocks.items()]


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)
