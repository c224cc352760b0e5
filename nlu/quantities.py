"""Amounts of money, terms, ticket numbers and ordinals in normalised text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from nlu.corrections import takes_back
from nlu.numerals import DIGITS, NUMERAL, digits_of, value_of
from nlu.own_sum import besides
from nlu.respelling import respelt

_SPOKEN = rf"(?:\d+(?:\.\d+)?|{NUMERAL})(?:[点几来多把余wk]|\d+(?:\.\d+)?|{NUMERAL})*"
_FOREIGN = (
    r"(?:美元|美金|美刀|欧元|英镑|日元|日币|港币|港元|澳元|加元|韩元|韩币|泰铢|新币|瑞郎|卢布)"
)
_YUAN = r"(?:块钱|元钱|块|元|圆|人民币|大洋)"
_MONEY = re.compile(
    rf"(?P<head>{_SPOKEN})(?:个(?P<big>[亿w]))?(?:(?P<yuan>{_YUAN})(?:零?(?P<jiao>[\d一二两三四五六七八九](?:毛|角|(?![\d十百千万块元年个天期季]))))?"
    rf"(?P<fen>[\d一二两三四五六七八九]分)?(?:钱|人民币)?|(?P<cents>毛|角)钱?)?"
)
_TWO_SUMS = re.compile(r"(?P<first>[^百千万]+(?P<unit>[百千万]))[^百千万]+(?P=unit)")
_SMALL = (
    r"(?:\d{1,3}(?:\.5)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九俩仨])"
)
_SPLIT = r"分(?:[成作摊几,]|多少)"
"""三十万分二十年: a sum to be divided (the term is blanked by then), not points or minutes."""
_OTHER_MEASURE = re.compile(
    rf"(?!月[供还息付缴均]|日息|{_SPLIT})"
    r"(?:岁|个|位|张|号|年|月|日|天|点|分钟|分|秒|小时|人|次|笔|期|度|楼|层|米|公里|路|栋|排|步|斤|克|%|倍|遍|句|本|家|台|代(?![收付办缴发取存领还购垫])|周|夜|级|星|折|道|题|页|字|条|把(?!块)|:|届|床|岁|后|零后|e)"
)
_NEARLY = re.compile(r"(?<![早晚马])上$|近$|[小过]$")
"""上万块, 近百万, 小百万: a round sum without a figure before it."""
_HOUSE = re.compile(
    r"(?:门牌|房号|房间|单元|栋|幢|弄|卡号|尾号|账号|编号|单号|工号|型号|学号|邮编|密码|电话|手机号?)[号码]*[是为]?$"
)
"""门牌四千六: a number that stands for a place or a thing, no sum."""
_A_MONTH = r"(?:大概|大约|差不多|总共|一共|得|要|应该|该)*(?:[还供付]|多少|是多少)"
"""贷二十年一个月还多少: what is paid a month, no part of the term."""
_DAYS = rf"(?:[一二三四五六七八九]百(?:零?{NUMERAL}{{1,3}})?|{_SMALL})"
_TERM = re.compile(
    rf"(?:(?<![\d零〇一二两三四五六七八九十])|(?<=[百千万亿][一二三四五六七八九]))(?:(?<![百千万亿])(?P<least>[一二两三四五六七八])[到至]?(?=[二两三四五六七八九]个?年))?(?P<years>{_SMALL})[来几]?个?年(?!前|级|代|纪|后|轻)(?:零|又)?(?:(?P<half>半)(?!载)|(?P<extra>{_SMALL})(?:个月|(?<=[俩仨])月)(?!{_A_MONTH}))?|"
    rf"(?:(?P<least_months>[一二两三四五六七八])[到至]?(?=[二两三四五六七八九]个月))?(?P<months>{_SMALL})(?:个半月|个[来多]?月半?|月期)(?!前)|(?P<few>[俩仨])个?(?:半月|月半?)|(?P<or_so>个把月)|(?P<times>{_SMALL})期(?![限间内]|付|货)|(?P<quarters>{_SMALL})个?季度|(?P<days>{_DAYS})天(?!前)|"
    r"(?P<half_year>半[个拉]?年)|(?P<half_and>年半)"
)
_LETTERS = {
    "诶": "A",
    "欸": "A",
    "比": "B",
    "毕": "B",
    "逼": "B",
    "西": "C",
    "希": "C",
    "地": "D",
    "迪": "D",
    "弟": "D",
    "艾弗": "F",
    "鸡": "G",
}
_TICKET = re.compile(
    rf"(?P<letter>[a-z]|{'|'.join(_LETTERS)})(?:字头|区|类)?的?(?P<digits>[\d零〇一二两三四五六七八九幺洞]{{3}})(?![\d零〇一二两三四五六七八九幺洞万千百十])号?"
)
_SHORT_TICKET = re.compile(
    r"(?P<letter>[a-z])(?P<digits>\d{2}|[二三四五六七八九]?十[一二三四五六七八九]?|[\d一二三四五六七八九](?=号(?![线楼门窗柜店院])))"
    r"(?![\d零〇一二两三四五六七八九幺洞万千百十期%:点年月块元])号?"
)
"""A15, A十五, A5号: people leave out the noughts that the slip prints."""
_ORDINAL = re.compile(
    r"第(?P<nth>\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个|种|款|项|条|只|家|张|位|名)?|(?P<last>最后(?:一)?(?:个|种|款|项|条)|最下面(?:那个|的)?)|(?P<first>最上面(?:那个|的)?)"
)
_INSTALMENTS = (3, 6, 9, 10, 12, 18, 24, 30, 36, 48, 60, 120, 180, 240, 300, 360)
"""Numbers of monthly instalments: 二十四期 is a term, 第三期 is not."""
_GONE_BEFORE = re.compile(
    r"(?:快|都|已经|将近|断[缴供]?了?|逾期了?|过期了?|拖了?|欠了?|晚了?|延|等了?|干了?|住了?|工作|用了|办了|过了|停了|空了|躺|丢了|每|隔|哪|今|近|最近|前|过去|再过|大概每|几|待了|呆了|上班)$"
)
_GONE_AFTER = re.compile(r"(?:多|来)?(?:都|还|也)?(?:没(?!问题|关系|事)|了(?!$)|前|以前|来着)")
"""Time that went by, not a term: 两年没用, 躺两年了, 断缴三个月."""
_EACH = re.compile(
    r"以?内?(?:最多|要[交扣收刷]|得[交刷]|[收扣交限]|免费|有几|[刷取转换查用]?[够满]?[几多][少次回笔]|能[查换免打转取]|可以[查换免转取]|短信|服务费|年费|月费|几块钱|准许|累计|里头?|最多|能(?:往|转|汇|存|换|买|做|刷)|要[来检年]|[购结换]汇|做[几多一两]|白看|存(?:多少|一万二)|限额)|"
    + _A_MONTH
)
_PUT_AWAY = tuple("存放贷借期买用")
"""一年扣多少, 一个月免费几次: each year, each month; 存一年收多少利息 is a term."""
_PAID_BACK = re.compile(r"还(?:清|完|上|$)")
_SUM_PUT_AWAY = re.compile(rf"[存放期买]{_SPOKEN}{_YUAN}?$")
"""存五万一年多少利息: the term of the sum."""
_OF_TERM = re.compile(r"(?<=[百千万亿w])[一二两三四五六七八九](?=年|个月|个半月|个季度|天|期)")
"""The figure of 五万一年 that belongs to the year: fifty thousand, not fifty-one."""
_LONGEST_TERM_YEARS = 50
_LEAST_BARE_DIGITS = 3


@dataclass(frozen=True)
class Quantity:
    """One quantity in [start, end) of the normalised text.

    kind is amount (CNY, or the foreign currency named right after it), term (months), ticket_number
    ("A012") or ordinal (1 is the first, -1 the last).
    """

    kind: str
    value: float | int | str
    start: int
    end: int


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities in `text`, in order, without overlaps; tickets and terms go before amounts.

    Of several sums those that are only the conditions of the one that counts are left out
    (nlu.own_sum).
    """
    taken: list[Quantity] = []
    rest = text = respelt(text)
    for finder in (_tickets, _ordinals, _terms, _amounts):
        found = list(finder(rest))
        taken.extend(found)
        for quantity in found:
            blank = "," * (quantity.end - quantity.start)
            rest = rest[: quantity.start] + blank + rest[quantity.end :]
    said = list(_corrected(text, sorted(taken, key=lambda quantity: quantity.start)))
    sums = [(q.start, q.end) for q in said if q.kind == "amount"]
    beside = besides(text, sums)
    return tuple(q for q in said if (q.start, q.end) not in beside)


def _corrected(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Without what the customer takes back ("三年哦不五年"), each value of a kind once."""
    seen: set[tuple[str, float | int | str]] = set()
    for number, first in enumerate(found):
        following = next((q for q in found[number + 1 :] if q.kind == first.kind), None)
        if following is not None and takes_back(text[first.end : following.start]):
            continue
        if (first.kind, first.value) not in seen:
            seen.add((first.kind, first.value))
            yield first


def _tickets(text: str) -> Iterator[Quantity]:
    for match in _TICKET.finditer(text):
        before = text[: match.start()]
        if before[-1:].isascii() and before[-1:].isalpha():
            continue
        letter = _LETTERS.get(match["letter"], match["letter"].upper())
        digits = digits_of(match["digits"].replace("洞", "零"))
        if digits is not None:
            yield Quantity("ticket_number", letter + digits, match.start(), match.end())
    for match in _SHORT_TICKET.finditer(text):
        number, before = value_of(match["digits"]), text[: match.start()]
        if number and not re.search(r"[\da-z]$", before):
            ticket = f"{match['letter'].upper()}{int(number):03d}"
            yield Quantity("ticket_number", ticket, match.start(), match.end())


def _ordinals(text: str) -> Iterator[Quantity]:
    for match in _ORDINAL.finditer(text):
        if match["last"]:
            nth = -1
        elif match["first"]:
            nth = 1
        else:
            value = value_of(match["nth"])
            if value is None:
                continue
            nth = int(value)
        yield Quantity("ordinal", nth, match.start(), match.end())


def _terms(text: str) -> Iterator[Quantity]:
    for match in _TERM.finditer(text):
        if _GONE_BEFORE.search(text[: match.start()]) or _GONE_AFTER.match(text[match.end() :]):
            continue
        if match.group() in ("一年", "一个月") and _is_each(text, match):
            continue
        months = _months(match)
        if months is not None and 0 < months <= _LONGEST_TERM_YEARS * 12:
            yield Quantity("term", _plain(months), match.start(), match.end())


def _is_each(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    put_away = (
        before.endswith(_PUT_AWAY)
        or _PAID_BACK.match(after)
        or (
            match.group() == "一年"
            and _SUM_PUT_AWAY.search(before)
            and after[:1] not in ("还", "供", "付")
        )
    )
    return not put_away and _EACH.match(after) is not None


def _months(match: re.Match[str]) -> Fraction | None:
    if match["half_year"]:
        return Fraction(6)
    if match["half_and"]:
        return Fraction(18)
    if match["or_so"]:
        return Fraction(1)
    if match["few"]:
        return DIGITS[match["few"]] + (Fraction(1, 2) if "半" in match.group() else Fraction(0))
    if match["times"]:
        times = value_of(match["times"])
        return times if times in _INSTALMENTS else None
    if match["years"]:
        years = value_of(match["least"] or match["years"])
        extra = value_of(match["extra"]) if match["extra"] else Fraction(0)
        if years is None or extra is None:
            return None
        return years * 12 + (6 if match["half"] else 0) + extra
    if match["months"]:
        months = value_of(match["least_months"] or match["months"])
        half = "半" in match.group()
        return None if months is None else months + (Fraction(1, 2) if half else 0)
    if match["quarters"]:
        quarters = value_of(match["quarters"])
        return None if quarters is None else quarters * 3
    days = value_of(match["days"])
    # A month is 30 days by banking convention; a few days are an everyday phrase, not a term.
    if days == 365:
        return Fraction(12)
    return None if days is None or days < 7 else Fraction(round(days / 30 * 100), 100)


def _amounts(text: str) -> Iterator[Quantity]:
    for match in _MONEY.finditer(_OF_TERM.sub(",", text)):
        value = _amount(text, match)
        if value is not None and value > 0:
            yield Quantity("amount", _plain(value), match.start(), match.end())


def _amount(text: str, match: re.Match[str]) -> Fraction | None:
    spoken = match["head"] + (match["big"] or "")
    head = value_of(_first_of_two(spoken))
    after = text[match.end() :]
    if (
        head is None
        and _NEARLY.search(text[: match.start()])
        and (match["yuan"] or len(spoken) > 1)
    ):
        head = value_of("一" + spoken)  # 上万块, 近百万
    if head is None or after.startswith("保障") or text[: match.start()].endswith("几"):
        return None  # 百万保障 is the name that swindlers give an insurance; 几百块 names no number
    if match["cents"]:
        return head / 10
    if match["yuan"] and match["yuan"][0] == "块" and after.startswith("儿"):
        return None  # 一块儿: together
    if match["yuan"]:
        jiao = match["jiao"] or ""
        fen = match["fen"] or ""
        return head + Fraction(_digit(jiao), 10) + Fraction(_digit(fen), 100)
    if re.match(_FOREIGN, after):
        return head
    before = text[: match.start()]
    if _HOUSE.search(before):
        return None
    if before.endswith(
        ("百分之", "第", "星期", "周", "千分之", ".", ":", "双")
    ) or _OTHER_MEASURE.match(after):
        return None
    if before[-1:].isascii() and before[-1:].isalnum():
        return None
    if re.search(r"[百千万亿wk]", spoken) and spoken not in (
        "百",
        "千",
        "万",
        "亿",
        "千万",
        "万千",
    ):
        return head
    digits = spoken.replace(".", "")
    # Without unit or magnitude only a round figure is money: 96110 and 12378 are telephone numbers.
    if digits.isdigit() and len(digits) >= _LEAST_BARE_DIGITS and head.denominator == 1:
        return (
            head
            if head % 10 == 0 and digits not in ("110", "120", "96110") and len(digits) <= 9
            else None
        )
    return None


def _first_of_two(spoken: str) -> str:
    """三万 of 三万五万, said of a sum that is left open between the two."""
    two = _TWO_SUMS.fullmatch(spoken)
    return two["first"] if two else spoken


def _digit(spoken: str) -> int:
    """The digit at the start of 5毛 or 五分; 0 for nothing."""
    if not spoken:
        return 0
    return DIGITS[spoken[0]] if spoken[0] in DIGITS else int(spoken[0])


def _plain(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)
