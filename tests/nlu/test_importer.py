"""What training reads: the same as Rasa's own importer of files reads, and the FAQ."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message

from nlu.importer import BranchFaqImporter, FilesImporter, Utterance
from nlu.snapshot import branch_snapshot

NLU = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - 你好
    - 您好
"""
MORE = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - 早上好
    - 你好
- synonym: 美元
  examples: |
    - 美金
- lookup: city
  examples: |
    - 上海
- regex: code
  examples: |
    - \\d{6}
"""


def test_it_reads_what_rasa_reads(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(NLU, encoding="utf-8")
    (tmp_path / "two.yml").write_text(MORE, encoding="utf-8")
    ours = FilesImporter(training_data_paths=[str(tmp_path)]).get_nlu_data()
    theirs = RasaFileImporter(training_data_paths=[str(tmp_path)]).get_nlu_data()
    assert ours.fingerprint() == theirs.fingerprint()
    assert [e.get("text") for e in ours.training_examples] == ["你好", "您好", "早上好"]
    assert ours.entity_synonyms == {"美金": "美元"}


def test_it_reads_once(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(NLU, encoding="utf-8")
    importer = FilesImporter(training_data_paths=[str(tmp_path)])
    assert importer.get_nlu_data("zh") is importer.get_nlu_data("en")


def test_the_questions_of_the_branch_are_examples() -> None:
    examples = BranchFaqImporter().get_nlu_data().training_examples
    assert {e.get("intent") for e in examples} == {"faq"}
    told = {e.get("text") for e in examples}
    assert all(set(faq.phrasings) <= told for faq in branch_snapshot().faqs)


def test_a_copied_sentence_is_its_own() -> None:
    said = Utterance.of(Message.build("你好", intent="greet"))
    twin = deepcopy(said)
    assert twin == said
    twin.set("intent", "goodbye")
    assert (said.get("intent"), twin.get("intent")) == ("greet", "goodbye")
    assert twin.fingerprint() != said.fingerprint()
    assert said.fingerprint() == Message.build("你好", intent="greet").fingerprint()


def test_what_components_find_does_not_change_the_fingerprint() -> None:
    said = Utterance.of(Message.build("你好", intent="greet"))
    before = said.fingerprint()
    said.set("plain", "你好")
    said.set("entities", [], add_to_output=True)
    assert (said.get("plain"), said.fingerprint()) == ("你好", before)
    assert "entities" in said.output_properties
    said.set("text", "您好")
    assert said.fingerprint() != before


def test_the_domain_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "domain.yml").write_text("intents: [greet]", encoding="utf-8")
    importer = FilesImporter(domain_path=str(tmp_path / "domain.yml"))
    assert "greet" in importer.get_domain().intents
    assert importer.get_domain() is importer.get_domain()
