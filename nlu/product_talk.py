"""Words of products that are read as something else, or as nothing, where they are taken alone.

别推理财 refuses a category; 哪个利息最高, 大额存单呢 and 五年的呢 ask of products; 等额本金呢 goes on with a sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component
from nlu.follow_up import turns

Entity = Mapping[str, Any]
Read = tuple[str, list[dict[str, Any]]]
"""An intent with its entities."""

ASK, SUM = "ask_product", "calc_interest"
OFFER, PRODUCTS = "offer", "products"
TURNS = 4
"""Turns for which what was shown or worked out is what 一年期那个 and 等额本金呢 are about."""
RISKY = frozenset(["wealth_management", "fund", "insurance", "precious_metal"])
LOANS = frozenset(["personal_loan", "mortgage", "consumer_loan", "business_loan"])
SURE = 0.6
"""Score from which an entry of the FAQ, and confidence from which another intent, is meant all the same."""

_NO = re.compile(
    "(?:(?<![要用])(?:不要|不用)|(?<!能)不能再|不想|不愿|不买|不看|不碰|不听|不考虑|不喜欢|不需要|甭|莫|少|别(?![的人家处])|没[想要说]|谁要|不敢(?:再|碰|买)*)"
    "[^，,。！？!?]{0,6}$"
)
"""In front of a category: it is refused. 要不要买 asks."""
_NO_AFTER = re.compile(
    "^(?:产品|什么的|之类的?|那些|那种)*[，, ]?(?:我|就|可|也|都|咱|俺)*(?:不要|不买|不看|不碰|不考虑|免谈|就算了|算了|不感兴趣)(?!了?[吗么])"
)
_GETS_RID = re.compile("赎回|卖[掉了出]|退[掉保了]|转出|解约")
"""Of what the customer has: 不想要理财了，想赎回 asks how to be rid of it."""
_INSTEAD = re.compile("存|保本|稳|[高别]的|国债|安全|还有|只要")
"""What is wished for instead of what is refused."""
_LOOSE = frozenset(
    ["faq", "out_of_scope", "deny", "inform", "affirm", "chitchat", "complain", "stop", "insult"]
)
"""Intents that 别推理财 and 大额存单呢 are taken for."""
_TALKS = _LOOSE | {
    ASK,
    SUM,
    "compare_products",
    "recommend_product",
    "take_ticket",
    "learn_finance",
}
_BEST = re.compile(
    "最高|最[多大](?=[的吗呢啊呀]|$)|哪.{0,6}(?:高|划算|合算)(?=[的些点吗呢啊呀？?，,。]|$)|谁.{0,2}高"
)
_HIGHER = re.compile("高一?[点些]|更高|[比].{0,6}高")
_YIELDS = re.compile("利|息|收益|存|回报")
"""Of what the best is asked: 哪个楼层最高 is of no product."""
_FILL = re.compile(
    "[的呢吧啊呀嘛吗么哦嗯呃哎唉哟就要问那这我你您们是有没想看说个种款想给讲下一点多少几期那个这个怎么样来存买办只老实卖介绍]"
)
"""What may stand around a name that is asked for: 那大额存单呢, 我问的是国债."""
_REST = 1
"""Characters beyond those and the names."""
_STOPS = re.compile("[，,。！!？?；; ]+")
_WISHES = re.compile("来[存买办]|[要想就]是?(?:来)?[存买办]|[要想]存")
_EXPLAINS = re.compile("[啥什]么?(?:叫|是|意思)|[叫是](?:啥|什么)|[不没](?:懂|明白)|听不懂")
_RATE = re.compile("利[率息]|几个点|多少利|几厘")
_HOME = re.compile("房|首套|二套|按揭|公积金")
_BUYS_HOME = re.compile("(?:买|付|凑).{0,3}(?:房|首付)")
_PLAIN_LOAN = re.compile("贷款?|借钱|借款")
_EARLY = re.compile(
    "(?:提前|中途|没到期|不到期|半路|半道|中间|万一).{0,8}(?:取|支|拿出|用钱|急用)|(?:急用|用钱).{0,6}(?:取|拿)"
)
"""Of a deposit whose interest was worked out: withdrawn before its time."""
_MONTHLY = re.compile("(?:每个?月|月月|一个月|按月).{0,5}存(?!款)|月存|零存整取")
_REPAID = re.compile("等额(?:本[息金])?|本金还|本息还")
_RATE_NUMBER = re.compile("[零一二三四五六七八九两0-9][点.][零一二三四五六七八九0-9]")


def cleared(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """The parse without the categories that are refused, and with a loan for a home as one.

    Leaves `refuses`: [{value, words}].
    """
    text = str(parsed.get("text") or "")
    named = list(parsed.get(component.OF_PRODUCTS) or ())
    if not named:
        return dict(parsed)
    refused = [e for e in named if e["entity"] == "product_category" and _refuses(text, e)]
    away = {e["value"] for e in refused}
    found = {**parsed, component.OF_PRODUCTS: _meant(text, named, away)}
    found["entities"] = _meant(text, parsed.get("entities") or (), away)
    if refused:
        found[component.REFUSES] = [
            {"value": e["value"], "words": text[e["start"] : e["end"]]} for e in refused
        ]
    return found


def _refuses(text: str, entity: Entity) -> bool:
    before, after = text[: entity["start"]], text[entity["end"] :]
    if _GETS_RID.search(text):
        return False
    return bool(_NO.search(before) or _NO_AFTER.match(after))


def _meant(text: str, entities: Iterable[Entity], refused: set[str]) -> list[dict[str, Any]]:
    """Without what is refused; 贷款 beside 房贷, or said of a home, is one for a home."""
    kept = [dict(e) for e in entities if e.get("value") not in refused]
    home = bool(_HOME.search(text))
    if not home or not any(e.get("value") in LOANS for e in kept):
        return kept
    for each in kept:
        words = text[each["start"] : each["end"]] if each.get("start") is not None else ""
        if each.get("value") == "personal_loan" and _PLAIN_LOAN.fullmatch(words):
            each["value"] = "mortgage"
    once = {(e["entity"], str(e["value"])): e for e in reversed(kept)}
    return [e for e in kept if once[e["entity"], str(e["value"])] is e]


def read(parsed: Mapping[str, Any], tracker: DialogueStateTracker) -> Read | None:
    """What the turn asks of products, None where it is read well as it is."""
    intent = str((parsed.get("intent") or {}).get("name") or "")
    if intent not in _TALKS or tracker.active_loop_name:
        return None
    text = str(parsed.get("text") or "")
    named = list(parsed.get(component.OF_PRODUCTS) or ())
    calc, shown = _kept(tracker)
    if calc in LOANS and _REPAID.search(text):
        return SUM, _of(named, "amount", "term", "product", "product_category")
    if intent == "take_ticket":
        return None
    if parsed.get(component.REFUSES) and intent in _LOOSE:
        others = _of(named, "product", "product_category")
        if others or _INSTEAD.search(text) or not _sure(parsed):
            return ASK, named
    if _sure(parsed):
        return None
    if _asks_best(text, named, shown) and not _MONTHLY.search(text):
        return ASK, [*_without_rate(named), {"entity": "attribute", "value": "rate"}]
    if intent == SUM and shown and not calc and _EARLY.search(text):
        return ASK, [{"entity": "attribute", "value": "liquidity"}]  # 那提前取咋算
    if intent == SUM and shown and not calc and _RATE.search(text):
        terms, sums = _of(named, "term"), _of(named, "amount")
        if terms and not sums:  # 就一年期那个，利息多少: nothing is to be worked out of no sum
            return ASK, [*terms, {"entity": "attribute", "value": "rate"}]
    if set(_values(named)) & (LOANS - {"mortgage"}) and _BUYS_HOME.search(text):
        return ASK, named  # 信用贷拿来买房可以吗
    if calc and calc not in LOANS and _EARLY.search(text) and intent != ASK:
        return SUM, []
    if _MONTHLY.search(text) and not set(_values(named)) & (RISKY | LOANS):
        return ASK, [{"entity": "product_category", "value": "time_deposit"}]
    things = _of(named, "product", "product_category")
    guessed = intent == ASK and parsed.get(component.ACT)
    if not guessed and intent not in ("faq", "out_of_scope", "inform", "learn_finance"):
        return None
    if things and _EXPLAINS.search(text) and intent != "inform":
        products = _of(named, "product")
        return (ASK, products) if products else None
    if things and intent != "inform" and _names_only(text, named):
        wish = _WISHES.search(text) and not _of(named, "attribute")
        way = [{"entity": "attribute", "value": "how_to"}] if wish else []
        return ASK, [*named, *way]
    number = shown and _RATE_NUMBER.search(text)
    return (ASK, named) if number and intent == "out_of_scope" else None


def _kept(tracker: DialogueStateTracker) -> tuple[str, bool]:
    """Category of the sum that was worked out a moment ago, and whether products were shown."""
    offer = tracker.get_slot(OFFER)
    if not isinstance(offer, Mapping) or offer.get("kind") != PRODUCTS:
        return "", False
    if turns(tracker) - int(offer.get("turn") or 0) > TURNS:
        return "", False
    return str((offer.get("calc") or {}).get("category") or ""), True


def _sure(parsed: Mapping[str, Any]) -> bool:
    """Whether an entry of the FAQ surely answers."""
    entry = parsed.get(component.FAQ)
    rows = parsed.get(component.FAQ_RANKING) or ()
    return bool(entry) and any(r["id"] == entry and float(r["score"]) >= SURE for r in rows)


def _asks_best(text: str, named: Sequence[Entity], shown: bool) -> bool:
    """你们哪个利息最高, and 有没有高点的 after something was shown; of loans and of what carries risk, no."""
    if any(e.get("value") in RISKY | LOANS or e["entity"] == "product" for e in named):
        return False
    attributes = {e["value"] for e in _of(named, "attribute")}
    if attributes - {"rate"} and not (shown and attributes == {"liquidity"}):
        return False  # 高点的，随时能取的 is one of the wishes that go with it
    yields = bool(attributes) or bool(_YIELDS.search(text))
    return bool((_BEST.search(text) and yields) or (_HIGHER.search(text) and shown))


def _names_only(text: str, named: Sequence[Entity]) -> bool:
    """Whether a clause has little more than the names: 太低了。大额存单呢, 定期存款，一年的."""
    rest = list(text)
    for each in named:
        if each.get("start") is not None:
            rest[each["start"] : each["end"]] = "#" * (each["end"] - each["start"])
    clauses = [clause for clause in _STOPS.split("".join(rest)) if clause]
    holds = [n for n, clause in enumerate(clauses) if "#" in clause]
    if not holds:
        return False
    said = "".join(clauses[holds[0] :])
    return len(_FILL.sub("", said.replace("#", ""))) <= _REST


def _of(named: Iterable[Entity], *kinds: str) -> list[dict[str, Any]]:
    return [dict(e) for e in named if e["entity"] in kinds]


def _values(named: Iterable[Entity]) -> list[str]:
    return [str(e["value"]) for e in named]


def _without_rate(named: Iterable[Entity]) -> list[dict[str, Any]]:
    return [dict(e) for e in named if e["entity"] != "attribute"]
