"""Public holidays as the state arranges them, and what the robot says of them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from lobby.branch import holiday_text, holidays, hours, hours_text
from lobby.branch.hours import CORPORATE, PERSONAL, Special, Timetable
from lobby.branch.hours_text import Question
from lobby.branch.models import SpecialDay
from lobby.clock import BRANCH_ZONE
from lobby.knowledge.seed_parts import PARTS
from lobby.knowledge.seeding import seed
from tests.fakes.calendar import timetable

UNKNOWN_YEAR = holidays.known_until().year + 1
SUMMER = date(2026, 8, 20)


@pytest.fixture(scope="module")
def sample() -> Timetable:
    """The sample branch's week and every holiday since 2025 by its rules."""
    return timetable()


def ask(table: Timetable, question: Question, today: date) -> str:
    return hours_text.answer(table, question, datetime.combine(today, time(10), BRANCH_ZONE)).speech


def test_the_arrangement_of_2026_is_the_published_one() -> None:
    national = holidays.on(date(2026, 10, 3))
    assert national is not None
    assert (national.code, national.first, national.last) == (
        "national_day",
        date(2026, 10, 1),
        date(2026, 10, 7),
    )
    assert national.makeups == (date(2026, 9, 20), date(2026, 10, 10))
    assert holidays.makeup_for(date(2026, 2, 28)) == holidays.on(date(2026, 2, 17))
    assert holidays.on(date(2026, 10, 8)) is None


def test_two_festivals_that_meet_are_one_holiday() -> None:
    golden = holidays.on(date(2025, 10, 6))
    assert golden is not None
    assert (golden.first, golden.last) == (date(2025, 10, 1), date(2025, 10, 8))
    assert golden.name == "国庆节、中秋节"
    assert holidays.coming("mid_autumn", date(2025, 9, 1)) == golden


@pytest.mark.parametrize(
    ("question", "today", "said"),
    [
        (
            Question(holiday="national_day"),
            SUMMER,
            "国庆节十月一号到七号放假，网点一号到三号休息，四号到七号上午十点到下午四点营业。",
        ),
        (
            Question(CORPORATE, holiday="national_day"),
            SUMMER,
            "国庆节十月一号到七号放假，对公业务不办，十月八号上午九点开始办。",
        ),
        (
            Question(holiday="dragon_boat"),
            date(2026, 6, 1),
            "端午节六月十九号到二十一号放假，网点每天上午十点到下午四点营业。",
        ),
        (
            Question(holiday="national_day", about="after"),
            date(2026, 10, 3),
            "国庆节后十月八号星期四恢复正常，上午九点开门。",
        ),
        (
            Question(CORPORATE, day=date(2026, 10, 10)),
            date(2026, 10, 9),
            "明天对公业务营业，上午九点到中午十二点，下午一点半到下午五点。",
        ),
        (Question(day=date(2026, 10, 2)), date(2026, 9, 28), "周五是国庆节，不营业。"),
    ],
)
def test_what_is_said(sample: Timetable, question: Question, today: date, said: str) -> None:
    assert ask(sample, question, today) == said


def test_a_year_that_is_not_arranged_is_not_guessed(sample: Timetable) -> None:
    today = date(UNKNOWN_YEAR - 1, 12, 1)
    for question in (Question(holiday="new_year"), Question(day=date(UNKNOWN_YEAR, 1, 1))):
        answer = hours_text.answer(sample, question, datetime.combine(today, time(10), BRANCH_ZONE))
        assert not answer.known
        assert answer.speech.startswith("明年元旦是一月一号，放假安排还没公布")
    ordinary = ask(sample, Question(day=date(UNKNOWN_YEAR, 3, 17)), today)
    assert "营业" in ordinary
    assert "还没公布" not in ordinary


def test_what_the_manager_arranged_goes_before_the_state(sample: Timetable) -> None:
    days = [date(UNKNOWN_YEAR, 1, day) for day in (1, 2, 3)]
    specials = {(PERSONAL, day): Special("元旦") for day in days}
    table = Timetable(sample.weekly, specials)
    said = ask(table, Question(holiday="new_year"), date(UNKNOWN_YEAR - 1, 12, 20))
    assert said.startswith("元旦一月一号到三号放假，网点休息，一月四号")
    assert "元旦" in ask(table, Question(day=days[1]), date(UNKNOWN_YEAR - 1, 12, 20))


@hypothesis_settings(deadline=None)
@given(
    st.sampled_from([PERSONAL, CORPORATE, hours.CASH]),
    st.none() | st.sampled_from(sorted(holidays.NAMES)),
    st.dates(date(2025, 1, 1), date(2030, 12, 31)),
    st.booleans(),
)
def test_any_holiday_is_told_in_one_breath(
    sample: Timetable, kind: str, code: str | None, today: date, after: bool
) -> None:
    said = holiday_text.answer(sample, kind, code, today, after=after)
    assert len(said.speech) <= 60
    assert not any(c.isascii() and c.isdigit() for c in said.speech)


def test_seeding_makes_this_years_days_and_leaves_the_managers(db: None) -> None:
    seed(settings.JIAOJIAO.content, PARTS)
    rows = SpecialDay.objects.all()
    assert rows.count() > 20
    for row in rows:
        row.full_clean()
    row = rows.first()
    assert row is not None
    row.note = "只办现金"
    row.closed, row.opens, row.closes, row.like_weekday = False, time(11), time(12), None
    row.save()
    deleted = rows.last()
    assert deleted is not None
    key = (deleted.date, deleted.kind)
    deleted.delete()
    from lobby.knowledge.models import Seeded

    Seeded.objects.filter(kind="folder").delete()  # as when the calendar learns another year
    seed(settings.JIAOJIAO.content, PARTS)
    row.refresh_from_db()
    assert (row.note, row.opens) == ("只办现金", time(11))
    assert not SpecialDay.objects.filter(date=key[0], kind=key[1]).exists()


def test_over_http(device: APIClient) -> None:
    answer = device.get("/api/v1/hours", {"holiday": "national_day", "kind": "corporate"}).json()
    assert answer["speech"].startswith(("国庆节", "明年国庆节"))
    assert isinstance(answer["known"], bool)
    assert device.get("/api/v1/hours", {"holiday": "someday"}).status_code == 422
    assert device.get("/api/v1/hours", {"about": "weather"}).status_code == 422
    assert "周一到周五" in device.get("/api/v1/hours", {"about": "week"}).json()["speech"]
