"""The refusals of the bank's queue system as errors of ours."""

from __future__ import annotations

import logging

from lobby.problems import LobbyError
from lobby.tickets import errors
from lobby.tickets.foreign.protocol import QueueAway, Refused

logger = logging.getLogger(__name__)

NO_SERVICE, NOT_NOW, NO_TICKET, WRONG_STATE = 1001, 1002, 2001, 2002
NO_WINDOW, WINDOW_CLOSED, NOBODY_WAITS, NOBODY_THERE = 3001, 3002, 3003, 3004


def error(refused: Refused, counter: str = "") -> LobbyError:
    """Their refusal as one of our errors."""
    if refused.code == WRONG_STATE and refused.state is not None:
        return errors.IllegalTransition(
            f"这个号现在是“{refused.state.label}”，不能这样办理。", state=refused.state.value
        )
    if refused.code == WINDOW_CLOSED:
        return errors.IllegalTransition("窗口还没有开放，请先开放。", state="closed")
    if refused.code == NOBODY_THERE:
        return errors.IllegalTransition(f"{counter}号窗口现在没有客户。", state="idle")
    if refused.code == NOT_NOW:
        return errors.Closed("现在不在营业时间，暂不发号。", next_open=None)
    if refused.code == NO_SERVICE:
        return errors.UnknownService("银行排队系统没有这项业务。")
    if refused.code == NO_TICKET:
        return errors.UnknownTicket("银行排队系统没有这个号码。")
    if refused.code == NO_WINDOW:
        return errors.UnknownCounter("银行排队系统没有这个窗口。")
    logger.error("bank's queue refused with an unknown code %d", refused.code)
    return QueueAway("排队系统不受理，请问大堂经理。")
