"""The lunar calendar, and when the festivals come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from lobby.branch import almanac, lunar
from lobby.branch.models import Festival

MID_AUTUMN = Festival(code="mid_autumn", name="中秋节", calendar="lunar", month=8, day=15)
EVE = Festival(code="new_year_eve", name="除夕", calendar="lunar", month=12, day=30)
SOLSTICE = Festival(code="winter_solstice", name="冬至", calendar="term", term="冬至")
LEAP = Festival(code="leap", name="闰日", calendar="solar", month=2, day=29)


@pytest.mark.parametrize(
    ("festival", "today", "day"),
    [
        (MID_AUTUMN, date(2026, 1, 1), date(2026, 9, 25)),
        (MID_AUTUMN, date(2026, 9, 25), date(2026, 9, 25)),
        (MID_AUTUMN, date(2026, 9, 26), date(2027, 9, 15)),
        (EVE, date(2026, 1, 1), date(2026, 2, 16)),
        (EVE, date(2026, 2, 17), date(2027, 2, 5)),
        (SOLSTICE, date(2026, 12, 1), date(2026, 12, 22)),
        (SOLSTICE, date(2026, 12, 23), date(2027, 12, 22)),
        (LEAP, date(2026, 1, 1), date(2028, 2, 29)),
    ],
)
def test_the_next_day_of_a_festival(festival: Festival, today: date, day: date) -> None:
    assert almanac.next_day(festival, today) == day


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_lunar_date_leads_back_to_its_day(day: date) -> None:
    found = lunar.of(day)
    assert lunar.to_solar(found.year, found.month, found.day) == day
    assert found.text.endswith(tuple("一二三四五六七八九十"))


@settings(deadline=None)
@given(st.integers(1960, 2080), st.integers(1, 12))
def test_the_last_day_of_a_month_is_followed_by_a_first(year: int, month: int) -> None:
    last = lunar.to_solar(year, month, lunar.LAST)
    assert lunar.of(last).month == month
    assert lunar.of(last + timedelta(days=1)).day == 1


def test_no_such_day() -> None:
    with pytest.raises(ValueError, match="2026-13-1"):
        lunar.to_solar(2026, 13, 1)
    with pytest.raises(ValueError, match="大热"):
        lunar.term(2026, "大热")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 9, 22), "中秋节是九月二十五号，星期五，还有三天。"),
        (date(2026, 9, 24), "中秋节是明天，九月二十五号，星期五。"),
        (date(2026, 9, 25), "今天就是中秋节。"),
        (date(2026, 9, 26), "中秋节是明年九月十五号，星期三。"),
    ],
)
def test_how_a_festival_is_told(today: date, said: str) -> None:
    day = almanac.next_day(MID_AUTUMN, today)
    assert day is not None
    assert almanac.said(almanac.Coming(MID_AUTUMN, day), today) == said


def test_what_was_worked_out_is_not_reckoned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The branch is asked for today's festival at every turn: reckoned each time, it took half a second."""
    today = date(2031, 3, 1)
    found = [almanac.next_day(festival, today) for festival in (MID_AUTUMN, EVE, SOLSTICE)]
    assert None not in found
    monkeypatch.delattr(lunar, "Lunar")
    monkeypatch.delattr(lunar, "Solar")
    assert [almanac.next_day(one, today) for one in (MID_AUTUMN, EVE, SOLSTICE)] == found


def test_the_sample_branch_greets(seeded: None) -> None:
    assert almanac.greeting(date(2026, 9, 25)) == {
        "name": "中秋节",
        "greeting": "中秋快乐，阖家团圆！",
    }
    assert almanac.greeting(date(2026, 4, 5)) is None  # 清明 is no day for good wishes
    assert almanac.greeting(date(2026, 11, 27)) is None
    Festival.objects.filter(code="mid_autumn").update(enabled=False)
    assert almanac.greeting(date(2026, 9, 25)) is None


def test_a_day_over_http(device: APIClient) -> None:
    day = device.get("/api/v1/calendar", {"date": "2026-09-25"}).json()
    assert day["lunar"] == "八月十五"
    assert day["lunar_speech"] == "农历八月十五，中秋节"
    assert (day["festivals"], day["holiday"], day["makeup"]) == (["中秋节"], "中秋节", "")
    assert [one["date"] for one in day["coming"]] == sorted(one["date"] for one in day["coming"])
    assert device.get("/api/v1/calendar", {"date": "2026-10-10"}).json()["makeup"] == "国庆节"
    assert device.get("/api/v1/calendar", {"date": "soon"}).status_code == 422


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"calendar": "solar", "month": 2, "day": 30}, "没有这一天"),
        ({"calendar": "lunar", "month": 13, "day": 1}, "没有这一天"),
        ({"calendar": "lunar"}, "要填写月和日"),
        ({"calendar": "term", "term": "大热"}, "没有这个节气"),
    ],
)
def test_a_festival_is_checked(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        Festival(code="x", name="行庆", **changes).clean()


def test_a_manager_adds_a_festival(manager: Client) -> None:
    page = manager.post(
        "/admin/branch/festival/add/",
        {
            "code": "founding",
            "name": "行庆日",
            "calendar": "solar",
            "month": "4",
            "day": "1",
            "greeting": "今天行庆，谢谢您来！",
            "enabled": "on",
        },
    )
    assert page.status_code == 302
    greeting = almanac.greeting(date(2027, 4, 1))
    assert greeting is not None
    assert greeting["greeting"] == "今天行庆，谢谢您来！"
