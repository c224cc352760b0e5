"""Every talk of the YAML files, through the real model and the real actions.

A file is a list of talks: `name`, `branch` (fields of FakeBranch), `greeted` (false: the customer speaks first) and `talk`, a list of turns. A turn
has `say` and what must come of it: `intent`, `faq`, `told` (the entry that the reply is of), `card` (one, or several in order), `contains` (in
text or speech; alternatives with |), `never`, and `branch`: {field of FakeBranch: words in it}. `staff`
changes a case before the turn ({number: {field: value}}), `counter` the speaker's newest ticket ({state: no_show},
wait: [low, high] in minutes), `visitor` names who speaks when there are several. The talks are held on the
morning of Wednesday, 4 March 2026.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from actions.model import Wait
from nlu.yaml_files import read_yaml
from robot import model
from robot.settings import ROOT
from tests.conversations.harness import Answered, Talk, Visitor
from tests.fakes.branch import FakeBranch

HERE = Path(__file__).parent
FIELDS = {
    "say",
    "intent",
    "faq",
    "told",
    "card",
    "contains",
    "never",
    "branch",
    "staff",
    "visitor",
    "counter",
}


def talks() -> list[Any]:
    return [
        pytest.param(talk, id=f"{file.stem}: {talk['name']}")
        for file in sorted(HERE.glob("*.yml"))
        for talk in read_yaml(file)
    ]


def as_list(value: Any) -> list[str]:
    return (
        []
        if value is None
        else [str(v) for v in value]
        if isinstance(value, list)
        else [str(value)]
    )


def faults(turn: dict[str, Any], answered: Answered) -> list[str]:
    """What the answer lacks, in words."""
    said = answered.text + "\n" + "\n".join(reply["speech"] for reply in answered.replies)
    found = []
    if turn.get("intent") not in (None, answered.intent):
        found.append(f"intent {answered.intent} instead of {turn['intent']}")
    if turn.get("faq") not in (None, answered.faq):
        found.append(f"faq {answered.faq} instead of {turn['faq']}")
    if turn.get("told") not in (None, answered.told):
        found.append(f"told {answered.told} instead of {turn['told']}")
    if "card" in turn and as_list(turn["card"]) != answered.cards[: len(as_list(turn["card"]))]:
        found.append(f"cards {answered.cards} instead of {turn['card']}")
    found += [
        f"{words} is not said"
        for words in as_list(turn.get("contains"))
        if not any(word in said for word in words.split("|"))
    ]
    found += [f"{words} is said" for words in as_list(turn.get("never")) if words in said]
    found += [f"too long aloud: {r['speech']}" for r in answered.replies if len(r["speech"]) > 60]
    if not answered.replies:
        found.append("silence")
    return found


def untold(turn: dict[str, Any], branch: FakeBranch) -> list[str]:
    """What the branch should have been told and was not."""
    return [
        f"{field} of the branch lacks {words}: {getattr(branch, field)}"
        for field, wanted in (turn.get("branch") or {}).items()
        for words in as_list(wanted)
        if words not in str(getattr(branch, field))
    ]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def talk() -> Talk:
    model.ensure(ROOT, print)
    return await Talk.load(model.model_path(ROOT))


def test_there_are_enough() -> None:
    assert len(talks()) >= 200
    assert len({param.id for param in talks()}) == len(talks())
    for param in talks():
        for turn in param.values[0]["talk"]:
            assert set(turn) <= FIELDS, turn


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("script", talks())
async def test_talk(talk: Talk, script: dict[str, Any]) -> None:
    branch = FakeBranch(**script.get("branch", {}))
    visitors: dict[str, Visitor] = {}
    for turn in script["talk"]:
        for number, changes in (turn.get("staff") or {}).items():
            branch.change_case(number, **changes)
        who = str(turn.get("visitor") or "")
        visitor = visitors.get(who) or visitors.setdefault(
            who, talk.visitor(branch, greeted=script.get("greeted", True))
        )
        if changes := dict(turn.get("counter") or {}):
            if "wait" in changes:
                changes["wait"] = Wait(*changes["wait"])
            branch.change_ticket(visitor.id, **changes)
        answered = await visitor.say(turn["say"])
        wrong = [*faults(turn, answered), *untold(turn, branch)]
        assert not wrong, f"{turn['say']} ({answered.intent}) -> {answered.text}"
