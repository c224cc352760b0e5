"""What victims of a swindle say: words that only they say, and signs that come out bit by bit and add up."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SURELY = re.compile(
    r"(?:转|汇|打|存|交).{0,4}(?:公安局?|警察|警方|法院|检察院?|公检法|洗钱)[^?？]{0,6}(?:账户|账号|帐户|卡)|我?涉嫌.{0,4}(?:洗钱|犯罪|诈骗|案)"
    r"|(?<![妈爸爷奶儿女公婆弟妹哥姐])(?:叫|让|教|要)(?:我|咱).{0,3}(?:跟|对|和)(?:银行|柜台|柜员|工作人员).{0,3}[说讲]|(?:他|对方|那边|电话里)(?:叫|让|教|要)(?:我|咱).{0,3}(?:跟|对|和)你们.{0,3}[说讲]|警官.{0,8}(?:稍?等|我在|马上|不挂)|不挂不挂"
    r"|(?:软件|平台|app|网站|盘).{0,14}(?:提不[出了]|提现不了|不让提|不能提)|(?:软件|平台|网站|盘).{0,14}取不[出了]|(?<!密码)(?:不能|不要|不让|别|不许|不)(?:跟|告诉)(?:任何人|别人|银行)(?:[说讲])?.{0,3}(?:好的|知道|明白)"
    "|(?:百万保障|保障|(?:代理|金牌|高级|vip|VIP|直播|抖音|淘宝|京东)会员).{0,8}(?:不|没)(?:取消|关).{0,8}扣|(?<!会员)不取消.{0,8}扣|转过去验证|验证完.{0,3}退|保释金?|保[识释]出来|(?:他|对方)?让我(?:开|打开)?(?:屏幕)?共享|我就说(?:是)?(?:装修|买房|做生意)"
    "|安全[账帐][户号护]|(?:公安|警察|警官|警号|法院|检察).{0,14}(?:我|名下).{0,10}(?:洗[钱前]|涉嫌|犯罪|通缉)|(?:我|名下).{0,6}卡.{0,4}洗[钱前]|杀猪盘"
)
"""What only a swindler's victim says."""
_PRESSED = re.compile(
    r"(?:对方|那边|那头|客服|老师|群主|领导|老板|[他她])(?:一直|老|就|还|又)*(?:说|让|叫|要|催|讲|告诉).{0,8}(?:急|快|马上|赶紧|立刻|保密|别挂|不能挂|不要挂|告诉|说出去|今天)"
    r"|(?<!密码)(?:不能|不要|不让|别|不许)(?:我)?(?:告诉|跟)(?:别人|家里?人|任何人|银行)|(?:是|说是)?(?:公安局?|法院|检察院|警察|公检法)(?:的|打来的|要的|让转的)\Z|电话(?:里|那头).{0,3}(?:等|催)"
    r"|没(?:有)?(?:跟|和|告诉)(?:别人|任何人|家里?人?|谁).{0,2}(?:讲|说|提)?|(?:不要|别|不让|不能|不用)(?:我)?(?:去|找|问|跟)(?:柜台|窗口|柜员|经理|大堂)"
    r"|别挂.{0,8}(?:转|汇|打|取)|(?:到|在)银行(?:了|呢).{0,10}(?:马上|这就|立马)(?:就)?(?:转|汇|打|取)"
)
"""Whoever brings money on its way is pressed by somebody: a tale of fraud, before its name is said."""

TURNS = 8
"""Turns whose signs are added up."""
ENOUGH = 1.5
"""Weight from which they are a tale: two signs, or one and a half."""
_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("authority", 1.0, re.compile("(?:警官|刑警|经侦|公安局?|检察院?|法院|专案组|公检法)[^，,。]{0,8}(?:电话|打来|联系|说我|催|查到)|警号|通缉令")),
    ("accused", 1.0, re.compile("(?:名下|我)[^，,。]{0,8}(?:洗黑?钱|涉案|涉嫌|通缉)")),
    ("safe account", 1.0, re.compile("(?:国家|安全|监管|核查|公安|备付金?|验证|中转|托管)账[户号]|(?:验证|认证|核[实验]|操作|走)(?:完|好|一下)[^，,。]{0,6}(?:就|再|会|全)[^，,。]{0,3}(?:退|还|返)(?:给|回|还)|验资|验一验|验完[^，,。]{0,4}(?:还|退)")),
    ("secret", 1.0, re.compile("(?<!密码)(?:不许|不让|不准|不要|莫|别|勿要|喊我莫)(?:我|再)?(?:跟|对|告诉|同|和)[^，,。]{1,8}(?:讲|说|提|知道)|悄悄(?:来|转|汇|取)|保密|瞒着|(?:别|莫|不要|不许|不敢|小声[^，,。]{0,3}别)(?:出声|吱声|吭声|声张|作声)|你别问那么多")),
    ("pay first", 1.0, re.compile("先交[^，,。]{0,6}(?:税|保证金|手续费|解冻|保释)|(?:交|给)了?[^，,。]{0,6}(?:个?税|保证金|解冻费|保释金)[^。]{0,12}(?:才|就能?|提|放|出来)|保证金[^，,。]{0,8}放出来")),
    ("never met", 1.0, re.compile("网上认识|没见过面|网恋|交友软件|聊了[^，,。]{0,4}(?:个?月|年)")),
    ("invests for me", 1.0, re.compile("(?:帮|带|教|替)(?:我|着我)[^，,。]{0,4}(?:投资|炒|赚)|(?:导师|大师)[^，,。]{0,4}带|内幕|稳赚|(?:平台|网站)[^，,。]{0,8}(?:涨|赚|提现)")),
    ("unknown payee", 1.0, re.compile("收款人?[^，,。]{0,5}(?:不认识|认不[到得]|不熟)|(?:人家|[他她]|对方|客服|老师|网友|卖家)[^，,。]{0,3}给(?:我)?的?(?:那个)?(?:账[号户]|卡号)|(?:账[号户]|卡号)是?(?:对方|人家|[他她]|网友|那边)[^，,。]{0,3}给")),
    ("kin in trouble", 1.0, re.compile("(?:侄|孙|外甥|儿子|女儿|闺女|娃|亲戚)[^，,。]{0,6}(?:出事|关起|被抓|抓起|抓了|撞了?人)|保释|捞(?:人|他|出来)|在里头关")),
    ("screen", 1.0, re.compile("共享屏幕|屏幕共享|看得?[到见]我?的?屏幕|远程[^，,。]{0,4}(?:控制|操作)|会议软件|叫什么会议")),
    ("carries money", 1.0, re.compile("(?:取|转)(?:出来|了)?(?:再)?给(?:别人|他们|学长|上家)|过(?:一下|个)账|走账|跑分")),
    ("fetches for others", 1.0, re.compile("帮(?:他们?|别人|老板|学长|人家)[^，,。]{0,6}取(?:钱|款|一?次|过)")),
    ("reward", 0.5, re.compile("(?:取|转|过)一?次[^，,。]{0,4}给我|给我[0-9几一二三四五六七八九十]+百|提成|抽成|好处费|返利|兼职")),
    ("flagged payee", 1.0, re.compile("对方(?:的)?账户?[^，,。]{0,6}(?:风险|疯险|异常)")),
    ("pressed", 0.5, re.compile("(?:[他她]|对方|警官|那边|客服|律师|学长|老板)[^，,。]{0,6}催|今天(?:必须|之内)|一定要今天")),
    ("on the line", 0.5, re.compile("电话(?:都|还|一直)?(?:没挂|通着|开着|连着)|[别不]让?挂|电话(?:里|那头)")),
    ("odd voice", 0.5, re.compile("声音[^，,。]{0,5}(?:沙|哑|不像|感冒)|手机(?:遭|被|让)[^，,。]{0,2}没收")),
    ("refund", 1.0, re.compile("(?:退款|理赔|赔付|改签|航班取消|快递[^，,。]{0,4}丢)[^。]{0,14}(?:链接|转账|验证码|客服|卡号|屏幕|认证)|(?:退款?|退钱|赔)[^，,。]{0,4}[二两三四五六八十几双]倍")),
    ("superior", 1.0, re.compile("(?:领导|老板|校长|书记|局长|董事长)[^，,。]{0,8}(?:微信|QQ|扣扣|群里|加我|急用|在开会)[^。]{0,12}(?:转|汇|打|垫|钱)")),
    ("clears a record", 1.0, re.compile("(?:征信|校园贷|网贷|学生账户)[^，,。]{0,8}(?:注销|清零|消除|有问题|影响)[^。]{0,12}(?:转|验证|贷出来|借出来)")),
    ("tasks", 1.0, re.compile("刷单|点赞[^，,。]{0,4}(?:赚|任务|返)|做任务[^，,。]{0,6}(?:赚|返|钱|佣)|垫(?:付|资)|连单")),
    ("coins", 1.0, re.compile("虚拟币|比特币|[Uu]币|泰达|USDT|挖矿")),
    ("prize", 0.5, re.compile("中了?(?:大|头)?奖|领奖|扶贫款|解冻|刷流水|激活费")),
    ("much is in", 0.5, re.compile("(?:放|投|打|充|转)(?:进去|进了|过去)[^，,。]{0,4}[十几百]*万")),
)  # fmt: skip
"""Name, weight and words of each sign. Weights are judgement: two of any kind, or one beside half of another, are seldom
said by who was not called by a swindler (tests/nlu/test_swindle.py)."""


def surely(text: str) -> bool:
    """Whether only a victim says it."""
    return _SURELY.search(text) is not None


def pressed(text: str) -> bool:
    """Whether somebody presses who brings money on its way."""
    return _PRESSED.search(text) is not None


def signs(text: str) -> dict[str, float]:
    """The signs in the words, each with its weight."""
    return {name: weight for name, weight, words in _SIGNS if words.search(text)}


def adds_up(text: str, before: Sequence[str]) -> bool:
    """Whether the words bring a sign, and with those of the words `before` there are enough."""
    now = signs(text)
    if not now:
        return False
    found = dict(now)
    for said in before:
        found |= signs(said)
    return sum(found.values()) >= ENOUGH
