"""After a tale of fraud: what the victim says next belongs to it, and no money is sent on its way."""

from __future__ import annotations

import re

from actions.turn import Turn

MINDFUL_TURNS = 6
"""For so many turns after a warning a wish to move money is answered with the warning."""

MOVING = frozenset(
    [
        "transfer",
        "corporate_transfer",
        "cash_withdrawal",
        "cash_deposit",
        "large_cash",
        "mobile_banking",
        "fx_exchange",
        "wealth_purchase",
        "fund_purchase",
        "precious_metal",
        "digital_rmb",
    ]
)
"""Business codes (dialogue contract) by which money could reach a swindler."""

PAID = re.compile(
    "(已经|刚才?|都|昨天|今天|前天|被.{0,4}|给.{0,4}).{0,8}(转|汇|付|打过去|打给|骗)|转了|汇了|付了|骗了|追回|追得?回|要回|拿回|找回|退回"
)
TALE = re.compile(
    "[他她对]方|^[他她]|[他她]们?.{0,4}(?:说|有|让|要|叫|知道|告诉|发|问)|抓|坐牢|逮捕|通缉|拘留|不转|保密|骗|公安|警察|法院|检察|客服|领导|验证码|链接|屏幕|涉嫌|洗钱|挂断|电话|怎么办|钱还"
)
DONE_RIGHT = re.compile("挂了|挂断了|挂掉|拉黑|不理[他她]|没转|不转了|不信[他她]|删了")
"""The victim has done what was advised."""
OTHER_MATTERS = frozenset(
    ["emergency", "report_fraud", "call_staff", "complain", "stop", "goodbye"]
)


def warned(turn: Turn, within: int = MINDFUL_TURNS) -> bool:
    """Whether the robot warned of fraud not long ago in this conversation."""
    back = range(1, within + 1)
    return any("action_report_fraud" in turn.actions_run(n) for n in back)


def stands_by(turn: Turn) -> bool:
    """Answers what goes on with the tale; False when nothing does."""
    if turn.intent in OTHER_MATTERS or not warned(turn):
        return False
    if PAID.search(turn.text):
        turn.say("utter_fraud_paid")
        return True
    if DONE_RIGHT.search(turn.text):
        turn.say("utter_fraud_hung_up")
        return True
    if TALE.search(turn.text):
        turn.say("utter_fraud_after")
        return True
    return False
