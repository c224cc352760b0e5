"""Written Chinese to words that any Mandarin voice reads right.

A voice reads 2:30, 95000, 2.75% or A012 in its own way or not at all, so everything written in digits is put
into words here. One rule follows the other; each takes away the digits that it has read, the last takes all.
Latin letters stay, one by one: how they sound is the synthesizer's knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from robot.speech.numerals import counted, digits, quantity, telephone

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_FREE = r"(?<![\d.A-Za-z])"
_MEASURE = (
    r"(?:个|位|名|人|次|笔|张|份|款|种|项|步|遍|句|条|层|家|台|把|杯|本|页|折(?!扣)|只|件|块|元|岁|倍"
    r"|分钟|小时|秒|天|年|周|点|米|公里|克|公斤|斤|万|千|百|亿|组|套|轮|场|排|站|副|瓶|枚|颗|间|路(?=人))"
)
_WORDS = {
    "ATM": "自动柜员机",
    "WIFI": "无线网",
    "WI-FI": "无线网",
    "UKEY": "优盾",
    "U盾": "优盾",
    "K宝": "优盾",
    "OK": "好的",
    "QR码": "二维码",
    "N/A": "没有",
}
"""What is written in Latin letters and said in Chinese."""
_UNITS = {
    "km": "公里",
    "m": "米",
    "cm": "厘米",
    "mm": "毫米",
    "kg": "公斤",
    "g": "克",
    "℃": "摄氏度",
}
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>|\*\*|__|`|^#+\s*|^\s*[-*]\s+", re.MULTILINE)
_LINK = re.compile(r"(?:https?://|www\.)[\w./?=&%#:~+-]+")
_UNSPOKEN = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\x00-\x08\x0b-\x1f\x7f]"
)
_FULL_WIDTH = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_FULL_WIDTH |= {c: c - 0xFEE0 for c in range(0xFF41, 0xFF5B)}
_FULL_WIDTH |= {ord("％"): "%", ord("．"): ".", ord("￥"): "¥", ord("～"): "~", ord("－"): "-"}


class Rule(NamedTuple):
    """Whatever `pattern` finds is said as `read` has it."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], str]


def _date(year: str | None, month: str, day: str | None) -> str:
    said = f"{digits(year)}年" if year else ""
    said += f"{quantity(month)}月"
    return said + (f"{quantity(day)}日" if day else "")


_PARTS = ("凌晨", "早上", "上午", "中午", "下午", "晚上", "傍晚", "夜里")


def _clock(hour: int, minute: int, *, part_said: bool) -> str:
    """A time of day in words: (17, 30) is 下午五点半; the part of the day only where it is needed."""
    part = ""
    if not part_said and hour >= 12:
        part = "中午" if hour == 12 else "下午" if hour < 18 else "晚上"
    if hour > 12 and hour != 24:
        hour -= 12
    said = f"{part}{counted(str(hour))}点"
    if minute == 30:
        return said + "半"
    if minute == 0:
        return said
    return said + ("零" if minute < 10 else "") + f"{quantity(str(minute))}分"


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24 or minute > 59:
        return f"{quantity(match['hour'])}比{quantity(match['minute'])}"
    return (match["part"] or "") + _clock(hour, minute, part_said=bool(match["part"]))


def _time_span(match: re.Match[str]) -> str:
    return re.sub(r"[-~—–至]+", "到", match[0])


def _money(match: re.Match[str]) -> str:
    """1234.56元 is 一千二百三十四元五角六分; 3.5万元 is 三点五万元."""
    whole, _, fraction = match["sum"].replace(",", "").partition(".")
    if match["size"] or len(fraction) > 2:
        return f"{counted(match['sum'])}{match['size'] or ''}元"
    padded = fraction + "00"
    jiao, fen = padded[0], padded[1]
    said = f"{counted(whole)}元" if int(whole) or not fraction.strip("0") else ""
    if jiao != "0":
        said += f"{digits(jiao)}角"
    elif fen != "0" and said:
        said += "零"
    return said + (f"{digits(fen)}分" if fen != "0" else "")


def _plain(match: re.Match[str]) -> str:
    number = match[0]
    whole = number.partition(".")[0]
    if len(whole) > 1 and whole.startswith("0"):
        return digits(number).replace(".", "点")
    if len(whole) >= 7 and "," not in number:
        return digits(whole) + (f"点{digits(number[len(whole) + 1 :])}" if "." in number else "")
    return quantity(number)


def _rules() -> tuple[Rule, ...]:
    time = r"(?P<part>{})?\s*(?P<hour>\d{{1,2}})[::](?P<minute>\d{{2}})(?:[::]\d{{2}})?(?!\d)"
    span = r"\d{1,2}:\d{2}\s*[-~—–至]+\s*(?=\d{1,2}:\d{2})"
    one_of = "|".join(_PARTS)
    unit = "|".join(map(re.escape, _UNITS))
    return tuple(
        Rule(re.compile(pattern), read)
        for pattern, read in (
            (
                _FREE + r"(?P<y>(?:19|20)\d{2})[-/.年](?P<m>1[0-2]|0?[1-9])[-/.月](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)日?",
                lambda m: _date(m["y"], str(int(m["m"])), str(int(m["d"]))),
            ),
            (
                r"(?:(?P<y>(?:19|20)\d{2})年)?(?<!\d)(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])(?:日|号)",
                lambda m: _date(m["y"], str(int(m["m"])), str(int(m["d"]))),
            ),
            (r"(?<!\d)((?:19|20)\d{2})(?=年)", lambda m: digits(m[1])),
            (span, _time_span),
            (time.format(one_of), _time),
            (_FREE + r"1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)", lambda m: _grouped(m[0], (3, 4, 4))),
            (
                _FREE + r"(?:0\d{2,3}|[48]00)-\d{3,4}-?\d{4}(?!\d)",
                lambda m: "，".join(telephone(part) for part in m[0].split("-")),
            ),
            (_FREE + r"(?:9[56]\d{3}|1[12]\d|12\d{3})(?![\d.,万千百亿元块%个位])", lambda m: telephone(m[0])),
            (r"(?<=[号码])(?P<n>\d{3,})(?![\d.,元块%个位])", lambda m: digits(m["n"])),
            (r"(?<![A-Za-z])([A-Z])(\d{2,4})(?!\d)", lambda m: m[1] + digits(m[2])),
            (
                rf"({_NUMBER})\s*%?\s*[-~—–至到]\s*({_NUMBER})\s*%",
                lambda m: f"百分之{quantity(m[1])}到百分之{quantity(m[2])}",
            ),
            (rf"({_NUMBER})\s*%", lambda m: f"百分之{quantity(m[1])}"),
            (rf"({_NUMBER})\s*‰", lambda m: f"千分之{quantity(m[1])}"),
            (rf"(?<=\d)\s*[-~—–]\s*(?={_NUMBER}\s*{_MEASURE})", lambda _: "到"),
            (rf"[¥$]\s*(?P<sum>{_NUMBER})\s*(?P<size>[万亿])?(?:元)?", _money),
            (rf"(?P<sum>{_NUMBER})\s*(?P<size>[万亿])?元", _money),
            (r"(?<![\d./])(\d{1,2})/(\d{1,3})(?![\d./])", lambda m: f"{quantity(m[2])}分之{quantity(m[1])}"),
            (rf"第({_NUMBER})", lambda m: f"第{quantity(m[1])}"),
            (rf"({_NUMBER})\s*({unit})(?![A-Za-z])", lambda m: counted(m[1]) + _UNITS[m[2]]),
            (r"(?<![\d.])(\d{1,2})(?=月(?!期))", lambda m: quantity(m[1])),
            (rf"({_NUMBER})\s*(?={_MEASURE})", lambda m: counted(m[1])),
            (_NUMBER, _plain),
        )
    )  # fmt: skip


def _grouped(text: str, sizes: tuple[int, ...]) -> str:
    """A telephone number with a breath between its groups."""
    bare = re.sub(r"\D", "", text)
    groups, start = [], 0
    for size in sizes:
        groups.append(telephone(bare[start : start + size]))
        start += size
    return "，".join(groups)


_RULES = _rules()


def speakable(text: str) -> str:
    """`text` as it is said: no digits, markup, links or pictures; letters apart, pauses as punctuation."""
    said = _UNSPOKEN.sub("", text.translate(_FULL_WIDTH))
    said = _LINK.sub("屏幕上的网址", _MARKUP.sub("", said))
    for written, spoken in _WORDS.items():
        said = re.sub(
            rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])", spoken, said, flags=re.IGNORECASE
        )
    for rule in _RULES:
        said = rule.pattern.sub(rule.read, said)
    said = _signs(said)
    return re.sub(r"\s+", " ", said).strip(" ，、")


def _signs(said: str) -> str:
    """Signs between words: what is a pause becomes one, what is a word is said."""
    said = re.sub(r"(?<=[零一二三四五六七八九十百千万亿])\s*[-~—–]+\s*(?=[零一二两三四五六七八九十])", "到", said)  # fmt: skip
    for sign, spoken in (("+", "加"), ("×", "乘"), ("=", "等于"), ("&", "和"), ("℃", "摄氏度")):
        said = said.replace(sign, spoken)
    said = re.sub(r"[(（\[【]|[)）\]】]|\s+/\s+|/|——|…+|[-~_|<>^\\{}#*@$¥%‰]+|\n+", "，", said)
    said = re.sub(r"[《》“”‘’\"'「」『』]", "", said)
    # One pause where several meet; the stronger one wins.
    said = re.sub(r"[，、,;；:：\s]*([。！？!?])[，、,;；:：]*", r"\1", said)
    return re.sub(r"[，,、]{2,}", "，", said)
