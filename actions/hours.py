"""Opening hours: now, on a day, over a holiday; from when, until when, at noon."""

from __future__ import annotations

import re

from actions import cards, spoken
from actions.activity import show_activity
from actions.day import festival_named, say_festival
from actions.faq import answer_faq
from actions.flow import Flow
from actions.model import Hours
from actions.sign_up import FORM as SIGN_UP
from actions.turn import Turn

CORPORATE = re.compile("对公|公司|企业|单位")
CASH = re.compile("现金|取钱|取款|存钱|存款|提钱|领钱")
MIDDAY = re.compile("中午|午休|晌午|午饭")
AFTER = re.compile(
    "[节假年]后|放完假|休完假|过完[年节]|(?:哪天|几号|几时|啥时候?|什么时候|初几|哪日)(?:正式|正常|恢复|就|才|再|开始)*(?:上班|开门|营业|开工)"
)
CLOSES = re.compile("停|关门|关张|下班|打烊|收工|结束|截止|到几点|到什么时候|最晚|几点关|办到")
OPENS = re.compile("几点(?:钟)?(?:开|上班|营业|能办|开始)|早上几点|最早")
WEEK = re.compile(
    "每天|平时|平常|一般|一周|一星期|工作日|营业时间|上班时间|周一到周|星期一到星期|周一至周"
)
OFFER = "hours"
"""Kind of offer: a question of hours has been answered, and may go on."""
FOLLOW_UP_LIMIT = 10
"""Characters; what is longer is a question of its own."""
SINGLE_DAY = re.compile(
    "初[一二三四五六七八九十]|除夕|三十|[一二三四五六七八九十0-9][号日]|当天|那天|正日子"
)
"""Of a holiday one day is meant, not all of it."""
FEAST = re.compile("哪天|哪一天|几号|多少号|星期几|周几|还有(?:几|多少)天|多久")
BEGINS = re.compile("开始|几点|哪天|什么时候|啥时候|几号|多久")
"""Of the activity that the visitor is signing up for."""
BUSINESS = re.compile("[上开关下][班门]|营业|办|放|休|值班|开不开|开吗")


def kind_asked(text: str) -> str:
    """personal, corporate or cash, by the words."""
    if CORPORATE.search(text):
        return "corporate"
    return "cash" if CASH.search(text) else "personal"


def about_asked(turn: Turn) -> str:
    """What of the hours is asked (docs/developer.md, GET /hours)."""
    text, when = turn.text, turn.when
    if AFTER.search(text) and (when.holiday or not when.day):
        return "after" if when.holiday or re.search("[节假年]|初", text) else "opens"
    if MIDDAY.search(text):
        return "midday"
    if when.day is None and when.holiday is None and WEEK.search(text):
        return "week"
    if CLOSES.search(text) or when.time:
        return "closes"
    return "opens" if OPENS.search(text) else "open"


def _brief(turn: Turn, hours: Hours, about: str, *, whole: bool) -> str:
    """What was asked for; the whole week is on the card. `whole`: of a holiday, or of several days."""
    if whole or about in ("week", "after"):
        return hours.text
    if about in ("closes", "midday") or not (turn.when or hours.open_now):
        return hours.speech
    return hours.text.split("\n")[0]


async def follow_up(turn: Turn) -> bool:
    """大年初一呢, 那对公呢, right after a question of hours; False for anything else."""
    asked = turn.offer is not None and turn.offer.kind == OFFER
    if not (asked or AskHours.action in turn.actions_run(1)) or len(turn.text) > FOLLOW_UP_LIMIT:
        return False
    if not (turn.when or CORPORATE.search(turn.text) or CASH.search(turn.text)):
        return False
    await AskHours().answer(turn)
    return True


class AskHours(Flow):
    """When the branch is open, by its calendar; without a day, whether it is now."""

    action = "action_hours"

    async def answer(self, turn: Turn) -> None:
        when = turn.when
        signing = turn.form == SIGN_UP and turn.slot("activity")
        if signing and BEGINS.search(turn.text) and await show_activity(turn, str(signing)):
            return
        if not when and turn.faq and await answer_faq(turn, turn.faq):
            return
        day, until, holiday = when.day, when.until, when.holiday
        if day is None and (named := await festival_named(turn)) is not None:
            if FEAST.search(turn.text) and not BUSINESS.search(turn.text):
                say_festival(turn, named)
                return
            day, holiday = named.day, named.code if named.public else None
        if holiday is not None and not SINGLE_DAY.search(turn.text):
            day = until = None
        else:
            holiday = None
        about = about_asked(turn)
        business = turn.entity("business")
        hours = await turn.branch.hours(
            kind_asked(turn.text),
            business=str(business) if business and not CORPORATE.search(turn.text) else None,
            day=day,
            until=until,
            holiday=holiday,
            about=about,
        )
        card = cards.notice("", hours.text)
        brief = _brief(turn, hours, about, whole=holiday is not None or until is not None)
        now = day is None and holiday is None and about in ("open", "opens", "closes")
        now = now and not when.time  # 晚上八点还能办吗: no number is offered for then
        if not now:
            turn.make_offer(OFFER, current=True)
            turn.say("utter_hours_day", card, hours=brief, hours_spoken=hours.speech)
            return
        response = "utter_hours_open" if hours.open_now else "utter_hours_closed"
        if hours.gives_numbers:
            turn.make_offer("take_ticket")
        aloud = spoken.sentence(hours.speech, 45)
        turn.say(response, card, hours=brief, hours_spoken=aloud)
