"""Opening hours and the calendar, asked as customers do."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from actions.day import AskDatetime
from actions.fallback import Fallback
from actions.greeting import Greet
from actions.hours import AskHours
from actions.reply import Affirm
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch

AUTUMN = datetime(2026, 9, 24, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
NATIONAL = {"date": "2026-10-01", "days": 7, "holiday": "national_day"}


async def ask(
    flow: type, text: str, when: dict[str, Any] | None = None, **understood: Any
) -> Visit:
    visit = Visit(branch=FakeBranch(now=AUTUMN), now=AUTUMN)
    return await visit.hear(flow, text, when=when, **understood)


@pytest.mark.parametrize(
    ("text", "when", "said"),
    [
        ("现在还办业务吗", None, "现在正在营业"),
        ("对公几点停", None, "今天对公业务办到下午五点"),
        ("取钱最晚几点", None, "今天现金业务办到下午四点半"),
        ("中午休息吗", None, "今天中午不休息"),
        ("对公中午休息吗", None, "今天对公业务中午十二点到下午一点半休息"),
        ("明天几点开门", {"date": "2026-09-25", "days": 1}, "明天营业，上午十点到下午四点"),
        (
            "周六下午开门吗",
            {"date": "2026-10-17", "part": "afternoon"},
            "十月十七号营业，上午九点半",
        ),
        ("国庆放不放假", NATIONAL, "国庆节十月一号到七号放假，网点一号到三号休息"),
        ("公司业务国庆办吗", NATIONAL, "国庆节十月一号到七号放假，对公业务不办，十月八号"),
        ("国庆三号开门吗", {**NATIONAL, "date": "2026-10-03"}, "下周六是国庆节，不营业"),
        ("国庆以后哪天上班", NATIONAL, "国庆节后十月八号星期四恢复正常"),
        ("大年初一呢", {"date": "2027-02-06", "holiday": "spring_festival"}, "还没公布"),
        ("平时几点到几点", None, "周一到周五上午九点到下午五点"),
        (
            "这周末开吗",
            {"date": "2026-09-26", "until": "2026-09-27"},
            "周六到周日都营业|周六和周日都营业|后天和周日",
        ),
        ("重阳节开门吗", None, "十月十八号营业"),
    ],
)
async def test_what_is_asked_is_answered(text: str, when: dict[str, Any] | None, said: str) -> None:
    visit = await ask(AskHours, text, when)
    assert any(words in visit.replies[0]["speech"] for words in said.split("|"))
    assert len(visit.replies[0]["speech"]) <= 60
    assert visit.cards == ["notice"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("对公几点停", None),
        ("中午休息吗", None),
        ("周六下午开门吗", {"date": "2026-10-17", "part": "afternoon"}),
    ],
)
async def test_one_line_is_told_and_the_week_is_on_the_card(text: str, when: Any) -> None:
    visit = await ask(AskHours, text, when)
    assert "\n" not in visit.replies[0]["text"]
    assert "周一至周五" not in visit.replies[0]["text"]
    assert "周一至周五" in visit.replies[0]["card"]["text"]
    week = await ask(AskHours, "平时几点到几点")
    assert "周一至周五" in week.replies[0]["text"]


@pytest.mark.asyncio
async def test_a_question_goes_on_with_another_day_or_business() -> None:
    visit = await ask(AskHours, "国庆放不放假", NATIONAL)
    spring = {"date": "2027-02-06", "holiday": "spring_festival"}
    await visit.hear(Fallback, "大年初一呢", when=spring, intent="out_of_scope")
    assert visit.said == ["utter_hours_day"]
    assert "还没公布" in visit.replies[0]["speech"]
    await visit.hear(Fallback, "那周日呢", when={"date": "2026-09-27"}, intent="out_of_scope")
    assert visit.said == ["utter_hours_day"]
    await visit.hear(Affirm, "好的", intent="affirm")
    assert visit.said == ["utter_affirm_nothing"]
    await visit.hear(Fallback, "今天天气真好", intent="out_of_scope")
    assert visit.said != ["utter_hours_day"]


async def test_the_business_that_is_named_has_its_own_hours() -> None:
    visit = await ask(AskHours, "换外币几点结束", entities={"business": "fx_exchange"})
    assert "下午四点半" in visit.replies[0]["speech"]


async def test_open_now_offers_a_number_closed_does_not() -> None:
    visit = await ask(AskHours, "开着吗")
    assert visit.said == ["utter_hours_open"]
    assert visit.slots["offer"]["kind"] == "take_ticket"
    closed = Visit(branch=FakeBranch(open=False))
    await closed.hear(AskHours, "开着吗")
    assert closed.said == ["utter_hours_closed"]
    assert closed.slots.get("offer") is None


async def test_the_managers_own_answer_where_no_day_is_named() -> None:
    visit = await ask(AskHours, "节假日咋安排", faq="holiday_hours")
    assert visit.said == ["utter_faq_answer"]


@pytest.mark.parametrize(
    ("text", "when", "response", "said"),
    [
        ("几点了", None, "utter_datetime", "九月二十四号，星期四，现在上午十点"),
        ("今天农历几号", {"date": "2026-09-24"}, "utter_date_lunar_today", "农历八月十四"),
        ("明天农历多少", {"date": "2026-09-25"}, "utter_date_lunar", "农历八月十五，中秋节"),
        (
            "中秋是哪天",
            {"date": "2026-09-25", "holiday": "mid_autumn"},
            "utter_date_festival",
            "明天",
        ),
        ("还有几天过年", {"holiday": "spring_festival"}, "utter_date_festival", "明年二月六号"),
        ("除夕是几号", None, "utter_date_festival", "明年二月五号"),
        ("冬至是哪天", None, "utter_date_festival", "十二月二十二号，星期二，还有八十九天"),
        ("今年是什么年", None, "utter_date_year", "二零二六年，农历丙午马年"),
        ("下周一几号", {"date": "2026-09-28"}, "utter_date_of", "九月二十八号，星期一"),
    ],
)
async def test_what_day_it_is(
    text: str, when: dict[str, Any] | None, response: str, said: str
) -> None:
    visit = await ask(AskDatetime, text, when)
    assert visit.said == [response]
    assert said in visit.replies[0]["speech"]
    assert not any(c.isascii() and c.isdigit() for c in visit.replies[0]["speech"])


async def test_a_festival_is_greeted_as_one() -> None:
    festive = FakeBranch(festival_greeting="中秋快乐，阖家团圆！")
    visit = await Visit(branch=festive).hear(Greet)
    assert visit.said == ["utter_greet_festival"]
    assert visit.replies[0]["speech"].startswith("中秋快乐")
    closed = FakeBranch(festival_greeting="中秋快乐，阖家团圆！", open=False)
    visit = await Visit(branch=closed).hear(Greet)
    assert visit.said == ["utter_greet_festival_closed"]
    assert "开门" in visit.replies[0]["speech"]
