"""A dialogue that speaks the turn channel over real HTTP and says what a test has written for it."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from tests.ports import free_ports

Reply = dict[str, Any]

GREETING: Reply = {"text": "您好，我是娇娇，请问您要办什么？", "speech": "您好，我是娇娇。"}
BASE = "/webhooks/turn"


class DialogueServer:
    """`script[text]` are the replies to an utterance; others are repeated back.

    It can be stopped and started again on the same port. `hold` makes it think until it is released.
    """

    def __init__(self) -> None:
        self.port = free_ports(1)[0]
        self.url = f"http://127.0.0.1:{self.port}"
        self.greeting: list[Reply] = [GREETING]
        self.script: dict[str, list[Reply]] = {}
        self.heard: list[dict[str, Any]] = []
        self.greeted: list[str] = []
        self.forgotten: list[str] = []
        self.hold = threading.Event()
        self.hold.set()
        self._server: ThreadingHTTPServer | None = None
        self._connections: list[Any] = []

    def start(self) -> DialogueServer:
        dialogue = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._send(200 if self.path == f"{BASE}/ready" else 404, {"version": "1"})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
                if self.path == f"{BASE}/greet":
                    dialogue.greeted.append(body["sender"])
                    self._answer(dialogue.greeting, "greet")
                elif self.path == f"{BASE}/webhook":
                    dialogue.hold.wait(10)
                    dialogue.heard.append(body)
                    self._answer(dialogue.answer(body["message"]), "scripted")
                else:
                    self._send(404, {})

            def do_DELETE(self) -> None:
                dialogue.forgotten.append(self.path.rsplit("/", 1)[-1])
                self._send(204, None)

            def _answer(self, replies: list[Reply], intent: str) -> None:
                nlu = {"intent": intent, "confidence": 1.0, "entities": []}
                self._send(200, {"replies": replies, "nlu": nlu, "ms": {"total": 1}})

            def _send(self, status: int, body: Any) -> None:
                content = b"" if body is None else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """What customers say is not for a log, not even a test's."""

        connections = self._connections

        class Server(ThreadingHTTPServer):
            allow_reuse_address = True
            daemon_threads = True

            def process_request(self, request: Any, client_address: Any) -> None:
                connections.append(request)
                super().process_request(request, client_address)

        self._server = Server(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def answer(self, text: str) -> list[Reply]:
        return self.script.get(text, [{"text": f"您说的是：{text}", "speech": text}])

    def stop(self) -> None:
        """Go away as a killed process does: open connections break."""
        server, self._server = self._server, None
        if server is None:
            return
        server.shutdown()
        server.server_close()
        for connection in self._connections:
            # Closing alone would leave the handler's thread serving the kept-alive connection.
            try:
                connection.shutdown(2)
            except OSError:
                continue
        self._connections.clear()

    def said(self) -> list[str]:
        """The utterances that have reached the dialogue."""
        return [each["message"] for each in self.heard]

    def __enter__(self) -> DialogueServer:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hold.set()
        self.stop()
