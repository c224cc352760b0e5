"""给我取个对公的号: a queue named instead of a business, by the names that the branch gives its queues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.errors import BranchRefused, BranchUnknown
from actions.matter import just_told
from actions.model import Service
from actions.turn import Turn

QUEUE = "queue:"
"""In the ticket form's business slot, before the code of a queue (services.yml): no business of the contract."""

_COMMON = re.compile("业务|服务|咨询|专?窗口?|专柜|柜台|办理|个人|专区|通道")
"""In a queue's name: what customers leave out, 对公业务 being 对公."""
_TAKE = "(?:取|拿|领|要|来|排|挂|弄|抽|整|给)(?:我|咱|他|她|老人)?(?:一?[个张]|一下|了)?(?:那个?|这个?)?"
_AROUND = "(?:业务|服务|专?窗口?|专?柜台?|咨询|类|室|客户|通道|专区|那边|那个|这边)*的?(?:排队)?(?:小)?(?<!卡)号(?![码窗线楼机])"
_ASKS = re.compile("[?？]|[吗么]$|哪[里儿]|怎么|什么|多少|几号|是不是|有没有|不要|不用|不取")

SAID = 4
"""Replies and turns back to which a queue was spoken of."""
TOLD_WITHIN = 4
"""Turns for which an entry of the FAQ is what a number is wanted for."""


def core(name: str) -> str:
    """What is left of a queue's name: 爱心 of 爱心专窗, 现金 of 个人现金业务."""
    return _COMMON.sub("", name)


def named(text: str, services: Sequence[Service]) -> str | None:
    """The code of the queue whose number is asked for; None where none is named so. 银行卡号 is no queue."""
    if "号" not in text or _ASKS.search(text):
        return None
    # 非现金 before 现金, which it contains.
    for service in sorted(services, key=lambda one: -len(core(one.name))):
        said = re.escape(core(service.name))
        if not said:
            continue
        wish = f"{_TAKE}{said}{_AROUND}|(?<!非){said}{_AROUND}.{{0,4}}(?:取|拿|领|来|要|给)(?:我)?(?:一?[个张])"
        if re.search(wish, text):
            return service.code
    return None


def swapped_to(text: str, services: Sequence[Service]) -> str | None:
    """换成对公的号: the code of the queue that the number is to be of instead."""
    for service in sorted(services, key=lambda one: -len(core(one.name))):
        said = re.escape(core(service.name))
        if said and re.search(f"(?:换|改)(?:成|到|为|一?个|一?张)*(?:那个?)?(?:个人)?{said}", text):
            return service.code
    return None


async def queue_asked_for(turn: Turn) -> str | None:
    """As `named`, of the branch's own queues; may raise any BranchError."""
    if "号" not in turn.text:
        return None
    return named(turn.text, await turn.branch.services())


async def queue_of_topic(turn: Turn, business: str | None) -> str | None:
    """给我拿个号, after 调高限额在非现金柜台办: the queue of the place that the entry told last names.

    None where none was told lately, or `business`, which the talk named, is done at that place as well.
    """
    told = just_told(turn, TOLD_WITHIN)
    if told is None:
        return await _queue_at(turn) if business is None else None
    try:
        entry = await turn.branch.faq(told)
        where = await turn.branch.triage(business, prefer_counter=True) if business else None
    except (BranchUnknown, BranchRefused):
        return None
    place = (entry.card or {}).get("value")
    if where is not None and where.place == place:
        return None
    about = entry.title + entry.text
    services = await turn.branch.services()
    here = [one for one in services if one.place and one.place == place]
    if not here and business is None:
        # Of a matter that a machine or the telephone is named for: the counter that its answer names, else that does what the machine does.
        here = [one for one in services if _names_counter(one, about)]
        here = here or [one for one in services if place in one.channels]
    return max(here, key=lambda one: about.count(core(one.name))).code if here else None


async def queue_told(turn: Turn) -> Service | None:
    """The queue of the place at which what was told last is done; None where no number is called there."""
    code = await queue_of_topic(turn, None)
    services = {one.code: one for one in await turn.branch.services()} if code else {}
    return services.get(str(code))


async def _queue_at(turn: Turn) -> str | None:
    """The queue of the place that was shown last, the one that was spoken of; None where no number is called there."""
    last = turn.last_offer
    if last is None or turn.turns - last.turn > TOLD_WITHIN or not last.data.get("place"):
        return None
    here = [one for one in await turn.branch.services() if one.place == last.data["place"]]
    about = "".join([*turn.texts_said()[-SAID:], *turn.texts_heard(SAID)])
    return max(here, key=lambda one: about.count(core(one.name))).code if here else None


def _names_counter(service: Service, text: str) -> bool:
    """现金柜台 is named in the text, and no 非现金柜台."""
    name = re.escape(core(service.name))
    return bool(name) and re.search(f"(?<!非){name}(?:柜台|室)", text) is not None


def as_slot(code: str) -> str:
    """What stands for the queue in the business slot."""
    return f"{QUEUE}{code}"


def from_slot(business: str) -> str | None:
    """The queue's code in the business slot, or None for anything else."""
    return business.removeprefix(QUEUE) if business.startswith(QUEUE) else None
