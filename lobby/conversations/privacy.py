"""Personal data that a visitor lets slip is masked before it is stored, logged or sent anywhere.

Card numbers are known by their length and the Luhn check (ISO/IEC 7812-1), resident ID numbers by the
ISO 7064 MOD 11-2 check digit of GB 11643, telephone numbers by their prefix, codes and passwords by the
words around them. A number that fails its check is a likely slip of the tongue or of the recogniser, so
a long run of digits is masked all the same, as `number`. What is said in pieces is known by what went
before it: `mask(text, before)`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"

LABELS = {
    "card": "[卡号]",
    "id": "[证件号]",
    "phone": "[手机号]",
    "landline": "[电话]",
    "secret": "[密码]",
    "number": "[号码]",
    "email": "[邮箱]",
}
WARNED = frozenset({"card", "id", "secret", "number"})
"""Kinds after which the visitor is reminded to keep them to themselves."""

SPOKEN_DIGITS = str.maketrans(
    "零〇幺一二两三四五六七八九洞拐壹贰叁肆伍陆柒捌玖０１２３４５６７８９ＸｘX叉",
    "0011223456789071234567890123456789XXXX",
)

_DIGIT = "0-9零〇幺一二两三四五六七八九洞拐壹贰叁肆伍陆柒捌玖０-９"
_GAP = r"[\s\-—–－_.·・,，、/]{0,2}"
_RUN = re.compile(rf"[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{5,35}}(?:{_GAP}[xXｘＸ叉](?![a-zA-Z]))?")
_PIECE = re.compile(rf"[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{2,35}}")
_GAPS = re.compile(r"[\s\-—–－_.·・,，、/]")

_LINK = "(?:应该|好像|可能|大概|设的|设成|设置成|改成|改为|就?是|为|叫|等于|给你|告诉你|填|输|is|[的：:，,、\\s“\"'‘（(]){0,5}"
"""What people say between the name of a secret and the secret."""
_CODE_WORD = "(?:密码|口令|验证码|校验码|动态码|安全码|后三码|背面的?(?:最?后)?三位数?字?|[Pp]asswor[dt]|[Pp]asscode|PIN码?|pin码?|CVV2?|cvv2?)"
_SECRET = re.compile(
    rf"({_CODE_WORD}{_LINK})"
    rf"([{_DIGIT}](?:{_GAP}[{_DIGIT}]){{2,19}}|[a-zA-Z@#$%&*]*[{_DIGIT}][a-zA-Z{_DIGIT}@#$%&*_\-]{{3,20}}"
    rf"|[a-zA-Z][a-zA-Z@#$%&*_\-]{{3,20}}[{_DIGIT}]*)"
)
_SECRET_AFTER = re.compile(
    rf"([{_DIGIT}](?:{_GAP}[{_DIGIT}]){{3,11}})"
    rf"((?:这个?|就?是|为|当|做)*(?:我|咱|俺)?(?:的|们)*(?:银行卡|取款|支付|登录|手机银行|交易|卡)?的?{_CODE_WORD})"
)
_OF_NUMBER = re.compile(
    rf"((?:卡号|账号|帐号|身份证号?码?|证件号码?|卡片号码){_LINK})"
    rf"([{_DIGIT}](?:{_GAP}[{_DIGIT}]){{3,35}}(?:{_GAP}[xXｘＸ叉])?)"
)
_OF_PHONE = re.compile(
    rf"((手机号码?|电话号码?|联系方式|电话|手机){_LINK})([{_DIGIT}](?:{_GAP}[{_DIGIT}]){{2,9}})"
    rf"(?!{_GAP}[{_DIGIT}十百千万亿元块角分点个位年月天])"
)
"""The beginning of a mobile number: whole ones are known by themselves."""
_TRAVEL = re.compile(r"(?<![A-Za-z\d])(?:[EGHM]\d{8}|[EG][A-Z]\d{7})(?!\d)", re.IGNORECASE)
"""Passports of the country and permits for Hong Kong and Macao. A ticket's number is shorter."""
_EMAIL = re.compile(
    r"[A-Za-z0-9][\w.+-]{0,63}[@＠](?:[A-Za-z0-9-]{1,63}[.．。]){1,4}[A-Za-z]{2,24}", re.ASCII
)
_AROUND = re.compile(
    "(?:我的?|就?是|然后|后面|后边|前面|接着|还有|再|嗯|呃|啊|哦|那个|这个|对|完了|没了|共|一共|[，,。、.：:！!\\s]|吧|呢|的)*"
)
"""What people say around the digits of a number that they say in pieces."""
_SECRET_DUE = re.compile(
    rf"(?:{_CODE_WORD}[，,\s]*(?:就?是|为|[：:])[，,\s]*|^(?:我|的|银行卡|卡|取款|支付|登录|交易|查询|手机银行|网银)*{_CODE_WORD})$"
)
_CODE_SPOKEN_OF = re.compile("验证码|校验码|动态码|动态密码")
"""A short number alone, after a turn about one of these, is that code."""
_NUMBER_DUE = re.compile("(?:卡号|账号|帐号|身份证号码?|证件号码?)[是为：:,，\\s]*$")
_LABELLED = re.compile(r"\[(?:卡号|证件号|密码|号码)\][^\u4e00-\u9fff]*$")
_ORDERED = "01234567890123456789"


@dataclass(frozen=True)
class Masked:
    """Text that is safe to keep, and the kinds of data that were taken out of it."""

    text: str
    kinds: tuple[str, ...]


def luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812-1 that payment card numbers pass."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def resident_id(number: str) -> bool:
    """Whether 18 characters are a resident ID number with the right check digit (GB 11643)."""
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number):
        return False
    total = sum(int(d) * w for d, w in zip(number[:17], ID_WEIGHTS, strict=True))
    return ID_CHECKS[total % 11] == number[17]


def plain_digits(text: str) -> str:
    """Digits of other scripts, full-width, in circles or on keys become 0 to 9, so that a number is known for what it is."""
    return "".join(str(unicodedata.digit(c, c)) for c in text)


def _kind(run: str) -> str | None:
    """What a run of digits is, None for an ordinary number."""
    bare = _GAPS.sub("", run)
    compact = bare.translate(SPOKEN_DIGITS).upper()
    if resident_id(compact):
        return "id"
    if not compact.isdigit():
        return "number" if len(compact) >= 15 else None
    if 15 <= len(compact) <= 19 and luhn(compact):
        return "card"
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", compact):
        return "phone"
    if re.fullmatch(r"0[1-9]\d{1,2}[2-9]\d{6,7}", compact):
        return "landline"
    # Twelve digits and more are no amount and no phone: a number misheard.
    if len(compact) >= 12:
        return "number"
    # Nobody says a sum digit by digit: 六二二二零二 is the beginning of something longer.
    spelled = not any(c.isascii() or c in "０１２３４５６７８９" for c in bare)
    if spelled and len(compact) >= 8 and compact not in _ORDERED and compact not in _ORDERED[::-1]:
        return "number"
    return None


def mask(text: str, before: str = "") -> Masked:
    """`text` with personal numbers replaced by their kind in brackets.

    `before` is the turn before, masked already: a password asked for or a card number begun there goes on here.
    """
    kinds: list[str] = []

    def hidden(kind: str) -> str:
        kinds.append(kind)
        return LABELS[kind]

    def hide_run(match: re.Match[str]) -> str:
        kind = _kind(match.group())
        return match.group() if kind is None else hidden(kind)

    def hide_named(match: re.Match[str]) -> str:
        kind = _kind(match.group(2))
        return match.group(1) + hidden(kind or "number")

    def hide_begun(match: re.Match[str]) -> str:
        digits = _GAPS.sub("", match.group(3)).translate(SPOKEN_DIGITS)
        # 手机1500: a price may be. 手机号150, 电话150: no.
        least = 7 if match.group(2) == "手机" else 3
        begun = len(digits) >= least and re.match("1[3-9]", digits)
        return match.group(1) + hidden("number") if begun else match.group()

    masked = _EMAIL.sub(lambda m: hidden("email"), plain_digits(text))
    masked = _SECRET.sub(lambda m: m.group(1) + hidden("secret"), masked)
    masked = _SECRET_AFTER.sub(lambda m: hidden("secret") + m.group(2), masked)
    masked = _OF_NUMBER.sub(hide_named, masked)
    masked = _TRAVEL.sub(lambda m: hidden("id"), masked)
    masked = _RUN.sub(hide_run, masked)
    masked = _OF_PHONE.sub(hide_begun, masked)
    if _CODE_SPOKEN_OF.search(before) and _digits_alone(masked, 4):
        masked = _PIECE.sub(lambda m: hidden("secret"), masked)
    elif _digits_alone(masked, 3) and (kind := _begun(before)):
        masked = _PIECE.sub(lambda m: hidden(kind), masked)
    elif re.match(r"62", masked.strip().translate(SPOKEN_DIGITS)) and _digits_alone(masked, 6):
        # Every card of the country begins so; the rest is about to follow.
        masked = _PIECE.sub(lambda m: hidden("number"), masked)
    return Masked(masked, tuple(dict.fromkeys(kinds)))


def _begun(before: str) -> str:
    """What the turn before began or announced: secret, number, or nothing."""
    if _SECRET_DUE.search(before) or before.rstrip("，。 ").endswith(LABELS["secret"]):
        return "secret"
    return "number" if _NUMBER_DUE.search(before) or _LABELLED.search(before) else ""


def _digits_alone(text: str, least: int) -> bool:
    """Whether there is nothing but digits, and words that people say around them."""
    found = _PIECE.findall(text)
    digits = sum(len(_GAPS.sub("", piece)) for piece in found)
    return digits >= least and bool(_AROUND.fullmatch(_PIECE.sub("", text)))


_BEGUN = re.compile(rf"[{_DIGIT}](?:{_GAP}[{_DIGIT}xX]){{4,}}")


def veil(words: str) -> str:
    """Words that are still being said, for a screen: a number is hidden before it is known which it is."""
    return _BEGUN.sub(LABELS["number"], mask(words).text)
