"""Steering the talk itself: stop, repeat, goodbye, louder, another language."""

from __future__ import annotations

import re

from actions import game
from actions.cancelling import KEEP_WORDS, ask_to_cancel, keep
from actions.flow import Flow
from actions.foreign import CHINESE, REAL_WORD
from actions.offered import serve_offered
from actions.own_tickets import my_ticket, ticket_values
from actions.ticket import HELPLESS
from actions.turn import RECENT_TURNS, Turn

LANGUAGES = frozenset({"zh", "en", "yue", "ja", "ko"})
DIRECTIONS = frozenset({"louder", "softer", "faster", "slower", "mute"})
CAUGHT_LITTLE = frozenset({"louder", "slower"})
"""Asked for by who did not catch what was said."""

TAKES = re.compile(
    "^[那就行好嗯，, ]*[取拿](?:[取拿号吧嘛呀啊了，, ]|个号)*(?:快点?儿?|赶紧的?|麻利点?)?[吧呀啊嘛。！!]*$"
)
"""取取取，快点: the number that was offered, and no faster speech."""

MACHINES = frozenset({"self_service", "smart_teller"})
"""Places (dialogue contract) where customers use a machine."""
OF_MACHINE = re.compile("机|那个|这个|怎么[用弄操]|咋[用弄]|不会")

_OF_NUMBER = frozenset(["action_ticket", "action_wait"])
LATER = re.compile(
    "改天|改日|下次|下回|回头|明天|明儿|过几天|以后|等我|(?:先|今天|今儿)不(?:办|弄|搞)"
)
"""Who puts it off does not want to begin again."""
GIVES_UP = re.compile("不等|不排|不办|不取|走了")
"""Said by who has a number: it is asked whether to give it up."""


class Capability(Flow):
    """What it can do; 我不会用那机器, after a machine was offered, is no question but a wish for a person."""

    action = "action_capability"

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if offer is not None and offer.kind == "self_service" and HELPLESS.search(turn.text):
            await serve_offered(turn, offer)
        elif not _shows_machine(turn):
            turn.say("utter_capability")


def _shows_machine(turn: Turn) -> bool:
    """那个机器怎么用, after the way to one was shown: that somebody helps there."""
    offer = turn.last_offer
    recent = offer is not None and turn.turns - offer.turn <= RECENT_TURNS
    if offer is None or not recent or offer.data.get("place") not in MACHINES:
        return False
    if not OF_MACHINE.search(turn.text):
        return False
    turn.make_offer("staff", **offer.data)
    turn.say("utter_machine_help")
    return True


class Stop(Flow):
    """Leaves whatever was going on."""

    action = "action_stop"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        ticket = await my_ticket(turn)
        if ticket is not None and KEEP_WORDS.search(turn.text):
            keep(turn, ticket.number)
            return
        of_number = turn.text.startswith("取消") and bool(_OF_NUMBER & set(turn.actions_run(1)))
        gives_up = GIVES_UP.search(turn.text) or of_number
        if not turn.form and gives_up and await ask_to_cancel(turn):
            return
        turn.drop_offer()
        game.end(turn)
        if ticket is not None and not turn.form:
            turn.say_fresh("utter_stopped_ticket", **ticket_values(ticket))
        else:
            later = turn.form or LATER.search(turn.text)
            turn.say_fresh("utter_stopped" if later else "utter_stopped_idle")


class Goodbye(Flow):
    """A farewell; nothing is left open."""

    action = "action_goodbye"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        turn.drop_offer()
        game.end(turn)
        ticket = await my_ticket(turn)
        if ticket is not None and ticket.state == "waiting":
            turn.say("utter_goodbye_ticket", **ticket_values(ticket))
        else:
            turn.say("utter_goodbye")


class Thank(Flow):
    """You are welcome."""

    action = "action_thank"

    async def answer(self, turn: Turn) -> None:
        turn.say("utter_thank")


class Repeat(Flow):
    """Says the last replies again, with their cards."""

    action = "action_repeat"

    async def answer(self, turn: Turn) -> None:
        # An active form asks its question again by itself.
        if not turn.form and not say_last_again(turn):
            turn.say("utter_repeat_nothing")


def say_last_again(turn: Turn) -> bool:
    """The last replies once more, with what they offered; False where there are none.

    你说什么, after 好的，我慢慢说: what was not caught is what came before.
    """
    replies = turn.last_replies(without=AdjustVoice.action)
    offer = turn.last_offer
    if offer is not None and turn.offer is not None:
        turn.make_offer(offer.kind, **offer.data)
    for reply in replies:
        turn.say_again(reply)
    return bool(replies)


class AdjustVoice(Flow):
    """Louder, slower…: the robot's voice follows the entity; this says that it was heard.

    Who asks for louder or slower has missed what was said last, and gets it again.
    """

    action = "action_adjust_voice"

    async def answer(self, turn: Turn) -> None:
        direction = turn.entity("direction")
        offer = turn.offer
        if offer is not None and offer.kind == "take_ticket" and TAKES.match(turn.text):
            turn.start_ticket(None)
        elif direction in CAUGHT_LITTLE and not turn.form and turn.last_replies(AdjustVoice.action):
            turn.say(f"utter_voice_{direction}_again")
            say_last_again(turn)
        elif direction in DIRECTIONS:
            turn.say(f"utter_voice_{direction}")
        else:
            turn.say("utter_voice_which")


class SwitchLanguage(Flow):
    """Says in the language asked for that Mandarin is spoken here, and that a person helps."""

    action = "action_switch_language"

    async def answer(self, turn: Turn) -> None:
        language = turn.entity("language")
        if language is None and REAL_WORD.search(turn.text) and not CHINESE.search(turn.text):
            language = "en"
        if language == "zh":
            turn.say("utter_language_zh")
            return
        turn.make_offer("staff")
        turn.say(f"utter_language_{language}" if language in LANGUAGES else "utter_language_other")
