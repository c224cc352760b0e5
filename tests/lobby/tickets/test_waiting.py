"""What customers are told about their wait, from the rows of a branch."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lobby import clock
from lobby.tickets import calling, closing, doors, waiting
from lobby.tickets.forecast import reading, telling
from lobby.tickets.forecast.calibrate import Expected
from lobby.tickets.forecast.telling import WaitRange
from lobby.tickets.models import Counter, Service, Ticket
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

T = "teller"


def serve(minutes: float, ticking: Clock, counter: str = "1") -> Ticket:
    called = calling.call_next(counter, T)
    assert called is not None
    calling.start(counter, T)
    ticking.forward(minutes=minutes)
    calling.complete(counter, T)
    return called


def told(service: Service) -> WaitRange:
    found = waiting.current().newcomer(service.pk)
    assert found is not None
    return found


def test_a_free_counter_calls_at_once(first: Counter, cash: Service) -> None:
    assert told(cash) == WaitRange(0, 1)


def test_no_open_counter_no_wait(first: Counter, second: Counter, cash: Service) -> None:
    ticket = factories.ticket(cash)
    doors.close_counter("1", T)
    waits = waiting.current()
    assert waits.newcomer(cash.pk) is None
    assert waits.standing(ticket).wait is None
    assert waits.standing(ticket).ahead == 0
    assert waits.counters_open(cash.pk) == 0


def test_who_is_further_behind_waits_longer(first: Counter, cash: Service) -> None:
    tickets = [factories.ticket(cash) for _ in range(6)]
    waits = waiting.current()
    standings = [waits.standing(ticket) for ticket in tickets]
    assert [s.ahead for s in standings] == list(range(6))
    ends = [s.wait.high_min for s in standings if s.wait]
    assert len(ends) == 6
    assert ends == sorted(ends)
    newcomer = told(cash)
    assert newcomer.low_min < 6 * 5 < newcomer.high_min


def test_the_stated_time_is_believed_until_thirty_were_served(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    for number in range(31):
        if number == 29:
            assert waiting.current().basis(cash.pk) == "prior"
        factories.ticket(cash)
        serve(11, ticking)
    assert waiting.current().basis(cash.pk) == "observed"
    factories.ticket(cash)
    calling.call_next("1", T)
    calling.start("1", T)
    one = told(cash)
    assert one.low_min >= 10
    ticking.forward(minutes=6)
    # What has been served of it already is no wait any more.
    assert told(cash).high_min <= one.high_min - 5


def test_the_wait_expected_at_issue_is_kept_and_compared(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    for _ in range(3):
        factories.ticket(cash)
    assert Ticket.objects.filter(forecast__isnull=True).count() == 0
    for _ in range(3):
        serve(12, ticking)
    today, earlier = reading.outcomes(clock.today())
    assert ([round(wait) for _, wait in today], earlier) == ([0, 12, 24], [])
    assert all(isinstance(expected, Expected) for expected, _ in today)
    ticking.forward(days=1)
    assert [len(found) for found in reading.outcomes(clock.today())] == [0, 3]


def test_forecasts_that_were_too_short_are_drawn_out(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    service = factories.service("slow", minutes=5)
    counter = factories.counter("9", [service])
    for _ in range(4):
        factories.ticket(service)
    before = told(service)
    Ticket.objects.update(forecast=[1, 2, 4])
    for _ in range(4):
        serve(20, ticking, counter.code)
    for _ in range(4):
        factories.ticket(service)
    assert told(service).high_min > before.high_min


def test_earlier_days_tell_when_counters_close(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    Counter.objects.update(open=False)
    for _ in range(4):
        # Opens at ten, closes at eleven for an hour.
        doors.open_counter("1", T)
        ticking.forward(hours=1)
        doors.close_counter("1", T, "meal")
        ticking.forward(hours=1)
        doors.open_counter("1", T)
        ticking.forward(hours=5)
        closing.close_day(clock.today())
        doors.close_counter("1", T)
        ticking.forward(hours=17)
    doors.open_counter("1", T)
    ticking.forward(minutes=50)
    for _ in range(4):
        factories.ticket(cash)
    # Ten minutes until the break, an hour of it, and some of four times five minutes.
    assert told(cash).high_min > 60


def test_reading_costs_the_same_however_long_the_line(
    first: Counter, second: Counter, cash: Service, card: Service
) -> None:
    counts = []
    for size in (1, 10):
        for _ in range(size):
            factories.ticket(cash)
            factories.ticket(card)
        waiting.forget()
        with CaptureQueriesContext(connection) as queries:
            waiting.current()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_one_forecast_serves_all_who_ask(
    first: Counter, cash: Service, ticking: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        factories.ticket(cash)
    asked: list[object] = []
    play = waiting.outlook.play
    monkeypatch.setattr(waiting.outlook, "play", lambda *more: asked.append(more) or play(*more))
    answers = {str(waiting.current().raw) for _ in range(5)}
    assert (len(asked), len(answers)) == (1, 1)
    ticking.forward(seconds=11)
    waiting.current()
    factories.ticket(cash)
    waiting.current()
    # Time has passed; the new customer's forecast was the same; a new line.
    assert len(asked) == 3


def test_who_comes_behind_a_long_line_is_told_without_playing_it_again(
    first: Counter, cash: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting.outlook, "MOST_PEOPLE", 5)
    for _ in range(7):
        factories.ticket(cash)
    asked: list[object] = []
    play = waiting.outlook.play
    monkeypatch.setattr(waiting.outlook, "play", lambda *more: asked.append(more) or play(*more))
    before = waiting.current().raw.newcomers
    last = [factories.ticket(cash) for _ in range(3)][-1]
    waits = waiting.current()
    assert asked == []
    assert waits.standing(last).ahead == 9
    assert waits.raw.newcomers.keys() == before.keys()
    assert all(waits.raw.newcomers[key].middle > one.middle for key, one in before.items())
    kept = waits.raw
    waiting.forget()
    # As it would have been told without what was kept.
    assert waiting.current().raw == kept
    # Who passes the tail changes the head.
    factories.ticket(cash, "elderly")
    asked.clear()
    waiting.current(("elderly",))
    assert len(asked) == 1


def test_numbers_are_given_without_a_forecast(
    first: Counter, cash: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(waiting.outlook, "play", broken)
    ticket = factories.ticket(cash)
    assert (ticket.number, ticket.forecast) == ("A001", None)
    assert waiting.newly(ticket).wait is None
    assert waiting.current().standing(ticket).wait is None


def test_told_in_whole_minutes() -> None:
    assert telling.told(Expected(0.2, 0.3, 0.4)) == WaitRange(0, 1)
    assert telling.told(Expected(7.6, 9.0, 12.4)) == WaitRange(8, 12)
