"""The floor plan, in metres."""

from dataclasses import dataclass

Point = tuple[float, float]
"""(x, y) in m; x to the east (right on the plan), y to the north (up)."""


@dataclass(frozen=True)
class RobotPose:
    x: float
    y: float
    heading: float
    """Degrees: 0 looks along +x, 90 along +y, counter-clockwise."""
    node: str
    """Walkway node where every route starts."""


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    synonyms: tuple[str, ...]
    x: float
    y: float
    kind: str
    landmark: str
    """What to look for on arrival, as it is said at the end of a route."""


@dataclass(frozen=True)
class Node:
    """A point of the walkway; with `place`, where one stands when one has arrived there."""

    id: str
    x: float
    y: float
    place: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Floor:
    outline: tuple[Point, ...]
    """The outer wall as a polygon."""
    walls: tuple[tuple[Point, Point], ...]
    """Inner walls and counters that nobody walks through; a door is a gap between two."""
    robot: RobotPose
    places: tuple[Place, ...]
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    """Pairs of node ids, walkable both ways in a straight line."""
