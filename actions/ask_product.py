"""Questions about products: what there is, and facts of what is on the screen."""

from __future__ import annotations

from actions.flow import Flow
from actions.interest_form import FORM, changes_last
from actions.product import of_the_shown, show_category, show_product
from actions.turn import Turn


class AskProduct(Flow):
    """What there is in a category, or a fact of a product."""

    action = "action_product"

    async def answer(self, turn: Turn) -> None:
        code = turn.entity("product")
        category = turn.entity("product_category")
        attribute = turn.entity("attribute")
        if not attribute and changes_last(turn):
            turn.start_form(FORM)  # 活期呢, after a sum was worked out
        elif code:
            await show_product(turn, str(code), attribute)
        elif category:
            await show_category(turn, str(category), attribute)
        elif not await of_the_shown(turn, attribute):
            turn.say("utter_product_which")
