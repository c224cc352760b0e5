"""The floor plan. Every check finds its fault."""

import pytest

from tests.content.conftest import Copy
from tests.content.planting import Fault, add, assert_named, drop, put

PLACES, NODES, EDGES = "places", "nodes", "edges"

FAULTS = {
    "no outline": Fault("floor.yml", put("outline", []), "outline", "no polygon"),
    "unknown place": Fault("floor.yml", put(PLACES, 0, "code", "roof"), "roof", "unknown place"),
    "place twice": Fault(
        "floor.yml", put(PLACES, 0, "code", "exit"), "places", "'exit' is used twice"
    ),
    "kind of place": Fault(
        "floor.yml", put(PLACES, 0, "kind", "cave"), "cash_counter.kind", "'cave'"
    ),
    "place in the street": Fault("floor.yml", put(PLACES, 0, "x", "99"), "cash_counter", "outside"),
    "node in the street": Fault("floor.yml", put(NODES, 1, "y", "-5"), "node door", "outside"),
    "place without node": Fault("floor.yml", drop(NODES, 2, "place"), "exit", "no walkway node"),
    "node far from its place": Fault(
        "floor.yml", put(PLACES, 0, "x", "14"), "cash_counter", "4 m away"
    ),
    "two nodes of a place": Fault("floor.yml", put(NODES, 1, "place", "exit"), "nodes", "'exit'"),
    "node of no place": Fault(
        "floor.yml", put(NODES, 1, "place", "roof"), "node door.place", "'roof'"
    ),
    "node twice": Fault("floor.yml", put(NODES, 1, "id", "start"), "nodes", "'start'"),
    "edge to nowhere": Fault(
        "floor.yml", add(EDGES, ["start", "moon"]), "edge start-moon", "'moon'"
    ),
    "edge to itself": Fault("floor.yml", add(EDGES, ["door", "door"]), "edge door-door", "nowhere"),
    "edge twice": Fault("floor.yml", add(EDGES, ["door", "start"]), "edges", "edge 'door-start'"),
    "through a wall": Fault(
        "floor.yml",
        add(EDGES, ["west", "self_service"]),
        "edge west-self_service",
        "walks through the wall (5, 3.5)-(5, 6)",
    ),
    "unreachable place": Fault(
        "floor.yml",
        lambda raw: raw[EDGES].remove(["west_passage", "restroom"]),
        "place restroom",
        "cannot be reached",
    ),
    "robot off the walkway": Fault(
        "floor.yml", put("robot", "node", "moon"), "robot.node", "'moon'"
    ),
    "robot outside": Fault("floor.yml", put("robot", "x", "-3"), "robot", "outside"),
    "robot far from its node": Fault(
        "floor.yml", put("robot", "y", "12"), "robot.node", "4 m from"
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_named(copy: Copy, name: str) -> None:
    assert_named(copy, FAULTS[name])
