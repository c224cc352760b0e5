"""What the robot says when a part of it is away: what happened, and what the customer can do now."""

from __future__ import annotations

from typing import Any

AWAY = {
    "text": "抱歉，我这会儿有点忙不过来，请稍等几秒再说一次，或直接找大堂经理。",
    "speech": "抱歉，我这会儿有点忙不过来，请稍等几秒再说一次，或直接找大堂经理。",
}
SILENT = {
    "text": "抱歉，这件事我刚才没办成，请再说一次；着急的话，请找大堂经理。",
    "speech": "抱歉，这件事我刚才没办成，请再说一次；着急的话，请找大堂经理。",
}
GREETING = {
    "text": "您好，我是大堂助理娇娇。我正在准备，请稍等几秒；着急的话，请找大堂经理。",
    "speech": "您好，我是娇娇。我正在准备，请稍等几秒；着急的话，请找大堂经理。",
}
PRIVACY = {
    "text": "提醒您：卡号、证件号、密码和验证码请不要告诉我，也别告诉别人。我没有保存它。",
    "speech": "提醒您，卡号、密码和验证码请不要告诉我，也别告诉别人。我没有保存它。",
}


def reply(words: dict[str, str]) -> dict[str, Any]:
    """A reply of the API from one of the texts above."""
    return dict(words)
