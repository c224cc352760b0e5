"""The whole pipeline in real Rasa: trained, loaded, parsing, and following the branch live."""

from __future__ import annotations

import asyncio
import copy
import threading
import time
from typing import Any

import pytest
from rasa.core.agent import Agent

from nlu.heard import hear
from nlu.knowledge_feed import shared_version
from tests.fakes.knowledge_server import KnowledgeServer
from tests.nlu.samples import SNAPSHOT, snapshot_with

COFFEE = {
    "id": "free_coffee",
    "title": "有没有免费咖啡",
    "phrasings": ["咖啡要钱吗", "能给杯咖啡吗"],
}


async def parse(agent: Agent, words: str) -> dict[str, Any]:
    return dict(await agent.parse_message(words))


async def wait_for_version(version: str, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while shared_version() != version:
        assert time.monotonic() < deadline, "the snapshot never arrived"
        await asyncio.sleep(0.01)


async def wait_for_faq(agent: Agent, words: str, id: str | None, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while (await parse(agent, words)).get("faq") != id:
        assert time.monotonic() < deadline, "the answer never changed"
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("words", "intent", "entities"),
    [
        ("我想取三万块钱", "take_ticket", {("business", "cash_withdrawal"), ("amount", 30000)}),
        ("请问洗手间在哪里啊", "ask_route", {("place", "restroom")}),
        ("请问洗首间在哪里啊", "ask_route", {("place", "restroom")}),
        ("你好呀", "greet", set()),
        ("五万块吧", "inform", {("amount", 50000)}),
    ],
)
async def test_utterances(agent: Agent, words: str, intent: str, entities: set[Any]) -> None:
    parsed = await parse(agent, words)
    assert parsed["intent"]["name"] == intent
    assert {(e["entity"], e["value"]) for e in parsed["entities"]} == entities


async def test_positions_lie_in_the_customers_own_words(agent: Agent) -> None:
    words = "呃，请问，我要取３万塊"
    parsed = await parse(agent, words)
    amount = next(e for e in parsed["entities"] if e["entity"] == "amount")
    assert words[amount["start"] : amount["end"]] == "３万塊"


async def test_an_ordinal_is_kept_for_the_dialogue(agent: Agent) -> None:
    parsed = await parse(agent, "第二个")
    assert parsed["intent"]["name"] == "inform"
    assert parsed["ordinal"] == 2


async def test_days_and_times_stand_beside_the_entities(agent: Agent) -> None:
    parsed = await parse(agent, "请问明天下午三点半还能取钱吗")
    assert parsed["when"]["days"] == 1
    assert parsed["when"]["time"] == "15:30"
    assert {e["entity"] for e in parsed["entities"]} <= {"business"}
    assert "when" not in await parse(agent, "我要取钱")


async def test_a_question_is_answered_with_its_ranking(agent: Agent) -> None:
    parsed = await parse(agent, "卡丢了咋办")
    assert parsed["intent"]["name"] == "faq"
    assert parsed["faq"] == "card_lost"
    assert parsed["faq_ranking"][0] == {"id": "card_lost", "score": 1.0}


async def test_edits_answer_without_training(agent: Agent, knowledge: KnowledgeServer) -> None:
    await wait_for_version("1")
    assert (await parse(agent, "咖啡要钱吗")).get("faq") != "free_coffee"
    knowledge.publish(snapshot_with(COFFEE, version="coffee"))
    await wait_for_faq(agent, "咖啡要钱吗", "free_coffee")
    parsed = await parse(agent, "请问咖啡要钱吗？")
    assert parsed["intent"] == {"name": "faq", "confidence": 1.0}
    knowledge.publish(snapshot_with(version="no coffee"))
    await wait_for_version("no coffee")
    await wait_for_faq(agent, "卡丢了咋办", "card_lost")
    assert (await parse(agent, "咖啡要钱吗")).get("faq") != "free_coffee"


async def test_a_product_added_is_recognised(agent: Agent, knowledge: KnowledgeServer) -> None:
    data = copy.deepcopy(SNAPSHOT)
    data["version"] = "place"
    data["lexicon"]["place"].append(
        {"value": "tea_bar", "name": "茶水吧", "synonyms": ["喝茶的地方"]}
    )
    knowledge.publish(data)
    deadline = time.monotonic() + 20
    while True:
        parsed = await parse(agent, "茶水吧怎么走")
        if [e["value"] for e in parsed["entities"]] == ["tea_bar"]:
            break
        assert time.monotonic() < deadline, "the place never became known"
        await asyncio.sleep(0.01)
    assert parsed["intent"]["name"] == "ask_route"


async def test_parsing_goes_on_while_ten_thousand_phrasings_are_refitted(
    agent: Agent, knowledge: KnowledgeServer
) -> None:
    from nlu.faq_retriever import FaqRetriever
    from nlu.snapshot import Snapshot

    faqs = [
        {
            "id": f"q{n}",
            "title": f"第{n}号业务{n % 97}怎么办",
            "phrasings": [
                f"{lead}{n}号的事项{n % 89}{tail}"
                for lead in "我你他她这"
                for tail in ("咋弄", "要啥")
            ],
        }
        for n in range(909)
    ]
    snapshot = Snapshot.from_json({**snapshot_with(version="big"), "faqs": [COFFEE, *faqs]})
    retriever = FaqRetriever.__new__(FaqRetriever)
    parsed_meanwhile = 0
    refit = threading.Thread(target=lambda: _fit(retriever, snapshot))
    refit.start()
    while refit.is_alive():
        assert (await parse(agent, "我要取三万块钱"))["intent"]["name"] == "take_ticket"
        parsed_meanwhile += 1
    assert parsed_meanwhile > 10
    assert retriever._index.size > 9_900
    assert retriever._index.exact(hear("咖啡要钱吗")) == "free_coffee"


def _fit(retriever: Any, snapshot: Any) -> None:
    retriever._faqs, retriever._known = (), frozenset()
    retriever.follow(snapshot)
