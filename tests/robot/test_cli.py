"""The robot's commands, against a lobby that answers over real HTTP with what it was told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from robot.cli import app


class Echo(BaseHTTPRequestHandler):
    """Every turn is answered with its own words."""

    def do_GET(self) -> None:
        self._answer(200, {})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/turns"):
            said = body["text"]
            answer = {"turn": 1, "replies": [{"text": said, "speech": said}], "nlu": {}, "ms": 1}
            self._answer(200, answer)
        else:
            self._answer(201, {"id": "c1", "replies": []})

    def do_DELETE(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, status: int, body: object) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())


@pytest.fixture
def lobby(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("JIAOJIAO_URL", f"http://127.0.0.1:{server.server_port}")
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("lobby")
@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "ascii"])
def test_lines_are_utf8_whatever_the_locale_and_one_that_is_not_stops_no_other(
    charset: str,
) -> None:
    said = "你好\n".encode() + b"\xff\xfe\n" + "谢谢\n".encode()
    done = CliRunner(charset=charset).invoke(app, ["shell", "--json"], input=said)
    assert done.exit_code == 0, done.exception
    lines = [json.loads(line) for line in done.stdout_bytes.decode().splitlines()]
    assert [line["replies"][0]["text"] for line in lines] == ["你好", "\ufffd\ufffd", "谢谢"]


def test_options_of_scripts_are_refused_in_a_talk() -> None:
    assert CliRunner().invoke(app, ["shell", "--conversation", "new"]).exit_code == 2


@pytest.mark.parametrize(
    "command", ["run", "shell", "voice", "doctor", "train", "print", "devices"]
)
def test_every_command_refuses_a_variable_that_nobody_knows(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOJIAO_HSOT", "0.0.0.0")
    done = CliRunner().invoke(app, [command])
    assert done.exit_code in (1, 2)
    assert "JIAOJIAO_HSOT" in done.output
