"""The domain of a trained model, read once and plainly when the model is loaded.

Rasa reads it four times, once in pure Python to name the line of a fault, and checks it against its schema: half of the
time that loading our model took. Training has checked it already (`rasa train`; tests/system checks all files again).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_file, read_yaml

FILE = "domain.yml"
"""Name under which DomainProvider keeps it."""


def read_plainly() -> None:
    """From now on models are loaded in this process with their domain as it was checked when they were trained."""
    DomainProvider.load = classmethod(_load)  # type: ignore[arg-type]


def _load(
    cls: type[DomainProvider],
    config: dict[str, Any],
    model_storage: ModelStorage,
    resource: Resource,
    execution_context: ExecutionContext,
    **kwargs: Any,
) -> DomainProvider:
    with model_storage.read_from(resource) as folder:
        domain = Domain.from_dict(read_yaml(read_file(folder / FILE)))
    return cls(model_storage, resource, domain)
