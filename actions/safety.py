"""Where minutes count: emergencies and fraud. Warning first, staff at once."""

from __future__ import annotations

import logging
import re

from actions import game, missing
from actions.acts import takes_in
from actions.aftermath import ALARMED
from actions.callback import my_case
from actions.errors import BranchError
from actions.flow import Flow
from actions.fraud import (
    REPORT,
    STOLEN,
    TALE,
    WHOLE_VISIT,
    advise,
    carries,
    remember_warning,
    stays,
    warned,
)
from actions.handing import hand_over, say_who_comes
from actions.payment import has_paid
from actions.turn import Turn

log = logging.getLogger(__name__)

DANGERS = (
    ("unwell", re.compile("^(?!.*(?:胸|心[脏口慌绞梗]|气|呼吸|麻|嘴歪|半边)).*(?:(?:有点|有些|一点|稍微).{0,3}(?:疼|痛|晕|难受|不舒服|恶心|想吐)|(?:肚子|头|胃|腿)(?:有点|有些))")),
    ("despair", re.compile("(?:不想|没法|活不|不要)活|活(?:着(?:没|还有[什啥])|够了|不下去|不成)|(?:死了|跳下去)算了|想死(?!你)|寻死|寻短|轻生|自杀|跳楼|没脸活")),
    ("child", re.compile("走丢|走散|走失|(孩子|小孩|娃|孙子|孙女|儿子|女儿|宝宝|妈|爸|爷爷|奶奶|老人|老伴).{0,6}(丢|不见|找不到|没了)|找不到.{0,6}(孩子|娃|孙|妈|爸|爷|奶|姥|外[公婆]|老伴)")),
    ("crime", re.compile("抢|劫|刀|枪|打架|打起来|打人|打我|动手|闹事|砸|小偷|偷|炸弹|威胁|跟踪|尾随|鬼鬼祟祟|跟出来|跟着(?:我|取)|撬|坏人|报警|警察|110")),
    ("fire", re.compile("火|烟|烧焦|煤气|漏气|119|爆炸")),
    ("fall", re.compile("摔|滑倒|跌|绊倒|磕破|磕到|扭到|扭伤|崴")),
    ("ill", re.compile("晕|昏|倒|血|心脏|心梗|胸|喘|呼吸|抽|癫痫|中暑|低血糖|血压|救护|急救|120|骨折|麻|嘴歪|断|噎|呛|卡住|生了|羊水|肚子|过敏|哮喘|中风|疼|难受|不舒服|不行|没气|没反应|不动|脑")),
)  # fmt: skip
"""Kinds of emergency by their words, the first that fits; each has its own advice and number."""


ASKS_LEAVE = re.compile("行不行|可不可以|成不成")

THREAT = re.compile(
    "我(?:就|要|都|可|真|得|今天)*(?:砸|掀|闹|打人|动手|不客气|翻脸|烧)|信不信我|别怪我|给我等着"
)
"""The customer is at the end of patience: no crime, but staff come at once."""
NAMELESS = 0.65
"""Below this confidence an alarm without a word of danger in it is asked about first: 烫不烫."""
UNSURE = 0.75
"""Below this confidence an alarm needs words of its own; else the customer is asked."""
SURE = 0.9
TELLTALE = re.compile(
    "转|汇|打钱|打款|验证码|密码|账户|公安|警察|法院|检察|链接|刷单|共享|屏幕|远程|中奖|客服|骗|诈|陌生|电话|短信|群|保证金|手续费|投资|贷款|注销|冻结|洗钱|保密|红包|退款|下载|软件|定金|押金|拉黑|跑了|跑路|联系不上|平台"
)
"""Words of a tale of fraud: 我儿子让我看看定期 has none."""


NOTICE = re.compile(
    "(?:短信|信息|消息|通知|电话|微信).{0,8}(?:异常|欠|逾期|催)|催.{0,8}(?:款|债|钱|账|欠|还)|欠(?:了|着|款|账)?.{0,3}[一二三四五六七八九十两几0-9]+.{0,2}[千百万块元]"
)
"""A message that something is wrong with an account, or that money is owed."""
WANTS = re.compile(
    "链接|网址|点(?:开|进|击|一下)|转|汇|打钱|打款|打过去|验证码|密码|公安|警|法院|检察|客服|安全账户|解冻|保证金|手续费|刷流水|下载|软件|屏幕|共享|身份证|卡号|中奖|贷款|注销"
    "|骗|诈|假|真的|是不是真|保密|陌生|不认识|加(?:我|他|她|了)|扫码|让我|叫我|要我|喊我|抓|坐牢|曝|通讯录|上门|威胁|没借|没欠|从来没|没办过"
)
"""What a swindler wants, or a customer's own doubt."""


async def alert(turn: Turn, response: str, reason: str) -> None:
    """Says what to do now and alerts staff; when that fails, says so instead of apologising."""
    turn.drop_offer()
    try:
        case = await hand_over(turn, "alert", reason)
    except BranchError as error:
        log.warning("%s: staff not alerted, branch %s", reason, error.code)
        turn.say(f"utter_{reason}_alone")
        return
    turn.say_fresh(response, case_number=case.number)


class Emergency(Flow):
    """Illness, fire, violence, a lost child."""

    action = "action_emergency"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        kind = _kind(turn.text)
        only_asks = _kind(REPORT.sub("", turn.text)) is None  # 先打110吗
        doubtful = turn.confidence < NAMELESS and kind in (None, "crime")
        if (doubtful or only_asks) and warned(turn):
            remember_warning(turn)  # 警察会帮我吗
            turn.say_fresh(advise(turn) or stays(turn))
            return
        if turn.confidence < SURE and THREAT.search(turn.text):
            await alert(turn, "utter_emergency_threat", "emergency")
            return
        if kind is None and turn.confidence < NAMELESS:
            if (case := await my_case(turn)) is not None:
                say_who_comes(turn, case)  # 快点，急死人了: somebody is called already
                return
            turn.make_offer("staff")
            turn.say("utter_emergency_unsure")
            return
        turn.set(ALARMED, turn.turns)
        response = f"utter_emergency_{kind}" if kind else "utter_emergency"
        if missing.SIGN in turn.signs_heard(1):
            child = missing.by_child(turn)
            response = "utter_child" if child else "utter_emergency_child"
        game.end(turn)
        await alert(turn, response, "emergency")


def _kind(text: str) -> str | None:
    """The kind of danger that the words name; 行不行 asks, and names none."""
    said = ASKS_LEAVE.sub("", text)
    return next((name for name, words in DANGERS if words.search(said)), None)


def _only_notice(text: str) -> bool:
    """短信说我账户交易异常, 一直发短信催说欠了三千多: a notice or a debt, and nothing yet that a swindler wants."""
    return bool(NOTICE.search(text)) and not WANTS.search(text)


KIN = re.compile("(?<![说称])是我亲?(?:女儿|儿子|闺女|姑娘|孩子|孙[子女]|爱人|老[公婆]|[爸妈])")
"""Who gets the money is of the family: 是我亲儿子; 说是我儿子 is what swindlers say."""
NO_SWINDLER = re.compile("不是(?:骗子|诈骗)")


def _is_of_family(text: str) -> bool:
    """Whether the words say who gets the money, and nothing of what a swindler wants."""
    rest = NO_SWINDLER.sub("", KIN.sub("", text))
    return KIN.search(text) is not None and not (TALE.search(rest) or TELLTALE.search(rest))


class ReportFraud(Flow):
    """A tale that smells of fraud."""

    action = "action_report_fraud"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        if turn.confidence < UNSURE and not (TELLTALE.search(turn.text) or warned(turn)):
            if await takes_in(turn):
                return  # OK，那我先打流水
            turn.make_offer("staff")
            turn.say("utter_fraud_unsure")
            return
        if _only_notice(turn.text) and not warned(turn, WHOLE_VISIT):
            turn.make_offer("staff")
            turn.say("utter_fraud_notice")
            return
        if STOLEN.search(turn.text) and not warned(turn):
            await alert(turn, "utter_fraud_stolen", "fraud")
            return
        told = warned(turn, WHOLE_VISIT)
        if not told and _is_of_family(turn.text):
            await alert(turn, "utter_fraud_verify", "fraud")
            return
        first = "utter_fraud_paid" if has_paid(turn.text) else "utter_fraud"
        first = "utter_fraud_mule" if carries(turn) else first
        response = (advise(turn) or stays(turn)) if told else first
        remember_warning(turn)
        game.end(turn)
        await alert(turn, response, "fraud")
