"""What this package's Rasa components share: message keys, persistence as JSON, the fingerprint."""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.errors import ModelUnusable, PipelineIncomplete
from nlu.features import Mention
from nlu.heard import Heard
from nlu.normalizer import Normalized
from nlu.snapshot import ROOT

Kind = TypeVar("Kind")

PLAIN = "plain"
"""Message property: the words in plain form, a nlu.normalizer.Normalized."""
HEARD = "heard"
"""Message property: the plain form with its syllables, a nlu.heard.Heard."""
MENTIONS = "mentions"
"""Message property: what the extractors found, as (entity, value, start, end) in the normalised text."""
ORDINAL = "ordinal"
"""Message property: the place named in a list ("第二个" is 2, the last is -1)."""
WHEN = "when"
"""Message property: the day and time spoken of, as nlu.dates.When.to_json gives them; absent for none."""
ATTRIBUTE_ALONE = "attribute_alone"
"""Message property: the attribute asked for without saying of what (有年费吗); absent where a thing is named."""
ASPECT = "aspect"
"""Message property: the side of an unnamed matter that half a sentence asks about (nlu.half_sentences); absent for a whole one."""
HALF = "half"
"""Message property: the chance, in 0..1, that the words are half a sentence."""
ASPECT_OF = "aspect_of"
"""Message property: the business of which the aspect is asked in the same breath (nlu.ellipsis.time_of)."""
COMPLETED = "completed"
"""Key of the parse: the question was read together with what it is about (nlu.follow_up)."""
STAYS = "stays"
"""Key of the parse: whether the entry that answers is the one that was told last (nlu.in_talk); absent where entries were not weighed."""
GREETED = "/greet"
"""Text of the turn in which the robot greets by itself; what customers say begins with no slash."""
ENTRIES = "entries"
"""Metadata of a message: the entries of which it is wanted which sentences speak to the words (nlu.answer_speaker)."""
SAID = "said"
"""Metadata of a message: what the customer has said before in this visit, in order; absent where nothing was (nlu.premises)."""
SPEAKS = "speaks"
"""Message property: what nlu.answer_speaker found of each of them."""
ACTS = "acts"
"""Message property: the chance of each act of nlu.turn_acts."""
ACT = "act"
"""Message property: what a turn does that asks for nothing, of nlu.turn_acts; absent for what asks or wishes."""
SAID_ASIDE = "said_aside"
"""Message property: the words are for somebody beside the customer (nlu.courtesies); absent for all others."""
REFUSED = "refused"
"""Key of the parse: the entries that the customer has just said no to (nlu.refusals)."""
DOUBTED = "doubted"
"""Key of the parse: the entry told last that did not answer what was asked, though its matter may be meant (nlu.refusals); absent otherwise."""
CORRECTS = "corrects"
"""Key of the parse: what was told or offered in the turn before was not what was asked for (nlu.refusals); absent otherwise."""
NAMED = "named"
"""Message property: the businesses named in the words, whatever these are understood as; absent for none."""
PLACES = "places"
"""Message property: the places named in the words, whatever these are understood as; absent for none."""
OF_PRODUCTS = "of_products"
"""Message property: products, categories, attributes, terms and sums in the words, whatever these are understood as; absent for none."""
REFUSES = "refuses"
"""Key of the parse: the categories of products that the customer wants to hear no more of, each with the customer's word for it."""
SIGNS = "signs"
"""Key of the parse: the signs of a swindle (nlu.swindle), a grave illness or a lost person (nlu.urgency) in the words; absent for none."""
ERRAND = "errand"
"""Key of the parse: the business that a number is wanted for, where the words do not say (nlu.errand)."""
FOREIGN = "foreign"
"""Message property: the chance, in 0..1, that the words are out of scope rather than the best other intent."""
FAQ = "faq"
FAQ_RANKING = "faq_ranking"
FAQ_EXACT = "faq_exact"
FAQ_FRESH = "faq_fresh"
"""Message property: whether the first of the ranking has phrasings that are newer than the model."""


def text_of(message: Message) -> str:
    return str(message.get(TEXT) or "")


def plain_of(message: Message) -> Normalized:
    """Raises PipelineIncomplete where no TextNormalizer went before."""
    return _left(message, PLAIN, Normalized, "nlu.text_normalizer.TextNormalizer")


def heard_of(message: Message) -> Heard:
    """Raises PipelineIncomplete where no PinyinFeaturizer went before."""
    return _left(message, HEARD, Heard, "nlu.pinyin_featurizer.PinyinFeaturizer")


def _left(message: Message, name: str, kind: type[Kind], by: str) -> Kind:
    found = message.get(name)
    if not isinstance(found, kind):
        raise PipelineIncomplete(f"config.yml needs {by} before the components that read `{name}`")
    return found


def add_mentions(message: Message, found: list[Mention]) -> None:
    """Adds to the mentions that earlier extractors left."""
    message.set(MENTIONS, [*mentions_of(message), *found])


def mentions_of(message: Message) -> list[Mention]:
    return list(message.get(MENTIONS) or ())


def add_entities(message: Message, entities: list[dict[str, Any]]) -> None:
    message.set(ENTITIES, [*(message.get(ENTITIES) or ()), *entities], add_to_output=True)


def in_training(context: ExecutionContext) -> bool:
    """Whether the graph that a component is made for trains something: then no live knowledge is wanted."""
    return any(node.fn == "train" for node in context.graph_schema.nodes.values())


def write_json(storage: ModelStorage, resource: Resource, data: Any) -> None:
    with storage.write_to(resource) as folder:
        (folder / "part.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def read_json(storage: ModelStorage, resource: Resource) -> Any:
    """Raises ModelUnusable when the trained part is missing or damaged."""
    try:
        with storage.read_from(resource) as folder:
            return json.loads((folder / "part.json").read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise ModelUnusable(
            f"trained part {resource.name} cannot be read; run rasa train"
        ) from error


@lru_cache(maxsize=1)
def source_fingerprint() -> str:
    """Hash of this package's sources and of the branch content, which Rasa's cache does not see.

    Rasa fingerprints a component's own class only; helpers, word lists and content shape the result as well.
    """
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parent
    content = Path(os.environ.get("JIAOJIAO_CONTENT") or ROOT / "content")
    for path in sorted([*here.glob("*.py"), *here.glob("*.yml"), *content.rglob("*.yml")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
