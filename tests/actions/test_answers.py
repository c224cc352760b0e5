"""Answers that depend on what exactly was said: the kind of danger, the day, the sum, a second call."""

from __future__ import annotations

from datetime import date

import pytest

from actions import lost, safety, staff
from tests.actions.test_flows import ask
from tests.fakes.branch import FakeBranch

SATURDAY = date(2026, 3, 7)
TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "kind", "number"),
    [
        ("我爸晕倒了", "ill", "幺二零"),
        ("那边着火了", "fire", "幺幺九"),
        ("有人抢劫", "crime", "幺幺零"),
        ("我孙子走丢了", "child", "一起找"),
    ],
)
async def test_each_danger_has_its_own_advice(words: str, kind: str, number: str) -> None:
    visit = await ask(safety.Emergency, words, intent="emergency")
    assert visit.said == [f"utter_emergency_{kind}"]
    assert number in visit.replies[0]["speech"]
    assert visit.branch.cases[0][0] == "alert"


async def test_a_cry_without_a_kind_and_one_that_nobody_hears() -> None:
    assert (await ask(safety.Emergency, "救命啊")).said == ["utter_emergency"]
    from tests.actions.talking import Visit

    visit = await ask(safety.Emergency, "着火了", Visit(branch=FakeBranch(away=True)))
    assert visit.said == ["utter_emergency_alone"]


async def test_who_found_something_is_thanked() -> None:
    assert (await ask(lost.LostItem, "我捡到一个钱包")).said == ["utter_found_item"]
    assert (await ask(lost.LostItem, "我钱包丢了")).said == ["utter_lost_item"]


async def test_asked_for_again_it_says_how_far_the_call_is() -> None:
    visit = await ask(staff.CallStaff, "叫你们经理来")
    await ask(staff.CallStaff, "有人吗", visit)
    assert visit.said == ["utter_staff_coming"]
    visit.branch.change_case("K001", overdue=True)
    await ask(staff.CallStaff, "人呢", visit)
    assert visit.said == ["utter_staff_overdue"]
    visit.branch.change_case("K001", state="taken", owner="王敏", overdue=False)
    await ask(staff.CallStaff, "人呢", visit)
    assert visit.said == ["utter_staff_taken"]
    assert "王敏" in visit.replies[0]["speech"]
    assert len(visit.branch.cases) == 1
    visit.branch.change_case("K001", state="closed")
    await ask(staff.CallStaff, "再来个人", visit)
    assert visit.said == ["utter_staff_called"]
