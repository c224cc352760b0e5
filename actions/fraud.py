"""After a tale of fraud: what the victim says next belongs to it, and no money is sent on its way."""

from __future__ import annotations

import re

from actions.callback import my_case
from actions.turn import Turn

WARNED = "warned"
"""Slot: the turn in which the tale was told last."""
MINDFUL_TURNS = 6
"""For so many turns after a warning, or the last word of the tale, what is said belongs to it."""

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
    "[他她对]方|^[他她]|[他她]们?.{0,4}(?:说|有|让|要|叫|知道|告诉|发|问)|抓|坐牢|逮捕|通缉|拘留|不转|保密|骗|公安|警察|法院|检察|客服|领导|验证码|链接|屏幕|涉嫌|洗钱|挂断|电话|^.{0,4}怎么办|钱还|真的假的|是不是真|能信|可信|告诉别人|告诉家"
)
DONE_RIGHT = re.compile("挂了|挂断了|挂掉|拉黑|不理[他她]|没转|不转了|不信[他她]|删了")
"""The victim has done what was advised."""
LEAKED = re.compile(
    "(密码|验证码|卡号|身份证|信息|账号).{0,6}(告诉|给|说|发|念|填|报)|(告诉|给|发).{0,4}(密码|验证码|卡号|身份证)"
)
"""What only the owner may know is with the swindler."""
WATCHED = re.compile("屏幕|共享|远程|投屏|控制.{0,4}手机|下载|软件|app|APP|点.{0,4}链接|会议")
"""The telephone itself may be in the swindler's hands."""
FREEZE = re.compile("冻结|挂失|止付|锁(住|卡)|停用|卡.{0,4}(怎么办|要不要|在我)")
VERIFY = re.compile(
    "不是骗子|不像骗|我认识|是我(女儿|儿子|闺女|孩子|老公|老婆|家人|亲戚|朋友|领导|老板)"
)
"""The customer trusts the other side."""
AFRAID = re.compile("怕|吓|慌|紧张|急死|哭|^.{0,4}(怎么办|咋办)")
UNSURE, SURE = 0.4, 0.8
"""Confidence below which a complaint is none, and a question of the FAQ may be part of the tale."""
STILL_TELLING = 2
"""Turns since the last word of the tale in which even words that say little belong to it."""
WHOLE_VISIT = 60
"""Turns."""
STEPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("paid", PAID),
    ("hung_up", DONE_RIGHT),
    ("leaked", LEAKED),
    ("watched", WATCHED),
    ("freeze", FREEZE),
    ("verify", VERIFY),
    ("calm", AFRAID),
    ("after", TALE),
)
"""utter_fraud_… by the words, the first that fits."""

OTHER_MATTERS = frozenset(
    ["emergency", "report_fraud", "call_staff", "complain", "stop", "goodbye"]
)


def warned(turn: Turn, within: int = MINDFUL_TURNS) -> bool:
    """Whether the robot warned of fraud, or the tale went on, not long ago in this conversation."""
    last = turn.slot(WARNED)
    return last is not None and turn.turns - int(last) <= within


def remember_warning(turn: Turn) -> None:
    """The tale is still being told in this turn."""
    turn.set(WARNED, turn.turns)


def stands_by(turn: Turn) -> bool:
    """Answers what goes on with the tale; False when nothing does."""
    doubtful = turn.intent == "complain" and turn.confidence < UNSURE
    if (turn.intent in OTHER_MATTERS and not doubtful) or not warned(turn):
        return False
    response = advice(turn.text)
    if response is not None:
        remember_warning(turn)
    elif (doubtful or _is_loose(turn)) and warned(turn, STILL_TELLING):
        response = "utter_fraud_after"  # 提不出来, 五千: the tale goes on in words that say little
    else:
        return False
    turn.say_fresh(response)
    return True


def _is_loose(turn: Turn) -> bool:
    """Words that would be asked back anyhow."""
    if any(turn.entities(name) for name in ("product", "product_category", "business", "place")):
        return False
    unsure = turn.intent == "faq" and turn.confidence < SURE
    return turn.intent in ("inform", "out_of_scope", "") or unsure


def advice(text: str) -> str | None:
    """The response to what a victim says after the first warning; None for what has no part in the tale."""
    return next((f"utter_fraud_{name}" for name, words in STEPS if words.search(text)), None)


async def moves_money(turn: Turn, business: str | None) -> bool:
    """Whether money is to go on its way while the warning still stands: staff have not closed the alert."""
    if PAID.search(turn.text):
        return warned(turn)
    if business not in MOVING:
        return False
    return warned(turn) or (
        warned(turn, WHOLE_VISIT) and await my_case(turn, ("alert",)) is not None
    )
