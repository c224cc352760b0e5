"""What is said to the hall, and in which order."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.announcements import Announcement, AnnouncementQueue, AnnouncementRefused

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=timezone.utc)
_ids = itertools.count(1)


def event(**more: Any) -> dict[str, Any]:
    id = str(next(_ids))
    return {
        "id": id,
        "kind": "call",
        "text": f"请 A{id}号 到 3号窗口",
        "speech": f"请 A{id}号 到 3号窗口",
        "speaker": "robot",
        "priority": 10,
        "expires_at": (NOW + timedelta(minutes=2)).isoformat(),
        "repeat": 0,
        **more,
    }


def said(queue: AnnouncementQueue, now: datetime = NOW) -> list[str]:
    return [a.id for a in iter(lambda: queue.next(now), None)]


def test_the_more_urgent_first_and_equals_as_they_came() -> None:
    queue = AnnouncementQueue()
    notice, first, second, urgent = (
        event(priority=30),
        event(),
        event(),
        event(priority=0),
    )
    for each in (notice, first, second, urgent):
        assert queue.push(each)
    assert said(queue) == [each["id"] for each in (urgent, first, second, notice)]
    assert queue.next(NOW) is None


def test_each_is_repeated_before_the_next_and_tells_how_often_still() -> None:
    queue = AnnouncementQueue()
    queue.push(event(id="a", repeat=1))
    queue.push(event(id="b", repeat=1))
    heard = [queue.next(NOW) for _ in range(4)]
    assert [(a.id, a.repeat) for a in heard if a] == [("a", 1), ("a", 0), ("b", 1), ("b", 0)]


def test_something_urgent_goes_between_a_call_and_its_repetition() -> None:
    queue = AnnouncementQueue()
    queue.push(event(id="call", repeat=1))
    assert queue.next(NOW)
    queue.push(event(id="fire", priority=0))
    assert said(queue) == ["fire", "call"]


def test_a_recall_takes_the_place_of_the_call_that_was_not_said() -> None:
    queue = AnnouncementQueue()
    queue.push(event(id="a", ticket="t1"))
    queue.push(event(id="b", ticket="t2"))
    queue.push(event(id="a2", ticket="t1", kind="recall", counter="5"))
    assert said(queue) == ["a2", "b"]
    assert queue.replaced == 1


def test_a_customer_who_has_come_is_not_called_again() -> None:
    queue = AnnouncementQueue()
    queue.feed("announcement", event(id="a", ticket="t1", repeat=1))
    queue.feed("announcement", event(id="b", ticket="t2"))
    assert queue.next(NOW)
    queue.feed("ticket.called", {"id": "t2", "state": "called"})
    queue.feed("ticket.changed", {"id": "t2", "state": "called"})
    queue.feed("ticket.changed", {"id": "t1", "state": "serving"})
    assert said(queue) == ["b"]
    assert not queue.withdraw("t1")


def test_what_is_late_is_not_said() -> None:
    queue = AnnouncementQueue()
    queue.push(event(id="a"))
    queue.push(event(id="b", expires_at=(NOW + timedelta(hours=1)).isoformat()))
    assert said(queue, NOW + timedelta(minutes=2)) == ["b"]
    assert queue.expired == 1


def test_the_same_event_twice_is_said_once_also_later() -> None:
    queue = AnnouncementQueue()
    once = event()
    assert queue.push(once)
    assert not queue.push(once)
    assert said(queue) == [once["id"]]
    assert not queue.push(once)


def test_whoever_it_was_meant_for_may_have_to_say_it() -> None:
    queue = AnnouncementQueue()
    assert queue.push(event(speaker="board"))
    assert queue.push(event(speaker="robot"))


def test_who_stands_by_forgets_what_is_late_before_it_forgets_what_is_new() -> None:
    queue = AnnouncementQueue(limit=2)
    soon = (NOW + timedelta(seconds=10)).isoformat()
    for id in ("a", "b"):
        queue.push(event(id=id, expires_at=soon, at=NOW.isoformat()))
    assert queue.push(event(id="c", at=(NOW + timedelta(seconds=10)).isoformat()))
    assert (queue.expired, queue.dropped) == (2, 0)
    assert said(queue, NOW + timedelta(seconds=11)) == ["c"]


def test_what_did_not_sound_is_said_again_unless_the_customer_has_come() -> None:
    queue = AnnouncementQueue()
    queue.push(event(id="a", ticket="t"))
    assert queue.next(NOW) is not None
    queue.unsay()
    queue.unsay()
    assert said(queue) == ["a"]
    queue.push(event(id="b", ticket="t"))
    assert queue.next(NOW) is not None
    queue.withdraw("t")
    queue.unsay()
    assert queue.next(NOW) is None


def test_who_takes_over_learns_what_it_never_heard_of_and_what_has_been_said() -> None:
    queue = AnnouncementQueue()
    known = event(id="known", repeat=1)
    queue.push(known)
    queue.catch_up([event(id="new", repeat=0), {**known, "repeat": 0}])
    assert sorted(said(queue)) == ["known", "new"]


def test_too_many_drop_the_last_of_the_least_urgent() -> None:
    queue = AnnouncementQueue(limit=2)
    assert queue.push(event(id="notice", priority=30))
    assert queue.push(event(id="a"))
    assert queue.push(event(id="b"))
    assert not queue.push(event(id="c"))
    assert said(queue) == ["a", "b"]
    assert queue.dropped == 2


@pytest.mark.parametrize(
    "spoiled",
    [
        {"expires_at": "soon"},
        {"expires_at": "2026-06-01T10:00:00"},
        {"expires_at": 5},
        {"speech": " "},
        {"priority": "high"},
        {"repeat": None},
    ],
)
def test_what_is_no_announcement_is_counted_and_left_out(spoiled: dict[str, Any]) -> None:
    queue = AnnouncementQueue()
    assert not queue.push(event(**spoiled))
    assert (queue.refused, len(queue)) == (1, 0)
    with pytest.raises(AnnouncementRefused):
        Announcement.from_event(event(**spoiled))


PUSH = st.fixed_dictionaries(
    {
        "priority": st.sampled_from([0, 10, 20, 30]),
        "ticket": st.sampled_from([None, "t1", "t2", "t3"]),
        "repeat": st.integers(0, 2),
        "lasts": st.integers(1, 40),
    }
)
STEP = st.one_of(
    st.tuples(st.just("push"), PUSH),
    st.tuples(st.just("withdraw"), st.sampled_from(["t1", "t2", "t3"])),
    st.tuples(st.just("next"), st.none()),
    st.tuples(st.just("later"), st.integers(1, 20)),
)


@given(st.lists(STEP, max_size=60), st.integers(1, 5))
def test_whatever_comes_nothing_is_lost_uncounted_late_doubled_or_out_of_order(
    steps: list[tuple[str, Any]], limit: int
) -> None:
    queue = AnnouncementQueue(limit=limit)
    now = NOW
    pushed: dict[str, dict[str, Any]] = {}
    times: dict[str, int] = {}
    withdrawn = 0
    for kind, what in steps:
        if kind == "later":
            now += timedelta(seconds=what)
        elif kind == "withdraw":
            withdrawn += queue.withdraw(what)
        elif kind == "push":
            data = event(
                priority=what["priority"],
                ticket=what["ticket"],
                repeat=what["repeat"],
                expires_at=(now + timedelta(seconds=what["lasts"])).isoformat(),
            )
            pushed[data["id"]] = data
            queue.push(data)
        else:
            waiting = [w.announcement for w in queue._waiting if w.announcement.expires_at > now]
            heard = queue.next(now)
            assert (heard is None) == (not waiting)
            if heard is not None:
                assert heard.expires_at > now
                assert heard.priority == min(a.priority for a in waiting)
                times[heard.id] = times.get(heard.id, 0) + 1
        assert len(queue) <= limit
        tickets = [w.announcement.ticket for w in queue._waiting if w.announcement.ticket]
        assert len(tickets) == len(set(tickets))
    finished = sum(times.get(id, 0) == 1 + data["repeat"] for id, data in pushed.items())
    gone = queue.dropped + queue.expired + queue.replaced + withdrawn
    assert len(pushed) == finished + gone + len(queue)
    assert all(n <= 1 + pushed[id]["repeat"] for id, n in times.items())
