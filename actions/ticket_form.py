"""The two questions before a queue number: which business, and how much where the sum decides."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.appointment_words import has_appointment
from actions.case_talk import of_complaint
from actions.elsewhere import entry_for
from actions.errors import BranchError, BranchUnknown
from actions.foreign import speaks_english
from actions.form import BARE_ANSWERS, Ask, Form, Values
from actions.fraud import moves_money
from actions.interest_form import changes_last
from actions.matter import ANSWERED, at_hand, let_go, of_visit
from actions.number_swap import speaks_of_swap
from actions.own_tickets import my_ticket
from actions.priority import INSTEAD, OTHER, OTHER_HOLDER
from actions.product import business_shown
from actions.queue_named import as_slot, from_slot, queue_asked_for, queue_of_topic
from actions.shelves import BUSINESS_OF_CATEGORY
from actions.turn import Turn
from actions.understood import as_number

FORM = "ticket_form"
GENERAL = "general"
"""In the business slot: a number for general business, since the customer could not say which."""
MINE = "my_ticket"
"""In the business slot: the customer has a number already and named no other business."""
CLOSED = "closed"
"""In the business slot: the branch is closed and no business was named."""
NOTHING = "nothing"
"""In the business slot: the customer wants no number after all."""

FRAUD = "fraud"
"""In the business slot: money was to be moved right after a warning of fraud."""

COUNTER = "counter"
"""In the prefer slot: the customer wants a person at a counter, whatever is faster."""

FOREIGN = "foreign"
"""In the business slot: the customer speaks English, and a colleague is offered."""

APPOINTMENT = "appointment"
"""In the business slot: the customer has an appointment, which is kept with its code."""

TOLD = "told"
"""In the business slot: no wish but more of a complaint."""

ELSEWHERE = "elsewhere"
"""In the business slot: money for another country or a tax, which is answered and not queued for at once."""

SWAP = "swap"
"""In the business slot: the number in hand is to be exchanged for another."""

NO_BUSINESS = frozenset(
    {SWAP, GENERAL, MINE, CLOSED, NOTHING, FRAUD, FOREIGN, APPOINTMENT, TOLD, ELSEWHERE}
)
"""In the business slot: what is no business of the branch."""

CHANGES = re.compile("换(?!卡|新卡|张|个号|人|一个|号)")
"""To change something: a card, foreign money, coins."""

CHANGED = (
    ("fx_exchange", re.compile("^(?:换|就)*(?:外币|外汇|外国钱)[吧的呀啊。]*$")),
    (
        "coin_exchange",
        re.compile(
            "^.{0,4}(?:一块|五毛|一毛|五块|十块|二十|零)的.{0,8}$|^(?:换|就)*(?:零钱|硬币|零的|钢镚)[吧的呀啊。]*$"
        ),
    ),
    ("card_replacement", re.compile("^(?:换|就)*(?:银行卡|卡)[吧的呀啊。]*$")),
)
"""Bare answers to 换什么, to business codes of the dialogue contract."""

MONEY = (
    (
        "cash_withdrawal",
        re.compile("(?:取|领|支)(?!消|号)[^，,。号卡]{0,8}(?:钱|工资|养老金|退休金|低保)"),
    ),
    ("cash_deposit", re.compile("存(?!折|单|款)[^，,。号卡]{0,8}(?:钱|现金|工资)")),
)
"""Money that is fetched or brought, to business codes of the dialogue contract."""

OTHER_WORDS = re.compile("都不是|别的业务|其[他它]")
"""None of the buttons: a miss, not a refusal."""

NUMBER = re.compile(
    "[拿取抽领要排给来弄整搞].{0,4}号|号.{0,4}(?:[拿取抽领]|给我|打|呢)|排(?:个|一?下)?队|(?:给|帮)我(?:先)?(?:取|排)(?![^，,。！! 吧嘛呗呀啊一上个])"
)
"""A number is wished for outright."""
HANDED = re.compile("号.{0,4}(?:呢|给我|打|出来|拿来|取出)|快")
"""The number that was taken is to be handed over, and none other."""
ASKS = re.compile(
    "[?？吗呢么]|怎么|咋|多少|多久|几(?![百千万])|什么|啥|谁|哪|[要能行会]不[要能行会]"
)
LONG = 26
"""Characters up to which words answer 办什么业务 rather than tell."""
RECALLED_TURNS = 15
"""Turns for which a sum that was said is what a number is wanted for, ..."""
LEAST_RECALLED = 1000.0
"""... unless it is less (CNY): a fee, a small sum in passing."""
SURE = 0.85
"""Score from which an entry of the FAQ is asked for all the same."""

BRINGS = frozenset(["transfer", "corporate_transfer", "bill_payment", "cash_deposit"])
"""Business codes (dialogue contract) by which somebody else gets money."""

CORPORATE = frozenset(["corporate_account", "corporate_transfer"])
CARDS = frozenset(["card_opening", "card_replacement"])
"""Business codes (dialogue contract) for which words about a passbook are taken."""
PASSBOOK = "passbook_update"
OF_PASSBOOK = re.compile(
    "^(?!.*(?:卡|开|新|换)).*(?:存折|折子)|不是?(?:办|开|要|换)?[^，,。]{0,2}卡[，,。 ]*(?:是|我?要办?)?[^，,。]{0,4}(?:存折|折子)"
)
"""A passbook, and no card."""


class ValidateTicketForm(Form):
    """Asks for the business, and for the sum where it decides."""

    form = FORM
    answers = BARE_ANSWERS | {"take_ticket"}

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        """Fraud goes before everything, then who speaks English; before the first question, what makes it needless."""
        named = given.get("business") or _named_with_number(turn) or turn.entity("business")
        about = named or (turn.errand if NUMBER.search(turn.text) else None)
        if await moves_money(turn, str(about) if about else None):
            return {"business": FRAUD}
        if speaks_english(turn):
            return {"business": FOREIGN}
        if has_appointment(turn.text):
            return {"business": APPOINTMENT}
        if asked is None and speaks_of_swap(turn.text) and await my_ticket(turn) is not None:
            return {"business": SWAP}
        if (queue := await queue_asked_for(turn)) is not None:
            return {"business": as_slot(queue)}
        if asked is None and named and await _is_elsewhere(turn, str(named)):
            return {"business": ELSEWHERE}
        if asked is None and of_complaint(turn):
            return {"business": TOLD}  # 我看见了，他就没取号
        if asked is None and named and named == turn.errand and NUMBER.search(turn.text):
            return {"business": named, "prefer": COUNTER}  # what it takes has been told
        if asked or named or turn.slot("business"):
            return None
        business = await _before_asking(turn)
        if (
            _is_new(turn)
            and business not in NO_BUSINESS
            and (queue := await _of_topic(turn, business)) is not None
        ):
            return {"business": as_slot(queue)}
        if business is not None and business in (_talked_of(turn), await business_shown(turn)):
            return {"business": business, "prefer": COUNTER}  # what it takes has been told
        return {"business": business} if business else None

    def listens(self, turn: Turn, asked: str) -> bool:
        if turn.entity("ticket_number"):
            return False  # 我A001: a number is there already
        if asked == "business" and business_said(turn) is not None:
            return True
        if asked == "amount" and _says_amount(turn) is not None:
            return True  # 就三千来块，我也不晓得到了没有
        if changes_last(turn):
            return False  # 活期呢, after a sum was worked out in between
        return super().listens(turn, asked) or bool(OTHER_WORDS.search(turn.text))

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        if _for_other(turn, given):
            given = {**given, "holder": OTHER_HOLDER}
        if asked is None and not given.get("business") and (named := _named_with_number(turn)):
            given = {**given, "business": named}  # 给我拿个存钱的号, taken for a question
        if asked in (None, "business") and not given.get("business") and (code := fetches(turn)):
            given = {**given, "business": code}  # 取这个月的钱
        heard = given.get("business") or next(iter(turn.named), None)
        if heard in CARDS and OF_PASSBOOK.search(turn.text):
            if asked == "business":
                return {**given, "business": PASSBOOK, "prefer": COUNTER}  # 不是开卡，是存折
            # What of it is not said.
            given = {name: value for name, value in given.items() if name != "business"}
        business = BUSINESS_OF_CATEGORY.get(str(turn.entity("product_category")))
        if asked == "business" and "business" not in given and (code := business_said(turn)):
            return {"amount": _says_amount(turn), **given, "business": code}  # 顺便取个两千块
        if not given and asked == "amount" and (amount := _says_amount(turn)) is not None:
            return {"amount": amount}  # 刚才不说了嘛，十二万多
        if not given and asked == "business" and turn.entities("currency"):
            business = "fx_exchange"  # 英镑, after 我要换钱
        if not given and asked == "business" and business and turn.intent != "deny":
            return {"business": business}
        return given

    async def recalled(self, turn: Turn, tracker: Tracker, known: Values) -> Values:
        """The sum that was said of the money a moment ago: 五万用不用预约, then 给我拿个号取钱."""
        business, amount = known["business"], turn.sum_heard(RECALLED_TURNS)
        asked = turn.slot("requested_slot") and not turn.form_began
        if asked or not business or known["amount"] is not None or amount is None:
            return {}
        if business in NO_BUSINESS or from_slot(str(business)) or amount < LEAST_RECALLED:
            return {}
        try:
            need = (await turn.branch.triage(str(business))).need
        except BranchError:
            return {}  # action_ticket asks again and apologises
        return {"amount": amount} if need == "amount" else {}

    def declined(self, turn: Turn, asked: str) -> Values | None:
        if OTHER_WORDS.search(turn.text):
            return None
        if asked == "amount" and turn.slot("business"):
            let_go(turn, str(turn.slot("business")))
        return {"business": NOTHING}

    def given_up(self, turn: Turn, asked: str) -> Values:
        return {"business": GENERAL} if asked == "business" else {"prefer": COUNTER}

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        """business, amount, or None when enough is known."""
        business = known["business"]
        if not business:
            return "business"
        if (
            business in NO_BUSINESS
            or from_slot(str(business))
            or known["prefer"] == COUNTER
            or known["amount"] is not None
        ):
            return None
        try:
            return (await turn.branch.triage(str(business))).need
        except BranchError:
            return None  # action_ticket asks again and apologises


async def _is_elsewhere(turn: Turn, business: str) -> bool:
    try:
        return await entry_for(turn, business) is not None
    except BranchError:
        return False  # action_ticket asks again and apologises


def fetches(turn: Turn) -> str | None:
    """The business of who fetches or brings money in words that name neither; None for all else."""
    if turn.named or ASKS.search(turn.text):
        return None
    return next((code for code, words in MONEY if words.search(turn.text)), None)


def business_said(turn: Turn) -> str | None:
    """The business that the words answer with; None where they ask, or name none."""
    if (bare := changed(turn.text)) is not None:
        return bare
    nearest = max((float(row["score"]) for row in turn.faq_ranking), default=0.0)
    if len(turn.text) > LONG or ASKS.search(turn.text) or nearest >= SURE:
        return None
    return turn.named[0] if len(set(turn.named)) == 1 else None


def _says_amount(turn: Turn) -> float | None:
    """The sum in words that ask nothing, whatever they were understood as: 刚才不说了嘛，十二万多."""
    if ASKS.search(turn.text):
        return None
    said = turn.number("amount")
    return (
        said if said is not None else as_number(next(iter(turn.named_of_products("amount")), None))
    )


def _for_other(turn: Turn, given: Values) -> bool:
    """Whether the number is for somebody else; 给我妈转钱 is for the customer."""
    business = given.get("business") or turn.slot("business")
    words = INSTEAD if business in BRINGS else OTHER
    return words.search(turn.text) is not None


def changed(text: str) -> str | None:
    """The business that a bare 外币 or 零钱 answers with."""
    return next((code for code, words in CHANGED if words.match(text.strip())), None)


def _talked_of(turn: Turn) -> str | None:
    """那你给我取个号吧, after what to bring for it was told: the business that the talk was about."""
    return turn.errand if NUMBER.search(turn.text) and not turn.named else None


def _named_with_number(turn: Turn) -> str | None:
    """给我拿个存钱的号: the business named with the wish for a number, whatever the words were understood as."""
    return str(turn.named[-1]) if turn.named and NUMBER.search(turn.text) else None


def _is_new(turn: Turn) -> bool:
    """Whether the number is for what the talk is about, and none in addition to one that was just shown."""
    return turn.offer is None or turn.offer.kind not in (MINE, SWAP)


async def _of_topic(turn: Turn, business: str | None) -> str | None:
    """The queue of what was told last, where that is newer than the business, and the words are of no other."""
    if turn.named or CHANGES.search(turn.text) or OTHER.search(turn.text):
        return None
    if business in CORPORATE:
        return None  # of a company's business each entry is of the same queue
    if not NUMBER.search(turn.text):
        return None  # 要啊，取嘛: what the talk named is not known
    offer, told = turn.recent_business, turn.slot(ANSWERED)
    if offer is not None and told and int(offer.data["since"]) >= int(told["turn"]):
        return None
    return await queue_of_topic(turn, business)


async def _before_asking(turn: Turn) -> str | None:
    """What makes the question for the business needless, or None."""
    if CHANGES.search(turn.text):
        return None  # 我想换钱, with a number for something else: what is to be changed
    offer = turn.recent_business
    if offer is not None:
        # 还是取号: the business was named when the machine was offered.
        return str(offer.data["business"])
    if (talked_of := _talked_of(turn)) is not None:
        return talked_of
    shown = turn.offer is not None and turn.offer.kind in (MINE, SWAP)
    if (shown and not HANDED.search(turn.text)) or OTHER.search(turn.text):
        return None
    try:
        if (await turn.branch.conversation(turn.conversation)).open_ticket is not None:
            return MINE
        if not (await turn.branch.hours()).gives_numbers:
            return CLOSED
    except BranchUnknown:
        return None
    if (matter := of_visit(turn)) and at_hand(turn):
        return matter.business
    return await business_shown(turn)


class AskBusiness(Ask):
    """Which business is it."""

    form = FORM
    slot = "business"
    response = "utter_ask_business"

    async def ask(self, turn: Turn, response: str) -> None:
        """我想换钱, 今天能换吗: what is to be changed."""
        changes = response == self.response and CHANGES.search(turn.text)
        turn.say("utter_ask_exchange" if changes else response)


class AskAmount(Ask):
    """How much money is it, roughly."""

    form = FORM
    slot = "amount"
    response = "utter_ask_amount"
