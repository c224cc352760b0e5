"""Walls and ways as lines on a plane."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.geometry import crosses, inside

L_SHAPE = ((0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (2.0, 4.0), (0.0, 4.0))
metre = st.integers(-20, 20).map(float)
point = st.tuples(metre, metre)


@pytest.mark.parametrize(
    ("ends", "meet"),
    [
        (((0, 0), (4, 4), (0, 4), (4, 0)), True),
        (((0, 0), (4, 0), (2, 0), (2, 3)), True),
        (((0, 0), (1, 0), (2, 0), (3, 0)), False),
        (((0, 0), (3, 0), (2, 0), (5, 0)), True),
        (((0, 0), (1, 1), (0, 1), (0.4, 0.6)), False),
    ],
)
def test_two_segments(ends: tuple[tuple[float, float], ...], meet: bool) -> None:
    a, b, c, d = ends
    assert crosses(a, b, c, d) is meet


@given(point, point, point, point)
def test_crossing_has_no_direction(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> None:
    assert crosses(a, b, c, d) == crosses(b, a, c, d) == crosses(c, d, a, b)


@pytest.mark.parametrize(
    ("where", "within"),
    [
        ((1, 1), True),
        ((1, 3), True),
        ((3, 3), False),
        ((2, 3), True),
        ((4, 0), True),
        ((-1, 0), False),
    ],
)
def test_a_point_and_a_room(where: tuple[float, float], within: bool) -> None:
    assert inside(where, L_SHAPE) is within
