"""What the bot says in one turn, as the replies of docs/developer.md."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel


class ReplyCollector(CollectingOutputChannel):
    """Collects each bot message as one reply {text, speech, card?}; one collector a turn."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "turn"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes the message whole: Rasa would send text and custom payload apart."""
        reply = reply_of(message)
        if reply is not None:
            self.replies.append(reply)


def reply_of(message: dict[str, Any]) -> dict[str, Any] | None:
    """The reply of one bot message; None when there is nothing to see or hear.

    `speech` is the custom payload's, else the text; `card` stands beside the text or in the payload.
    `asks` of the payload names what the visitor is asked for that lobby must not keep in clear.
    """
    payload = message.get("custom")
    custom: dict[str, Any] = payload if isinstance(payload, dict) else {}
    text = str(message.get("text") or custom.get("text") or "").strip()
    speech = str(custom.get("speech") or text).strip()
    card = message.get("card") or _fixed_card(custom)
    if not text and not speech and not card:
        return None
    reply: dict[str, Any] = {"text": text or speech, "speech": speech}
    if card:
        reply["card"] = card
    if custom.get("asks"):
        reply["asks"] = str(custom["asks"])
    return reply


def _fixed_card(custom: dict[str, Any]) -> dict[str, Any] | None:
    """The card that a response in domain.yml carries itself, with its buttons.

    An action that gives a card has put the response's buttons on it already.
    """
    card = dict(custom.get("card") or {})
    buttons = list(custom.get("actions") or ())
    if not buttons:
        return card or None
    card = card or {"type": "choices", "title": "", "choices": []}
    place = "choices" if card["type"] == "choices" else "actions"
    return {**card, place: [*card.get(place, ()), *buttons]}
