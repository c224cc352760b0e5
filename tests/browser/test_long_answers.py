"""A long answer on the customer's screen: a line a sentence, and what is below the edge is told."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.test_kiosk import SMALLEST_TOUCH_PX, say
from tests.fakes.dialogue_server import DialogueServer
from tests.processes import eventually

LONG = (
    "补卡一般当场拿到新卡。补卡要本人带身份证来柜台或智能柜员机办。多数银行补卡收工本费，以网点公示的价目表为准。"
    "补卡以后旧卡不能再用。补卡不影响卡里的钱和绑定的手机银行。代办补卡要先打电话问柜台。"
)


def test_a_long_answer_is_a_line_a_sentence_and_is_read_once(
    kiosk: Page, dialogue: DialogueServer
) -> None:
    card = {"type": "notice", "title": "补卡", "text": LONG, "level": "info"}
    dialogue.script["补卡"] = [{"text": LONG, "speech": "当场拿到新卡。", "card": card}]
    say(kiosk, "补卡")
    answer = kiosk.locator(".entry.robot").last
    expect(answer.locator(".card-notice h3")).to_have_text("补卡")
    expect(answer.locator(".first-line")).to_have_text(["补卡一般当场拿到新卡。"])
    expect(answer.locator(".lines li")).to_have_count(5)
    expect(answer.locator(".lines li").nth(2)).to_have_text("补卡以后旧卡不能再用。")
    large, small = (
        float(answer.locator(part).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
        for part in (".first-line", ".lines li")
    )
    assert large > small


def test_a_short_answer_stays_one_line(kiosk: Page, dialogue: DialogueServer) -> None:
    dialogue.script["几点关门"] = [{"text": "五点关门。您还来得及。", "speech": "五点关门。"}]
    say(kiosk, "几点关门")
    expect(kiosk.locator(".entry.robot .bubble").last).to_have_text("五点关门。您还来得及。")
    expect(kiosk.locator(".lines")).to_have_count(0)


def test_what_is_below_the_edge_is_told_and_reached(kiosk: Page, dialogue: DialogueServer) -> None:
    kiosk.set_viewport_size({"width": 1024, "height": 600})
    expect(kiosk.locator("#more")).to_be_hidden()
    dialogue.script["补卡"] = [{"text": LONG + LONG, "speech": "当场拿到新卡。"}]
    say(kiosk, "补卡")
    more = kiosk.locator("#more")
    expect(more).to_be_in_viewport(ratio=1)
    box = more.bounding_box()
    assert box is not None
    assert box["height"] >= SMALLEST_TOUCH_PX
    last = kiosk.locator(".lines li").last
    expect(last).not_to_be_in_viewport(ratio=1)
    log = kiosk.locator("#log")
    before = log.evaluate("log => log.scrollTop")
    more.click()
    eventually(lambda: log.evaluate("log => log.scrollTop") > before)
    log.evaluate("log => log.scrollTo(0, log.scrollHeight)")
    expect(last).to_be_in_viewport(ratio=1)
    expect(more).to_be_hidden()


def test_the_whole_of_a_short_answer_unfolds_at_a_touch(
    kiosk: Page, dialogue: DialogueServer
) -> None:
    card = {
        "type": "notice",
        "title": "补卡",
        "text": "补卡一般当场拿到新卡。",
        "level": "info",
        "more": {"title": "补卡", "text": LONG},
    }
    dialogue.script["补卡"] = [{"text": card["text"], "speech": "当场拿到新卡。", "card": card}]
    say(kiosk, "补卡")
    fold = kiosk.locator(".card-notice .fold")
    button = fold.get_by_text("详细说明")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= SMALLEST_TOUCH_PX
    last = fold.locator(".lines li").last
    expect(last).to_be_hidden()
    button.click()
    expect(last).to_be_visible()
    expect(last).to_have_text("代办补卡要先打电话问柜台。")
