"""A turn read in the light of what the robot showed last."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component, product_talk, swindle, urgency
from nlu.another import another_wanted
from nlu.courtesies import asks_robot
from nlu.follow_up import (
    ANSWERED,
    BUSINESS_TURNS,
    LEANING,
    MATTER,
    newly_told,
    of_case,
    said,
    turns,
)
from nlu.requests import requested
from nlu.turn_acts import ASIDE, LEAVE, SURE
from nlu.whereabouts import last_words

OFFER, PRODUCTS, FUN = "offer", "products", "fun"
"""The slot of what was offered last, its kind when products are on the screen, and when a joke, a riddle, a tongue twister
or a piece of knowledge was told (actions/offer.py, actions/riddle.py)."""
RECENT = 2
"""Turns for which what was shown is what 有年费吗 is about."""
STILL_NAMED = 4
"""Turns for which 今天能换吗 is about the business that was named."""
_ASK_PRODUCT = "ask_product"
_OF_PRODUCTS = frozenset(
    {_ASK_PRODUCT, "calc_interest", "compare_products", "recommend_product", "inform"}
)
"""Intents that are about what was shown anyhow: 要是提前取呢 goes on computing."""

_WISHES = re.compile(
    r"(?:还?有没有|还有|有|想要|要|换|来|给我|推荐)?(?:个|款|点|一些|些)?(?:更|再|稍微?|比较)?(?:稳当?|安全|保险|保守|(?:风险|波动)(?:再|更)?[小低])(?:一?点儿?|一些|些)?(?:儿)?(?:的)?(?:吗|呢|么|没|没有|吧)?[?？]?\Z"
)
"""A safer one, or one with another risk: advice goes on."""
_POSSIBLE = re.compile(
    r"(?:那|我)*(?:今天|今儿|明天|明儿|后天|下午|周[一二三四五六日末天])(?:上午|下午|早上)?(?:再|能|可以|能不能)?(?:来|过来|来办)(?:行不行|行吗|可以吗|可不可以|办行吗|成不|成吗|能办吗|来得及吗|吗)[?？]?\Z"
    r"|(?:那|我)?(?:今天|今儿|现在|这会儿|明天|后天|周[一二三四五六日末天])(?:上午|下午|还)?(?:能|可以|能不能|可不可以)(?:直接)?[换取存办开买转汇](?:钱|到|了|卡)?(?:吗|么|不|吧|呢)?[?？]?\Z"
)
"""Whether what was talked about can be done on that day."""
WARNED, WARNED_TURNS = "warned", 6
"""Slot (actions/fraud.py): the turn of the last word of a tale of fraud; turns for which a guess belongs to it."""
_STARTS_FORM = frozenset(
    ["recommend_product", "calc_interest", "rate_service", "leave_message", "lost_item"]
)
"""Intents that would begin to ask the customer something; below GUESSED none is begun in the middle of a tale."""
GUESSED = 0.6
OWN = 0.9
"""How sure ask_product can be of an attribute without its product, as in nlu/decision.py: 多久到账 may be of anything."""
LEANS = 0.5
"""Chance of being half a sentence from which it is read as a question about what was talked of."""
_FAREWELL = re.compile("谢|再见|拜拜|走了|回去|不转|不汇")
_STAYS = frozenset(
    [
        *("faq", "inform", "out_of_scope", "emergency", "report_fraud", "ticket_missed"),
        *("greet", "goodbye", "thank", "affirm", "deny", "stop"),
    ]
)
"""Intents that a turn which asks for nothing keeps, however unsure."""
_OF_CASES = frozenset(["complaint_form", "lost_form", "message_form", "sign_up_form"])
_ASKED = frozenset(["papers", "person", "fee", "time", "way", "where", "after", "doubt", "able"])
"""Sides that are asked of a case while it is taken down; 为啥不理人 is part of the story."""
_ASKS = re.compile(
    "谁|[吗么不没]$|[呢啊呀]$|哪|怎|咋|啥|几|什么|多[久少长]|能不能|可不可以|要不要|会不会|行不行|是不是|用不用"
)
_BARE = 6
"""Characters up to which words tell one thing only."""
_SHORT = 12
"""Characters beyond which words in a form tell rather than ask."""
_SHORT_OF_ITS_OWN, OF_ITS_OWN = 8, 0.95
"""Characters beyond which words that an entry answers are half only where they surely are."""
_TELLS = frozenset(["detail"])
"""Sides that ask nothing."""
_SENDS_MONEY = frozenset(
    ["transfer", "corporate_transfer", "cash_withdrawal", "large_cash", "mobile_banking"]
)
"""Business codes (dialogue contract)."""
_GOES_ON = re.compile(r"(?:那|那么)?.{1,8}(?:呢|啊|呀)[?？。]?\Z")
_TOO_SLOW = re.compile(
    r"(?:也|真|这也)?(?:太|好|真|这么|怎么这么)慢(?:了|啊|呀|吧|了吧)*[!！。]?\Z"
)
_PRICE = re.compile(
    r"(?:那|这|现在|今天|今儿|这会儿|换|买|卖|一百|大概|得|要|的话|,|，)*(?:多少钱?|啥价|什么价钱?|几块钱?|价格|(?:涨|跌|变)(?:了)?(?:没有?|吗|么)|贵不贵)(?:了|呢|啊|呀|吗|是多少|怎么样|换)*[?？。]?\Z"
)
"""现在多少钱, of a currency whose rate was told."""
_ARRIVES = re.compile("(?:几时|多久|什么时候|啥时候|几天|多会儿|多长时间|何时).{0,4}到(?!我|号|点)")
_SUM = re.compile(
    r"(?:那|我|要是|如果|想|要|就|给我)*(?:换|买|卖|兑)(?:个|点)?.{1,8}(?:呢|啊|呀|吧|多少钱?|行吗)*[?？。]?\Z"
)
"""换一千, of it."""
_TOLD_OF = 0.5
"""Score from which an entry tells what to do with what a dead relative has left."""
_OF_BUSINESS = frozenset({"action_ticket", "action_fx_rate"})
_OF_WAITING = frozenset({"action_wait", "action_ticket"})


def in_context(parsed: Mapping[str, Any], tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """The parse; what is said without saying of what is read as being of what was just shown.

    Out of context 有年费吗 is as likely a question of the FAQ, and stays what the parse made of it.
    """
    text = str(parsed.get("text") or "").strip()
    parsed = product_talk.cleared(parsed)
    if swindle.surely(text):
        return _meant(parsed, "report_fraud")
    if urgency.MISSING in urgency.signs(text):
        return _meant(parsed, "emergency")  # 咦，我奶奶呢，不见了, in the midst of a game
    robots = last_words(tracker) if tracker is not None else ""
    if (asked_for := requested(parsed, robots)) is not None:
        return _meant(parsed, asked_for, list(parsed.get("entities") or ()))
    if tracker is None:
        return dict(parsed)
    before = said(tracker)
    known = float((parsed.get("intent") or {}).get("confidence") or 0.0) >= 1.0
    if not known and not _in_tale(tracker) and urgency.needs_money(text, before):
        return _meant(parsed, "call_staff")  # 他在ICU，密码我不知道
    if _intent(parsed) == "take_ticket" and urgency.of_hospital(text, before):
        return _meant(parsed, "faq")
    if _intent(parsed) == "take_ticket" and urgency.of_the_dead(text):
        ranking = parsed.get(component.FAQ_RANKING) or ()
        if ranking and float(ranking[0]["score"]) >= _TOLD_OF:
            return {**_meant(parsed, "faq"), component.FAQ: ranking[0]["id"]}
    if not _in_tale(tracker) and swindle.adds_up(text, before[-swindle.TURNS :]):
        return _meant(parsed, "report_fraud")
    if _in_tale(tracker) and _guessed(parsed, _STARTS_FORM):
        return _meant(parsed, "report_fraud")  # 我现在该先做啥
    if _in_tale(tracker) and parsed.get(component.ACT) == LEAVE and not _FAREWELL.search(text):
        return _meant(parsed, "report_fraud")  # 那我给我女儿打个电话先
    if another_wanted(text) and _told_fun(tracker):
        return _meant(parsed, "play_game")  # 再讲一个嘛, 换一个
    if _TOO_SLOW.match(text) and _OF_WAITING & set(_last_actions(tracker)):
        return _meant(parsed, "ask_wait")  # the queue is slow, not the voice
    if (_sends_money(tracker) or _in_tale(tracker)) and swindle.pressed(text):
        return _meant(parsed, "report_fraud")
    if (of_products := product_talk.read(parsed, tracker)) is not None:
        return _meant(parsed, *of_products)
    if _asks_nothing(parsed, tracker):
        return _as_it_does(parsed)
    if _of_arrival(parsed, tracker):
        return {**_meant(parsed, "faq"), component.FAQ: parsed[component.FAQ_RANKING][0]["id"]}
    last = _last_actions(tracker)
    loose = (parsed.get("intent") or {}).get("name") in ("inform", "out_of_scope")
    of_hours = "action_hours" in last or (loose and tracker.active_loop_name is None)
    if parsed.get(component.WHEN) and of_hours and _GOES_ON.match(text):
        return _meant(parsed, "ask_hours")  # 春节呢
    if _told_rate(tracker):
        sums = [e for e in parsed.get("entities") or () if e.get("entity") == "amount"]
        if _PRICE.match(text) or (sums and _SUM.match(text)):
            return _meant(parsed, "ask_fx_rate", sums)
    business = _business(tracker)
    if _POSSIBLE.match(text) and (business or _OF_BUSINESS & set(_last_actions(tracker))):
        named = [{"entity": "business", "value": business}] if business else []
        return _meant(parsed, "ask_hours", named)
    if not _shows_products(tracker):
        if _leans(parsed, tracker):
            return _of_entry(parsed, tracker)
        if parsed.get(component.ATTRIBUTE_ALONE) and "action_complain" in last:
            return _meant(parsed, "complain")  # 能退吗, of what was charged
        return dict(parsed)
    levels = [e for e in parsed.get("entities") or () if e.get("entity") == "risk_level"]
    if _WISHES.match(text) or (levels and _of_level(parsed)):  # 怕亏
        return _meant(parsed, "recommend_product", levels)
    attribute = parsed.get(component.ATTRIBUTE_ALONE)
    understood = (parsed.get("intent") or {}).get("name") in _OF_PRODUCTS
    if not attribute or understood:
        return dict(parsed)
    return _meant(parsed, _ASK_PRODUCT, [{"entity": "attribute", "value": attribute}])


def _intent(parsed: Mapping[str, Any]) -> str:
    return str((parsed.get("intent") or {}).get("name") or "")


def _of_level(parsed: Mapping[str, Any]) -> bool:
    """Whether the words tell no more than how much risk is borne."""
    return _intent(parsed) == "inform" and len(str(parsed.get("text") or "")) <= _BARE


def _sends_money(tracker: DialogueStateTracker) -> bool:
    """Whether the customer is about to send or fetch money: in the form that asks how much, or lately served."""
    if tracker.active_loop_name and tracker.get_slot("business") in _SENDS_MONEY:
        return True
    kept = tracker.get_slot(MATTER)
    if not isinstance(kept, Mapping) or kept.get("business") not in _SENDS_MONEY:
        return False
    return _turns_since(tracker, kept.get("turn")) <= BUSINESS_TURNS


def _asks_nothing(parsed: Mapping[str, Any], tracker: DialogueStateTracker) -> bool:
    """Whether a turn in the midst of a talk asks for nothing, and is no more than a guess at something else."""
    intent = parsed.get("intent") or {}
    midst = tracker.active_loop_name is None and turns(tracker) > 1
    unsure = float(intent.get("confidence") or 0.0) < GUESSED
    return bool(parsed.get(component.ACT)) and midst and unsure and intent.get("name") not in _STAYS


def _as_it_does(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """The parse, read by what the turn does alone."""
    act = parsed[component.ACT]
    surely = float((parsed.get(component.ACTS) or {}).get(act) or 0.0) >= SURE
    name = "goodbye" if surely and act == LEAVE else "out_of_scope"
    to_others = surely and act == ASIDE and not asks_robot(str(parsed.get("text") or ""))
    aside = {component.SAID_ASIDE: True} if to_others else {}
    return {**parsed, **aside, "intent": {"name": name, "confidence": GUESSED}}


def _leans(parsed: Mapping[str, Any], tracker: DialogueStateTracker) -> bool:
    """Whether it is half a sentence about what was talked of, taken for another intent: 为啥呀, 然后呢."""
    intent = parsed.get("intent") or {}
    side = parsed.get(component.ASPECT)
    if not side or side in _TELLS or parsed.get(component.COMPLETED):
        return False
    half = float(parsed.get(component.HALF) or 0.0)
    unanswered = intent.get("name") == "faq" and not parsed.get(component.FAQ)
    of_last = of_case(tracker) or (half >= LEANING and newly_told(tracker))
    loose = (unanswered and of_last) or intent.get("name") in ("inform", "out_of_scope")
    least = OWN if parsed.get(component.ATTRIBUTE_ALONE) else 1.0
    sure = LEANS if loose else max(LEANS, min(least, float(intent.get("confidence") or 0.0)))
    if parsed.get(component.FAQ) and len(str(parsed.get("text") or "")) > _SHORT_OF_ITS_OWN:
        sure = max(sure, OF_ITS_OWN)  # 我手里有护照另外要些啥 has an entry, and words enough for it
    talked = any(isinstance(tracker.get_slot(slot), Mapping) for slot in (MATTER, ANSWERED))
    if tracker.active_loop_name is not None and not _asks_of_case(parsed, tracker):
        return False
    return half >= sure and talked


def _of_arrival(parsed: Mapping[str, Any], tracker: DialogueStateTracker) -> bool:
    """几时能到, of money that goes by a machine: no number was given that a wait could be asked of."""
    kept, ranking = tracker.get_slot(MATTER), list(parsed.get(component.FAQ_RANKING) or ())
    if _intent(parsed) != "ask_wait" or not _ARRIVES.search(str(parsed.get("text") or "")):
        return False
    by_machine = isinstance(kept, Mapping) and bool(kept.get("machine"))
    return by_machine and bool(ranking) and float(ranking[0]["score"]) >= _TOLD_OF


def _asks_of_case(parsed: Mapping[str, Any], tracker: DialogueStateTracker) -> bool:
    """Whether 谁来管 asks about the case that a form is taking down, rather than tells more of it."""
    if tracker.active_loop_name not in _OF_CASES or parsed.get(component.ASPECT) not in _ASKED:
        return False
    answered, text = tracker.get_slot(ANSWERED), str(parsed.get("text") or "")
    newest = isinstance(answered, Mapping) and _turns_since(tracker, answered.get("turn")) <= 2
    return newest and len(text) <= _SHORT and bool(_ASKS.search(text))


def _of_entry(parsed: Mapping[str, Any], tracker: DialogueStateTracker) -> dict[str, Any]:
    """A question about the entry that was answered last, where that is newer than the business."""
    answered, business = tracker.get_slot(ANSWERED), tracker.get_slot(MATTER)
    entry = answered["faq"] if isinstance(answered, Mapping) else None
    # A business that was let go has no words, and nothing is asked of it.
    if isinstance(business, Mapping) and business.get("words"):
        at = int(answered["turn"]) if isinstance(answered, Mapping) else 0
        entry = entry if at > int(business["turn"]) else None
    intent = {"name": "faq", "confidence": parsed[component.HALF]}
    return {**parsed, "intent": intent, component.FAQ: entry}


def _in_tale(tracker: DialogueStateTracker) -> bool:
    told = tracker.get_slot(WARNED)
    return told is not None and _turns_since(tracker, told) <= WARNED_TURNS


def _guessed(parsed: Mapping[str, Any], intents: frozenset[str]) -> bool:
    intent = parsed.get("intent") or {}
    return intent.get("name") in intents and float(intent.get("confidence") or 0.0) < GUESSED


def _meant(
    parsed: Mapping[str, Any], intent: str, entities: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    return {
        **parsed,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": entities or [],
        component.FAQ: None,
        component.SAID_ASIDE: None,
    }


def _shows_products(tracker: DialogueStateTracker) -> bool:
    if tracker.active_loop_name:
        return False
    offer = tracker.get_slot(OFFER)
    if not isinstance(offer, Mapping) or offer.get("kind") != PRODUCTS:
        return False
    return _turns_since(tracker, offer.get("turn")) <= RECENT


def _told_fun(tracker: DialogueStateTracker) -> bool:
    """Whether a joke or the like was told a moment ago, and no form is asking."""
    offer = tracker.get_slot(OFFER)
    if tracker.active_loop_name or not isinstance(offer, Mapping) or offer.get("kind") != FUN:
        return False
    return _turns_since(tracker, offer.get("turn")) <= RECENT


def _told_rate(tracker: DialogueStateTracker) -> bool:
    """Whether the rate of a currency was told just now, and no form is asking."""
    offer = tracker.get_slot(OFFER)
    if tracker.active_loop_name or not isinstance(offer, Mapping) or not offer.get("fx"):
        return False
    return _turns_since(tracker, offer.get("turn")) <= RECENT


def _business(tracker: DialogueStateTracker) -> str | None:
    """The business of the offer, while it is fresh, or the one that the visitor is about."""
    if tracker.active_loop_name:
        return None
    offer, kept = tracker.get_slot(OFFER), tracker.get_slot(MATTER)
    if (
        isinstance(offer, Mapping)
        and offer.get("business")
        and _turns_since(tracker, offer.get("since") or offer.get("turn")) <= STILL_NAMED
    ):
        return str(offer["business"])
    if isinstance(kept, Mapping) and _turns_since(tracker, kept.get("turn")) <= BUSINESS_TURNS:
        return str(kept["business"])
    return None


def _turns_since(tracker: DialogueStateTracker, turn: Any) -> int:
    return turns(tracker) - int(turn or 0)


def _last_actions(tracker: DialogueStateTracker) -> list[str]:
    """Names of the actions that answered the customer's last turn."""
    names: list[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted):
            names.append(str(event.action_name))
    return names
