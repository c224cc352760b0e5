"""Rasa importers: the project's files, read once, and the branch's FAQ as examples of the intent faq."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data import loading
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.snapshot import Snapshot, branch_snapshot


class Utterance(Message):
    """A training sentence that is cheap to copy and hashed once.

    Rasa copies all of them deeply a dozen times in one training, and hashes all that is known of them after
    each copy and each component: a third of the time. Text and labels are plain strings, so one level is deep
    enough; and what components add follows from these and from the components, whose fingerprints Rasa takes
    as well.
    """

    _cached_fingerprint: str | None

    @classmethod
    def of(cls, message: Message) -> Utterance:
        return cls(
            message.data, set(message.output_properties), message.time, list(message.features)
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> Utterance:
        twin = Utterance.__new__(Utterance)
        twin.__dict__ = {
            **self.__dict__,
            "data": dict(self.data),
            "output_properties": set(self.output_properties),
            "features": list(self.features),
        }
        return twin

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        known = self._cached_fingerprint
        if prop in (TEXT, INTENT) and self.data.get(prop) != info:
            known = None
        super().set(prop, info, add_to_output)
        self._cached_fingerprint = known


class FilesImporter(RasaFileImporter):
    """Rasa's own importer of files, but all is read once.

    Rasa joins the utterances file by file and copies all that came before each time, five times in one
    training: half of the time that a training of this many files took. The domain it reads and checks twice.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._read: TrainingData | None = None
        self._domain: Domain | None = None

    def get_domain(self) -> Domain:
        """What Rasa's importer makes of the domain's files; the same object for every call."""
        if self._domain is None:
            self._domain = super().get_domain()
        return self._domain

    def get_nlu_data(self, language: str | None = "zh") -> TrainingData:
        """All that the files hold, joined at once; the same object for every call."""
        if self._read is None:
            files = [loading.load_data(file, language) for file in self._nlu_files]
            self._read = TrainingData(
                [Utterance.of(example) for data in files for example in data.training_examples],
                {word: value for data in files for word, value in data.entity_synonyms.items()},
                [pattern for data in files for pattern in data.regex_features],
                [table for data in files for table in data.lookup_tables],
                {name: said for data in files for name, said in data.responses.items()},
            )
        return self._read


class BranchFaqImporter(TrainingDataImporter):
    """Stands beside FilesImporter in config.yml, which brings everything else."""

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
        return TrainingData([Utterance.of(Message.build(text, intent="faq")) for text in texts])
