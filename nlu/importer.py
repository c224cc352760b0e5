"""Rasa importer: the FAQ phrasings of the branch content are training examples of the intent faq."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.snapshot import Snapshot, branch_snapshot


class BranchFaqImporter(TrainingDataImporter):
    """Stands beside RasaFileImporter in config.yml, which brings everything else."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **kwargs: Any,
    ) -> None:
        self._snapshot: Snapshot | None = None

    def get_domain(self) -> Domain:
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        return None

    def get_nlu_data(self, language: str | None = "zh") -> TrainingData:
        """One example a title and phrasing, without repetitions."""
        if self._snapshot is None:
            self._snapshot = branch_snapshot()
        texts = dict.fromkeys(
            text for faq in self._snapshot.faqs for text in (faq.title, *faq.phrasings)
        )
        return TrainingData([Message.build(text, intent="faq") for text in texts])
