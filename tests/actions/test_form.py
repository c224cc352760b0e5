"""What every form does alike, on a form of its own: two questions, colour and size."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import form, form_slots
from actions.connection import Connection
from actions.errors import BranchAway
from actions.form import AWAY, DECLINED, GIVEN_UP, Ask, Completion, Form, Values
from actions.turn import Turn
from tests.actions.talking import Visit

NAME = "sample_form"


@pytest.fixture(autouse=True)
def sample_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(form_slots.FORM_SLOTS, NAME, ("colour", "size"))  # type: ignore[arg-type]


class ValidateSampleForm(Form):
    form = NAME

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        if turn.text == "都行":
            return {"colour": "any"}
        if turn.text == "断线":
            raise BranchAway("no answer")
        return None

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        """粉 is no colour of ours; 大 is a size that no entity says."""
        kept = {name: value for name, value in given.items() if value != "pink"}
        return {**kept, "size": "large"} if "大" in turn.text else kept

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        return next((slot for slot in ("colour", "size") if known[slot] is None), None)


class AskSampleColour(Ask):
    form = NAME
    slot = "colour"
    response = "utter_ask_business"


class CompleteSample(Completion):
    action = "action_sample"
    form = NAME

    async def complete(self, turn: Turn, values: Values) -> None:
        turn.say("utter_deny")
        turn.set("offer", dict(values))


async def begin(visit: Visit, text: str = "", intent: str = "inform", **found: Any) -> Visit:
    """A turn that starts the form, with what Rasa finds at its activation."""
    visit.events += [{"event": "action", "name": "action_listen"}, {"event": "user", "text": text}]
    visit.events.append({"event": "active_loop", "name": NAME})
    visit.form = NAME
    visit.events += [{"event": "slot", "name": k, "value": v} for k, v in found.items()]
    visit.slots |= found
    return await _validate(visit, text, intent, {k: v for k, v in visit.slots.items() if v})


async def say(visit: Visit, text: str, intent: str = "inform", **found: Any) -> Visit:
    """A turn in the form."""
    visit.events += [{"event": "action", "name": "action_listen"}, {"event": "user", "text": text}]
    visit.slots |= found
    return await _validate(visit, text, intent, found)


async def _validate(visit: Visit, text: str, intent: str, candidates: dict[str, Any]) -> Visit:
    visit.events.append({"event": "action", "name": NAME})
    own = {k: v for k, v in candidates.items() if k in ("colour", "size")}
    visit.events += [{"event": "slot", "name": k, "value": v} for k, v in own.items()]
    return await visit.run(ValidateSampleForm, {"text": text, "intent": {"name": intent}})


async def test_what_is_said_already_is_not_asked() -> None:
    visit = await begin(Visit(), colour="red")
    assert visit.slots["requested_slot"] == "size"
    await say(visit, "大的")
    assert visit.slots["size"] == "large"
    assert visit.slots["requested_slot"] is None


async def test_an_answer_to_another_question_counts() -> None:
    visit = await begin(Visit())
    await say(visit, "大的", "out_of_scope")
    assert (visit.slots["size"], visit.slots["requested_slot"]) == ("large", "colour")
    assert not visit.slots.get("misses")


async def test_a_value_that_does_not_hold_is_dropped_and_asked_again() -> None:
    visit = await begin(Visit())
    await say(visit, "粉", colour="pink")
    assert visit.slots["colour"] is None
    assert (visit.slots["misses"], visit.slots["requested_slot"]) == (1, "colour")


async def test_two_misses_in_a_row_end_it_and_an_answer_between_counts_anew() -> None:
    visit = await begin(Visit())
    await say(visit, "嗯", "affirm")
    await say(visit, "红", colour="red")
    assert visit.slots["misses"] is None
    await say(visit, "嗯", "affirm")
    assert visit.slots.get("outcome") is None
    await say(visit, "嗯", "affirm")
    assert (visit.slots["outcome"], visit.slots["requested_slot"]) == (GIVEN_UP, None)


async def test_no_ends_it() -> None:
    visit = await begin(Visit())
    await say(visit, "不用了", "deny")
    assert (visit.slots["outcome"], visit.slots["requested_slot"]) == (DECLINED, None)


@pytest.mark.parametrize("intent", ["faq", "ask_route", "stop", "emergency"])
async def test_a_question_is_left_to_its_own_rule_and_the_form_comes_back(intent: str) -> None:
    visit = await begin(Visit())
    await say(visit, "大堂在哪", intent)
    assert visit.returned == []
    visit.events.append({"event": "action", "name": "action_route"})
    await _validate(visit, "大堂在哪", intent, {})
    assert visit.slots["requested_slot"] == "colour"
    assert visit.slots.get("size") is None  # 大 was no answer
    await visit.run(AskSampleColour, {})
    assert visit.said == ["utter_ask_business_resume"]


async def test_what_ends_it_at_once() -> None:
    visit = await begin(Visit(), "都行")
    assert (visit.slots["colour"], visit.slots["requested_slot"]) == ("any", None)


async def test_the_branch_away_ends_it_with_one_apology() -> None:
    visit = await begin(Visit(), "断线")
    assert (visit.slots["outcome"], visit.slots["requested_slot"]) == (AWAY, None)
    await visit.run(CompleteSample, {})
    assert visit.said == ["utter_branch_away"]


async def test_nothing_is_left_behind() -> None:
    visit = await begin(Visit(), colour="red")
    await say(visit, "大的")
    visit.form = None
    await visit.run(CompleteSample, {})
    assert visit.slots["offer"] == {"colour": "red", "size": "large", "outcome": None}
    assert not any(visit.slots.get(slot) for slot in ("colour", "size", "outcome", "misses"))


async def _interrupted(visit: Visit) -> Visit:
    await say(visit, "大堂在哪", "ask_route")
    visit.events.append({"event": "action", "name": "action_route"})
    return await _validate(visit, "大堂在哪", "ask_route", {})


async def test_a_form_comes_back_once_and_is_then_dropped_without_a_word() -> None:
    visit = await begin(Visit())
    await _interrupted(visit)
    assert visit.slots["requested_slot"] == "colour"
    await _interrupted(visit)
    assert (visit.slots["outcome"], visit.slots["requested_slot"]) == (DECLINED, None)


async def test_words_that_say_nothing_between_two_interruptions_do_not_bring_the_form_back() -> (
    None
):
    visit = await begin(Visit())
    await _interrupted(visit)
    await say(visit, "嗯", "affirm")
    assert visit.slots["requested_slot"] == "colour"
    await _interrupted(visit)
    assert (visit.slots["outcome"], visit.slots["requested_slot"]) == (DECLINED, None)


async def test_an_answer_between_interruptions_counts_anew() -> None:
    visit = await begin(Visit())
    await _interrupted(visit)
    await say(visit, "红", colour="red")
    assert visit.slots["interrupted"] is None
    await _interrupted(visit)
    assert visit.slots["requested_slot"] == "size"


async def test_words_to_somebody_else_are_neither_an_answer_nor_an_interruption() -> None:
    visit = await begin(Visit())
    visit.events += [
        {"event": "action", "name": "action_listen"},
        {"event": "user", "text": "老头子你别言语"},
        {"event": "action", "name": NAME},
    ]
    heard = {"text": "老头子你别言语", "intent": {"name": "out_of_scope"}, "said_aside": True}
    await visit.run(ValidateSampleForm, heard)
    assert visit.slots["requested_slot"] == "colour"
    assert not visit.slots.get("misses")
    assert not visit.slots.get("interrupted")
    await visit.run(AskSampleColour, heard)
    assert visit.said == ["utter_aside"]


async def test_leftovers_of_another_visit_to_a_form_do_not_count() -> None:
    visit = await begin(Visit(slots={"colour": "red", "misses": 1}))
    assert visit.slots["colour"] is None
    assert visit.slots["misses"] is None
    assert visit.slots["requested_slot"] == "colour"


async def test_a_form_that_another_one_interrupts_goes_on_with_what_it_knew() -> None:
    visit = Visit(form="ticket_form", slots={"business": "cash_withdrawal"})
    visit.events += [
        {"event": "user"},
        {"event": "active_loop", "name": "ticket_form"},
        {"event": "slot", "name": "business", "value": "cash_withdrawal"},
    ]
    await begin(visit, colour="red", size="small")
    assert visit.slots["business"] is None
    assert visit.slots["requested_slot"] is None
    visit.form = None
    visit.events.append({"event": "active_loop", "name": None})
    await visit.run(CompleteSample, {})
    assert visit.slots["business"] == "cash_withdrawal"
    assert visit.slots["colour"] is None
    followups = [e["name"] for e in visit.returned if e["event"] == "followup"]
    assert followups == ["ticket_form"]


async def test_stop_forgets_the_interrupted_form_too() -> None:
    visit = Visit(
        slots={"paused": {"form": "ticket_form", "slots": {}}, "colour": "red"}, form=NAME
    )
    turn = _turn(visit)
    turn.leave_form()
    cleared = {e["name"] for e in turn.events if e["event"] == "slot"}
    assert {"paused", "colour", "requested_slot"} <= cleared


def _turn(visit: Visit) -> Turn:
    tracker = Tracker("v1", visit.slots, {}, visit.events, False, None, {"name": visit.form}, None)
    return Turn(Connection(visit.branch, lambda: visit.now), CollectingDispatcher(), tracker)


def test_the_base_is_no_action_of_its_own() -> None:
    assert all(map(inspect.isabstract, (form.Form, form.Ask, form.Completion)))
