"""A real HTTP server on loopback that serves knowledge snapshots as lobby does, with ETags and a token."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class KnowledgeServer:
    """`publish()` changes what it serves; `requests` counts answers by status; `broken` makes it answer 500."""

    def __init__(self, snapshot: dict[str, Any], token: str = "secret") -> None:
        self.snapshot = snapshot
        self.token = token
        self.broken = False
        self.requests: dict[int, int] = {}
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body, etag = owner._answer(self.path, dict(self.headers))
                owner.requests[status] = owner.requests.get(status, 0) + 1
                self.send_response(status)
                if etag:
                    self.send_header("ETag", etag)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def publish(self, snapshot: dict[str, Any]) -> None:
        self.snapshot = snapshot

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, path: str, headers: dict[str, str]) -> tuple[int, bytes, str | None]:
        if self.broken:
            return 500, b"", None
        if headers.get("Authorization") != f"Bearer {self.token}":
            return 401, b"", None
        if path != "/api/v1/knowledge/snapshot":
            return 404, b"", None
        etag = f'"{self.snapshot["version"]}"'
        if headers.get("If-None-Match") == etag:
            return 304, b"", etag
        return 200, json.dumps(self.snapshot, ensure_ascii=False).encode(), etag
