"""What the branch has or lends: whether, and where."""

from __future__ import annotations

import pytest

from actions import facility, reply, route
from tests.actions.test_flows import ask


@pytest.mark.parametrize(
    ("code", "card", "says"),
    [
        ("water", "route", "饮水机"),
        ("glasses", "route", "填单台"),
        ("parking", "notice", "车位"),
        ("baby_care", "route", "没有"),
    ],
)
async def test_what_the_branch_has_or_lends_and_where(code: str, card: str, says: str) -> None:
    visit = await ask(facility.AskFacility, entities={"facility": code})
    assert visit.said == ["utter_facility"]
    assert visit.cards == [card]
    assert says in visit.replies[0]["speech"]
    if card == "route":
        await ask(route.AskRoute, "带我去", visit)
        assert visit.said == ["utter_route"]


async def test_a_thing_nobody_has_written_down_is_for_a_person() -> None:
    visit = await ask(facility.AskFacility, "有冰箱吗")
    assert visit.said == ["utter_facility_ask_staff"]
    await ask(reply.Affirm, "好", visit)
    assert visit.cards == ["case"]


async def test_a_thing_that_only_the_faq_knows_is_answered_from_it() -> None:
    near = [{"id": "parking", "score": 0.8}]
    visit = await ask(facility.AskFacility, "有地方停车吗", faq_ranking=near)
    assert visit.said == ["utter_faq_answer"]


async def test_an_entry_that_is_not_near_does_not_answer_for_a_thing() -> None:
    far = [{"id": "parking", "score": 0.5}]
    visit = await ask(facility.AskFacility, "有冰箱吗", faq_ranking=far)
    assert visit.said == ["utter_facility_ask_staff"]
