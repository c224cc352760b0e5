"""What the robot says to a visitor when something happens to the visitor's case, and the page's own words."""

from __future__ import annotations

from typing import Any

from lobby.cases.models import Case, Kind, State

SPEECH = 60
"""Characters said aloud at most; the rest is on the screen."""

WHAT_NEXT = {
    State.OPEN: "已经通知大堂经理，马上有人接手。着急的话，请到大堂经理台，报编号就行，不用再说一遍。",
    State.TAKEN: "{owner}正在处理，有答复会写在这一页，也会让娇娇告诉您。",
    State.CLOSED: "这件事已经办结。还有不满意的地方，请到大堂经理台，或者在下面评价里告诉我们。",
}
"""State to what happens next, as the public page says it."""

SIGN_UP_NEXT = {
    State.OPEN: "名额已经给您留好了，活动当天请提前十分钟到场，报编号就行。来不了请在这里取消，把名额让给别人。",
    State.TAKEN: "名额已经给您留好了，活动当天请提前十分钟到场，报编号就行。",
    State.CLOSED: "这次报名已经结束。还想参加，请跟娇娇说一声，或者问大堂经理。",
}


def what_next(case: Case) -> str:
    """What happens next, for the visitor."""
    words = SIGN_UP_NEXT if case.kind == Kind.SIGN_UP else WHAT_NEXT
    return words[State(case.state)].format(owner=case.owner_name or "大堂经理")


def _reply(text: str, speech: str, card: dict[str, Any] | None = None) -> dict[str, Any]:
    said = speech if len(speech) <= SPEECH else f"{speech[: SPEECH - 9]}……后面的看屏幕。"
    return {"text": text, "speech": said, **({"card": card} if card else {})}


def taken(case: Case, words: str, card: dict[str, Any]) -> dict[str, Any]:
    """Somebody has taken the case."""
    name = case.owner_name or "大堂经理"
    text = f"{name}接手了您的事（{case.number}），由{name}负责到底，请稍等。"
    return _reply(text, f"{name}接手了您的事，会负责到底，请稍等。", card)


def answered(case: Case, answer: str, card: dict[str, Any]) -> dict[str, Any]:
    """Staff have answered."""
    name = case.owner_name or "大堂经理"
    return _reply(f"{name}答复您（{case.number}）：{answer}", f"{name}答复您：{answer}", card)


def closed(case: Case, answer: str, card: dict[str, Any]) -> dict[str, Any]:
    """The case is closed, with or without a last word."""
    if answer:
        return answered(case, answer, card)
    words = f"您的事（{case.number}）已经办结：{case.get_outcome_display()}。扫码可以评价这次处理。"
    return _reply(words, "您的事已经办结，扫码可以评价这次处理。", card)


def overdue(case: Case, hotline: str, card: dict[str, Any]) -> dict[str, Any]:
    """Nobody has come yet: what else can be done."""
    phone = f"，或者拨打客服热线 {hotline}" if hotline else ""
    text = f"让您久等了，我又催了一次大堂经理。您也可以直接到大堂经理台，报 {case.number} 就行{phone}。"
    return _reply(text, "让您久等了，我又催了一次。您也可以直接到大堂经理台。", card)
