from __future__ import annotations

import socket
from pathlib import Path

from robot import settings
from robot.supervisor import ports
from robot.supervisor.plan import loopback_of


def test_a_taken_port_is_named_with_the_variable_that_moves_it(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        message = ports.taken(settings.read({"JIAOJIAO_PORT": str(port)}, tmp_path))
    assert message is not None
    assert f"{port}（JIAOJIAO_PORT）" in message


def test_a_server_on_every_address_is_reached_by_loopback() -> None:
    assert loopback_of("0.0.0.0") == "127.0.0.1"
    assert loopback_of("::") == "[::1]"
    assert loopback_of("10.1.2.3") == "10.1.2.3"
