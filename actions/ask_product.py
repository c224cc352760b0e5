"""Questions about products: what there is, and facts of what is on the screen."""

from __future__ import annotations

import re

from actions import shelf_talk
from actions.best_rates import show_best
from actions.comparison import compare_shown
from actions.faq import offer_choices
from actions.flow import Flow
from actions.interest_form import FORM, changes_last, earns
from actions.matter import of_visit
from actions.own_tickets import my_ticket, ticket_values
from actions.product import (
    WHICH,
    of_rate,
    of_the_shown,
    of_the_term,
    show_category,
    show_of_term,
    show_product,
    shown_codes,
)
from actions.shelves import BUSINESS_OF_CATEGORY
from actions.suitability import SAVINGS
from actions.turn import Turn

MOST = re.compile("最[高低短长稳好]|哪[个款种].{0,4}(高|低|划算|稳|好)")
"""Asked of several: none of them alone is the answer."""


BEST = re.compile("最[高多大]|哪.{0,6}(高|划算|合算)|谁.{0,2}高")
HIGHER = re.compile("高一?[点些]|更高|比.{0,6}高")
"""More than what was shown."""
WHOLE = re.compile("你们|这[儿里]|银行|[存放]")
"""Of all that the branch has, whatever is on the screen."""
TALK_TURNS = 3
"""Turns for which 问利率 is of the category that was named."""

CATEGORY_OF_BUSINESS = {
    **{business: category for category, business in reversed(BUSINESS_OF_CATEGORY.items())},
    "loan_consult": "personal_loan",
    "cash_deposit": "time_deposit",
}
"""利息多少, with a number for the loan office: business to product category, codes of the dialogue contract."""

FAQ_FLOOR = 0.4
"""From this score on entries of the FAQ are offered for a fact of nothing in particular."""
START = re.compile("(多少|几)(钱|块|块钱|百|千|万|万块)?起")
"""要多少钱起 asks for the smallest sum, not for a fee."""


class AskProduct(Flow):
    """What there is in a category, or a fact of a product."""

    action = "action_product"

    async def answer(self, turn: Turn) -> None:
        code = turn.entity("product")
        category = turn.entity("product_category") or (turn.form and turn.slot("category"))
        attribute = "minimum" if START.search(turn.text) else turn.entity("attribute")
        named = bool(code or category)
        if not attribute and changes_last(turn):
            turn.start_form(FORM)  # 活期呢, after a sum was worked out
        elif await shelf_talk.answer(turn):
            return
        elif attribute == "rate" and not named and earns(turn):
            turn.start_form(FORM)
        elif not code and _asks_best(turn, category, attribute) and await show_best(turn):
            return
        elif not named and _of_several(turn, attribute):
            await compare_shown(turn)
        elif code:
            await show_product(turn, str(code), attribute)
        elif category:
            if not await show_of_term(turn, str(category), attribute):
                await show_category(turn, str(category), attribute)
        else:
            await _of_the_talk(turn, attribute)


async def _of_the_talk(turn: Turn, attribute: str | None) -> None:
    """利率多少, 能提前取吗: of what is on the screen, was named, or the visitor came for; else it is asked of what."""
    if (product := await of_rate(turn)) is not None:
        await show_product(turn, product.code, attribute)
    elif await of_the_term(turn) or await of_the_shown(turn, attribute):
        return
    elif attribute and (spoken_of := turn.named_of_products("product_category", TALK_TURNS)):
        await show_category(turn, str(spoken_of[0]), attribute)  # 不是，问利率, after 大额存单呢
    elif (shelf := CATEGORY_OF_BUSINESS.get(_at_hand(turn))) is not None:
        await show_category(turn, shelf, attribute)
    elif not await offer_choices(turn, "utter_faq_choices", FAQ_FLOOR):
        # 手续费 alone was as likely a question of transfers.
        if attribute == "term" and (ticket := await my_ticket(turn)) is not None:
            turn.say("utter_inform_ticket", **ticket_values(ticket))  # 那要数多久
            return
        turn.make_offer(WHICH, attribute=attribute)
        turn.say("utter_product_which")


def _asks_best(turn: Turn, category: str | None, attribute: str | None) -> bool:
    """哪个利息最高 of deposits, or of nothing in particular while nothing is on the screen."""
    if attribute != "rate" or (category and category not in SAVINGS):
        return False
    if HIGHER.search(turn.text):
        return True
    on_screen = turn.offer is not None and len(shown_codes(turn)) > 1 and not category
    general = WHOLE.search(turn.text) or not on_screen
    return bool(general and BEST.search(turn.text))


def _at_hand(turn: Turn) -> str:
    """The business that the visitor is about; empty for none."""
    about = of_visit(turn)
    return about.business if about else ""


def _of_several(turn: Turn, attribute: str | None) -> bool:
    """收益最高的是哪个 is asked of all that is on the screen, 最低多少钱起 of the one looked at."""
    several = len(shown_codes(turn)) > 1 and attribute not in ("minimum", "fee")
    return several and MOST.search(turn.text) is not None
