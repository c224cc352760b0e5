"""The visitor's open cases, and a number to call back that was left without being asked for."""

from __future__ import annotations

from actions import cards
from actions.errors import BranchUnknown
from actions.model import Case
from actions.turn import Turn

PHONE_MARK = "[手机号]"
"""Stands in the words for a whole telephone number, which lobby holds (docs/developer.md)."""

CALLED_FOR = ("complaint", "help")
"""Kinds of case for which a person comes to the visitor."""

WITH_PHONE = (*CALLED_FOR, "lost_item", "message", "sign_up")
"""Kinds of case for which somebody may call back."""

LEFT_WITH = frozenset(["faq", "inform", "out_of_scope", "affirm", "call_staff", "chitchat", "stop"])
"""What 我电话是… may be understood as, where it is nothing but a number left."""


def has_phone(turn: Turn) -> bool:
    """Whether the visitor has just said a whole telephone number."""
    return PHONE_MARK in turn.text


async def my_case(turn: Turn, kinds: tuple[str, ...] = CALLED_FOR) -> Case | None:
    """The visitor's newest case of these kinds that is not closed."""
    try:
        cases = (await turn.branch.conversation(turn.conversation)).cases
    except BranchUnknown:
        return None
    return next((case for case in cases if case.kind in kinds and case.is_open), None)


async def take_phone(turn: Turn) -> bool:
    """Puts a number left unasked with the visitor's newest case; False when there is none."""
    if not has_phone(turn) or turn.intent not in LEFT_WITH or turn.form:
        return False
    case = await my_case(turn, WITH_PHONE)
    if case is None:
        return False
    await turn.branch.add_to_case(case.id, "", phone=True)
    turn.say("utter_phone_kept", cards.case(case), case_number=case.number)
    return True
