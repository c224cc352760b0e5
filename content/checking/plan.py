"""The floor plan: everything on it can be reached on foot, and no way leads through a wall."""

import math
from collections import deque

from content import codes
from content.checking.findings import Findings
from content.geometry import crosses, inside
from content.model import Floor, Point

FILE = "floor.yml"
FARTHEST = 4.0
"""m between a place's mark on the plan and the point where one stands to use it."""


def check(findings: Findings) -> None:
    floor = findings.content.floor
    findings.unique(FILE, "places", (place.code for place in floor.places), "place code")
    findings.unique(FILE, "nodes", (node.id for node in floor.nodes), "node id")
    if len(floor.outline) < 3:
        findings.add(FILE, "outline", "is no polygon", "write at least three corners")
        return
    _places(findings, floor)
    _nodes(findings, floor)
    _edges(findings, floor)
    _reach(findings, floor)


def _places(findings: Findings, floor: Floor) -> None:
    standing = {node.place: (node.x, node.y) for node in floor.nodes if node.place}
    for place in floor.places:
        findings.known(FILE, place.code, place.code, codes.PLACES, "place")
        findings.known(FILE, f"{place.code}.kind", place.kind, codes.PLACE_KINDS, "kind of place")
        _within(findings, floor, place.code, (place.x, place.y))
        at = standing.get(place.code)
        if at is None:
            fault = "no walkway node leads to it"
            findings.add(FILE, place.code, fault, f"add a node with 'place: {place.code}'")
        elif math.dist(at, (place.x, place.y)) > FARTHEST:
            fault = f"its node is more than {FARTHEST:g} m away"
            findings.add(FILE, place.code, fault, "move one of them")


def _nodes(findings: Findings, floor: Floor) -> None:
    places = {place.code for place in floor.places}
    arrivals = [node.place for node in floor.nodes if node.place]
    findings.unique(FILE, "nodes", arrivals, "place")
    for node in floor.nodes:
        _within(findings, floor, f"node {node.id}", (node.x, node.y))
        if node.place:
            findings.known(FILE, f"node {node.id}.place", node.place, places, "place")


def _within(findings: Findings, floor: Floor, entry: str, point: Point) -> None:
    if not inside(point, floor.outline):
        fault = f"({point[0]:g}, {point[1]:g}) is outside the outline"
        findings.add(FILE, entry, fault, "correct x and y, in metres")


def _edges(findings: Findings, floor: Floor) -> None:
    at = {node.id: (node.x, node.y) for node in floor.nodes}
    corners = (*floor.outline[1:], floor.outline[0])
    walls = (*floor.walls, *zip(floor.outline, corners, strict=True))
    findings.unique(FILE, "edges", ("-".join(sorted(edge)) for edge in floor.edges), "edge")
    for start, end in floor.edges:
        entry = f"edge {start}-{end}"
        for node in (start, end):
            findings.known(FILE, entry, node, at, "node")
        if start == end:
            findings.add(FILE, entry, "leads nowhere", "remove it")
        elif start in at and end in at:
            wall = next((w for w in walls if crosses(at[start], at[end], *w)), None)
            if wall:
                (ax, ay), (bx, by) = wall
                fault = f"walks through the wall ({ax:g}, {ay:g})-({bx:g}, {by:g})"
                findings.add(FILE, entry, fault, "lead it through a door")


def _reach(findings: Findings, floor: Floor) -> None:
    nodes = {node.id: node for node in floor.nodes}
    robot = floor.robot
    findings.known(FILE, "robot.node", robot.node, nodes, "node")
    _within(findings, floor, "robot", (robot.x, robot.y))
    if robot.node not in nodes:
        return
    start = nodes[robot.node]
    if math.dist((start.x, start.y), (robot.x, robot.y)) > FARTHEST:
        fault = f"stands more than {FARTHEST:g} m from its node"
        findings.add(FILE, "robot.node", fault, "name the node next to it")
    reached = reachable(floor)
    for node in floor.nodes:
        if node.id not in reached:
            what = f"place {node.place}" if node.place else f"node {node.id}"
            fault = f"the {what} cannot be reached from the robot"
            findings.add(FILE, what, fault, "add an edge to it")


def reachable(floor: Floor) -> frozenset[str]:
    """Ids of the nodes that can be walked to from the robot."""
    neighbours: dict[str, set[str]] = {node.id: set() for node in floor.nodes}
    for start, end in floor.edges:
        if start in neighbours and end in neighbours:
            neighbours[start].add(end)
            neighbours[end].add(start)
    reached = {floor.robot.node}
    waiting = deque(reached)
    while waiting:
        for node in neighbours.get(waiting.popleft(), set()) - reached:
            reached.add(node)
            waiting.append(node)
    return frozenset(reached)
