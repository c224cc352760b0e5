"""The customer's screen in a real browser, against a real lobby."""

from __future__ import annotations

import os
import signal

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.samples import compared, every_card
from tests.fakes.dialogue_server import DialogueServer
from tests.processes import LobbyServer, device_token, eventually, headers, manage

SMALLEST_TOUCH_PX = 64


def say(page: Page, text: str) -> None:
    page.fill("#words", text)
    page.keyboard.press("Enter")


def api(lobby: LobbyServer) -> httpx.Client:
    return httpx.Client(
        base_url=f"{lobby.url}/api/v1",
        headers=headers(device_token(lobby.var)),
        timeout=10,
        trust_env=False,
    )


def test_a_typed_sentence_is_answered(kiosk: Page, dialogue: DialogueServer) -> None:
    dialogue.script["厕所在哪儿"] = [{"text": "洗手间在您左手边。", "speech": "在左手边。"}]
    say(kiosk, "厕所在哪儿")
    expect(kiosk.locator(".entry.visitor")).to_have_text("您说：厕所在哪儿")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("洗手间在您左手边。")
    expect(kiosk.locator("#words")).to_have_value("")
    assert dialogue.heard[0]["metadata"] == {"channel": "kiosk", "modality": "text"}


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (1366, 768), (1920, 1080)])
def test_every_button_is_on_a_small_screen_too(kiosk: Page, size: tuple[int, int]) -> None:
    """The page does not scroll: what is below its end cannot be reached."""
    kiosk.set_viewport_size({"width": size[0], "height": size[1]})
    for button in kiosk.locator(".quick button, .say button, #end").all():
        expect(button).to_be_in_viewport(ratio=1)
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TOUCH_PX


def test_a_quick_button_says_its_sentence_by_touch(kiosk: Page, dialogue: DialogueServer) -> None:
    kiosk.get_by_role("button", name="取号", exact=True).click()
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：我要取号")
    assert dialogue.heard[0]["metadata"]["modality"] == "touch"


def test_a_sheet_of_places_opens_and_says(kiosk: Page, dialogue: DialogueServer) -> None:
    kiosk.get_by_role("button", name="怎么走").click()
    kiosk.locator("#panel-places").get_by_role("button", name="洗手间").click()
    expect(kiosk.locator("#panel-places")).to_be_hidden()
    expect(kiosk.locator(".entry.robot").last).to_contain_text("洗手间怎么走")


def test_two_quick_touches_are_one_turn(kiosk: Page, dialogue: DialogueServer) -> None:
    kiosk.get_by_role("button", name="取号", exact=True).dblclick()
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是")
    say(kiosk, "好了")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("好了")
    assert dialogue.said() == ["我要取号", "好了"]


def test_the_face_thinks_while_the_answer_is_on_its_way(
    kiosk: Page, dialogue: DialogueServer
) -> None:
    dialogue.hold.clear()
    say(kiosk, "想一想")
    expect(kiosk.locator("body")).to_have_attribute("data-state", "thinking")
    expect(kiosk.locator(".entry.pending")).to_be_visible()
    dialogue.hold.set()
    expect(kiosk.locator("body")).to_have_attribute("data-state", "speaking")
    expect(kiosk.locator(".entry.pending")).to_have_count(0)


def test_every_card_is_drawn(kiosk: Page, dialogue: DialogueServer, lobby: LobbyServer) -> None:
    with api(lobby) as client:
        issued = client.post(
            "/tickets", json={"service": "cash"}, headers={"Idempotency-Key": "cards"}
        ).json()
        # The page of a given-up number can still be drawn, and nobody waits for the next test.
        client.delete(f"/tickets/{issued['id']}").raise_for_status()
        product = client.get("/products", params={"category": "wealth_management"}).json()[0]
    token = issued["page_url"].rsplit("/", 1)[-1]
    cards = every_card(token, product["code"])
    dialogue.script["卡片"] = [{"text": name, "speech": "", "card": c} for name, c in cards.items()]
    say(kiosk, "卡片")
    drawn = kiosk.locator(".entry.robot").last
    for name in cards:
        expect(drawn.locator(f".card-{name}").first).to_be_visible()
    ticket = drawn.locator(".card-ticket").first
    expect(ticket.locator(".ticket-number")).to_have_text("A012")
    expect(ticket).to_contain_text("4 位")
    expect(ticket).to_contain_text("约 6 到 14 分钟")
    expect(ticket).to_contain_text("身份证、银行卡")
    expect(drawn.locator(".card-wait")).to_contain_text("暂停取号")
    expect(drawn.locator(".card-route .route-steps li")).to_have_count(2)
    expect(drawn.locator(".card-product")).to_contain_text("理财非存款、产品有风险、投资须谨慎。")
    expect(drawn.locator(".card-product .risk")).to_have_text("稳健型（R2，中低风险）")
    expect(drawn.locator(".card-product_list")).to_contain_text("2026-03-01")
    expect(drawn.locator(".card-notice.alert")).to_be_visible()
    expect(drawn.locator(".card-case")).to_contain_text("0304-007")
    # Every picture has really come: codes and the floor plan.
    pictures = drawn.locator("img")
    assert pictures.count() == 6 - 1
    for index in range(pictures.count()):
        picture = pictures.nth(index)
        eventually(lambda p=picture: p.evaluate("p => p.complete && p.naturalWidth > 0"))
        expect(picture).to_be_visible()


def test_products_side_by_side(kiosk: Page, dialogue: DialogueServer) -> None:
    dialogue.script["比"] = [{"text": "比", "speech": "", "card": compared("p")}]
    say(kiosk, "比")
    table = kiosk.locator(".card-product_list .compare")
    expect(table.locator("thead .compare-name")).to_have_count(2)
    expect(table.locator("thead .risk")).to_have_text(["稳健型（R2，中低风险）"])
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table.locator("tr.differs")).to_contain_text("2.35%")
    expect(kiosk.locator(".card-product_list .disclaimer")).to_be_visible()
    assert kiosk.evaluate("document.documentElement.scrollWidth") <= kiosk.viewport_size["width"]
    table.get_by_role("button", name="日日盈").click()
    expect(kiosk.locator(".entry.visitor").last).to_contain_text("介绍一下日日盈")
    # The turn ends here, not in the next test.
    eventually(lambda: dialogue.said() == ["比", "介绍一下日日盈"])


@pytest.mark.parametrize(
    ("card", "button", "says"),
    [
        ("choices", "补卡要带什么", "补卡要带什么"),
        ("quiz", "50万元", "50万元"),
        ("product", "取号咨询", "我要咨询理财"),
        ("wait", "来个谜语", "给我出个谜语"),
    ],
)
def test_a_card_s_button_says_its_text(
    kiosk: Page, dialogue: DialogueServer, card: str, button: str, says: str
) -> None:
    dialogue.script["卡片"] = [{"text": "看", "speech": "", "card": every_card("t", "p")[card]}]
    say(kiosk, "卡片")
    kiosk.locator(".card").get_by_role("button", name=button).click()
    expect(kiosk.locator(".entry.visitor").last).to_contain_text(says)
    eventually(lambda: dialogue.said() == ["卡片", says])
    assert dialogue.heard[-1]["metadata"]["modality"] == "touch"


def test_a_route_without_a_plan_is_drawn_as_a_line(kiosk: Page, dialogue: DialogueServer) -> None:
    card = every_card("t", "p")["route"]
    del card["plan_url"]
    dialogue.script["怎么走"] = [{"text": "看图", "speech": "", "card": card}]
    say(kiosk, "怎么走")
    expect(kiosk.locator(".card-route svg.plan polyline.way")).to_have_attribute(
        "points", "10,11.3 10,5.5 1,1"
    )


def test_markup_stays_text(kiosk: Page, dialogue: DialogueServer) -> None:
    nasty = "<img src=x onerror=\"document.title='x'\"><b>粗</b>"
    dialogue.script[nasty] = [
        {
            "text": nasty,
            "speech": "",
            "card": {
                "type": "qr",
                "title": nasty,
                "page_url": "//evil.example/",
                "qr_url": "//evil.example/x.svg",
                "actions": [{"label": nasty, "text": nasty}],
            },
        },
        {"text": "还在", "speech": "", "card": {"type": "unheard_of", "title": nasty}},
    ]
    say(kiosk, nasty)
    robot = kiosk.locator(".entry.robot").last
    expect(robot.locator(".bubble").first).to_have_text(nasty)
    expect(kiosk.locator(".entry.visitor .bubble")).to_have_text(nasty)
    expect(robot.locator(".card-qr h3")).to_have_text(nasty)
    expect(robot.get_by_role("button")).to_have_text(nasty)
    expect(robot).to_contain_text("还在")
    assert kiosk.locator("#log img, #log b").count() == 0
    assert "娇娇" in kiosk.title()


def test_end_clears_the_screen_for_the_next(kiosk: Page, dialogue: DialogueServer) -> None:
    say(kiosk, "我的秘密")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("我的秘密")
    kiosk.fill("#words", "还没发出")
    kiosk.get_by_role("button", name="结束", exact=True).first.click()
    expect(kiosk.locator(".entry")).to_have_count(0)
    expect(kiosk.locator("#welcome")).to_be_visible()
    expect(kiosk.locator("#words")).to_have_value("")
    assert "秘密" not in kiosk.content()
    first = dialogue.greeted[-1]
    eventually(lambda: first in dialogue.forgotten)
    say(kiosk, "下一位")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("下一位")
    assert dialogue.heard[-1]["sender"] != first


def test_an_answer_that_comes_after_the_end_is_not_shown(
    kiosk: Page, dialogue: DialogueServer
) -> None:
    dialogue.hold.clear()
    say(kiosk, "我的秘密")
    expect(kiosk.locator(".entry.pending")).to_be_visible()
    kiosk.get_by_role("button", name="结束", exact=True).first.click()
    with kiosk.expect_response("**/turns"):
        dialogue.hold.set()
    say(kiosk, "你好")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：你好")
    assert "秘密" not in kiosk.content()


def test_an_unknown_conversation_is_begun_anew(kiosk: Page, dialogue: DialogueServer) -> None:
    say(kiosk, "一")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：一")
    first = dialogue.heard[-1]["sender"]
    # Ended elsewhere, by the robot say.
    kiosk.request.delete(f"/api/v1/conversations/{first}")
    say(kiosk, "二")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：二")
    assert dialogue.heard[-1]["sender"] != first
    expect(kiosk.locator(".entry.visitor")).to_have_count(2)


def test_the_dialogue_away_is_apologised_for_and_comes_back(
    kiosk: Page, dialogue: DialogueServer
) -> None:
    dialogue.stop()
    say(kiosk, "在吗")
    last = kiosk.locator(".entry.robot").last
    expect(last).to_contain_text("抱歉")
    dialogue.start()
    last.get_by_role("button", name="再试一次").click()
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：在吗")
    expect(kiosk.locator(".entry.visitor")).to_have_count(1)
    expect(kiosk.locator(".entry.robot", has_text="抱歉")).to_have_count(1)


def test_without_a_network_it_says_so_and_finds_back(kiosk: Page, dialogue: DialogueServer) -> None:
    kiosk.context.set_offline(True)
    say(kiosk, "在吗")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("网络不太顺畅")
    kiosk.context.set_offline(False)
    kiosk.get_by_role("button", name="再试一次").click()
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：在吗")


def test_a_branch_that_freezes_is_noticed_and_found_again(
    kiosk: Page, lobby: LobbyServer, dialogue: DialogueServer
) -> None:
    """The connection stays open, and nothing comes of it."""
    os.kill(lobby.pid, signal.SIGSTOP)
    try:
        expect(kiosk.locator("#offline")).to_be_visible()
    finally:
        os.kill(lobby.pid, signal.SIGCONT)
    expect(kiosk.locator("#offline")).to_be_hidden(timeout=20_000)
    say(kiosk, "在吗")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：在吗")


def test_a_turn_by_voice_appears_and_none_is_shown_twice(
    kiosk: Page, dialogue: DialogueServer, lobby: LobbyServer
) -> None:
    say(kiosk, "我打的字")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("我打的字")
    conversation = dialogue.heard[-1]["sender"]
    with api(lobby) as client:
        client.post(
            f"/conversations/{conversation}/turns", json={"text": "我说的话", "modality": "voice"}
        ).raise_for_status()
    expect(kiosk.locator(".entry.visitor.by-voice")).to_contain_text("我说的话")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("您说的是：我说的话")
    # By now the stream has also brought back what was typed.
    expect(kiosk.locator(".entry.visitor")).to_have_count(2)
    expect(kiosk.locator(".entry.robot")).to_have_count(3)


def test_another_visitor_s_turns_stay_away(
    kiosk: Page, dialogue: DialogueServer, lobby: LobbyServer
) -> None:
    with api(lobby) as client:
        other = client.post("/conversations", json={"channel": "phone"}).json()["id"]
        client.post(f"/conversations/{other}/turns", json={"text": "别人的话"}).raise_for_status()
        own = dialogue.greeted[0]
        client.post(
            f"/conversations/{own}/turns", json={"text": "自己的话", "modality": "voice"}
        ).raise_for_status()
    expect(kiosk.locator(".entry.robot").last).to_contain_text("自己的话")
    assert "别人的话" not in kiosk.content()


def test_keyboard_alone_is_enough(kiosk: Page, dialogue: DialogueServer) -> None:
    button = kiosk.get_by_role("button", name="还要等多久")
    button.focus()
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("还要等多久")
    kiosk.get_by_role("button", name="常见问题").focus()
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("#panel-questions")).to_be_visible()
    kiosk.keyboard.press("Escape")
    expect(kiosk.locator("#panel-questions")).to_be_hidden()


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800), (820, 1180), (1024, 768)])
def test_everything_to_touch_is_large_and_on_the_screen(
    kiosk: Page, dialogue: DialogueServer, size: tuple[int, int]
) -> None:
    width, height = size
    kiosk.set_viewport_size({"width": width, "height": height})
    dialogue.script["选"] = [
        {"text": "选", "speech": "", "card": every_card("t", "p")[name]}
        for name in ("choices", "product_list")
    ]
    say(kiosk, "选")
    expect(kiosk.locator(".card-product_list")).to_be_attached()
    targets = kiosk.locator("button:visible, input:visible")
    assert targets.count() > 10
    for index in range(targets.count()):
        box = targets.nth(index).bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TOUCH_PX, targets.nth(index).inner_text()
        assert box["width"] >= SMALLEST_TOUCH_PX
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    for part in (".quick", "#say", "#end"):
        box = kiosk.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height, part
    assert kiosk.evaluate("document.documentElement.scrollWidth") <= width


def test_the_robot_s_own_conversation_is_taken_up(
    kiosk: Page, dialogue: DialogueServer, lobby: LobbyServer
) -> None:
    with api(lobby) as client:
        spoken = client.post("/conversations", json={"channel": "voice"}).json()["id"]
    manage(
        lobby.var,
        "shell",
        "-c",
        "from lobby import events; "
        f"events.publish('robot.state', {{'state': 'listening', 'conversation': '{spoken}'}})",
    )
    expect(kiosk.locator("body")).to_have_attribute("data-state", "listening")
    say(kiosk, "接着说")
    expect(kiosk.locator(".entry.robot").last).to_contain_text("接着说")
    assert dialogue.heard[-1]["sender"] == spoken
