"""Words that are no business: said to somebody else in passing, or on the way out."""

from __future__ import annotations

import re

_KIN = (
    "(?:老头子?|老婆子?|老太婆|老伴儿?|孙娃儿?|孙子|孙女儿?|乖孙|娃儿?|宝宝|宝贝|乖乖?|幺儿|妞妞|儿子|闺女|女儿|妈|妈妈|爸|爸爸|爹|娘|奶奶|爷爷|外婆|外公"
    "|姥姥|姥爷|老公|老婆|媳妇儿?|大?哥|大?姐|大?嫂|老?弟|侄儿|老师傅|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁马方任袁柳史唐"
    "薛雷贺倪汤罗安于傅齐康顾孟黄萧尹姚邵汪毛米戴宋熊纪舒项董梁杜阮蓝季贾江郭梅林钟徐邱骆高夏蔡田胡万卢丁邓洪石崔龚程邢陆翁段侯武刘叶黎白赖乔谭申冉桑温庄柴阎连习艾易廖"
    "耿文寇欧古曾关游权岳][哥姐叔婶姨爷总]|[小老][赵钱孙李周吴郑王陈张杨朱许何曹严谢马方唐罗于傅黄宋梁杜郭林徐高胡刘叶曾])"
)
_SOUND = "(?:哎呀?|诶|欸|喂|嘿|那个|你看)*"
_LEAVE_OFF = "(?:莫要?|别(?![人的家处墅])|甭|不要|不许|不准)"
_TO_YOU = "(?:你|您)(?:先|再|就|给我|快|也|可|都)*"
_WAIT = "(?:等(?:会儿?|一下|等|我)|别|莫|甭|不要|坐|站|去那|到那|过去|过来|听话|安静|慢点|看着|先走|先去|先坐)"

_ASIDE = (
    # 老头子你别言语, 王姐你等会儿, 孙娃儿莫去抠
    re.compile(f"^{_SOUND}{_KIN}(?:[，,啊呀哎诶]*)(?:{_TO_YOU}{_WAIT}|{_LEAVE_OFF})"),
    # 喂哥你再等会儿我在银行呢
    re.compile(
        "^(?:哎|诶)?喂.{0,10}(?:你.{0,2}等|等会|我(?:还|正)?在(?:银行|外面|排队|办)|回头|晚点|待会|一会儿?(?:打|说|回|给你)|打给你|先挂)"
    ),
    re.compile(
        "我(?:还|正)?在(?:银行|这儿?|排队|办(?:事|业务)|柜台).{0,4}呢.{0,8}(?:信号|挂了|回头|晚点|待会|一会儿?(?:打|说|回|给)|马上(?:转|打|回|到|来))"
    ),
    re.compile("我(?:这儿?|正|还)*(?:问着|办着|说着话|跟(?:它|人家|机器人)说话)呢"),
    re.compile(
        f"{_LEAVE_OFF}.{{0,4}}(?:抠|摸|碰|动|踢|拍|打|拽|推|摁|爬).{{0,4}}(?:机器人|人家|它)"
    ),
    re.compile(
        "^"
        + _SOUND
        + "你(?:赶紧|快|先)?去(?:帮我)?(?:跑一趟|把车|接(?:孩子|娃|人)|家里?拿|屋头拿|停车)"
    ),
)
_ASKS = re.compile(
    "[?？]|[吗么](?:\\Z|[，,。 ]|多?谢)|怎么(?!样.{0,2}都)|咋(?!咋呼)|多少|多久|几(?:点|号|天|个)|什么|啥|能不能|可不可以|要不要|有没(?:有|得)|行不行|行不\\Z|得行不|娇娇"
)
"""A question, or the robot's name: meant for the robot all the same."""
_NEED = re.compile(
    "晕|昏|倒|血|救|火|抢|打人|摔|报警|110|120|骗|安全账户|验证码|公安局|法院|警察|想死|不想活|活不下"
    "|(?:字|屏幕?|机器).{0,8}(?:看不清|看不见|不会|弄不来|搞不来)|听不(?:懂|董|清|见)|帮(?:我|俺|忙).{0,2}(?:按|挪|搬|抬|提|填|点)"
)
"""Whoever it is said to, the robot has to hear it."""

_OF_WAIT = re.compile(
    "窗口|叫号|叫到|柜员|排队|等了|等半天|(?:说|讲|多少|几|又是)[^，,。]{0,3}马上|马上[^，,。]{0,4}(?:多少|几)[回次]"
)
"""Of the wait here, which the robot is to hear."""

_THANKS = re.compile("谢|多谢|拜拜|再见|回见|辛苦")
_LEAVES = re.compile(
    "(?:今天|今儿|今日|我|先|就|那)+不(?:取号?|办|排|弄|等|搞)(?:了|啦)?|(?:我|那|先)+(?:走|回去?|撤)(?:了|啦|吧|一趟|拿|家)|回头(?:再|我)?来|(?:改天|改日|下次|下回|明天|明儿|后天|过两天|过几天|下周|下午|一会儿?)我?再(?:来|过来|跑|说)"
    "|(?:明天|明儿|后天|改天|下次|下午)我?(?:就|还|一定)?(?:过来|来)(?:办|取|弄|找你)?(?:了|啊|哈|吧|的)*\\Z"
)


def of_the_wait(text: str) -> bool:
    """Whether the words are of the wait in this branch, and so for the robot: 马上马上，你马上多少回了."""
    return _OF_WAIT.search(text) is not None


def said_aside(text: str) -> bool:
    """Whether the words are for somebody beside the customer or on the telephone."""
    if _ASKS.search(text) or needs_help(text):
        return False
    return any(words.search(text) for words in _ASIDE)


_ASKS_ALSO = re.compile(
    "谁|哪|[给帮替]我|(?:没事|不要紧|没关系|可以)吧|(?<![差可才偏就我要])不[？?。 ]*\\Z"
    "|有[^，,。]{1,6}没[？?。 ]*\\Z|(?:要是|如果|万一|假如)[^，,。]{1,10}呢[？?。 ]*\\Z"
)
"""Of words that the robot's customer says; beside him, they may be for somebody else."""


def asks(text: str) -> bool:
    """Whether the words hold a question, a request, or the robot's name."""
    return bool(_ASKS.search(text) or _ASKS_ALSO.search(text))


_OF_RECORD = re.compile(
    "[你您].{0,4}(?:记|写|登记|录|听)(?:下来?|进去|上|好|住|清楚?|明白)?(?:了?没|了?吗|不)"
)
"""Whether the robot took it down."""


def asks_robot(text: str) -> bool:
    """Whether a question names nobody else whom it may be for: 那存五年是不是还高点."""
    if _OF_RECORD.search(text):
        return True
    return asks(text) and not re.search(f"[你您喂咱]|{_KIN}", text)


def needs_help(text: str) -> bool:
    """Whether the words tell of a need that the robot has to hear, whoever they are said to."""
    return _NEED.search(text) is not None


def asks_about(text: str) -> bool:
    """Whether it is only asked about a matter, and nothing wished for: 我想问一下助学贷款提前还款."""
    return (
        re.search("(?:问|咨询|打听|了解)一?下(?!.*[要想取办存转换开汇打领补销])", text) is not None
    )


def takes_leave(text: str) -> bool:
    """Whether a thank-you or a good-bye stands beside a plan to leave: 我先去办纸，今天就不取号了，谢谢."""
    return plans_to_leave(text) and _THANKS.search(text) is not None


def plans_to_leave(text: str) -> bool:
    """那算了，我回去拿了证再来: no question, and the customer goes."""
    asks = _ASKS.search(text.replace("娇娇", "")) is not None
    return not asks and _LEAVES.search(text) is not None
