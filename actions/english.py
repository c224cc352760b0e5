"""What a guest who speaks English needs most, done and said in a short English sentence; a person for the rest."""

from __future__ import annotations

import re

from actions import cards, spoken, wording
from actions.callback import my_case
from actions.errors import BranchRefused, BranchUnknown
from actions.foreign import is_foreign, speaks_english
from actions.handing import hand_over
from actions.model import Ticket
from actions.own_tickets import my_ticket, ticket_values
from actions.rates import card as rate_card
from actions.turn import Turn

NOT_NOW = frozenset(["emergency", "report_fraud", "adjust_voice", "repeat"])
"""Intents whose own answer cannot wait, or needs no words."""

PLACES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("restroom", re.compile(r"toilet|restroom|washroom|bathroom|lavatory|\bwc\b|ladies|gents")),
    ("self_service", re.compile(r"\batm|cash machine|self.?service")),
    ("water", re.compile(r"\bwater|drink")),
    ("charging", re.compile(r"charg(e|ing|er) (my|your|the|a)|charging|phone charger|socket")),
    ("elevator", re.compile(r"elevator|\blift\b|upstairs")),
    ("exit", re.compile(r"\bexit|way out")),
    ("waiting_area", re.compile(r"waiting area|where .{0,10}(sit|wait)|\bseats?\b")),
)
"""Places (dialogue contract) by the words for them."""

BUSINESSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("fx_exchange", re.compile(r"exchange|change (some )?money|currenc|dollar|euro|pound|\byen\b")),
    ("card_opening", re.compile(r"(open|get|apply|new).{0,12}(account|card)")),
    ("cash_withdrawal", re.compile(r"withdraw|take (out )?(some )?(cash|money)|get (some )?cash")),
    ("cash_deposit", re.compile(r"deposit|pay in|put (in )?money")),
    ("transfer", re.compile(r"transfer|remit|send (some )?money|wire")),
)
"""Business (dialogue contract) by the words for it: a number for a counter."""

AREAS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("non_cash", re.compile("非现金")),
    ("cash", re.compile("现金")),
    ("corporate", re.compile("对公|公司")),
    ("wealth", re.compile("理财|贵宾")),
    ("loan", re.compile("贷款")),
)
"""Where numbers are called, by the branch's Chinese name for it; the first that fits."""

TOPICS: tuple[tuple[str, str | None, re.Pattern[str]], ...] = (
    ("photo", None, re.compile(
        r"\b(photo|picture|copy|scan|screenshot)\b.{0,30}(passport|phone|enough|ok|work)|(passport|\bid\b).{0,30}\b(photo|picture|copy|hotel|at home)\b|left (it|my passport)|(forgot|without).{0,10}passport"
    )),
    ("limit", None, re.compile(
        r"too much.{0,12}(one|time|once|day)|(limit|maximum|at most|how much can i).{0,30}(withdraw|\batm|machine|card|take)"
    )),
    ("away", None, re.compile(
        r"number.{0,20}(still )?(count|valid|good|keep)|when i'?m back|come back (later|in)|miss(ed)? my (number|turn)"
    )),
    ("passport", "personal_info_update", re.compile(
        r"passport.{0,30}(renew|new\b|expire|chang|old)|(renew|new|old|expired).{0,14}passport|(account|card).{0,20}(block|frozen|froze|lock|restrict)"
    )),
    ("salary", "fx_exchange", re.compile(
        r"(send|transfer|remit|wire).{0,40}(home|abroad|overseas|family|country|parents|wife|\buk\b|\busa?\b|europe)|\b(salary|wages?)\b|\btax\b"
    )),
    ("account", "card_opening", re.compile(
        r"(?=.*(document|\bneed|\bbring|require|what do|how do|can i|passport)).*(open|apply|get).{0,14}(account|card)"
    )),
    ("atm", None, re.compile(
        r"(?=.*(\batm|machine|cash)).*(visa|master|foreign card|amex|unionpay|my card)|(limit|how much).{0,30}(visa|master|foreign card|withdraw)"
    )),
    ("fee", None, re.compile(r"\bfees?\b|commission|charge (me|for|any)|cost (me|any)|do you charge")),
    ("exchange", "fx_exchange", re.compile(
        r"(?=.*(document|\bneed|\bbring|require|passport)).*(exchang|change.{0,10}money|dollar|euro|pound|\byen\b)"
    )),
)  # fmt: skip
"""Matters that are told of before a number is offered: utter_english_about_…, the business (dialogue contract), its words."""

STAFF = re.compile(
    r"manager|someone|somebody|anyone|\bstaff|\bperson|human|colleague|(speak|talk) (to|with)|help me"
    r"|complain|(lost|stolen|swallow|stuck|ate my|eaten)"
)
HOURS = re.compile(r"\bopen(ing)?\b(?!.{0,12}(account|card))|clos(e|ed|ing)\b|\bhours\b|what time")
RATE = re.compile(
    r"exchange rate|\brates?\b|\b(dollars?|usd|euros?|eur|pounds?|gbp|yen|jpy)\b (to|in|into) |how much.{0,20}(dollar|euro|pound|yen|usd|eur|gbp|jpy)"
)
CANCEL = re.compile(r"\bcancel|give up|don't need")
WAIT = re.compile(r"how long|how many people|still wait|my turn|\bqueue\b.{0,8}long")
NUMBER = re.compile(r"\bnumber\b|\bcounter\b|\bwindow\b|\bticket\b|\bqueue\b|line up")
WAY = re.compile(
    r"\bwhere\b|which (way|direction)|how (do|can|to).{0,8}(go|get)\b|\bleft\b.{0,6}right"
)
"""Of the counter for which a number is held."""
WIFI = re.compile(r"wi.?fi|internet")
PAPERS = re.compile(r"passport|document|identity|\bid card|\bbring\b")
FOUND = re.compile(r"\bfound\b|no need|never mind|not necessary|it'?s (ok|fine)")
"""What a colleague was called for is over."""
THANKS = re.compile(r"\bthank|\bthanks\b")
BYE = re.compile(r"\bbye|good ?bye|see you")

_SPAN = re.compile("[0-9]{1,2}:[0-9]{2}–[0-9]{1,2}:[0-9]{2}")
"""Opening hours as they are written: 09:00–17:00."""
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


async def answer(turn: Turn) -> bool:
    """Serves who speaks English; False for everybody else."""
    if turn.intent in NOT_NOW or not speaks_english(turn):
        return False
    if turn.offer is not None and turn.offer.kind == "cancel":
        return False  # yes or no to it is the same in every language
    text = turn.text.lower()
    place = next((code for code, words in PLACES if words.search(text)), None)
    business = next((code for code, words in BUSINESSES if words.search(text)), None)
    if FOUND.search(text) and await my_case(turn) is not None:
        turn.say("utter_english_found")
    elif STAFF.search(text) or _takes_up_staff(turn):
        await _call_staff(turn)
    elif place is not None and not _of_card(text):
        await _show_way(turn, place)
    elif (topic := _topic(text)) is not None:
        if topic[1] is not None:
            turn.make_offer("counter", business=topic[1], amount=None)
        turn.say(f"utter_english_about_{topic[0]}")
    elif RATE.search(text):
        turn.make_offer("staff")
        turn.say("utter_english_rates", rate_card(*await turn.branch.fx()))
    elif business is not None:
        await _give_number(turn, business)
    elif HOURS.search(text):
        await _say_hours(turn)
    elif _takes_up_number(turn):
        await _give_number(turn, str(turn.offer.data["business"]) if turn.offer else None)
    elif CANCEL.search(text) and (ticket := await my_ticket(turn)) is not None:
        turn.make_offer("cancel", id=ticket.id, number=ticket.number)
        turn.say("utter_english_cancel", **ticket_values(ticket))
    elif WAY.search(text) and await _show_counter(turn):
        return True
    elif WAIT.search(text) and (ticket := await my_ticket(turn)) is not None:
        _say_number(turn, ticket, wait=True)
    elif WAIT.search(text):
        turn.make_offer("take_ticket")
        services = [service for service in await turn.branch.services() if service.open]
        turn.say("utter_english_queue", cards.wait_services(services))
    elif NUMBER.search(text):
        await _give_number(turn, None)
    elif WIFI.search(text):
        await _say_wifi(turn)
    elif PAPERS.search(text):
        turn.make_offer("staff")
        turn.say("utter_english_papers")
    elif THANKS.search(text):
        turn.say("utter_english_thanks")
    elif BYE.search(text):
        turn.drop_offer()
        turn.say("utter_english_bye")
    elif (case := await my_case(turn)) is not None:
        turn.say("utter_english_coming", cards.case(case), case_number=case.number)
    else:
        turn.make_offer("staff")
        begun = any(map(is_foreign, turn.texts_heard(turn.turns)[1:]))
        turn.say("utter_english_unclear" if begun else "utter_language_en")
    return True


def _of_card(text: str) -> bool:
    """Whether a card is asked about that the machine may take."""
    topic = _topic(text)
    return topic is not None and topic[0] in ("atm", "limit")


def _topic(text: str) -> tuple[str, str | None] | None:
    return next(((name, code) for name, code, words in TOPICS if words.search(text)), None)


def _takes_up_number(turn: Turn) -> bool:
    return turn.intent == "affirm" and turn.offer is not None and turn.offer.kind == "counter"


async def _say_hours(turn: Turn) -> None:
    """Whether the branch is open, and from when; a number that is held stays."""
    hours = await turn.branch.hours()
    card = cards.notice("", hours.text)
    if hours.open_now:
        turn.say("utter_english_open", card, hours=next(iter(_SPAN.findall(hours.text)), ""))
        return
    if hours.next_open is None:
        turn.say("utter_english_closed", card)
        return
    opens = hours.next_open.strftime("%H:%M")
    day = hours.next_open.date() - turn.now().date()
    when = wording.phrase(
        f"utter_part_english_day_{min(day.days, 2)}", date=f"{hours.next_open:%d %B}"
    )
    turn.say("utter_english_opens", card, opens=opens, when=when)


def _takes_up_staff(turn: Turn) -> bool:
    return turn.intent == "affirm" and turn.offer is not None and turn.offer.kind == "staff"


async def _call_staff(turn: Turn) -> None:
    case = await my_case(turn) or await hand_over(turn, "help", "english")
    turn.drop_offer()
    turn.say("utter_english_staff", cards.case(case), case_number=case.number)


async def _show_way(turn: Turn, place: str) -> None:
    try:
        route = await turn.branch.route(place)
    except BranchUnknown:
        turn.make_offer("staff")
        turn.say("utter_language_en")
        return
    name = wording.phrase(f"utter_part_english_{place}")
    turn.say("utter_english_way", cards.route(route), name=name, place_name=route.name)


async def _show_counter(turn: Turn) -> bool:
    """The way to the counter of the number in hand; False without one, or where no way is known."""
    ticket = await my_ticket(turn)
    services = await turn.branch.services()
    place = next((one.place for one in services if ticket and one.code == ticket.service), None)
    if ticket is None or place is None:
        return False
    try:
        route = await turn.branch.route(place)
    except BranchUnknown:
        return False
    name = _counter(ticket)
    turn.say(
        "utter_english_way",
        cards.route(route),
        name=name[:1].upper() + name[1:],
        place_name=route.name,
    )
    return True


async def _give_number(turn: Turn, business: str | None) -> None:
    """A number at a counter, where a person explains; the visitor's own when there is one."""
    ticket = await my_ticket(turn) if business is None else None
    if ticket is None:
        try:
            # Asking again for the same queue gives the same number.
            ticket = await turn.branch.issue_ticket(
                await _service(turn, business), turn.conversation, turn.key("english")
            )
        except (BranchRefused, BranchUnknown):
            await _say_hours(turn)
            return
    turn.drop_offer()
    _say_number(turn, ticket)


async def _service(turn: Turn, business: str | None) -> str:
    """The queue of the business; that of general business when it has none."""
    if business is not None:
        where = await turn.branch.triage(business, prefer_counter=True)
        if where.service:
            return where.service
    services = await turn.branch.services()
    found = next((service for service in services if service.open), None)
    if found is None:
        raise BranchUnknown("no service is open")
    return found.code


def _say_number(turn: Turn, ticket: Ticket, *, wait: bool = False) -> None:
    letters = " ".join(_DIGITS[int(c)] if c.isdigit() else c for c in ticket.number)
    if ticket.state in ("called", "serving"):
        response = "utter_english_called"
    else:
        response = "utter_english_number" if ticket.ahead else "utter_english_number_next"
    if wait and ticket.ahead and ticket.wait is not None and ticket.state == "waiting":
        turn.say(
            "utter_english_wait",
            cards.wait_ticket(ticket),
            number=ticket.number,
            ahead=ticket.ahead,
            low=ticket.wait.low_min,
            high=ticket.wait.high_min,
        )
        return
    ahead = spoken.count(ticket.ahead)
    values = {
        **ticket_values(ticket),
        "letters": letters,
        "ahead_spoken": ahead,
        "place": _counter(ticket),
    }
    turn.say(response, cards.ticket(ticket), **values)


def _counter(ticket: Ticket) -> str:
    """Its counter in English; the branch's own word where none is known."""
    where = next((code for code, words in AREAS if words.search(ticket.area)), None)
    return wording.phrase(f"utter_part_english_area_{where}") if where else ticket.area


async def _say_wifi(turn: Turn) -> None:
    found = next((one for one in await turn.branch.facilities() if one.code == "wifi"), None)
    if found is None or not found.available:
        turn.make_offer("staff")
        turn.say("utter_language_en")
        return
    turn.say("utter_english_wifi", cards.notice(found.name, found.text))
