"""Figures of a small day that can be added up by hand."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lobby import clock
from lobby.problems import Invalid
from lobby.tickets import calling, closing, doors, holding
from lobby.tickets.models import Counter, Service
from lobby.tickets.statistics import productivity, reading, tables
from lobby.tickets.statistics.measures import summary
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

API = "/api/v1/statistics"
T = "teller"
DAY = date(2026, 6, 1)


@pytest.fixture
def worked(first: Counter, second: Counter, cash: Service, card: Service, ticking: Clock) -> None:
    """Ten to half past eleven: two served, one missed, one passed on and served, one gone, one left."""
    Counter.objects.update(open=False)
    doors.open_counter("1", T)
    served = factories.ticket(cash)
    ticking.forward(minutes=10)
    calling.call_next("1", T)
    ticking.forward(minutes=1)
    calling.recall("1", T)
    ticking.forward(minutes=1)
    calling.start("1", T)
    ticking.forward(minutes=5)
    calling.hold("1", T)
    factories.ticket(cash)
    ticking.forward(minutes=3)
    calling.call_next("1", T)
    ticking.forward(minutes=4)
    calling.no_show("1", T)
    calling.resume("1", T, served.number)
    ticking.forward(minutes=5)
    calling.complete("1", T)
    passed_on = factories.ticket(cash)
    ticking.forward(minutes=1)
    calling.call_next("1", T)
    calling.start("1", T)
    ticking.forward(minutes=6)
    calling.transfer("1", T, service="card")
    doors.close_counter("1", T, "meal")
    doors.open_counter("2", "other")
    ticking.forward(minutes=24)
    assert calling.call_next("2", "other") == passed_on
    calling.start("2", "other")
    ticking.forward(minutes=8)
    calling.complete("2", "other")
    gone = factories.ticket(card)
    ticking.forward(minutes=2)
    holding.cancel(gone.pk)
    factories.ticket(cash, "elderly")
    ticking.forward(minutes=20)


def by(group: str, **more: str) -> dict[str, tables.Row]:
    return {row.key: row for row in tables.read(reading.Days(DAY, DAY), group, **more).rows}


def test_by_service(worked: None) -> None:
    rows = by("service")
    cash, card = rows["cash"].tally, rows["card"].tally
    assert (cash.arrivals, cash.called, cash.recalls) == (4, 3, 1)
    assert (cash.served, cash.no_shows, cash.abandoned) == (1, 1, 0)
    assert (cash.wait.count, cash.wait.p50_min, cash.wait.mean_min) == (3, 3.0, 4.7)
    # Ten minutes in two stretches, and six before being passed on.
    assert sorted(round(m) for m in cash.services) == [6, 10]
    assert sorted(round(m) for m in cash.walks) == [0, 2]
    assert (card.arrivals, card.called, card.served, card.abandoned) == (1, 1, 1, 1)
    assert (card.wait.p90_min, card.service.mean_min) == (24.0, 8.0)


def test_by_counter_hour_day_and_class(worked: None) -> None:
    counters = by("counter")
    assert (counters["1"].tally.called, counters["2"].tally.called) == (3, 1)
    assert counters["2"].tally.service.p50_min == 8.0
    hours = by("hour")
    assert [(key, row.tally.arrivals) for key, row in hours.items()] == [("10", 3), ("11", 2)]
    days = by("day")
    assert [(key, row.tally.arrivals) for key, row in days.items()] == [("2026-06-01", 5)]
    classes = by("class")
    assert {key: row.tally.arrivals for key, row in classes.items()} == {"normal": 4, "elderly": 1}


def test_one_service_or_counter_alone(worked: None) -> None:
    only = tables.read(reading.Days(DAY, DAY), "hour", service="card")
    assert (only.total.arrivals, only.total.served) == (1, 1)
    assert tables.read(reading.Days(DAY, DAY), "day", counter="1").total.no_shows == 1


def test_a_day_cut_short_tells_no_service_time(worked: None, ticking: Clock) -> None:
    doors.open_counter("1", T)
    calling.call_next("1", T)
    calling.start("1", T)
    factories.ticket(Service.objects.get(code="cash"))
    closing.close_day(clock.today())
    cash = by("service")["cash"].tally
    assert (cash.served, cash.abandoned, cash.service.count) == (2, 1, 2)
    assert productivity.read(reading.Days(DAY, DAY), "teller")[0].key == "other"


def test_productivity(worked: None) -> None:
    counters = {row.key: row.use for row in productivity.read(reading.Days(DAY, DAY), "counter")}
    one, two = counters["1"], counters["2"]
    assert round(one.open_min) == 36
    assert (round(one.serving_min), round(one.walk_min), round(one.missed_min)) == (16, 2, 4)
    assert (round(one.idle_min), one.served) == (14, 1)
    assert {why: round(minutes) for why, minutes in one.paused_min.items()} == {"meal": 54}
    assert (round(two.open_min), round(two.serving_min), two.served) == (54, 8, 1)
    tellers = {row.key: row.use for row in productivity.read(reading.Days(DAY, DAY), "teller")}
    assert round(tellers[T].serving_min) == 16
    assert round(tellers["other"].open_min) == 54
    day = productivity.read(reading.Days(DAY, DAY), "day")
    assert [(row.key, row.use.served) for row in day] == [("2026-06-01", 2)]


def test_another_day_has_other_figures(worked: None, ticking: Clock) -> None:
    ticking.forward(days=1)
    closing.roll_over()
    tomorrow = reading.Days(date(2026, 6, 2), date(2026, 6, 2))
    assert tables.read(tomorrow, "service").rows == []
    assert tables.read(reading.Days(DAY, tomorrow.until), "service").total.arrivals == 5


def test_costs_grow_with_the_days_asked_for(worked: None, ticking: Clock) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tables.read(reading.Days(DAY, DAY), "service")
        productivity.read(reading.Days(DAY, DAY), "counter")
    assert len(queries) <= 8
    (periods,) = {q["sql"] for q in queries if 'FROM "tickets_period"' in q["sql"]}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {periods}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "period_began" in plan
    assert "SCAN tickets_period" not in plan


def test_ranges() -> None:
    days = reading.days(date(2026, 6, 1), None)
    assert (days.since, days.until) == (days.since, days.since)
    with pytest.raises(Invalid):
        reading.days(date(2026, 6, 2), date(2026, 6, 1))
    with pytest.raises(Invalid):
        reading.days(date(2026, 1, 1), date(2026, 6, 1))


def test_no_durations_no_figures() -> None:
    assert summary([]).mean_min is None
    assert (summary([4.0]).p50_min, summary([0, 10]).p90_min) == (4.0, 9.0)


def get(client: Client, path: str) -> Any:
    return client.get(f"{API}{path}")


def test_over_http(worked: None, teller: Client, robot: Client) -> None:
    body = get(teller, "?by=service&since=2026-06-01").json()
    assert (body["since"], body["until"], body["by"]) == ("2026-06-01", "2026-06-01", "service")
    assert [row["key"] for row in body["rows"]] == ["card", "cash"]
    assert body["total"]["arrivals"] == 5
    assert set(body["total"]["wait"]) == {"count", "mean_min", "p50_min", "p90_min"}
    used = get(teller, "/productivity").json()
    assert [row["key"] for row in used["rows"]] == ["1", "2"]
    assert used["rows"][0]["pauses"] == [{"pause": "meal", "name": "用餐", "minutes": 54.0}]
    assert get(robot, "").status_code == 403
    assert get(teller, "?by=moon").status_code == 422
    assert get(teller, "?since=2026-06-02&until=2026-06-01").status_code == 422
    assert get(teller, "?since=2026-02-30").status_code == 422


def table(answer: Any) -> list[dict[str, str]]:
    assert answer["Content-Type"].startswith("text/csv")
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_as_csv(worked: None, teller: Client) -> None:
    answer = get(teller, ".csv?by=service")
    assert 'filename="statistics-service-2026-06-01' in answer["Content-Disposition"]
    rows = table(answer)
    assert [row["业务"] for row in rows] == ["card", "cash", "合计"]
    assert (rows[1]["取号"], rows[1]["等候中位（分钟）"]) == ("4", "3.0")
    User.objects.filter(username=T).update(last_name="王芳")
    used = table(get(teller, "/productivity.csv?by=teller"))
    assert [row["名称"] for row in used] == ["other", "王芳"]
    assert [row["员工"] for row in used] == ["other", "teller"]
    assert used[1]["暂停：用餐（分钟）"] == "54.0"


def test_a_name_is_no_formula(worked: None, teller: Client) -> None:
    Service.objects.filter(code="cash").update(name="=HYPERLINK(1)")
    assert table(get(teller, ".csv"))[1]["名称"] == "'=HYPERLINK(1)"
