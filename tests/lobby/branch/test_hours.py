"""Opening hours: boundaries, breaks, special days, and how they are told."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from lobby.branch import hours, hours_text, hours_words
from lobby.branch.hours import CASH, CORPORATE, PERSONAL, Span, Special, Timetable
from lobby.branch.hours_text import ABOUT, Question
from lobby.branch.models import OpeningHours, SpecialDay
from lobby.clock import BRANCH_ZONE

DAY = (Span(time(9), time(17)),)
SPLIT = (Span(time(9), time(12)), Span(time(13, 30), time(17)))
WEEK = Timetable(
    {(PERSONAL, day): DAY for day in range(5)}
    | {(PERSONAL, 5): (Span(time(9, 30), time(16)),)}
    | {(CORPORATE, day): SPLIT for day in range(5)},
    {
        (PERSONAL, date(2026, 10, 1)): Special("国庆节"),
        (PERSONAL, date(2026, 10, 10)): Special("国庆调休上班", DAY),
    },
)
MONDAY = date(2026, 9, 7)


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), BRANCH_ZONE)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(MONDAY, 8, 59, 59), False),
        (at(MONDAY, 9), True),
        (at(MONDAY, 16, 59, 59), True),
        (at(MONDAY, 17), False),
        (at(MONDAY + timedelta(days=5), 9, 29), False),
        (at(MONDAY + timedelta(days=5), 9, 30), True),
        (at(MONDAY + timedelta(days=6), 12), False),
        (at(date(2026, 10, 1), 10), False),
        (at(date(2026, 10, 10), 16, 30), True),
    ],
)
def test_boundaries(moment: datetime, expected: bool) -> None:
    assert WEEK.is_open(PERSONAL, moment) is expected
    assert WEEK.is_open(PERSONAL, moment.astimezone(tz=None)) is expected


@pytest.mark.parametrize(
    ("weekly", "kind", "said"),
    [
        ({}, CORPORATE, "对公业务本网点不办。"),
        ({}, PERSONAL, "暂停营业。"),
        ({(PERSONAL, day): DAY for day in range(7)}, PERSONAL, "每天上午九点到下午五点。"),
    ],
)
def test_a_week_of_one_kind_of_day(
    weekly: dict[tuple[str, int], tuple[Span, ...]], kind: str, said: str
) -> None:
    table = Timetable(weekly, {})
    answered = hours_text.answer(table, Question(kind, about="week"), at(MONDAY, 10))
    assert answered.speech == said


def test_a_midday_break_is_closed_and_opens_again_the_same_day() -> None:
    noon = at(MONDAY, 12)
    assert not WEEK.is_open(CORPORATE, noon)
    assert WEEK.next_open(CORPORATE, noon) == at(MONDAY, 13, 30)


def test_next_open_skips_the_weekend_and_holidays() -> None:
    assert WEEK.next_open(CORPORATE, at(date(2026, 9, 11), 17)) == at(date(2026, 9, 14), 9)
    assert WEEK.next_open(PERSONAL, at(date(2026, 9, 30), 17)) == at(date(2026, 10, 2), 9)
    assert Timetable({}).next_open(PERSONAL, at(MONDAY, 9)) is None


times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
spans = st.lists(st.tuples(times, times).filter(lambda p: p[0] < p[1]), max_size=2).map(
    lambda pairs: tuple(sorted(Span(a, b) for a, b in pairs))
)
tables = st.dictionaries(st.tuples(st.just(PERSONAL), st.integers(0, 6)), spans).map(Timetable)
moments = st.builds(
    lambda day, moment: datetime.combine(day, moment, BRANCH_ZONE),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.times(),
)


@given(tables, moments)
def test_open_exactly_between_opens_and_closes(table: Timetable, moment: datetime) -> None:
    inside = any(s.opens <= moment.time() < s.closes for s in table.spans(PERSONAL, moment.date()))
    assert table.is_open(PERSONAL, moment) is inside
    closes = table.closes_at(PERSONAL, moment)
    assert (closes is not None) is inside
    assert closes is None or closes > moment


@given(tables, moments)
def test_next_open_is_the_first_opening_after(table: Timetable, moment: datetime) -> None:
    opens = table.next_open(PERSONAL, moment)
    if opens is None:
        assert not any(table.weekly.values())
        return
    assert opens > moment
    assert table.is_open(PERSONAL, opens)
    if not table.is_open(PERSONAL, moment):
        step = (opens - moment) / 7
        assert not any(table.is_open(PERSONAL, moment + step * i) for i in range(7))


@given(tables, moments)
def test_what_is_said_is_short_and_has_no_digits(table: Timetable, moment: datetime) -> None:
    said = hours_text.speech(table, PERSONAL, moment)
    assert len(said) <= 60
    assert not any(c.isascii() and c.isdigit() for c in said)


def test_how_hours_are_told() -> None:
    assert hours_text.speech(WEEK, PERSONAL, at(MONDAY, 10)) == "现在正在营业，办到下午五点。"
    assert hours_text.speech(WEEK, CORPORATE, at(MONDAY, 10)) == (
        "现在对公业务正在营业，办到中午十二点，下午一点半再开到下午五点。"
    )
    assert hours_text.speech(WEEK, PERSONAL, at(MONDAY, 7)) == (
        "现在不在营业时间，今天上午九点开门。"
    )
    assert hours_text.speech(WEEK, PERSONAL, at(date(2026, 10, 1), 10)) == (
        "今天国庆节，现在不在营业时间，明天上午九点开门。"
    )
    text = hours_text.text(WEEK, PERSONAL, at(MONDAY, 10))
    assert "周一至周五 09:00–17:00，周六 09:30–16:00，周日休息" in text
    assert "09:00–12:00、13:30–17:00" in text


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (time(9), "上午九点"),
        (time(9, 30), "上午九点半"),
        (time(12), "中午十二点"),
        (time(14, 5), "下午两点零五分"),
        (time(16, 45), "下午四点四十五分"),
        (time(18, 10), "晚上六点十分"),
        (time(0), "凌晨零点"),
    ],
)
def test_times_as_they_are_said(moment: time, said: str) -> None:
    assert hours_words.spoken(moment) == said


@pytest.mark.django_db
def test_rows_become_the_timetable() -> None:
    for kind in (PERSONAL, CORPORATE):
        OpeningHours.objects.create(kind=kind, weekday=3, opens=time(9), closes=time(17))
    SpecialDay.objects.create(date=date(2026, 10, 1), name="国庆节")
    SpecialDay.objects.create(
        date=date(2026, 10, 1),
        name="国庆值班",
        kind=PERSONAL,
        closed=False,
        opens=time(10),
        closes=time(12),
    )
    thursday = date(2026, 10, 1)
    assert hours.is_open(PERSONAL, at(thursday, 11))
    assert not hours.is_open(PERSONAL, at(thursday, 13))
    assert not hours.is_open(CORPORATE, at(thursday, 11))
    assert hours.is_open(CORPORATE, at(date(2026, 10, 8), 11))
    assert hours.next_open(CORPORATE, at(thursday, 11)) == at(date(2026, 10, 8), 9)


def test_a_special_day_that_is_open_needs_its_hours() -> None:
    day = SpecialDay(date=MONDAY, name="调休上班", closed=False)
    with pytest.raises(ValidationError, match="开门和关门时间"):
        day.clean()
    day.opens, day.closes = time(17), time(9)
    with pytest.raises(ValidationError, match="晚于"):
        day.clean()
    day.opens, day.closes, day.opens_again = time(9), time(12), time(13)
    with pytest.raises(ValidationError, match="一起填"):
        day.clean()
    day.opens_again, day.closes_again = time(11), time(17)
    with pytest.raises(ValidationError, match="不能早于"):
        day.clean()
    day.opens_again = time(13)
    day.clean()
    assert day.periods == ((time(9), time(12)), (time(13), time(17)))
    day.like_weekday = 0
    day.clean()
    assert day.periods == ()


@pytest.mark.parametrize(
    ("kind", "day", "said"),
    [
        (PERSONAL, date(2026, 9, 12), "周六营业，上午九点半到下午四点。"),
        (PERSONAL, date(2026, 9, 13), "周日不营业。"),
        (
            CORPORATE,
            date(2026, 9, 8),
            "明天对公业务营业，上午九点到中午十二点，下午一点半到下午五点。",
        ),
        (PERSONAL, date(2026, 10, 1), "十月一号是国庆节，不营业。"),
    ],
)
def test_another_day(kind: str, day: date, said: str) -> None:
    answer = hours_text.answer(WEEK, Question(kind, day), at(MONDAY, 10))
    assert answer.speech == said
    assert "个人业务：周一至周五 09:00–17:00" in answer.text


SATURDAY = date(2026, 9, 12)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question(about="closes"), "今天办到下午五点。"),
        (
            Question(CORPORATE, about="closes"),
            "今天对公业务办到下午五点，中午十二点到下午一点半休息。",
        ),
        (Question(about="midday"), "今天中午不休息，一直办到下午五点。"),
        (
            Question(CORPORATE, about="midday"),
            "今天对公业务中午十二点到下午一点半休息，之后办到下午五点。",
        ),
        (
            Question(CORPORATE, SATURDAY, about="midday"),
            "下周一对公业务中午十二点到下午一点半休息，之后办到下午五点。",
        ),
        (Question(day=SATURDAY, about="closes"), "周六办到下午四点。"),
        (
            Question(day=SATURDAY, until=date(2026, 9, 13)),
            "周六营业，上午九点半到下午四点，周日不营业。",
        ),
        (
            Question(day=date(2026, 9, 8), until=date(2026, 9, 10)),
            "明天到周四都营业，上午九点到下午五点。",
        ),
        (
            Question(about="week"),
            "周一到周五上午九点到下午五点，周六上午九点半到下午四点，周日休息。",
        ),
        (
            Question(CORPORATE, about="week"),
            "对公业务周一到周五上午九点到中午十二点，下午一点半到下午五点，周六和周日不办。",
        ),
        (Question(CASH, about="closes"), "今天现金业务办到下午五点。"),
    ],
)
def test_questions_of_a_customer(question: Question, said: str) -> None:
    assert hours_text.answer(WEEK, question, at(MONDAY, 10)).speech == said


def test_closing_time_asked_after_closing() -> None:
    said = hours_text.answer(WEEK, Question(about="closes"), at(MONDAY, 18)).speech
    assert said == "现在不在营业时间，明天上午九点开门。"


questions = st.builds(
    Question,
    st.sampled_from([PERSONAL, CORPORATE, CASH]),
    st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 31)),
    st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 31)),
    st.none() | st.sampled_from(["new_year", "spring_festival", "national_day", "mid_autumn"]),
    st.sampled_from(ABOUT),
)


@settings(deadline=None)
@given(tables, questions, moments)
def test_every_question_has_an_answer_in_one_breath(
    table: Timetable, question: Question, moment: datetime
) -> None:
    answer = hours_text.answer(table, question, moment)
    assert 0 < len(answer.speech) <= 60
    assert not any(c.isascii() and c.isdigit() for c in answer.speech)
    assert answer.text


def test_cash_follows_personal_until_it_has_hours_of_its_own() -> None:
    assert WEEK.spans(CASH, MONDAY) == DAY
    assert WEEK.spans(CASH, date(2026, 10, 1)) == ()
    short = (Span(time(9), time(16, 30)),)
    own = Timetable({**WEEK.weekly, (CASH, 0): short}, WEEK.specials)
    assert own.spans(CASH, MONDAY) == short
    assert own.spans(CASH, MONDAY + timedelta(days=1)) == ()
    assert own.spans(CASH, date(2026, 10, 1)) == ()


def test_a_day_like_a_weekday_with_a_note() -> None:
    saturday = date(2026, 10, 10)
    table = Timetable(
        WEEK.weekly, {(CORPORATE, saturday): Special("调休上班", like=0, note="请早来")}
    )
    assert table.spans(CORPORATE, saturday) == SPLIT
    said = hours_text.answer(table, Question(CORPORATE, saturday), at(date(2026, 10, 9), 10)).speech
    assert said == "明天对公业务营业，上午九点到中午十二点，下午一点半到下午五点。请早来。"


@pytest.mark.django_db
def test_another_day_over_http(device: APIClient) -> None:
    answer = device.get("/api/v1/hours", {"date": "2026-09-12"}).json()
    assert answer["speech"].endswith("营业，上午九点半到下午四点。")
    assert device.get("/api/v1/hours", {"date": "someday"}).status_code == 422
