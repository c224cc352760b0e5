"""A customer's words in one plain form: half-width, simplified, without fillers, stutter and courtesy.

Every kept character remembers where it stood, so that what is found in the plain form can be shown
in the customer's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import opencc

from nlu.mixed_words import pieces

_NUMERALS = "零〇一二两三四五六七八九十百千万亿幺俩"
_SEPARATORS = frozenset(",，。.!！?？;；、:：~～…—-_\"'“”‘’()（）【】[]《》<>·|*#^`=")
_COURTESY = (
    r"(?:请问(?:一下|下)?|麻烦(?:你|您)?(?:问)?(?:一下|下(?!来|去|载|个|班|款))?(?=.)(?!了)|不好意思|打扰(?:一下|了)?|劳驾|"
    r"拜托(?:你|您)?|唔该(?=[取存办我帮攞边叫问想请揾转])|(?:我)?(?:就|再|还)?(?:想|要)?(?:再)?(?:问|打听|请教|咨询)(?:你|您)?(?:一下|下|个事儿?|一声)(?:,|吧|哈|啊|哦)?|"
    r"(?:我)?(?:就)?(?:想|来|要)(?:问问|打听打听|请教请教|问一问|了解一下|了解下)(?:你|您|看|们)?(?:,|吧|哈|啊)?)"
)
_TICKET = rf"(?![{_NUMERALS}\d]{{3}})"
"""Not before three numerals: "诶零一二" is a ticket, not a sigh."""
_UM = r"唔+(?![要好系得使该該用知识識想见見可同到会會办辦去记記明使需食])"
"""Before a verb 唔 is Cantonese for 不: 唔要 is a no, 唔该 a thank-you."""
_SOUNDS = (
    rf"(?:呃+|嗯+|额+(?!度|外)|{_UM}|啊+|哦+|噢+|唉+|哎(?:呀|哟)?|喂+|嘿+|那啥|咳+"
    rf"|欸{_TICKET}|诶{_TICKET})"
)
_CALLED = (
    r"(?:小?姑娘|小妹妹|小?妹儿|大?妹子|阿妹|小妹|小?丫头|美女|帅哥|小伙子?|小哥|小同志|师傅|同志|大姐|大哥|服务员|小朋友|娇娇|小娇|机器人|小机器人)"
    r"(?:,|(?=请问|麻烦|我想|我要|我问|我来|我这|我卡|俺|能不能|问一下|打听|想问|帮我))"
)
"""Whoever is called upon, where a request follows."""
_LEAD_IN = r"(?:(?:那个|这个|就是说?|然后|那么|那)(?:,|(?=我|咱|你|您|请|想|帮|问|怎么|能不能|可不可以|那个|这个|就是)))"
_HELLO = r"(?:(?:你|您)好(?:啊|呀)?|哈喽|hello|hi|(?:娇娇|小娇)(?:你好|您好)?)"
_REQUEST = (
    r"(?=,|我|咱|请|想|问|麻烦|帮|能不能|能|可以|这里|这儿|怎么|那个|呃|嗯|有没有|取|存|办|转)"
)

_OPENING = re.compile(
    rf"^(?:{_SOUNDS},?|{_COURTESY},?|{_CALLED}|{_LEAD_IN}|{_HELLO}{_REQUEST},?|,)(?=.)"
)
_INSIDE = re.compile(
    rf"(?:呃+|嗯+|{_UM}|那啥)(?=.)|(?<=,)(?:{_SOUNDS}|{_COURTESY}|{_LEAD_IN})(?=.)|(?<=[我你您])(?:那个|这个)(?=[,想要]|来|就)"
)
_CLOSING = re.compile(
    r"(?:,?(?:谢谢(?:你|您|了|啊)?|多谢|麻烦了|拜托了)|[啊呀哦啦哈哟咯哇噢欸诶]+|,)$"
)
_STUTTER = re.compile(r"([^\d,]{2,4}),?\1+")
_LONG_RUN = re.compile(rf"([^\d{_NUMERALS},])\1{{2,}}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_REPETITIONS = ((_THOUSANDS, 0), (re.compile(r"(,),+"), 1), (_STUTTER, 1), (_LONG_RUN, 1))
_VARIANTS = str.maketrans("帐戸", "账户")
"""Spellings that the conversion leaves alone."""
_LATIN = re.compile(r"[a-z0-9]")


_MARKUP = re.compile(r"<(script|style)\b[^<>]{0,60}>[^<>]{0,200}</\1>|<[^<>]{1,60}>")
"""A tag is no part of what is said, nor is a script; both separate."""


@dataclass(frozen=True)
class Normalized:
    """`text` is the plain form; `origin[i]` is the index in `original` of character i of `text`."""

    text: str
    origin: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of `original` that the half-open span [start, end) of `text` came from."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} lies outside {len(self.text)} characters")
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=32768)
def normalize(original: str) -> Normalized:
    """The plain form of `original`; never empty unless there was no letter or digit in it."""
    chars, origin = _unify(original)
    chars, origin = _in_chinese(*_join(chars, origin))
    before = None
    # What is taken away may bring a new stutter together, so this goes on until nothing changes.
    while before != chars:
        before = chars
        for pattern, group in _REPETITIONS:
            chars, origin = _cut(chars, origin, pattern, group)
        chars, origin = _strip_courtesy(chars, origin)
    return Normalized(chars, tuple(origin), original)


def _unify(original: str) -> tuple[str, list[int]]:
    """Half-width, lower case, simplified, every separator one comma; origins kept."""
    chars: list[str] = []
    origin: list[int] = []
    for index, raw in enumerate(original):
        for char in unicodedata.normalize("NFKC", raw).lower():
            chars.append(char)
            origin.append(index)
    text = _MARKUP.sub(lambda tag: "," * len(tag.group()), "".join(chars))
    simplified = _simplify(text)
    if len(simplified) != len(text):
        simplified = "".join(_simplify(char)[:1] or char for char in text)
    return simplified, origin


def _join(text: str, origin: Sequence[int]) -> tuple[str, list[int]]:
    """Separators collapsed and trimmed; blanks kept only between Latin words."""
    chars: list[str] = []
    kept: list[int] = []
    for index, char in enumerate(text):
        before = chars[-1] if chars else ""
        after = text[index + 1] if index + 1 < len(text) else ""
        if char in ".%:" and before.isdigit() and (char == "%" or after.isdigit()):
            pass
        elif char.isspace():
            following = text[index + 1 :].lstrip()[:1]
            if not (_LATIN.match(before or ",") and _LATIN.match(following or ",")):
                continue
            char = " "
        elif char in _SEPARATORS or not char.isprintable():
            if not before or before == ",":
                continue
            char = ","
        elif unicodedata.category(char) in ("So", "Sk", "Cs", "Mn", "Cf"):
            continue
        chars.append(char)
        kept.append(origin[index])
    while chars and chars[-1] in ", ":
        chars.pop()
        kept.pop()
    return "".join(chars), kept


def _in_chinese(text: str, origin: Sequence[int]) -> tuple[str, list[int]]:
    """English words amid Chinese ones replaced; the first character comes from where the word began, the others from where it ended."""
    chars: list[str] = []
    kept: list[int] = []
    position = 0
    for start, end, word in pieces(text):
        chars.append(text[position:start] + word)
        kept.extend(origin[position:start])
        kept.extend([origin[start], *[origin[end - 1]] * (len(word) - 1)])
        position = end
    chars.append(text[position:])
    kept.extend(origin[position:])
    return "".join(chars), kept


def _cut(
    text: str, origin: Sequence[int], pattern: re.Pattern[str], group: int
) -> tuple[str, list[int]]:
    """Each match replaced by its `group` (0: by nothing)."""
    chars: list[str] = []
    kept: list[int] = []
    position = 0
    for match in pattern.finditer(text):
        keep_until = match.end(group) if group else match.start()
        chars.append(text[position:keep_until])
        kept.extend(origin[position:keep_until])
        position = match.end()
    chars.append(text[position:])
    kept.extend(origin[position:])
    return "".join(chars), kept


def _strip_courtesy(text: str, origin: list[int]) -> tuple[str, list[int]]:
    """Fillers and courtesy off, unless they are all that was said."""
    while True:
        match = _OPENING.search(text)
        if match and match.end() < len(text):
            text, origin = text[match.end() :], origin[match.end() :]
            continue
        match = _INSIDE.search(text)
        if match:
            text = text[: match.start()] + text[match.end() :]
            origin = origin[: match.start()] + origin[match.end() :]
            continue
        match = _CLOSING.search(text)
        if match and match.start() >= 2:
            text, origin = text[: match.start()], origin[: match.start()]
            continue
        return text, origin


@lru_cache(maxsize=1)
def _converter() -> Any:
    return opencc.OpenCC("t2s")


def _simplify(text: str) -> str:
    return str(_converter().convert(text)).translate(_VARIANTS)
