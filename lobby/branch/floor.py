"""The floor of the branch as it is kept in `Branch.floor`: walls, the robot's stand and the walkway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from content import model

Point = tuple[float, float]
"""(x, y) in m; x to the right on the plan, y up."""


class FloorInvalid(ValueError):
    """The floor cannot be used; `faults` says in Chinese what is wrong with it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("；".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Pose:
    x: float
    y: float
    heading: float
    """Degrees: 0 looks along +x, 90 along +y, counter-clockwise."""
    node: str
    """Walkway node where every route starts."""


@dataclass(frozen=True)
class Node:
    """A point of the walkway; with `place`, where one stands when one has arrived there."""

    id: str
    x: float
    y: float
    place: str = ""
    name: str = ""
    """What customers see there, for directions on the way."""

    @property
    def point(self) -> Point:
        return (self.x, self.y)


@dataclass(frozen=True)
class Floor:
    outline: tuple[Point, ...]
    walls: tuple[tuple[Point, Point], ...]
    robot: Pose
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    """Pairs of node ids, walkable both ways in a straight line."""


def parse(data: object) -> Floor:
    """The floor from its JSON; raises FloorInvalid naming every fault found."""
    if not isinstance(data, Mapping):
        raise FloorInvalid(["平面图应当是一个 JSON 对象。"])
    reading = _Reading()
    nodes = tuple(
        node for item in reading.items(data, "nodes") if (node := reading.node(item)) is not None
    )
    known = {node.id for node in nodes}
    if len(known) < len(nodes):
        reading.faults.append("nodes 里有重复的 id。")
    edges = tuple(
        edge
        for item in reading.items(data, "edges")
        if (edge := reading.edge(item, known)) is not None
    )
    robot = reading.robot(data.get("robot"), known)
    outline = tuple(reading.point(p, "outline") for p in reading.items(data, "outline"))
    walls = tuple(reading.wall(w) for w in reading.items(data, "walls"))
    if not reading.faults:
        for node in nodes:
            if node.place and node.id not in _reached(robot.node, edges):
                reading.faults.append(f"从机器人所在位置走不到节点 {node.id}（{node.place}）。")
    if reading.faults:
        raise FloorInvalid(reading.faults)
    return Floor(outline, walls, robot, nodes, edges)


def to_json(plan: model.Floor) -> dict[str, Any]:
    """`Branch.floor` for the floor of a content folder."""
    return {
        "outline": [list(point) for point in plan.outline],
        "walls": [[list(a), list(b)] for a, b in plan.walls],
        "robot": {
            "x": plan.robot.x,
            "y": plan.robot.y,
            "heading": plan.robot.heading,
            "node": plan.robot.node,
        },
        "nodes": [
            {"id": n.id, "x": n.x, "y": n.y}
            | ({"place": n.place} if n.place else {})
            | ({"name": n.name} if n.name else {})
            for n in plan.nodes
        ],
        "edges": [list(edge) for edge in plan.edges],
    }


def _reached(start: str, edges: tuple[tuple[str, str], ...]) -> set[str]:
    neighbours: dict[str, list[str]] = {}
    for a, b in edges:
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    seen, ahead = {start}, [start]
    while ahead:
        for other in neighbours.get(ahead.pop(), ()):
            if other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


class _Reading:
    def __init__(self) -> None:
        self.faults: list[str] = []

    def items(self, data: Mapping[str, Any], key: str) -> list[Any]:
        value = data.get(key, [])
        if isinstance(value, list | tuple):
            return list(value)
        self.faults.append(f"{key} 应当是一个列表。")
        return []

    def number(self, value: object, where: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.faults.append(f"{where} 里的坐标应当是数字。")
            return 0.0
        return float(value)

    def point(self, value: object, where: str) -> Point:
        if not isinstance(value, list | tuple) or len(value) != 2:
            self.faults.append(f"{where} 里的点应当写成 [x, y]。")
            return (0.0, 0.0)
        return (self.number(value[0], where), self.number(value[1], where))

    def wall(self, value: object) -> tuple[Point, Point]:
        if not isinstance(value, list | tuple) or len(value) != 2:
            self.faults.append("walls 里的墙应当写成 [[x, y], [x, y]]。")
            return ((0.0, 0.0), (0.0, 0.0))
        return (self.point(value[0], "walls"), self.point(value[1], "walls"))

    def node(self, value: object) -> Node | None:
        if (
            not isinstance(value, Mapping)
            or not isinstance(value.get("id"), str)
            or not value["id"]
        ):
            self.faults.append("nodes 里的节点应当有 id、x、y。")
            return None
        return Node(
            id=value["id"],
            x=self.number(value.get("x"), value["id"]),
            y=self.number(value.get("y"), value["id"]),
            place=str(value.get("place") or ""),
            name=str(value.get("name") or ""),
        )

    def edge(self, value: object, known: set[str]) -> tuple[str, str] | None:
        if not isinstance(value, list | tuple) or len(value) != 2:
            self.faults.append("edges 里的连线应当写成两个节点的 id。")
            return None
        missing = [str(end) for end in value if end not in known]
        if missing:
            self.faults.append(f"edges 里用到了没有的节点：{'、'.join(missing)}。")
            return None
        return (value[0], value[1])

    def robot(self, value: object, known: set[str]) -> Pose:
        if not isinstance(value, Mapping) or value.get("node") not in known:
            self.faults.append("robot 应当有 x、y、heading 和已有的节点 node。")
            return Pose(0.0, 0.0, 0.0, "")
        return Pose(
            x=self.number(value.get("x"), "robot"),
            y=self.number(value.get("y"), "robot"),
            heading=self.number(value.get("heading"), "robot"),
            node=value["node"],
        )
