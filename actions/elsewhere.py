"""Business that sounds like a machine's and is done otherwise: money for another country, taxes, receipts."""

from __future__ import annotations

import contextlib
import re

from actions.errors import BranchUnknown
from actions.faq import answer_faq
from actions.turn import Turn

ABROAD = re.compile(
    "国外|境外|海外|外国|跨境|留学|美国|英国|加拿大|澳洲|澳大利亚|新西兰|日本|韩国|新加坡|马来西亚|泰国|越南|老挝|缅甸|柬埔寨|印度|迪拜|德国|法国|意大利"
    "|西班牙|荷兰|瑞士|俄罗斯|非洲|欧洲|香港|澳门|台湾|伦敦|巴黎|纽约|洛杉矶|多伦多|温哥华|悉尼|墨尔本|东京|首尔|曼谷"
)
TAX = re.compile("税")
FIRMS_PAPERS = re.compile(
    "(?:对公|公户|公账|公司|企业|单位)的?(?:账户|户头|账|户)?的?(?:回单|流水|明细|对账|账单)"
)
KINDS = (
    (frozenset(["transfer", "bill_payment"]), ABROAD, ABROAD),
    (frozenset(["bill_payment"]), TAX, TAX),
    (frozenset(["statement_print", "corporate_transfer"]), FIRMS_PAPERS, re.compile("公司")),
)
"""Business codes (dialogue contract), words beside which they are something else, and words of the titles of its entries."""
LIKELY = 0.05
"""Score from which an entry of the FAQ whose title has such a word is about it."""


async def entry_for(turn: Turn, business: str | None) -> str | None:
    """给悉尼的儿子打三万, 交契税: the nearest entry on it; None for what is done as it sounds.

    Raises BranchError when the branch does not answer.
    """
    titled = next((t for codes, w, t in KINDS if business in codes and w.search(turn.text)), None)
    if titled is None:
        return None
    for row in turn.faq_ranking:
        if float(row["score"]) < LIKELY:
            break
        with contextlib.suppress(BranchUnknown):
            if titled.search((await turn.branch.faq(str(row["id"]))).title):
                return str(row["id"])
    return None


async def tell(turn: Turn) -> bool:
    """Answers with that entry; False when the branch has removed it in the meantime."""
    id = await entry_for(turn, turn.entity("business"))
    return id is not None and await answer_faq(turn, id)
