"""One visitor: which conversation, what has happened in it, and when silence ends it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Quiet(Enum):
    """What silence has led to."""

    ASK = "ask"
    """Ask once whether the visitor is still there."""
    FAREWELL = "farewell"
    """Say goodbye, and end."""
    END = "end"
    """End without a word: nobody is there to hear it."""


@dataclass(frozen=True)
class Patience:
    """Seconds without a word, a touch or a sound of the robot."""

    ask: float = 25.0
    """A visitor who spoke is asked whether they are still there;"""
    farewell: float = 20.0
    """no answer: goodbye."""
    greeted: float = 20.0
    """Who never answered the greeting passes by."""
    touched: float = 90.0
    """Who only touches is watched by the screen itself, which ends after 60 s; this is for a screen that is gone."""
    parted: float = 4.0
    """After a goodbye on both sides."""
    left: float = 5.0
    """Nobody is to be seen any more."""


@dataclass
class Visit:
    conversation: str | None = None
    """None while it is being begun."""
    spoke: bool = False
    touched: bool = False
    asked: bool = False
    """Was asked whether they are still there, and has not answered."""
    parting: bool = False
    """Both have said goodbye."""
    last_at: float = 0.0
    """When the visitor or the robot was last heard, or the screen touched."""
    unclear: int = 0
    """How often in a row the words were not caught."""

    def stir(self, now: float) -> None:
        """The visitor is there."""
        self.last_at = now
        self.asked = False
        self.parting = False

    def quiet(self, now: float, patience: Patience, gone: bool) -> Quiet | None:
        """What the silence until `now` means; `gone`: a camera sees nobody any more."""
        silence = now - self.last_at
        if gone and silence >= patience.left:
            return Quiet.END
        if self.parting:
            return Quiet.END if silence >= patience.parted else None
        if not self.spoke:
            limit = patience.touched if self.touched else patience.greeted
            return Quiet.END if silence >= limit else None
        if self.asked:
            return Quiet.FAREWELL if silence >= patience.farewell else None
        return Quiet.ASK if silence >= patience.ask else None
