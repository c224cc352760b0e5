"""The sign at the door: never while anything is open, always with the next opening."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.branch import door
from lobby.branch.hours import CORPORATE, PERSONAL, Span, Special, Timetable
from lobby.clock import BRANCH_ZONE
from tests.lobby.branch.test_hours import moments, spans

DAY = (Span(time(9), time(17)),)
SPLIT = (Span(time(9), time(12)), Span(time(13, 30), time(17)))
NATIONAL = [date(2026, 10, 1) + timedelta(days=n) for n in range(7)]
WEEK = Timetable(
    {(PERSONAL, day): DAY for day in range(6)} | {(CORPORATE, day): SPLIT for day in range(5)},
    {(kind, day): Special("国庆节") for day in NATIONAL for kind in (PERSONAL, CORPORATE)}
    | {(PERSONAL, date(2026, 10, 10)): Special("调休上班", DAY)}
    | {
        (kind, date(2026, 9, 9)): Special("系统升级", (), None, "急用请到城东支行。")
        for kind in (PERSONAL, CORPORATE)
    },
)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BRANCH_ZONE)


@pytest.mark.parametrize(
    ("moment", "title", "text"),
    [
        (at(9, 7, 8, 59), "还没有开门", "今天上午九点开门"),
        (at(9, 7, 17), "今天的业务已经办完了", "明天（周二）上午九点开门"),
        # Personal business is done on Saturdays, and nothing on Sundays.
        (at(9, 12, 17, 1), "今天的业务已经办完了", "后天（周一）上午九点开门"),
        (at(9, 13, 12), "今天休息", "明天（周一）上午九点开门"),
        (at(9, 9, 12), "系统升级，今天休息", "明天（周四）上午九点开门"),
        # A public holiday, from its eve to its last evening.
        (at(9, 30, 18), "今天的业务已经办完了", "下周四（10月8日）上午九点开门"),
        (at(10, 2, 10), "国庆节，今天休息", "下周四（10月8日）上午九点开门"),
        (at(10, 7, 23, 59), "国庆节，今天休息", "明天（周四）上午九点开门"),
        (at(10, 10, 8), "还没有开门", "今天上午九点开门"),
    ],
)
def test_what_stands_there(moment: datetime, title: str, text: str) -> None:
    sign = door.sign(WEEK, (PERSONAL, CORPORATE), moment)
    assert sign is not None
    assert (sign.title, sign.text) == (title, text)


def test_nothing_stands_there_while_anything_is_open() -> None:
    noon = at(9, 7, 12, 30)
    assert door.sign(WEEK, (PERSONAL, CORPORATE), noon) is None
    alone = door.sign(WEEK, (CORPORATE,), noon)
    assert alone is not None
    assert (alone.title, alone.text) == ("现在是午休时间", "今天下午一点半开门")
    assert door.sign(WEEK, (), at(9, 7, 3)) is None


def test_what_the_branch_says_of_the_day() -> None:
    sign = door.sign(WEEK, (PERSONAL,), at(9, 9, 12))
    assert sign is not None
    assert sign.note == "急用请到城东支行。"


def test_a_day_far_off_is_called_by_its_date() -> None:
    days = [date(2026, 9, 7) + timedelta(days=n) for n in range(20)]
    rebuilt = Timetable(
        {(PERSONAL, n): DAY for n in range(7)}, {(PERSONAL, d): Special("装修") for d in days}
    )
    sign = door.sign(rebuilt, (PERSONAL,), at(9, 7, 9))
    assert sign is not None
    assert (sign.title, sign.text) == ("装修，今天休息", "9月27日（周日）上午九点开门")


def test_an_opening_that_is_not_known_is_not_guessed() -> None:
    nowhere = door.sign(Timetable({}), (PERSONAL,), at(9, 7, 9))
    assert nowhere is not None
    assert (nowhere.text, nowhere.next_open) == (door.ASK, None)
    # On the eve of a new year whose holidays the state has yet to arrange.
    eve = datetime(2030, 9, 30, 18, tzinfo=BRANCH_ZONE)
    waiting = door.sign(WEEK, (PERSONAL,), eve)
    assert waiting is not None
    assert (waiting.title, waiting.text) == ("今天的业务已经办完了", door.ASK)


tables = st.dictionaries(
    st.tuples(st.sampled_from([PERSONAL, CORPORATE]), st.integers(0, 6)), spans
).map(Timetable)
KINDS = (PERSONAL, CORPORATE)


@given(tables, moments)
def test_closed_or_open_and_nothing_else(table: Timetable, moment: datetime) -> None:
    sign = door.sign(table, KINDS, moment)
    is_open = any(table.is_open(kind, moment) for kind in KINDS)
    assert (sign is None) == is_open
    if sign is not None and sign.next_open is not None:
        assert door.sign(table, KINDS, sign.next_open) is None
        assert door.turns_at(table, KINDS, moment) == sign.next_open
        assert "开门" in sign.text


@given(tables, moments)
def test_the_sign_turns_at_no_other_moment(table: Timetable, moment: datetime) -> None:
    turn = door.turns_at(table, KINDS, moment)
    shut = door.sign(table, KINDS, moment) is None
    end = min(turn or moment + timedelta(days=3), moment + timedelta(days=3))
    probe = moment
    while probe < end:
        assert (door.sign(table, KINDS, probe) is None) == shut
        probe += timedelta(hours=1, minutes=7)
