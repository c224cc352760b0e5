"""After a tale of fraud: what the victim says next belongs to it, and no money is sent on its way."""

from __future__ import annotations

import re
from collections.abc import Callable

from actions import fraud_words as words
from actions.callback import my_case
from actions.handing import COMING
from actions.payment import has_paid, means_to_pay
from actions.turn import Turn

WARNED = "warned"
"""Slot: the turn in which the tale was told last."""
MINDFUL_TURNS = 6
"""For so many turns after a warning, or the last word of the tale, what is said belongs to it."""

COOLING = 2
"""Turns by which each whole sentence about something else brings the end of that nearer."""
LOOSEST = "utter_fraud_after"
"""The response to words that many tales have, and much else."""

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

TALE = re.compile(
    "[他她对]方|^[他她]|[他她]们?.{0,4}(?:说|有|让|要|叫|知道|告诉|发|问)|抓|坐牢|逮捕|通缉|拘留|不转|保密|骗|公安|警察|法院|检察|客服|领导|验证码|链接|屏幕|涉嫌|洗钱|挂断|电话|^.{0,4}怎么办|钱还|真的假的|是不是真|能信|可信|告诉别人|告诉家"
)
DONE_RIGHT = re.compile(
    "挂了|挂断了|挂掉|拉黑|不理[他她]|(?:^|我|那)不(?:得|会|肯|敢)(?:交|给|转|理|信)|没转|不转了|不信[他她]"
)
"""The victim has done what was advised."""
LEAKED = re.compile(
    "(密码|验证[码马]|卡号|身份证|信息|账号).{0,6}(告诉|给|说|发|念|填|报|看[去走到])|(告诉|给|发).{0,4}(密码|验证[码马]|卡号|身份证)"
)
"""What only the owner may know is with the swindler."""
WATCHED = re.compile("屏幕|删|卸|共享|远程|投屏|控制.{0,4}手机|下载|软件|app|APP|点.{0,4}链接|会议")
"""The telephone itself may be in the swindler's hands."""
FREEZE = re.compile(
    "冻结|挂失|止付|锁(住|卡)|停用|卡.{0,4}(怎么办|要不要|在我)|(?:剩下|卡里|里头|里面).{0,4}(?:怎么|咋|要不要|保得?住)|保住"
)
EVIDENCE = re.compile(
    "证据|(?:软件|app|APP|聊天|记录|截图|短信).{0,6}(?:删|卸|留着|够)|[删卸].{0,4}(?:软件|app|APP|聊天|记录)"
)
"""What the police will want to see."""
REFUND = re.compile(
    "(?:追|要|找|拿|退|管)不?(?:管|能)?[得不]?[^，。]{0,3}回来?(?!答|复|话|家|去)|(?:钱|款).{0,4}(?:什么时候|啥时候|多久|几天).{0,4}(?:回来|退|返|追|到)|能不能.{0,6}回来"
)
"""Whether the money comes back."""
SECOND = re.compile(
    "律师|黑客|(?<!没)(?<!没有)追款|(?:帮|替)(?:我|你|您|咱|人).{0,4}追|追回.{0,6}(?:收|交|费)"
)
"""A second swindler offers to fetch it back."""
FETCHES = re.compile("追|[要拿找讨]回")
KIN = "kin in trouble"
"""Sign (nlu/swindle.py) of the tale that somebody of the family needs money at once."""
OF_KIN = frozenset(["after", "calm", "true", "verify"])
"""Advice in place of which such a victim is told whom to ring up."""
ARRESTED = re.compile("(?:会|要|得).{0,6}(?:抓|坐牢)|不会.{0,6}(?:抓|上门)|(?:抓|上门).{0,4}吧")
PASSWORD = re.compile(
    "密[码马].{0,8}[改换]|[改换].{0,4}密[码马]|密[码马][^，,。]{0,4}(?:让|叫|被|给)[^，,。]{0,3}(?:看|知道|晓得|拿)"
)
"""Whether and where to change it, also of one that was seen."""
SAFE = re.compile(
    "在(?:学校|家|单位|上班|上课).{0,4}(?:呢|嘞|咧|了|上课|上班)|没(?:打人|撞人|这回事|那回事)|(?:我|他|她|娃|孩子|孙[子女]|儿子|女儿|闺女)没出事|原来是骗|是骗子(?:哦|呀|啊|呢|喽)|接通了|打通了"
)
"""Who was said to be in trouble is not."""
CALLS_BACK = re.compile(
    "(?:打|拨).{0,6}(?:原来|平[常时]|以前|自己)的?(?:号码|电话)|(?:先|该|是)打(?:给)?(?:[他她]|孙|儿|女|他爸|他妈)"
)
"""Whom to ring up to be sure."""
SUMS = re.compile("[0-9一二三四五六七八九十两几][百千万块]|转(?!人工)|汇|打款|打钱")
VERIFY = re.compile(
    "不是骗子|不像骗|我认识|是我(女儿|儿子|闺女|孩子|老公|老婆|家人|亲戚|朋友|领导|老板)"
)
"""The customer trusts the other side."""
DENIES = re.compile(
    "没(?:有)?人(?:骗我?|给我打电话|打电话)|没(?:有)?(?:在)?(?:打|接)(?:过|着)?(?:什么|啥)?电话|不是(?:啥|什么)?(?:骗子|诈骗|被骗)|没(?:有)?被骗|(?:搞|弄|听|想)错|误会|听岔"
    "|(?:我|俺)?自(?:己|个儿)的钱|(?:没有?|一分没)(?:转|汇)(?:过)?(?:钱|账|款)?|(?:哪来的?|哪有|啥子?|什么|啥叫)(?:诈骗|骗子)"
)
"""There was no such call."""
SWINDLER = re.compile(
    "公安|警[官察号]|检察|法[院官]|客服|安全[账帐]|验证码|洗钱|涉嫌|通缉|屏幕|共享|链接|刷单|垫付|返[现佣利]|中奖|保证金|解冻|手续费|平台|投资|老师|导师|领导|群里|保密|别挂|不挂"
    "|(?:不要?|别|不能|不让|不许)(?:跟|告诉|说)|网[上恋]|退款|理赔|注销|征信|冒充|陌生|对方|电话|骗|[他她]们?(?:说|让|叫|要|催)|(?:让|叫|要|催)(?:我|咱|俺).{0,6}[转汇]"
)
"""A word of a tale."""
AFRAID = re.compile("怕|吓|慌|紧张|急死|哭|^.{0,4}(怎么办|咋办)")
CARRIES = (frozenset(["carries money"]), frozenset(["fetches for others", "reward"]))
"""Signs (nlu/swindle.py) of who fetches or passes on money of others: no victim, but somebody who breaks the law."""
FOR_VICTIMS = frozenset(
    [
        "after",
        "calm",
        "verify",
        "report",
        "true",
        "shame",
        "freeze",
        "police",
        "hung_up",
        "leaked",
        "trick",
        "small",
        "shills",
        "deposit",
        "reply",
    ]
)
"""Advice that fits who is cheated, and not who carries the money."""
UNSURE, SURE, GUESSED = 0.7, 0.8, 0.6
"""Confidence below which a complaint is none, a question of the FAQ, and anything else, may be part of the tale."""
STILL_TELLING = 2
"""Turns since the last word of the tale in which even words that say little belong to it."""
WHOLE_VISIT = 60
"""Turns."""
POLICE = re.compile(
    "报(?:了|过|完)?警(?:了|过|完)|报案了|警察.{0,4}(?:来|在|说|让|叫)了?|派出所.{0,4}(?:让|叫|说)"
)
"""The police know already."""
EMPTIES = re.compile("(?:全|都|提前|赶紧|马上|统统).{0,4}取|取(?:出来|光|空|完)")
"""The account is to be emptied: 定期没到期，能全取出来不."""
THANKS = re.compile("谢|差点|差一点|多亏|幸亏|好险|还好")
ANSWERS = re.compile("接不接|要不要接|能不能接|该不该接|又打|打过?来|还在打|一直打|再打")
"""The swindler calls again."""
REPORT = re.compile(
    "报警|报案|派出所|(?:先|该|得|要|能).{0,3}做(?:什么|啥|点)|打(?:给谁|哪个|什么电话|哪儿)|给谁打|先打|110"
)
SHAME = re.compile(
    "骂|怪我|丢人|没脸|丢脸|不敢(?:说|回)|怎么跟.{1,6}(?:说|交代)|老[公婆]|家里?人知道|后悔"
)
TRUE_OR_FALSE = re.compile(
    "真假|真的假的|是不是真|分辨|辨别|核实|(?:怎么|咋)(?:知道|晓得)|靠谱吗|能信"
)
OVER = re.compile("^(?:现在|我|这下|好|那)*(?:没事了|不怕了|放心了|好多了|没事啦)[。！]?$")
STEPS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("over", OVER.search),
    ("thanks", THANKS.search),
    ("second", SECOND.search),
    ("trick", words.TRICK.search),
    ("reply", words.REPLY.search),
    ("incoming", words.INCOMING.search),
    ("watched", lambda text: words.SEEN.search(text) and not EVIDENCE.search(text)),
    ("evidence", EVIDENCE.search),
    ("evidence", words.DELETED.search),
    ("police", POLICE.search),
    ("deposit", lambda text: words.DEPOSIT.search(text) and not has_paid(text)),
    ("freeze", lambda text: words.REST.search(text) and not words.LOCKED.search(text)),
    ("shills", words.SHILLS.search),
    ("small", lambda text: words.SMALL.search(text) and not has_paid(text)),
    ("leaked", lambda text: LEAKED.search(text) and not SUMS.search(text)),
    ("locked", lambda text: words.LOCKED.search(text) and not REFUND.search(text)),
    ("paid", has_paid),
    ("moving", means_to_pay),
    ("moving", EMPTIES.search),
    ("call", ANSWERS.search),
    ("password", PASSWORD.search),
    ("safe", SAFE.search),
    ("verify", CALLS_BACK.search),
    ("calm", ARRESTED.search),
    ("hung_up", DONE_RIGHT.search),
    ("leaked", LEAKED.search),
    ("watched", WATCHED.search),
    ("freeze", FREEZE.search),
    ("verify", VERIFY.search),
    ("shame", SHAME.search),
    ("report", REPORT.search),
    ("true", TRUE_OR_FALSE.search),
    ("calm", AFRAID.search),
    ("after", TALE.search),
)
"""utter_fraud_… by the words, the first that fits."""

STAGES = frozenset(["trick_call", "reported", "gone", "kin", "chat", "calm_chat"])
"""utter_fraud_… of what has been told, in place of what the words alone bring."""

NUMBER = re.compile("(?<![卡账机证])号(?!码)|排|窗口|柜台")
"""A number is wished for outright."""
STOLEN = re.compile(
    "(?:钱|卡里|存折|账户|账上|里头|里面)?.{0,4}(?:少了|没了|不见了|被(?:人)?(?:取|转|刷|盗)走?).{0,8}(?:钱|[千万百元块])|不是我(?:取|转|刷|花)的|盗刷|谁(?:取|转|刷|动)(?:走)?了?我的钱"
)
"""Money is missing, and nobody on the telephone: no tale, but staff are wanted at once."""

OTHER_MATTERS = frozenset(
    ["emergency", "report_fraud", "call_staff", "complain", "cancel_ticket", "stop", "goodbye"]
)


def warned(turn: Turn, within: int = MINDFUL_TURNS) -> bool:
    """Whether the robot warned of fraud, or the tale went on, not long ago in this conversation."""
    last = turn.slot(WARNED)
    return last is not None and turn.turns - int(last) <= within


def remember_warning(turn: Turn) -> None:
    """The tale is still being told in this turn."""
    turn.set(WARNED, turn.turns)


def cleared(turn: Turn) -> bool:
    """Whether the alarm was a mistake: the customer says so, and no word of a swindler has been said in the whole visit."""
    if not DENIES.search(turn.text) or VERIFY.search(DENIES.sub("", turn.text)):
        return False
    said = (DENIES.sub("", text) for text in turn.texts_heard(turn.turns))
    return warned(turn) and not any(SWINDLER.search(text) for text in said)


def stands_by(turn: Turn) -> bool:
    """Answers what goes on with the tale; False when nothing does."""
    if cleared(turn):
        turn.set(WARNED, None)
        if turn.intent == "take_ticket":
            return False
        turn.say("utter_fraud_cleared")
        return True
    unsure = turn.confidence < UNSURE or has_paid(turn.text)
    doubtful = turn.intent == "complain" and unsure
    settled = POLICE.search(turn.text) or OVER.match(turn.text) or SHAME.search(turn.text)
    if (turn.intent in OTHER_MATTERS and not doubtful and not settled) or not warned(turn):
        return _asks_back(turn)
    if COMING.search(turn.text):
        remember_warning(turn)
        return False  # who was called is asked after (actions/case_talk.py)
    response = advise(turn)
    loose = advice(turn.text) in (None, LOOSEST)
    if loose and words.OF_LOCK.search(turn.text) and _locks(turn):
        response = "utter_fraud_lock_how"
    if REFUND.search(turn.text) and _paid_before(turn):
        # What to do was said when it was told that the money is gone.
        response = _of_refund(turn)
    if response == "utter_fraud_over":
        turn.set(WARNED, None)
    elif response == LOOSEST:
        pass  # 他走了以后…: a word that many tales have does not keep this one alive
    elif response is not None:
        remember_warning(turn)
    elif (doubtful or _is_loose(turn)) and warned(turn, STILL_TELLING):
        # 提不出来, 五千: the tale goes on in words that say little.
        response = _for_whom(turn, LOOSEST)
    else:
        _cool(turn)
        return False
    turn.say_fresh(response or stays(turn))
    return True


def _paid_before(turn: Turn) -> bool:
    """Whether the customer told before this turn that money has gone."""
    return any(map(has_paid, turn.texts_heard(turn.turns)[1:]))


def _locks(turn: Turn) -> bool:
    """Whether locking the card was spoken of a moment ago."""
    return any(words.REST.search(t) or FREEZE.search(t) for t in turn.texts_heard(4)[1:])


def _asks_back(turn: Turn) -> bool:
    """能追回来不, long after the tale: it is still of that money, not of a transfer to a wrong account."""
    late = turn.slot(WARNED) is not None and turn.intent in ("faq", "out_of_scope", "inform")
    if not (late and REFUND.search(turn.text) and _paid_before(turn)):
        return False
    remember_warning(turn)
    turn.say_fresh(_of_refund(turn))
    return True


def _of_refund(turn: Turn) -> str:
    reported = any(map(POLICE.search, turn.texts_heard(turn.turns)))
    return "utter_fraud_refund_reported" if reported else "utter_fraud_refund"


def _cool(turn: Turn) -> None:
    """A whole question about something else: the tale may have been none, and is over sooner."""
    turn.set(WARNED, int(turn.slot(WARNED)) - COOLING)


def _is_loose(turn: Turn) -> bool:
    """Words that would be asked back anyhow."""
    if any(turn.entities(name) for name in ("product", "product_category", "business", "place")):
        return False
    if turn.intent == "faq":
        return turn.faq is None or turn.confidence < SURE
    return turn.intent in ("inform", "out_of_scope", "") or turn.confidence < GUESSED


def carries(turn: Turn) -> bool:
    """Whether the customer has told of money passed on for others, or fetched for them for a fee."""
    signs = turn.signs_heard()
    return any(together <= signs for together in CARRIES)


def advise(turn: Turn) -> str | None:
    """The response to what is said after the first warning, by who it is; None for what has no part in the tale."""
    return _for_whom(turn, advice(turn.text))


def stays(turn: Turn) -> str:
    """What is said to any words of the tale, by what has been told."""
    return _for_whom(turn, LOOSEST) or LOOSEST


def _for_whom(turn: Turn, response: str | None) -> str | None:
    """The advice, or what is said in its place to who carries the money."""
    if response is None:
        return None
    name = response.removeprefix("utter_fraud_")
    if name in FOR_VICTIMS and carries(turn):
        return "utter_fraud_mule_again"
    return f"utter_fraud_{_at_stage(turn, name)}"


def _at_stage(turn: Turn, name: str) -> str:
    """The advice as it fits what has been told: by telephone or in a chat, before the money went or after, reported or not."""
    heard = turn.texts_heard(turn.turns)
    paid = any(map(has_paid, heard))
    if name == "second" and not paid and not FETCHES.search(turn.text):
        name = "after"  # 那边律师说不能告诉他爸妈: of the first swindle
    if name == "trick":
        return name if any(map(words.INVESTS.search, heard)) else "trick_call"
    if name in ("paid", "report") and any(map(POLICE.search, heard)):
        return "reported"
    if name in ("hung_up", "after") and paid:
        return "gone"
    if name in OF_KIN and KIN in turn.signs_heard() and not paid:
        return "kin"
    if name in ("after", "calm") and not words.by_phone(heard):
        return "chat" if name == "after" else "calm_chat"
    return name


def advice(text: str) -> str | None:
    """The response to what a victim says after the first warning; None for what has no part in the tale."""
    return next((f"utter_fraud_{name}" for name, fits in STEPS if fits(text)), None)


async def moves_money(turn: Turn, business: str | None) -> bool:
    """Whether money is to go on its way while the warning still stands: staff have not closed the alert."""
    if cleared(turn):
        turn.set(WARNED, None)
        return False
    if has_paid(turn.text):
        return warned(turn)
    if business is None:
        # 你别管，先给我开: the tale goes on, whatever is wished for.
        wished = NUMBER.search(turn.text) or turn.intent not in ("take_ticket", "out_of_scope")
        return not wished and warned(turn, STILL_TELLING)
    if business not in MOVING:
        return False
    return warned(turn) or (
        warned(turn, WHOLE_VISIT) and await my_case(turn, ("alert",)) is not None
    )
