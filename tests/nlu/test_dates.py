"""Days and times as customers say them; today is Wednesday, 23 September 2026."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.clock import BRANCH_ZONE, branch_today
from nlu.dates import when_in
from nlu.holidays import holiday_in
from nlu.normalizer import normalize

TODAY = date(2026, 9, 23)


def said(words: str, today: date = TODAY) -> dict[str, Any] | None:
    found = when_in(normalize(words).text, today)
    return found.to_json() if found else None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("今天开门吗", "2026-09-23"), ("明儿几点上班", "2026-09-24"), ("后天休息不", "2026-09-25"),
        ("大后天上班没", "2026-09-26"), ("昨天我来过", "2026-09-22"), ("三天后来取", "2026-09-26"),
        ("周六开不", "2026-09-26"), ("礼拜天有人吗", "2026-09-27"), ("星期三呢", "2026-09-23"),
        ("下周一上班吗", "2026-09-28"), ("下个礼拜三", "2026-09-30"), ("上周五我来过", "2026-09-18"),
        ("十月一号开门吗", "2026-10-01"), ("10月1日营业吗", "2026-10-01"), ("九月一号", "2027-09-01"),
        ("下个月五号", "2026-10-05"), ("三号下午开门吗", "2026-10-03"), ("明天不对是后天", "2026-09-25"),
        ("明天星期四开门吗", "2026-09-24"), ("今天是礼拜三还是休息", "2026-09-23"), ("后天周六上班吗", "2026-09-25"),
    ],
)  # fmt: skip
def test_days(words: str, day: str) -> None:
    found = said(words)
    assert found is not None
    assert found["date"] == day
    assert found["days"] == (date.fromisoformat(day) - TODAY).days
    assert "holiday" not in found


@pytest.mark.parametrize(
    "words", ["这周末开吗", "双休日营业不", "星期六星期天上班吗", "周六日开不开"]
)
def test_a_weekend_is_two_days(words: str) -> None:
    found = said(words)
    assert found is not None
    assert (found["date"], found["until"]) == ("2026-09-26", "2026-09-27")


def test_on_a_sunday_the_weekend_is_what_is_left_of_it() -> None:
    assert said("周末开吗", date(2026, 9, 27)) == {"date": "2026-09-27", "days": 0}


@pytest.mark.parametrize(
    ("words", "code", "day"),
    [
        ("国庆放假吗", "national_day", "2026-10-01"), ("十一放几天", "national_day", "2026-10-01"),
        ("国庆三号上班吗", "national_day", "2026-10-03"), ("五一你们开不开", "labour_day", "2027-05-01"),
        ("元旦休息吗", "new_year", "2027-01-01"), ("过年哪天开门", "spring_festival", "2027-02-06"),
        ("年三十还上班吗", "spring_festival", "2027-02-05"), ("初八上班没", "spring_festival", "2027-02-13"),
        ("清明有人吗", "qingming", "2027-04-05"), ("端午放不放", "dragon_boat", "2027-06-09"),
        ("中秋节办业务吗", "mid_autumn", "2026-09-25"),
    ],
)  # fmt: skip
def test_holidays_by_name(words: str, code: str, day: str) -> None:
    found = said(words)
    assert found is not None
    assert (found["holiday"], found["date"]) == (code, day)


def test_within_a_holiday_the_present_one_is_meant() -> None:
    found = said("国庆还上班吗", date(2026, 10, 4))
    assert found is not None
    assert found["date"] == "2026-10-01"
    assert found["days"] == -3


@pytest.mark.parametrize(
    ("words", "part", "time"),
    [
        ("下午几点关门", "afternoon", None), ("中午有人吗", "noon", None), ("半夜能取吗", "night", None),
        ("下午三点半来得及吗", "afternoon", "15:30"), ("三点半来得及吗", None, "15:30"),
        ("上午九点来行吗", "morning", "09:00"), ("晚上八点还开吗", "evening", "20:00"),
        ("五点四十还办吗", None, "17:40"), ("三点一刻", None, "15:15"), ("15:30前能办吗", None, "15:30"),
        ("中午十二点", "noon", "12:00"), ("中午一点", "noon", "13:00"), ("十一点关门吗", None, "11:00"),
    ],
)  # fmt: skip
def test_times(words: str, part: str | None, time: str | None) -> None:
    expected = {"part": part, "time": time}
    assert said(words) == {name: value for name, value in expected.items() if value}


@pytest.mark.parametrize(
    "words",
    [
        "早上好", "下午好", "存三年", "三号窗口在哪", "A003到了没", "利率三点五", "按两点算一年多少", "快一点",
        "一点都不懂", "十一万", "五一块", "二月三十号", "周一到周五几点上班", "明天或者后天", "九点到五点", "等三天了",
    ],
)  # fmt: skip
def test_no_single_day_or_time(words: str) -> None:
    assert said(words) is None


@given(st.dates(date(2020, 1, 1), date(2090, 12, 31)), st.sampled_from("一二三四五六日"))
def test_a_weekday_is_the_coming_one(today: date, name: str) -> None:
    found = said(f"周{name}开门吗", today)
    assert found is not None
    assert 0 <= found["days"] <= 6
    assert date.fromisoformat(found["date"]).weekday() == "一二三四五六日".index(name)


@given(
    st.dates(date(2020, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["国庆", "五一那天", "元旦", "春节", "清明", "端午", "中秋"]),
)
def test_a_holiday_is_never_long_past_nor_more_than_a_lunar_year_away(
    today: date, name: str
) -> None:
    found = holiday_in(name, today)
    assert found is not None
    assert timedelta(days=-9) < found.day - today <= timedelta(days=385)


@given(st.text(alphabet="今明后天周六下一二三十月号日国庆春节初点半上午晚年过", max_size=12))
def test_no_words_break_it(words: str) -> None:
    when_in(normalize(words).text, TODAY)


def test_the_clock_starts_where_it_is_told_to() -> None:
    real = datetime(2026, 3, 2, 10, 0, tzinfo=BRANCH_ZONE)
    assert branch_today({}, lambda: real)() == date(2026, 3, 2)
    assert branch_today({"JIAOJIAO_CLOCK": "2026-10-01T09:00"}, lambda: real)() == date(2026, 10, 1)
