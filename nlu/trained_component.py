"""What the trained components have in common: one resource in the model, made by training and read back later."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from nlu import component

Trained = TypeVar("Trained", bound="TrainedComponent")


class TrainedComponent(GraphComponent, ABC):
    """Trained, or read from the model."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls: type[Trained],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Trained:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Trained],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Trained:
        """Raises ModelUnusable when the trained part is missing or damaged."""
        made = cls(config, model_storage, resource)
        made._read()
        made._loaded(execution_context)
        return made

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return component.source_fingerprint()

    @abstractmethod
    def _read(self) -> None:
        """Takes what training left in the model; raises ModelUnusable."""

    def _loaded(self, execution_context: ExecutionContext) -> None:
        """Told once the trained part is read."""
