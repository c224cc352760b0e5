"""A small model trained by real Rasa once a run, and a real knowledge server beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from nlu.snapshot import ROOT
from tests.fakes.knowledge_server import KnowledgeServer
from tests.nlu.samples import SNAPSHOT, UTTERANCES

if TYPE_CHECKING:
    from rasa.core.agent import Agent

PART = 8
"""One in so many questions and talks of the sample branch goes into the small model."""
RESPONSES = {
    "greet": "您好，我是娇娇。",
    "take_ticket": "好的，给您取号。",
    "ask_route": "在这边。",
    "faq": "请看屏幕。",
    "out_of_scope": "这个我不懂。",
    "inform": "记下了。",
}


@pytest.fixture(scope="session", autouse=True)
def _quiet_rasa() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASA_TELEMETRY_ENABLED", "false")
        patch.setenv("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
        yield


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of the project's own config.yml on a handful of utterances, and on a part of the sample branch's FAQ and of
    the talks: as small as keeps every component busy, for all of it takes two minutes."""
    from rasa.model_training import train

    from nlu import answer_speaker

    folder = tmp_path_factory.mktemp("assistant")
    shutil.copy(ROOT / "config.yml", folder)
    _write(
        folder / "nlu.yml",
        {
            "version": "3.1",
            "nlu": [
                {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
                for intent, texts in UTTERANCES.items()
            ],
        },
    )
    _write(
        folder / "rules.yml",
        {
            "version": "3.1",
            "rules": [
                {"rule": name, "steps": [{"intent": name}, {"action": f"utter_{name}"}]}
                for name in RESPONSES
            ],
        },
    )
    _write(
        folder / "domain.yml",
        {
            "version": "3.1",
            "intents": list(RESPONSES),
            "entities": ["business", "place", "product", "amount", "term", "ticket_number"],
            "responses": {
                f"utter_{name}": [{"text": text, "custom": {"speech": text}}]
                for name, text in RESPONSES.items()
            },
        },
    )
    some_talks = answer_speaker.written()[::PART]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("JIAOJIAO_CONTENT", str(_small_branch(folder / "content")))
        patch.setattr(answer_speaker, "written", lambda: some_talks)
        result = train(
            domain=str(folder / "domain.yml"),
            config=str(folder / "config.yml"),
            training_files=[str(folder / "nlu.yml"), str(folder / "rules.yml")],
            output=str(folder / "models"),
            force_training=True,
        )
    assert result.code == 0
    assert result.model is not None
    return Path(result.model)


@pytest.fixture(scope="module")
def knowledge() -> Iterator[KnowledgeServer]:
    """Serves the small sample until a test publishes something else."""
    server = KnowledgeServer(SNAPSHOT)
    yield server
    server.close()


@pytest.fixture(scope="module")
def agent(model: Path, knowledge: KnowledgeServer) -> Iterator[Agent]:
    """The model loaded as `rasa run` loads it, following the knowledge server."""
    from rasa.core.agent import Agent

    from nlu.knowledge_feed import stop_shared_feed
    from nlu.tracker_store import LobbyTrackerStore

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIAOJIAO_URL", knowledge.url)
        patch.setenv("JIAOJIAO_TOKEN", knowledge.token)
        stop_shared_feed()
        loaded = Agent.load(str(model))
        assert loaded.processor is not None
        loaded.tracker_store = LobbyTrackerStore(loaded.processor.domain)
        loaded.processor.tracker_store = loaded.tracker_store
        yield loaded
        stop_shared_feed()


@pytest.fixture(scope="session")
def sample_agent() -> Agent:
    """The project's own model, cut off from any branch: it knows what it was trained with."""
    from benchmarks.parses import NOWHERE, load
    from robot import model

    model.ensure(ROOT, print)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIAOJIAO_URL", NOWHERE)
        return load(model.model_path(ROOT))


def _small_branch(folder: Path) -> Path:
    """The sample branch with one in PART of its questions."""
    shutil.copytree(ROOT / "content", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for path in (folder / "faq").glob("*.yml"):
        _write(path, yaml.safe_load(path.read_text(encoding="utf-8"))[::PART])
    return folder


def _write(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
