"""A model's domain, as our own command reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

from nlu.trained_domain import read_plainly
from robot.settings import ROOT


def test_it_is_the_one_that_rasa_itself_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage, kept = LocalModelStorage(tmp_path), Resource("domain")
    with storage.write_to(kept) as folder:
        Domain.from_file(str(ROOT / "domain.yml")).persist(folder / "domain.yml")
    with storage.read_from(kept) as folder:
        rasas = Domain.from_path(folder).as_dict()
    monkeypatch.setattr(DomainProvider, "load", None)
    read_plainly()
    context = ExecutionContext(GraphSchema({}), "model")
    loaded = DomainProvider.load({}, storage, kept, context).provide_inference()
    assert loaded.as_dict() == rasas
    assert len(rasas["responses"]) > 300
