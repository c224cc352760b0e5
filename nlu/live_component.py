"""Trained components that follow the branch's content live."""

from __future__ import annotations

from abc import abstractmethod

from rasa.engine.graph import ExecutionContext

from nlu import component
from nlu.knowledge_feed import shared_feed
from nlu.snapshot import Snapshot
from nlu.trained_component import TrainedComponent


class LiveComponent(TrainedComponent):
    """Told, once read, of every snapshot of the branch's content, except in training."""

    @abstractmethod
    def follow(self, snapshot: Snapshot) -> None:
        """Takes over what `snapshot` changed; parsing goes on meanwhile."""

    def _loaded(self, execution_context: ExecutionContext) -> None:
        if not component.in_training(execution_context):
            shared_feed().subscribe(self)
