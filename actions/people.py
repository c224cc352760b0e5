"""What the branch tells the dialogue about activities and games, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Activity:
    """One coming day of an activity. Times of day are as the branch's wall clock shows them, HH:MM."""

    code: str
    title: str
    speech: str
    """What it is, in one breath."""
    text: str
    date: date
    begins: str
    ends: str
    place: str
    audience: str
    capacity: int | None
    """People; None for as many as come."""
    left: int | None
    """Places left; None for as many as come."""
    open: bool
    """Whether one can still sign up."""
    needs_sign_up: bool
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuizQuestion:
    """One question with its options, of which `answer` (from 0) is right, and why."""

    id: str
    question: str
    speech: str
    options: tuple[str, ...]
    answer: int
    why: str


@dataclass(frozen=True)
class ChainMove:
    """What the branch makes of a customer's idiom. `next` is the robot's own, empty when it is beaten."""

    fits: bool
    known: bool
    used: bool
    next: str
    sound: str
    """The character that the customer has to go on with."""
