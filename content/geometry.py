"""Plane geometry on points (x, y) in m."""

from content.model import Point


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the segments a-b and c-d have a point in common, touching included.

    By the signs of the four triangles they span (orientation test).
    """
    turns = (_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b))
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(t == 0 and _between(*end) for t, end in zip(turns, ends, strict=True))


def inside(point: Point, polygon: tuple[Point, ...]) -> bool:
    """Whether the point is in the polygon, its border included (even-odd rule on a ray to +x)."""
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if _turn((ax, ay), (bx, by), point) == 0 and _between((ax, ay), (bx, by), point):
            return True
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            odd = not odd
    return odd


def _turn(a: Point, b: Point, c: Point) -> int:
    """1 where c is left of a-b, -1 right, 0 on the line."""
    area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (area > 1e-12) - (area < -1e-12)


def _between(a: Point, b: Point, point: Point) -> bool:
    x, y = point
    return min(a[0], b[0]) <= x <= max(a[0], b[0]) and min(a[1], b[1]) <= y <= max(a[1], b[1])
