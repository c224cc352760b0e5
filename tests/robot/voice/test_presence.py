from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from robot.voice.presence import Change, Presence, Sighting


def watch(
    presence: Presence, start: float, seconds: float, motion: float, face: float | None
) -> list[Change]:
    """Four looks a second."""
    changes = [
        presence.feed(Sighting(start + i / 4, motion, face)) for i in range(round(4 * seconds))
    ]
    return [change for change in changes if change is not None]


def test_somebody_who_comes_is_noticed_once_and_once_when_they_go() -> None:
    presence = Presence()
    assert watch(presence, 0, 2, 0.2, 0.0) == []
    assert watch(presence, 2, 60, 0.05, 0.3) == [Change.ARRIVED]
    assert watch(presence, 62, 30, 0.0, 0.0) == [Change.LEFT]


def test_one_sight_of_a_face_is_not_enough() -> None:
    presence = Presence()
    for start in range(10):
        assert watch(presence, start, 0.25, 0.1, 0.3) == []
        assert watch(presence, start + 0.25, 0.75, 0.1, 0.0) == []


def test_faces_far_away_pass_by() -> None:
    assert watch(Presence(), 0, 20, 0.2, 0.05) == []


def test_who_looks_down_at_the_screen_has_not_left() -> None:
    presence = Presence()
    watch(presence, 0, 2, 0.1, 0.3)
    assert watch(presence, 2, 15, 0.05, 0.0) == []
    assert watch(presence, 17, 2, 0.05, 0.3) == []


def test_a_busy_hall_does_not_keep_somebody_there_who_has_gone() -> None:
    presence = Presence()
    watch(presence, 0, 2, 0.1, 0.3)
    assert watch(presence, 2, 40, 0.3, 0.0) == [Change.LEFT]


def test_faces_are_looked_for_only_when_something_moved_or_somebody_is_there() -> None:
    presence = Presence()
    presence.feed(Sighting(0.0, 0.0, None))
    assert not presence.wants_faces(0.25, 0.0)
    assert presence.wants_faces(0.25, 0.2)
    presence.feed(Sighting(0.25, 0.2, None))
    assert presence.wants_faces(3.0, 0.0)
    assert not presence.wants_faces(3.5, 0.0)
    watch(presence, 4, 2, 0.2, 0.4)
    assert presence.wants_faces(30.0, 0.0)


@given(st.lists(st.tuples(st.floats(0, 1), st.none() | st.floats(0, 1)), max_size=300))
def test_arrivals_and_departures_alternate(looks: list[tuple[float, float | None]]) -> None:
    presence = Presence()
    changes = [presence.feed(Sighting(i / 4, m, f)) for i, (m, f) in enumerate(looks)]
    seen = [change for change in changes if change is not None]
    assert all(
        change is (Change.LEFT if i % 2 else Change.ARRIVED) for i, change in enumerate(seen)
    )
