"""Components that keep one learnt model in a folder: what is missing or damaged is named, with its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource

from nlu.errors import ModelUnusable
from nlu.features import sentence_features
from nlu.half_sentence_classifier import HalfSentenceClassifier
from nlu.half_sentences import WHOLE, HalfSentences
from nlu.heard import hear
from nlu.trained_component import FolderComponent, Kept
from nlu.turn_act_classifier import TurnActClassifier
from nlu.turn_acts import ACTS, TurnActs

RESOURCE = Resource("part")
EXAMPLES = [(sentence_features(hear(f"{sound}{number}")), sound) for sound in "天地人" for number in "一二三"]  # fmt: skip


def half_sentences() -> HalfSentences:
    examples = [(features, "fee" if label == "天" else "time") for features, label in EXAMPLES]
    whole = [(features, WHOLE) for features, _ in EXAMPLES[:2]]
    return HalfSentences.fit([*examples, *whole], [features for features, _ in EXAMPLES])


def turn_acts() -> TurnActs:
    examples = [(features, act) for features, _ in EXAMPLES for act in ACTS]
    return TurnActs.fit(examples, examples[:2])


@pytest.mark.parametrize(
    ("component", "made", "file"),
    [
        (HalfSentenceClassifier, half_sentences, "sides.npz"),
        (TurnActClassifier, turn_acts, "acts.npz"),
        (TurnActClassifier, turn_acts, "vocabulary.json"),
    ],
)
def test_it_is_read_back_and_damage_is_named(
    tmp_path: Path, component: type[FolderComponent[Any]], made: Any, file: str
) -> None:
    storage = LocalModelStorage(tmp_path)
    model: Kept = made()
    with storage.write_to(RESOURCE) as folder:
        model.save(folder)
    one = component(component.get_default_config(), storage, RESOURCE)
    with pytest.raises(ModelUnusable, match="rasa train"):
        _ = one.learnt
    one._read()
    assert isinstance(one.learnt, component.kind)
    with storage.write_to(RESOURCE) as folder:
        (folder / file).write_bytes(b"broken")
    with pytest.raises(ModelUnusable, match="rasa train"):
        one._read()


def test_what_was_never_trained_is_named(tmp_path: Path) -> None:
    one = TurnActClassifier({}, LocalModelStorage(tmp_path), RESOURCE)
    with pytest.raises(ModelUnusable, match="rasa train"):
        one._read()
