"""JSON about activities and games into the values of `actions.people`."""

from __future__ import annotations

from datetime import date

from actions.decode import as_object
from actions.errors import BranchGarbled
from actions.people import Activity, ChainMove, QuizQuestion


def activity(value: object) -> Activity:
    """One row of GET /activities."""
    data = as_object(value)
    try:
        return Activity(
            code=str(data["code"]),
            title=str(data["title"]),
            speech=str(data["speech"]),
            text=str(data["text"]),
            date=date.fromisoformat(str(data["date"])),
            begins=str(data["begins"]),
            ends=str(data["ends"]),
            place=str(data["place"]),
            audience=str(data["audience"]),
            capacity=None if data["capacity"] is None else int(data["capacity"]),
            left=None if data["left"] is None else int(data["left"]),
            open=bool(data["open"]),
            needs_sign_up=bool(data["needs_sign_up"]),
            synonyms=tuple(str(word) for word in data.get("synonyms") or ()),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BranchGarbled("an activity lacks a field") from error


def question(value: object) -> QuizQuestion:
    """One row of GET /fun/quiz."""
    data = as_object(value)
    try:
        found = QuizQuestion(
            id=str(data["id"]),
            question=str(data["question"]),
            speech=str(data["speech"]),
            options=tuple(str(option) for option in data["options"]),
            answer=int(data["answer"]),
            why=str(data["why"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BranchGarbled("a question lacks a field") from error
    if not 0 <= found.answer < len(found.options):
        raise BranchGarbled("a question has no right answer")
    return found


def chain_move(value: object) -> ChainMove:
    """POST /fun/chain."""
    data = as_object(value)
    return ChainMove(
        fits=bool(data.get("fits")),
        known=bool(data.get("known")),
        used=bool(data.get("used")),
        next=str(data.get("next") or ""),
        sound=str(data.get("sound") or ""),
    )
