"""Whether somebody stands before the robot, from movement and faces. Pure: fed with what a camera saw.

Looking for faces costs a hundred times as much as noticing movement, so faces are looked for only while
something moves or somebody is there. Arriving takes more than one sight of a face, leaving takes a while
without any, so nobody is greeted twice for looking aside.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum


class Change(Enum):
    ARRIVED = "arrived"
    LEFT = "left"


@dataclass(frozen=True)
class Sighting:
    """One look."""

    at: float
    """Seconds, by any clock that goes on evenly."""
    motion: float
    """Share (0 to 1) of the picture that moved."""
    face: float | None
    """Height of the largest face as a share of the picture; 0: none; None: was not looked for."""


@dataclass(frozen=True)
class Patience:
    """Times in seconds, shares 0 to 1."""

    motion: float = 0.01
    """From this share on something moves."""
    near: float = 0.12
    """Faces smaller than this share of the picture's height are passing by in the distance."""
    alert: float = 3.0
    """For so long after a movement faces are looked for."""
    looks: int = 3
    """Of so many looks for a face ..."""
    hits: int = 2
    """... so many must have found one."""
    gone: float = 6.0
    """Without a face, and"""
    still: float = 3.0
    """without movement for so long: somebody has left. Who looks down at the screen still moves."""
    gone_anyhow: float = 25.0
    """Without a face for so long somebody has left, whatever else moves in the hall."""


class Presence:
    def __init__(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._looks: deque[bool] = deque(maxlen=self._patience.looks)
        self._face_at = float("-inf")
        self._motion_at = float("-inf")
        self.present = False

    def wants_faces(self, at: float, motion: float) -> bool:
        """Whether the picture of this moment is worth looking for faces in."""
        moved = motion >= self._patience.motion or at - self._motion_at < self._patience.alert
        return self.present or moved

    def feed(self, sighting: Sighting) -> Change | None:
        """Take in a look; whether somebody has come or gone with it."""
        if sighting.motion >= self._patience.motion:
            self._motion_at = sighting.at
        if sighting.face is not None:
            near = sighting.face >= self._patience.near
            self._looks.append(near)
            if near:
                self._face_at = sighting.at
        if not self.present and sum(self._looks) >= self._patience.hits:
            self.present = True
            return Change.ARRIVED
        if self.present and self._has_gone(sighting.at):
            self.forget()
            return Change.LEFT
        return None

    def forget(self) -> None:
        """Nobody is known to be there, for instance because the camera is away."""
        self.present = False
        self._looks.clear()

    def _has_gone(self, at: float) -> bool:
        faceless = at - self._face_at
        still = at - self._motion_at
        if faceless >= self._patience.gone_anyhow:
            return True
        return faceless >= self._patience.gone and still >= self._patience.still
