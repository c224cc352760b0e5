"""A real HTTP proxy between two parts of the robot that can be made slow or deaf."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "content-encoding", "host"}


class Proxy:
    """Forwards to `target`. `delay` holds every request for so many seconds."""

    def __init__(self, target: str) -> None:
        self.delay = 0.0
        self._wake = threading.Event()
        self._client = httpx.Client(base_url=target, timeout=10, trust_env=False)
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _forward(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                if proxy.delay:
                    proxy._wake.wait(proxy.delay)
                headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP}
                answer = proxy._client.request(
                    self.command, self.path, content=body, headers=headers
                )
                try:
                    self.send_response(answer.status_code)
                    for name, value in answer.headers.items():
                        if name.lower() not in HOP_BY_HOP:
                            self.send_header(name, value)
                    self.send_header("Content-Length", str(len(answer.content)))
                    self.end_headers()
                    self.wfile.write(answer.content)
                except BrokenPipeError:
                    # The caller did not wait: that is what this proxy is for.
                    self.close_connection = True

            do_GET = do_POST = do_PATCH = do_DELETE = _forward

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._wake.set()
        self._server.shutdown()
        self._server.server_close()
        self._client.close()
