"""The same assistant under Rasa's stock pipeline, as a Rasa developer would first build it.

Jieba, CountVectors (words and characters), DIET, a ResponseSelector for the FAQ, TED: defaults, but for
the number of epochs where a caller asks for fewer. Training data, rules, stories, actions and domain
are the project's own; the FAQ becomes a retrieval intent, which is what the ResponseSelector learns.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

import content

ROOT = Path(__file__).resolve().parent.parent

VERSION = "3.1"


def config(epochs: int | None) -> dict[str, Any]:
    """Stock config; `epochs` None leaves Rasa's defaults (DIET and ResponseSelector 300, TED 1)."""
    trained = {} if epochs is None else {"epochs": epochs}
    return {
        "recipe": "default.v1",
        "language": "zh",
        "assistant_id": "stock",
        "pipeline": [
            {"name": "JiebaTokenizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {
                "name": "CountVectorsFeaturizer",
                "analyzer": "char_wb",
                "min_ngram": 1,
                "max_ngram": 4,
            },
            {"name": "DIETClassifier", **trained},
            {"name": "EntitySynonymMapper"},
            {"name": "ResponseSelector", **trained},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        "policies": [
            {"name": "MemoizationPolicy"},
            {"name": "RulePolicy"},
            {"name": "TEDPolicy", **trained},
        ],
    }


def write(folder: Path, epochs: int | None) -> None:
    """Write the stock project into `folder` (made anew)."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    _dump(folder / "config.yml", config(epochs))
    for path in sorted((ROOT / "nlu/data").rglob("*.yml")):
        if path.name != "faq.yml":
            shutil.copy(path, folder / "data" / path.name)
    faqs = content.snapshot(content.load())["faqs"]
    _dump(
        folder / "data" / "faq.yml",
        {
            "version": VERSION,
            "nlu": [
                {
                    "intent": f"faq/{faq['id']}",
                    "examples": "".join(f"- {p}\n" for p in faq["phrasings"]),
                }
                for faq in faqs
            ],
        },
    )
    domain = yaml.safe_load((ROOT / "domain.yml").read_text())
    for faq in faqs:
        domain["responses"][f"utter_faq/{faq['id']}"] = [{"text": faq["title"]}]
    _dump(folder / "domain.yml", domain)


def _dump(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False))
