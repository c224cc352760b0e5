"""The camera's own thread: pictures in, sightings out. A picture is looked at and forgotten."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from robot.ports.camera import Camera, Frame
from robot.ports.faults import Fault
from robot.ports.reopening import Reopening
from robot.ports.sight import Sight
from robot.voice.presence import Change, Presence, Sighting

PAUSE = 0.25
"""Seconds between two looks: four a second are enough to greet in time, and cost a core little."""
FACE_PAUSE = 0.5
"""Seconds between two looks for faces, each of which costs as much as fifty for movement."""
KEPT = 16


class Watcher:
    """Turns what the camera sees into arrivals and departures. `changes` is read by the loop."""

    def __init__(
        self,
        camera: Camera,
        sight: Reopening[Sight],
        presence: Presence,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._camera = camera
        self._sight = sight
        self._presence = presence
        self._now = now
        self._faces_at = float("-inf")
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self.changes: deque[Change] = deque(maxlen=KEPT)

    @property
    def present(self) -> bool:
        return self._presence.present

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(5.0)

    def look(self, timeout: float = 1.0) -> None:
        """Take in one picture."""
        frame = self._camera.read(timeout)
        if frame is None:
            if self._camera.health().fault is not None and self._presence.present:
                self._presence.forget()
                self.changes.append(Change.LEFT)
            return
        sighting = self._see(frame)
        if sighting is not None:
            change = self._presence.feed(sighting)
            if change is not None:
                self.changes.append(change)

    def _see(self, frame: Frame) -> Sighting | None:
        sight = self._sight.get()
        if sight is None:
            return None
        at = self._now()
        try:
            motion = sight.motion(frame)
            face: float | None = None
            if self._presence.wants_faces(at, motion) and at - self._faces_at >= FACE_PAUSE:
                self._faces_at = at
                face = max((face.height for face in sight.faces(frame)), default=0.0)
        except Fault as fault:
            self._sight.failed(fault)
            return None
        self._sight.worked()
        return Sighting(at, motion, face)

    def _run(self) -> None:
        while not self._stopped.wait(PAUSE):
            self.look()
