"""Whether words bear out an intent that costs somebody something: an alarm, a case, a changed voice.

A guess at one of these is taken only where a word of it stands in the sentence; else the next likely intent is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """An intent less sure than `below` (0..1) needs one of `words`."""

    below: float
    words: re.Pattern[str]


NEEDS = {
    "emergency": Need(
        0.4,
        re.compile(
            "死|命|活|晕|昏|倒|血|心脏|胸|喘|呼吸|抽|病|急救|120|110|119|骨|断|噎|呛|卡住|羊水|生了|肚子|疼|痛|难受|不舒服|没反应|不动|摔|滑|跌|磕|烫"
            "|火|烟|焦|煤气|漏|爆|抢|劫|刀|枪|打|动手|砸|偷|炸|威胁|跟踪|跟着|报警|警察|坏人|走丢|走散|不见|找不|没了|救|来人|出事|危险|吵|闹|堵|困|不行了|中[暑风毒]|扭|崴|脸|嘴|脚|脖|电|丢|失|夹|玻璃|地震|楼|想不开|快|发作|心慌|心跳|心口"
            "|站不|躺|醒|抖|吐|药|医生|砍|贼|扒|流氓|骚扰|尾随|害|杀|绑|割|紧急|关在|锁|省人事|疏散|保安|破水|见红|撞|划伤|压|瘫|吞|没影|哭|拽|跑|掐|捅"
        ),
    ),
    "report_fraud": Need(
        0.75,
        re.compile(
            "转|汇|钱|打款|验证码|密码|账户|账号|公安|警|法院|检察|链接|刷单|共享|屏幕|远程|中奖|客服|骗|诈|假|陌生|电话|短信|群|保证金|手续费|投资|贷款"
            "|注销|冻结|洗钱|保密|告诉别人|告诉家|红包|退款|下载|软件|APP|app|定金|押金|拉黑|跑路|联系不上|平台|对方|偷|盗|身份证|信息|让我|叫我|要我|喊我|说我|说是|冒充|自称|信吗|可信|靠谱|真的|上当|圈套|套路|被人|刷|不是我(?!的)|有人|忽悠|坑|二维码"
            "|验资|赔|返|佣|流水|租|收卡|虚拟|黄金|金条|征信|涉|抓|网址|网站|上门"
        ),
    ),
    "lost_item": Need(
        0.95,
        re.compile(
            "丢|掉|落|忘|找|不见|没了|没有了|捡|拾|遗|拿错|谁的|偷|漏|搁|放在|放哪|撂|没拿|没带走|在哪|哪去|哪儿去|上哪|失物|看见|看到|见到|见没见|交到|扔|寻|拉[在到下]|拿走|还在不在|留在|认领|收到|没人[要拿]|地上|座位|椅|上有|有[个副把部只条]|少了|唔见|执到|[包伞机镜袋]呢|刚才?还|刚刚还|交来|送来|摘|发现|没还|戴|好像在|应该在|可能在|大概在"
        ),
    ),
    "complain": Need(
        0.5,
        re.compile(
            "投诉|意见|态度|骂|凶|吼|嚷|推|等|差|慢|久|气|烂|破|骗|凭|怎么|咋|太|不理|没人|管|举报|告|监管|12378|你们|柜员|经理|窗口|收费|扣|坏|糊弄|忽悠|说话|服务|排"
        ),
    ),
    "call_staff": Need(
        0.6,
        re.compile(
            "叫|喊|找|请|帮|来|人工|真人|有人|人呢|没人|个人|经理|员|领导|行长|主任|同事|师傅|大姐|谁|救|管|不会|不懂|看不|柜台|help|staff",
            re.IGNORECASE,
        ),
    ),
    "calc_interest": Need(
        0.95,
        re.compile(
            "利|息|供|算|收益|赚|挣|生|本|存|贷|还|放|得|拿|期|年化|百分|万|千|百|块|元|[0-9]|借|钱"
        ),
    ),
    "adjust_voice": Need(
        0.6,
        re.compile(
            "声|音|说|讲|听|喊|嗓|耳|慢|快|静|念|吵|闭嘴|轻|响|(?<![这那么])(?:大|小|高|低)(?:一|些)?点"
        ),
    ),
}
"""Thresholds and words chosen on the development set: no alarm or loss that was right there is dropped."""


def borne_out(intent: str, confidence: float, text: str) -> bool:
    """Whether the words, in their plain form, say enough for the intent."""
    need = NEEDS.get(intent)
    return need is None or confidence >= need.below or need.words.search(text) is not None


def likeliest(ranking: Iterable[tuple[str, float]], text: str, refused: str) -> tuple[str, float]:
    """The first intent other than `refused` that is borne out, and its chance when those before it are none."""
    dropped = 0.0
    for intent, confidence in ranking:
        if intent == refused:
            continue
        if borne_out(intent, confidence, text):
            return intent, min(confidence / (1.0 - dropped), 1.0) if dropped < 1.0 else confidence
        dropped += confidence
    return refused, 0.0
