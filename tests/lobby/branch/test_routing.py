"""Ways over the walkway: shortest on any graph, and told in few words."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, inf, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

import content
from lobby.branch import floor as floors
from lobby.branch.floor import Floor, FloorInvalid, Node, Pose
from lobby.branch.routing import MOST_LEGS, NoWay, directions, legs, shortest

SAMPLE = content.load()
GROUND = floors.parse(floors.to_json(SAMPLE.floor))
GOAL = "restroom"


@st.composite
def grounds(draw: st.DrawFn) -> Floor:
    """A random walkway; the goal is its last node, reachable or not."""
    coordinate = st.floats(0, 40, allow_nan=False).map(lambda v: round(v, 2))
    points = draw(st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=9, unique=True))
    ids = [f"n{i}" for i in range(len(points))]
    pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20))
    nodes = tuple(
        Node(
            id, x, y, place=GOAL if id == ids[-1] else "", name=draw(st.sampled_from(["", "拐角"]))
        )
        for id, (x, y) in zip(ids, points, strict=True)
    )
    pose = Pose(points[0][0], points[0][1], draw(st.floats(0, 360)), ids[0])
    return Floor((), (), pose, nodes, tuple(edges))


def all_pairs(ground: Floor) -> dict[tuple[str, str], float]:
    """Floyd and Warshall, to check Dijkstra with something else."""
    at = {n.id: n.point for n in ground.nodes}
    best = {(a, b): 0.0 if a == b else inf for a in at for b in at}
    for a, b in ground.edges:
        length = hypot(at[a][0] - at[b][0], at[a][1] - at[b][1])
        best[a, b] = best[b, a] = min(best[a, b], length)
    for k in at:
        for i in at:
            for j in at:
                best[i, j] = min(best[i, j], best[i, k] + best[k, j])
    return best


@given(grounds())
def test_the_way_is_the_shortest_and_stays_on_the_walkway(ground: Floor) -> None:
    expected = all_pairs(ground)[ground.robot.node, ground.nodes[-1].id]
    if expected == inf:
        with pytest.raises(NoWay):
            shortest(ground, GOAL)
        return
    way = shortest(ground, GOAL)
    assert way.distance_m == pytest.approx(expected)
    assert way.nodes[0].id == ground.robot.node
    assert way.nodes[-1].place == GOAL
    walkable = {frozenset(edge) for edge in ground.edges}
    assert all(frozenset((a.id, b.id)) in walkable for a, b in pairwise(way.nodes))
    measured = sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in pairwise(way.polyline))
    assert way.distance_m == pytest.approx(measured)


@given(grounds())
def test_any_way_is_told_in_at_most_four_short_steps(ground: Floor) -> None:
    try:
        way = shortest(ground, GOAL)
    except NoWay:
        return
    steps = directions(ground, way, "洗手间", "门上的男女标志")
    assert 1 <= len(steps) <= MOST_LEGS + 1
    assert all(len(step) <= 40 and step.endswith("。") for step in steps)
    assert steps[-1].startswith("洗手间")


@given(grounds())
def test_the_legs_lead_to_the_goal(ground: Floor) -> None:
    """Walking the told turns and lengths ends where the way ends."""
    try:
        way = shortest(ground, GOAL)
    except NoWay:
        return
    x, y = way.polyline[0]
    facing = 90.0
    for leg in legs(way, facing):
        facing += leg.turn_deg
        x += leg.length_m * cos(radians(facing))
        y += leg.length_m * sin(radians(facing))
    assert (x, y) == pytest.approx(way.polyline[-1], abs=1e-6)


def line(*points: tuple[float, float], heading: float) -> Floor:
    nodes = tuple(
        Node(str(i), x, y, place=GOAL if i == len(points) - 1 else "", name=f"路口{i}")
        for i, (x, y) in enumerate(points)
    )
    edges = tuple((a.id, b.id) for a, b in pairwise(nodes))
    return Floor((), (), Pose(*points[0], heading, "0"), nodes, edges)


def told(ground: Floor) -> tuple[str, ...]:
    return directions(ground, shortest(ground, GOAL), "洗手间", "")


def test_left_and_right_are_the_customers_who_faces_the_robot() -> None:
    # The robot looks down (270), so the customer looks up: +x is right, -x left, -y behind.
    assert told(line((0, 0), (5, 0), heading=270))[0].startswith("面对我向右转")
    assert told(line((0, 0), (-5, 0), heading=270))[0].startswith("面对我向左转")
    assert told(line((0, 0), (0, 5), heading=270))[0] == "从我身边直走约8步。"
    assert told(line((0, 0), (0, -5), heading=270))[0].startswith("请您向后转")


def test_turns_on_the_way_name_what_is_seen_there() -> None:
    assert told(line((0, 0), (0, 5), (-4, 5), heading=270)) == (
        "从我身边直走约8步。",
        "到路口1向左转，走约6步。",
        "洗手间就到了。",
    )


def test_long_legs_are_told_in_metres_and_near_goals_at_once() -> None:
    assert told(line((0, 0), (0, 26), heading=270))[0] == "从我身边直走约26米。"
    alone = Floor((), (), Pose(0, 0, 0, "0"), (Node("0", 0, 0, place=GOAL),), ())
    assert directions(alone, shortest(alone, GOAL), "洗手间", "蓝门") == (
        "洗手间就在您旁边，认准蓝门。",
    )


@pytest.mark.parametrize("place", SAMPLE.floor.places, ids=lambda p: p.code)
def test_every_place_of_the_sample_has_a_way(place: content.model.Place) -> None:
    way = shortest(GROUND, place.code)
    assert way.distance_m > 0
    steps = directions(GROUND, way, place.name, place.landmark)
    assert 2 <= len(steps) <= 4
    assert steps[-1].endswith(f"{place.landmark}。")


def test_the_sample_has_all_places_of_the_contract() -> None:
    assert len(SAMPLE.floor.places) >= 19


def test_a_floor_survives_its_json() -> None:
    assert GROUND.robot.node == SAMPLE.floor.robot.node
    assert [n.id for n in GROUND.nodes] == [n.id for n in SAMPLE.floor.nodes]
    assert GROUND.edges == SAMPLE.floor.edges


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"edges": [["start", "nowhere"]]}, "没有的节点"),
        ({"robot": {"x": 1, "y": 1, "heading": 0, "node": "nowhere"}}, "robot"),
        ({"nodes": [{"id": "start", "x": "links", "y": 0}]}, "数字"),
        ({"nodes": [{"x": 1, "y": 0}]}, "id、x、y"),
        ({"edges": []}, "走不到"),
        ({"walls": [[1, 2]]}, "点应当写成"),
        ({"outline": "rund"}, "列表"),
    ],
)
def test_a_bad_floor_is_refused_in_chinese(change: dict[str, object], fault: str) -> None:
    with pytest.raises(FloorInvalid, match=fault):
        floors.parse({**floors.to_json(SAMPLE.floor), **change})


def test_a_floor_must_be_an_object() -> None:
    with pytest.raises(FloorInvalid, match="JSON"):
        floors.parse([1, 2])
