"""A rosbridge server (JSON over a websocket) that remembers what is published and says what it is told to."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.server import WebSocketServerProtocol, serve


class FakeRosbridge:
    """Runs in a thread of its own from the constructor to `stop`."""

    def __init__(self, port: int):
        self.published: list[tuple[str, dict[str, Any]]] = []
        self._changed = threading.Condition()
        self._subscribers: dict[str, set[WebSocketServerProtocol]] = {}
        self._loop = asyncio.new_event_loop()
        self._stop: asyncio.Event = asyncio.Event()
        self._port = port
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),))
        self._thread.start()
        self._up.wait(20)

    def say(self, topic: str, message: dict[str, Any]) -> None:
        """Publish to all who subscribed; waits for the first of them."""
        with self._changed:
            assert self._changed.wait_for(lambda: bool(self._subscribers.get(topic)), 20)
        body = json.dumps({"op": "publish", "topic": topic, "msg": message})
        for subscriber in list(self._subscribers[topic]):
            asyncio.run_coroutine_threadsafe(subscriber.send(body), self._loop).result(20)

    def wait_for(self, topic: str) -> dict[str, Any]:
        """The first message published to `topic`."""

        def there() -> list[dict[str, Any]]:
            return [message for name, message in self.published if name == topic]

        with self._changed:
            assert self._changed.wait_for(lambda: bool(there()), 20)
            return there()[0]

    def stop(self) -> None:
        """May be called twice."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(20)

    async def _run(self) -> None:
        async with serve(self._serve, "127.0.0.1", self._port):
            self._up.set()
            await self._stop.wait()

    async def _serve(self, socket: WebSocketServerProtocol) -> None:
        try:
            async for text in socket:
                message = json.loads(text)
                with self._changed:
                    if message["op"] == "subscribe":
                        self._subscribers.setdefault(message["topic"], set()).add(socket)
                    elif message["op"] == "publish":
                        self.published.append((message["topic"], message["msg"]))
                    self._changed.notify_all()
        except ConnectionClosed:
            return
