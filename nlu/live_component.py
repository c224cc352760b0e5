"""What the trained components have in common: one resource in the model, and the branch's content followed live."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from nlu import component
from nlu.knowledge_feed import shared_feed
from nlu.snapshot import Snapshot

Live = TypeVar("Live", bound="LiveComponent")


class LiveComponent(GraphComponent, ABC):
    """Trained, or read from the model; then told of every snapshot of the branch's content, except in training."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls: type[Live],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Live:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Live],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Live:
        """Raises ModelUnusable when the trained part is missing or damaged."""
        made = cls(config, model_storage, resource)
        made._read()
        if not component.in_training(execution_context):
            shared_feed().subscribe(made)
        return made

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return component.source_fingerprint()

    @abstractmethod
    def follow(self, snapshot: Snapshot) -> None:
        """Takes over what `snapshot` changed; parsing goes on meanwhile."""

    @abstractmethod
    def _read(self) -> None:
        """Takes what training left in the model; raises ModelUnusable."""
