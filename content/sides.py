"""What customers ask on about an answer (要钱吗, 要几天), and the words of a sentence that answers it.

The console shows a manager with it which of these questions a screen text answers; the words are those
by which the robot picks its sentence (actions/sentences.py, which needs no content of its own), as
regular expressions that Python and the browser read alike.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """One side of a matter. `words` stand in a sentence that speaks of it."""

    code: str
    words: str
    name: str = ""
    """For the manager; empty where another side stands for it."""
    asked: str = ""
    """How customers ask for it."""


SIDES = (
    Side("person", "本人|代办|代理|代取|代为|委托|亲属|家人|子女|法人|经办人|监护人", "代办", "我儿子来行不"),
    Side("papers", "身份证|证件|材料|证明|户口|护照|执照|带上|带着|带好|携带|出示|复印", "带什么", "没带身份证呢"),
    Side("fee", "[续本年理务用收免印]费|费率|免收|不收|收取|花钱|价目|违约金|佣金|多少钱", "费用", "要钱吗"),
    Side(
        "time",
        "到账|工作日|当天|当日|次日|即时|实时|分钟|小时|[几一两二三四五六七八九十0-9]天|个月|每月|月初|月底|放日|日期|几号|哪天|当场",
        "时间",
        "要几天",
    ),
    Side("way", "柜台|窗口|自助|智能柜员机|手机银行|网银|电话|客服|网点|机器|存取款", "在哪办", "手机上能弄吗"),
    Side("where", "柜台|窗口|自助|智能柜员机|大堂|开户行|发卡行|管理中心"),
    Side(
        "limit",
        "限额|最多|最少|最低|最高|上限|不超过|起存|起购|元起|每天|每日|以内|[几一两三每0-9]次|次数",
        "限额",
        "一天能取多少",
    ),
    Side("able", "可以|不能|不可|才能|就能|也能|都能|还能|能否|能办|能用|无法|办不了|只要|需要", "行不行", "这样能办吗"),
    Side("why", "因为|为了|是为|由于|防止|规定|要求", "为什么", "为啥要这样"),
    Side("doubt", "影响|安全|风险|放心|保障|保护|不会|不要|别", "影响", "有没有影响"),
    Side("after", "之后|以后|后|接着|然后|完", "办完以后", "办完还要干啥"),
    Side("unable", "上门|行动不便|代办|委托"),
    Side("away", "代办|委托|异地|外地|远程|公证"),
)  # fmt: skip
"""Every side, in the order in which the console shows those that have a name."""
