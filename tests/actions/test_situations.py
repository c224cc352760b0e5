"""What is meant by the situation goes before what the words were understood as."""

from __future__ import annotations

import pytest

from actions import (
    ask_product,
    cancel,
    complaint,
    control,
    fallback,
    question,
    reply,
    safety,
    smalltalk,
    staff,
)
from actions.ticket import TakeTicket
from actions.ticket_form import ValidateTicketForm
from tests.actions.talking import Visit
from tests.actions.test_flows import ask
from tests.fakes.branch import FakeBranch


async def warned() -> Visit:
    return await ask(safety.ReportFraud, "公安让我转到安全账户", intent="report_fraud")


async def test_money_is_not_sent_on_its_way_after_a_warning() -> None:
    visit = await warned()
    visit.form = "ticket_form"
    entities = {"business": "transfer", "amount": 5000}
    await ask(ValidateTicketForm, "帮我办转账", visit, intent="take_ticket", entities=entities)
    assert visit.slots["business"] == "fraud"
    visit.form = None
    await visit.run(TakeTicket, {"text": "帮我办转账", "intent": {"name": "take_ticket"}})
    assert visit.said == ["utter_fraud_moving"]
    assert visit.slots["business"] is None


@pytest.mark.parametrize(
    ("action", "words", "intent", "response"),
    [
        (question.AnswerFaq, "他说是公安的，还知道我身份证号", "faq", "utter_fraud_after"),
        (question.AnswerFaq, "能不能追回来", "faq", "utter_fraud_paid"),
        (fallback.Fallback, "我已经转了五千", "out_of_scope", "utter_fraud_paid"),
        (reply.Inform, "对方还在电话里", "inform", "utter_fraud_after"),
    ],
)
async def test_the_tale_goes_on(action: type, words: str, intent: str, response: str) -> None:
    visit = await ask(action, words, await warned(), intent=intent)
    assert visit.said == [response]


async def test_other_matters_are_answered_after_a_warning() -> None:
    visit = await ask(ask_product.AskProduct, entities={"product": "td_1y"})
    assert visit.said == ["utter_product"]
    visit = await ask(
        ask_product.AskProduct, "定期利率", await warned(), entities={"product": "td_1y"}
    )
    assert visit.said == ["utter_product"]


async def test_english_is_answered_in_english() -> None:
    visit = await ask(staff.Insult, "can you tell me a story", intent="insult")
    assert visit.said == ["utter_language_en"]
    await ask(reply.Affirm, "yes", visit, intent="affirm")
    assert (visit.said, visit.cards) == (["utter_english_staff"], ["case"])
    assert (await ask(fallback.Fallback, "ATM")).said != ["utter_language_en"]
    visit = await ask(control.SwitchLanguage, "I want to exchange dollars")
    assert (visit.said, visit.cards) == (["utter_english_number"], ["ticket"])


@pytest.mark.parametrize(
    ("words", "response", "card"),
    [
        ("where is the toilet", "utter_english_way", "route"),
        ("can I talk to the manager", "utter_english_staff", "case"),
        ("what time do you close", "utter_english_open", "notice"),
        ("what is the exchange rate", "utter_english_rates", "notice"),
        ("how much is 100 dollars", "utter_english_rates", "notice"),
        ("I want to open an account", "utter_english_number", "ticket"),
        ("I need a number", "utter_english_number", "ticket"),
        ("do you have wifi here", "utter_english_wifi", "notice"),
        ("thank you very much", "utter_english_thanks", None),
        ("tell me a long story", "utter_language_en", "choices"),
    ],
)
async def test_the_common_needs_of_a_guest(words: str, response: str, card: str | None) -> None:
    visit = await ask(fallback.Fallback, words, intent="out_of_scope")
    assert visit.said == [response]
    assert visit.cards == ([card] if card else [])


async def test_a_word_is_english_after_a_sentence_and_chinese_ends_it() -> None:
    assert (await ask(fallback.Fallback, "toilet")).said != ["utter_english_way"]
    visit = await ask(fallback.Fallback, "do you speak English")
    assert (await ask(fallback.Fallback, "toilet", visit)).said == ["utter_english_way"]
    assert (await ask(fallback.Fallback, "厕所", visit)).said != ["utter_english_way"]
    closed = Visit(branch=FakeBranch(open=False))
    assert (await ask(fallback.Fallback, "I need a number", closed)).said == [
        "utter_english_closed"
    ]


async def test_an_alarm_that_is_over_is_told_to_staff() -> None:
    visit = await ask(safety.Emergency, "我妈妈不见了", intent="emergency")
    await ask(fallback.Fallback, "在那边", visit, intent="out_of_scope")
    assert visit.said == ["utter_emergency_coming"]
    await ask(fallback.Fallback, "她来了", visit, intent="out_of_scope")
    assert visit.said == ["utter_emergency_over"]
    assert [words for _, words in visit.branch.added] == ["在那边", "她来了"]
    other = await ask(fallback.Fallback, "在那边", intent="out_of_scope")
    assert other.said == ["utter_fallback"]


@pytest.mark.parametrize(
    ("words", "response"),
    [
        ("密码也告诉他了", "utter_fraud_leaked"),
        ("他能看到我屏幕", "utter_fraud_watched"),
        ("卡要冻结吗", "utter_fraud_freeze"),
        ("我认识他，不是骗子", "utter_fraud_verify"),
        ("我好怕", "utter_fraud_calm"),
    ],
)
async def test_each_step_of_the_tale_has_its_own_advice(words: str, response: str) -> None:
    for intent in ("report_fraud", "out_of_scope"):
        action = safety.ReportFraud if intent == "report_fraud" else fallback.Fallback
        assert (await ask(action, words, await warned(), intent=intent)).said == [response]


async def test_money_waits_until_staff_have_closed_the_alert() -> None:
    visit = await warned()
    for _ in range(8):
        await ask(staff.CallStaff, "叫经理", visit, intent="call_staff")
    visit.form = "ticket_form"
    entities = {"business": "transfer"}
    await ask(ValidateTicketForm, "办转账", visit, intent="take_ticket", entities=entities)
    assert visit.slots["business"] == "fraud"
    alert = next(case for _, case in visit.branch.open_cases if case.kind == "alert")
    visit.branch.change_case(alert.number, state="closed")
    visit.slots["business"] = None
    await ask(ValidateTicketForm, "办转账", visit, intent="take_ticket", entities=entities)
    assert visit.slots["business"] != "fraud"


@pytest.mark.parametrize(
    ("action", "words"),
    [(control.Capability, "我不会用那机器"), (fallback.Fallback, "我眼睛花看不清")],
)
async def test_who_cannot_use_the_machine_gets_a_number(action: type, words: str) -> None:
    visit = Visit(slots={"business": "cash_withdrawal", "amount": 2000})
    await ask(TakeTicket, "取钱", visit, intent="take_ticket")
    assert visit.slots["offer"]["kind"] == "self_service"
    await ask(action, words, visit, intent="out_of_scope")
    assert visit.cards[0] == "ticket"


async def test_capability_is_told_otherwise() -> None:
    assert (await ask(control.Capability, "你会做什么")).said == ["utter_capability"]


async def test_who_waits_no_longer_is_asked_whether_to_give_the_number_up() -> None:
    visit = Visit()
    await visit.branch.issue_ticket("cash", "v1", "k")
    await ask(control.Stop, "算了不等了", visit, intent="stop")
    assert visit.said == ["utter_cancel_confirm"]
    await ask(reply.Affirm, "是的", visit, intent="affirm")
    assert visit.said == ["utter_cancel_done"]
    await ask(control.Stop, "算了不等了", visit, intent="stop")
    assert visit.said == ["utter_stopped_idle"]


async def test_keeping_the_number_is_no_question_about_transfers() -> None:
    visit = Visit()
    await visit.branch.issue_ticket("cash", "v1", "k")
    await ask(cancel.CancelTicket, "取消我的号", visit, intent="cancel_ticket")
    await ask(question.AnswerFaq, "不取消了，留着吧", visit, intent="faq", faq="transfer_cancel")
    assert visit.said == ["utter_cancel_kept"]


async def test_one_apology_a_complaint() -> None:
    visit = await ask(complaint.Complain, "等太久了", intent="complain")
    assert visit.said == ["utter_complaint"]
    await ask(complaint.Complain, "什么破银行", visit, intent="complain")
    assert visit.said == ["utter_complaint_more"]


async def test_rates_of_a_category_are_said_when_asked_for() -> None:
    asked = {"product_category": "time_deposit", "attribute": "rate"}
    visit = await ask(ask_product.AskProduct, "定期利率多少", entities=asked)
    assert visit.said == ["utter_rates"]
    assert "百分之" in visit.replies[0]["speech"]
    assert len(visit.replies[0]["speech"]) <= 60
    await ask(reply.Inform, "第二个", visit)
    assert visit.said == ["utter_product"]
    risky = {"product_category": "fund", "attribute": "rate"}
    assert (await ask(ask_product.AskProduct, entities=risky)).said == ["utter_products_risky"]


@pytest.mark.parametrize(
    ("words", "then"),
    [("唱首歌", "utter_fun_twister"), ("好无聊", "utter_fun_riddle"), ("你渴不渴", "utter_route")],
)
async def test_yes_after_small_talk_does_what_was_offered(words: str, then: str) -> None:
    visit = await ask(smalltalk.Chitchat, words, intent="chitchat")
    await ask(reply.Affirm, "好", visit, intent="affirm")
    assert visit.said == [then]


async def test_english_in_the_ticket_form_leads_to_a_colleague() -> None:
    visit = Visit(form="ticket_form")
    entities = {"business": "card_loss"}
    await visit.hear(
        ValidateTicketForm, "I lost my bank card", intent="take_ticket", entities=entities
    )
    assert visit.slots["business"] == "foreign"
    visit.form = None
    await visit.hear(TakeTicket, "I lost my bank card", intent="take_ticket")
    assert visit.said == ["utter_english_staff"]


@pytest.mark.parametrize("words", ["好，我挂了", "我把他拉黑了", "我没转"])
async def test_who_does_as_advised_is_told_so(words: str) -> None:
    visit = await ask(fallback.Fallback, words, await warned(), intent="out_of_scope")
    assert visit.said == ["utter_fraud_hung_up"]


@pytest.mark.parametrize("words", ["我不想活了", "活够了真的", "钱没了我死了算了"])
async def test_who_can_bear_no_more_is_kept_company(words: str) -> None:
    visit = await ask(safety.Emergency, words, intent="emergency")
    assert visit.said == ["utter_emergency_despair"]
    assert "12356" in visit.replies[0]["card"]["text"]
    assert visit.branch.cases


@pytest.mark.parametrize(
    ("words", "response"),
    [
        ("不是骗子，是我亲女儿", "utter_fraud_verify"),
        ("不是骗子，我昨天才见过他", "utter_fraud"),
        ("对方说是我儿子，让我打钱", "utter_fraud"),
        ("是我儿子，他在派出所要交保证金", "utter_fraud"),
    ],
)
async def test_family_is_checked_and_what_swindlers_say_is_warned_of(
    words: str, response: str
) -> None:
    visit = await ask(safety.ReportFraud, words, intent="report_fraud")
    assert visit.said == [response]


async def test_money_for_family_is_no_tale() -> None:
    visit = await ask(safety.ReportFraud, "不是骗子，是我亲女儿", intent="report_fraud")
    await ask(question.AnswerFaq, "今天能到吗，那边催着", visit, intent="faq")
    assert not any(said.startswith("utter_fraud") for said in visit.said)
