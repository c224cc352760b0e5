"""Free TCP ports for servers that tests start."""

from __future__ import annotations

import itertools
import os
import random
import socket
from collections.abc import Iterator
from contextlib import ExitStack

# Below what systems lend to outgoing connections and to servers that take any port: between asking for a port and
# listening on it a server's start takes seconds, in which nobody else may be given it.
PORTS = range(20_000, 32_768)


def _turn() -> Iterator[int]:
    """This worker's share of the ports, begun anywhere, so that two runs beside each other seldom meet."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    share = PORTS[worker :: int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))]
    begin = random.SystemRandom().randrange(len(share))
    return itertools.cycle([*share[begin:], *share[:begin]])


_TURN = _turn()


def free_ports(count: int) -> list[int]:
    """`count` different ports on loopback that nobody listens on just now."""
    found: list[int] = []
    with ExitStack() as stack:
        while len(found) < count:
            port = next(_TURN)
            probe = stack.enter_context(socket.socket())
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found.append(port)
    return found
