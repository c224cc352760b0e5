"""Recognises a question about what is on the screen: a fact is asked, and of what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.features import Mention
from nlu.quantities import quantities

_NAMED = frozenset({"product", "product_category", "business", "place", "facility", "currency"})
_AROUND = re.compile(
    r"(?:那个?|这个?|这款|那款|这种|那种|它|呢|吗|嘛|么|啊|吧|的|了|是|要|有|会|能|可以|一年|每年|大概|一般|到底|产品|"
    r"上面|下面|刚才|刚说|现在|多少|怎么样|什么|啥|不|没|得|还|个|款|,)*\Z"
)


def attribute_alone(text: str, mentions: Sequence[Mention]) -> str | None:
    """The attribute that normalised `text` asks for without saying of what (有年费吗, 第二个多少钱起), else None."""
    asked = [mention for mention in mentions if mention.entity == "attribute"]
    if not asked or any(mention.entity in _NAMED for mention in mentions):
        return None
    counted = [q for q in quantities(text) if q.kind == "ordinal"]
    rest = list(text)
    for start, end in [*((m.start, m.end) for m in asked), *((q.start, q.end) for q in counted)]:
        rest[start:end] = "," * (end - start)
    return asked[0].value if _AROUND.match("".join(rest)) else None


_LEAD = r"(?:急用|着急|一个|一张|一份|那|还|也|就|又|这个|那个|它|一般|大概|现在|办|换|开|转|取|存|汇|弄|补|改|的话|这个?事儿?|,)*"
_ASKS = r"(?:行不行|可不可以|可以吗|行吗|吗|么|嘛|不|没有?|呢|啊|吧|的|了)*\Z"
_PAPERS = r"(?:身份证|护照|户口本|户口|证件|材料|手续|银行卡|驾照|驾驶证|社保卡|营业执照|结婚证|居住证|暂住证|学生证|通知书|文件|资料|证(?!明))"
_RELATIVE = r"(?:别人|家里?人|我?(?:老公|老婆|爱人|儿子|女儿|闺女|孩子|媳妇|老伴|爸妈?|妈|朋友))"
_DO = r"(?:到账|拿得到|办得[完好了]|弄得[完好]|搞得[完好]|来得及|办好|办完|办下来|弄好|弄完|搞定|拿到|拿|下来|批下来|生效|寄到|解开|取到|办成|到|好)"
_LONG = r"(?:多久|多长时间|多少时间|几分钟|几天|多少天|啥时候|什么时候)"
_AT_MACHINE = r"(?:机器|机子|自助机?)(?:上|那边)?"
_AT_COUNTER = r"(?:窗口|柜台|人工)(?:上|那边)?"
_WHO = r"(?:我们?家?|他|她|本人|老人家?|老头子?|老太太|人家?|爸|妈|爹|娘|爷爷|奶奶|姥姥|姥爷|公公|婆婆|老伴|法人|老板|孩子|儿子|女儿|闺女|自己)"
_ASPECTS = tuple(
    (name, re.compile(words))
    for name, words in (
        (
            "papers",
            rf"{_LEAD}(?:(?:我|都|光|只|就)*(?:要不要|需不需要|用不用|要|需要|得|用|带|拿|准备|有)*(?:我|他|她|本人|谁)?(?:的)?{_PAPERS}(?:原件|复印件)?"
            rf"(?:就)?(?:行|够|可以|管用|能办|办|要不要|要|需要|带)*"
            rf"|(?:要|需要|得|用|还要|都要|需)(?:带|拿|准备)?(?:些|点)?(?:什么|啥|哪些)(?:东西|{_PAPERS})?|带(?:什么|啥)(?:东西|来)?)(?:来|去|过来)?{_ASKS}",
        ),
        (
            "person",
            rf"{_LEAD}(?:(?:一定|必须|非得?|是不是|要不要|需不需要|要|得|需要|只能)*(?:我|他|她)?(?:本人|亲自)(?:来|去|办|到场|到|过来|才)*"
            rf"|(?:一定|必须|非得?|是不是|要不要|需不需要|要|得)+{_RELATIVE}(?:一起|一块儿?|陪着?|跟着?|也)*(?:来|去|到场|到|陪)(?:我)?(?:办)?"
            rf"|(?:能|可以|能不能|可不可以)?(?:让|叫|请|找)?{_RELATIVE}?(?:来|帮我|替我|给我)?(?:代办|代理|代取|帮我办|替我办)(?:来)?){_ASKS}",
        ),
        (
            "fee",
            rf"{_LEAD}(?:要不要|需不需要|收不收|要|需要|得|收|有没有|有|用|付|交|花|掏|出|给|另外)*(?:多少|几)?"
            rf"(?:(?:手续费|工本费|费用|收费|费|钱)(?:用|是|要|怎么算)?(?:多少|几多|几个点|贵不贵|高不高)?(?:钱)?(?:一张|一次|一年|一个?月|一笔|一份|一套|一本)?|贵不贵|贵|免费|费率(?:是)?(?:多少|几多)?){_ASKS}",
        ),
        (
            "time",
            rf"{_LEAD}(?:要|得|需要)?(?:多久|几天|多长时间|多少时间|什么时候|啥时候|今天|明天|当天|当场|马上|立刻|一会儿)(?:之内|内|就)?"
            rf"(?:能不能|能|可以|才能|才|会|要)?{_DO}(?:卡|钱|手)?{_ASKS}",
        ),
        (
            "limit",
            rf"{_LEAD}(?:(?:一天|每天|一次|一个月|单笔|一年)?(?:最多|最高)(?:能|可以)?(?:取|存|转|换|汇|办)?(?:多少|几万)(?:钱)?|(?:一天|每天|一次|一年)(?:能|可以)?(?:取|存|转|换|汇)(?:多少)(?:钱)?"
            rf"|(?:有没有|有)?(?:限额|额度|上限)(?:是)?(?:多少)?(?:钱)?){_ASKS}",
        ),
        (
            "how",
            r"(?:那|这|我|现在|这下|手机上?|机器上?|,)*(?:该|要)?(?:哪个[整弄办]|啷个[整弄办]|怎么办|咋办|咋整|咋弄|怎么弄|怎么搞|怎么整|怎么做|(?:怎么|咋|如何)(?:解开?|解除|解冻|解锁|取消|关掉?|改|提高|调高|申请|退|查|约|预约|开通))(?:现在|呢|啊|呀|好|嘛|,)*\Z",
        ),
        (
            "unable",
            rf"(?:可是?|但是?|不过|那|就是|主要|因为|,)*{_WHO}*(?:现在|腿脚|身体|身子|实在|又|都|也|病得|老得|在家)*"
            rf"(?:走不动|走不了|下不了床|下不来床|下不了地|起不来床?|出不了门|下不了楼|动不了|动弹不得|瘫(?:了|着|在床上)|躺在?(?:床上|医院)|卧床|住院|在医院|腿脚?不(?:好|便|利索|行)|不方便(?:来|出门)|中风)"
            rf"(?:路|来|过来|不起来)*(?:啊|呀|了|呢|的|怎么办|咋办|咋整)*\Z",
        ),
        (
            "away",
            rf"(?:可是?|但是?|不过|那|就是|主要|因为|,)*{_WHO}*(?:现在|都|也|实在|人|又|还)*"
            rf"(?:(?:在|去)(?:外地|老家|外面|外省|国外|外国|部队|上班|打工|外头)(?:打工|上班|上学|当兵|呢|了|来不了|回不来|过不来)*|来不了|没法来|回不来|过不来|没空来)"
            rf"(?:这儿|这里)?(?:啊|呀|了|呢|的|怎么办|咋办|咋整)*\Z",
        ),
        (
            "way",
            rf"(?:是|在|去|到|要)*(?:{_AT_MACHINE}(?:办|弄|做)?(?:还是|或者?)(?:在|去|到)?{_AT_COUNTER}|{_AT_COUNTER}(?:办|弄|做)?(?:还是|或者?)(?:在|去|到)?{_AT_MACHINE})"
            rf"(?:办|弄|做|好|快)*{_ASKS}",
        ),
    )
)


_TIME_OF = re.compile(
    rf"(?:我|咱|想|要|来|去|在这儿?|办理?|弄|个|张|一下|业务|的话|那|大概|一般|得|需要|到底|,)*{_LONG}(?:时间)?(?:之内|内|就)?"
    rf"(?:能不能|能|可以|才能|才|会|要)?(?:{_DO})?(?:卡|钱|手)?{_ASKS}"
)


def time_of(text: str, mentions: Sequence[Mention]) -> str | None:
    """The one business of which normalised `text` asks how long it takes (办个卡要多久, 销户几天能好), else None.

    Who says 等 or 排 asks of the queue.
    """
    named = [mention for mention in mentions if mention.entity == "business"]
    if len({mention.value for mention in named}) != 1:
        return None
    rest = list(text)
    for mention in named:
        rest[mention.start : mention.end] = "," * (mention.end - mention.start)
    return named[0].value if _TIME_OF.match("".join(rest)) else None


def aspect_alone(text: str) -> str | None:
    """Which side of some business normalised `text` asks about without saying of which, or None.

    papers (要带什么), person (要本人来吗), fee (收费吗), time (多久到账), limit (最多能取多少), way (机器办还是窗口办), how (那咋办);
    unable (她走不动) and away (他在老家来不了) tell why the person of the business does not come.
    """
    return next((name for name, words in _ASPECTS if words.match(text)), None)
