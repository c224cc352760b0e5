"""A number that the conversation did not give: how far its turn is, or that nobody was given it today."""

from __future__ import annotations

import pytest

from actions.cancel import TicketMissed
from actions.reply import Inform
from actions.wait import AskWait
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch


async def asked(number: str, branch: FakeBranch, text: str = "还有几个") -> Visit:
    return await Visit(branch=branch).hear(
        AskWait, number + text, intent="ask_wait", entities={"ticket_number": number}
    )


@pytest.mark.parametrize(
    ("state", "response", "words"),
    [
        ("waiting", "utter_number_wait", "A015 前面还有 3 位"),
        ("transferred", "utter_number_wait", "A015 前面还有 3 位"),
        ("called", "utter_number_called", "请快到1号窗口"),
        ("serving", "utter_number_serving", "已经叫过了，正在1号窗口办理"),
        ("held", "utter_number_held", "请直接回1号窗口"),
        ("done", "utter_number_done", "已经在1号窗口办完了"),
        ("no_show", "utter_number_missed", "没人应"),
        ("cancelled", "utter_number_cancelled", "不会再叫了"),
    ],
)
async def test_a_number_on_paper_is_told_as_it_stands(
    state: str, response: str, words: str
) -> None:
    visit = await asked("A015", FakeBranch(given={"A015": state}))
    assert visit.said == [response]
    assert words in visit.replies[0]["text"]


async def test_a_number_that_is_next() -> None:
    visit = await asked("A015", FakeBranch(given={"A015": "waiting"}, waiting=0))
    assert visit.said == ["utter_number_wait_next"]


@pytest.mark.parametrize("flow", [AskWait, TicketMissed, Inform])
async def test_a_number_that_nobody_was_given_today(flow: type) -> None:
    branch = FakeBranch(given={"A014": "waiting"})
    visit = await Visit(branch=branch).hear(flow, "A15呢", entities={"ticket_number": "A015"})
    assert visit.said == ["utter_number_unknown"]
    (reply,) = visit.replies
    assert "今天没有发出过 A015" in reply["text"]
    assert "A零一五" in reply["speech"]
    assert "还没叫到" not in reply["text"] + reply["speech"]
    assert [button["text"] for button in reply["card"]["choices"]] == ["我要取号", "帮我叫大堂经理"]
    assert visit.slots["offer"]["kind"] == "take_ticket"


async def test_a_missed_number_on_paper_is_one_for_staff() -> None:
    visit = await Visit(branch=FakeBranch(given={"A015": "no_show"})).hear(
        TicketMissed, "A15过号了", entities={"ticket_number": "A015"}
    )
    assert visit.said == ["utter_number_missed"]
    assert visit.slots["offer"]["kind"] == "staff"


async def test_the_visitors_own_number_is_told_as_theirs() -> None:
    visit = Visit()
    await visit.branch.issue_ticket("cash", "v1", "k")
    await visit.hear(AskWait, "A001还要多久", entities={"ticket_number": "A001"})
    assert "number" not in visit.branch.calls
    assert visit.cards == ["wait"]


async def test_without_a_number_named_nothing_is_looked_up() -> None:
    visit = await Visit(branch=FakeBranch(given={"A015": "waiting"})).hear(TicketMissed, "过号了")
    assert visit.said == ["utter_missed_none"]
