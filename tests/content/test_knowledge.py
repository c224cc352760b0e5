"""The snapshot keeps all that it should, in plain JSON, under a version that follows it."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from content import Content, load, snapshot
from content.model import Business, ChannelRule, Faq, FaqCard, Place, Product
from content.reading import Reading

SAMPLE = load()
word = st.text(
    st.characters(whitelist_categories=("Lo", "Lu", "Ll", "Nd", "Po")), min_size=1, max_size=12
)
words = st.lists(word, max_size=4).map(tuple)
amount = st.none() | st.decimals(0, 10**9, places=2, allow_nan=False)
rules = st.lists(
    st.builds(
        ChannelRule,
        channel=word,
        place=word,
        reason=word,
        note=st.none() | word,
        min_amount=amount,
        max_amount=amount,
    ),
    max_size=3,
).map(tuple)
businesses = st.lists(
    st.builds(
        Business,
        code=word,
        name=word,
        synonyms=words,
        service=word,
        channels=rules,
        bring=words,
        needs_amount=st.booleans(),
    ),
    max_size=3,
).map(tuple)
places = st.lists(
    st.builds(
        Place,
        code=word,
        name=word,
        synonyms=words,
        x=st.floats(0, 99),
        y=st.floats(0, 99),
        kind=word,
        landmark=word,
    ),
    max_size=3,
).map(tuple)
faqs = st.lists(
    st.builds(
        Faq,
        id=word,
        title=word,
        phrasings=words,
        speech=word,
        text=word,
        card=st.none() | st.builds(FaqCard, type=word, value=word),
    ),
    max_size=3,
).map(tuple)
products = st.lists(st.sampled_from(SAMPLE.products), unique=True, max_size=4).map(tuple)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    return dataclasses.replace(
        SAMPLE,
        businesses=draw(businesses),
        products=draw(products),
        faqs=draw(faqs),
        floor=dataclasses.replace(SAMPLE.floor, places=draw(places)),
    )


@settings(deadline=None)
@given(contents())
def test_a_snapshot_survives_json_and_holds_every_entry(content: Content) -> None:
    taken = snapshot(content)
    again = json.loads(json.dumps(taken, ensure_ascii=False))
    assert again == taken
    assert set(again) == {"version", "faqs", "lexicon"}
    assert [
        Faq(f["id"], f["title"], tuple(f["phrasings"]), own.speech, own.text, own.card)
        for f, own in zip(again["faqs"], content.faqs, strict=True)
    ] == list(content.faqs)
    entries: dict[str, tuple[Business | Place | Product, ...]] = {
        "business": content.businesses,
        "place": content.floor.places,
        "product": content.products,
    }
    assert set(again["lexicon"]) == set(entries)
    for kind, own in entries.items():
        assert again["lexicon"][kind] == [
            {"value": e.code, "name": e.name, "synonyms": list(e.synonyms)} for e in own
        ]


@settings(deadline=None)
@given(contents(), contents())
def test_the_version_follows_the_knowledge(one: Content, other: Content) -> None:
    first, second = snapshot(one), snapshot(other)
    versions = first.pop("version") == second.pop("version")
    assert versions == (first == second)


@settings(deadline=None)
@given(businesses, faqs, places)
def test_what_is_written_as_yaml_is_read_back(
    some: tuple[Business, ...], asked: tuple[Faq, ...], around: tuple[Place, ...]
) -> None:
    reading = Reading(Path("nowhere"))
    for kind, entries in ((Business, some), (Faq, asked), (Place, around)):
        raw = yaml.load(
            yaml.safe_dump([_plain(e) for e in entries], allow_unicode=True),
            Loader=yaml.BaseLoader,
        )
        assert reading.entries(kind, raw, "x.yml") == entries
    assert reading.problems == []


def _plain(value: Any) -> Any:
    """As a person would write it: optional keys left out, numbers as they are spelt."""
    if dataclasses.is_dataclass(value):
        pairs = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {name: _plain(item) for name, item in pairs if item is not None}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bool | float):
        return value
    return str(value)


def test_the_version_is_the_same_on_every_reading() -> None:
    assert snapshot(load()) == snapshot(SAMPLE)
    assert len(snapshot(SAMPLE)["version"]) == 12
