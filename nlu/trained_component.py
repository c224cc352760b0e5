"""What the trained components have in common: one resource in the model, made by training and read back later."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import component
from nlu.errors import ModelUnusable

Trained = TypeVar("Trained", bound="TrainedComponent")


class Kept(Protocol):
    """A learnt model that can be put into a folder and read back."""

    def save(self, folder: Path) -> None:
        """Writes it."""

    @classmethod
    def read(cls, folder: Path) -> Kept:
        """Raises OSError, ValueError or KeyError for what `save` did not write."""


Learnt = TypeVar("Learnt", bound=Kept)


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


class FolderComponent(TrainedComponent, Generic[Learnt]):
    """A component around one learnt model, which is kept in the component's folder.

    Subclasses name the model's class in `kind` and, for a person to read, what it is of in `what`.
    """

    kind: ClassVar[type[Kept]]
    what: ClassVar[str]

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._learnt: Learnt | None = None

    @property
    def learnt(self) -> Learnt:
        """Raises ModelUnusable before training and reading."""
        if self._learnt is None:
            raise ModelUnusable(f"the model of {self.what} has not been trained; run rasa train")
        return self._learnt

    @abstractmethod
    def _learn(self, training_data: TrainingData) -> Learnt:
        """The model of these data."""

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa."""
        self._learnt = self._learn(training_data)
        with self._storage.write_to(self._resource) as folder:
            self._learnt.save(folder)
        return self._resource

    def _read(self) -> None:
        try:
            with self._storage.read_from(self._resource) as folder:
                self._learnt = self.kind.read(folder)  # type: ignore[assignment]
        except (OSError, ValueError, KeyError) as error:
            raise ModelUnusable(
                f"the trained model of {self.what} cannot be read; run rasa train"
            ) from error
