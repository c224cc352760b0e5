"""After an alarm of fraud: what clears it, what does not, and whether the money has gone."""

from __future__ import annotations

import pytest

from actions import fallback, question, safety
from actions.fraud import SWINDLER, WARNED
from actions.payment import has_paid
from tests.actions.talking import Visit
from tests.actions.test_flows import ask


async def alarmed(words: str) -> Visit:
    return await ask(safety.ReportFraud, words, intent="report_fraud")


@pytest.mark.parametrize(
    ("words", "paid"),
    [
        ("先转过去了五千", True),
        ("我还没转完，转了三千", True),
        ("他让我先转过去", False),
        ("要先转过去五千", False),
        ("幸好没转", False),
    ],
)
def test_money_that_has_gone_is_told_from_money_that_is_to_go(words: str, paid: bool) -> None:
    assert has_paid(words) is paid


async def test_a_false_alarm_is_over_once_it_is_called_off() -> None:
    visit = await alarmed("有个短信说我要还贷款，我想转一笔")
    assert visit.slots[WARNED]
    await ask(fallback.Fallback, "没人骗我，我自己的钱", visit, intent="out_of_scope")
    assert visit.said == ["utter_fraud_cleared"]
    assert visit.slots[WARNED] is None


@pytest.mark.parametrize("tale", ["他们让我转到安全账户", "催我赶紧汇过去", "公安打来的电话"])
async def test_who_told_of_a_swindler_is_not_let_go_for_saying_no(tale: str) -> None:
    visit = await alarmed(tale)
    await ask(fallback.Fallback, "没人骗我", visit, intent="out_of_scope")
    assert "utter_fraud_cleared" not in visit.said
    assert visit.slots[WARNED]


def test_a_word_of_a_swindler() -> None:
    assert SWINDLER.search("催我给那边转两万")
    assert not SWINDLER.search("我要给孙子转两千")


async def test_whether_the_money_comes_back_is_told_apart_before_and_after_the_first_advice() -> (
    None
):
    visit = await alarmed("公安让我转到安全账户")
    await ask(question.AnswerFaq, "我已经转了五千，能追回来不", visit, intent="faq")
    assert visit.said == ["utter_fraud_paid"]  # what to do comes first
    await ask(question.AnswerFaq, "那钱还能追回来吗", visit, intent="faq")
    assert visit.said == ["utter_fraud_refund"]


async def test_who_fetches_money_for_his_boss_is_no_criminal_for_that() -> None:
    told = {"intent": "report_fraud", "signs": ["fetches for others"]}
    visit = await ask(safety.ReportFraud, "帮老板取钱，有人让我转到安全账户", **told)
    assert visit.said == ["utter_fraud"]


async def test_who_carries_money_for_others_is_no_victim() -> None:
    told = {"intent": "report_fraud", "signs": ["fetches for others", "reward"]}
    visit = await ask(safety.ReportFraud, "学长的兼职，帮老板取钱，取一次给我八百", **told)
    assert visit.said == ["utter_fraud_mule"]
    await ask(question.AnswerFaq, "会不会被抓啊", visit, intent="faq")
    assert visit.said == ["utter_fraud_mule_again"]
    first = visit.replies[0]["text"]
    await ask(question.AnswerFaq, "我不敢取了，怎么办", visit, intent="faq")
    assert visit.said == ["utter_fraud_mule_again"]
    assert visit.replies[0]["text"] != first


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("胸口有点闷", "utter_emergency_ill"),
        ("头有点疼，半边身子麻", "utter_emergency_ill"),
        ("嘴歪了，话说不清", "utter_emergency_ill"),
        ("头有点晕", "utter_emergency_unwell"),
        ("有点恶心想吐", "utter_emergency_unwell"),
    ],
)
async def test_what_may_be_the_heart_or_a_stroke_is_never_a_little_unwell(
    words: str, kind: str
) -> None:
    visit = await ask(safety.Emergency, words, intent="emergency")
    assert visit.said == [kind]


@pytest.mark.parametrize("who", ["奶奶", "爷爷", "妈妈", "孙子", "老伴"])
async def test_whoever_is_lost_is_looked_for(who: str) -> None:
    visit = await ask(safety.Emergency, f"我找不到{who}了", intent="emergency")
    assert visit.said == ["utter_emergency_child"]


@pytest.mark.parametrize(
    ("words", "response"),
    [
        ("那你说啥套路嘛", "utter_fraud_trick"),
        ("凭什么说是诈骗", "utter_fraud_trick"),
        ("群里一百多人都挣到了", "utter_fraud_shills"),
        ("我都提出来过两千了", "utter_fraud_small"),
        ("老师说先交保证金才能提现", "utter_fraud_deposit"),
        ("卡里还有一万，会不会也叫他弄走", "utter_fraud_freeze"),
        ("这卡要不要先锁起来", "utter_fraud_freeze"),
        ("锁上了", "utter_fraud_locked"),
        ("他再催我咋个回他，删了不", "utter_fraud_reply"),
        ("聊天我删了", "utter_fraud_evidence"),
        ("钱倒没转，他让我下了个软件，能看着我手机教我关", "utter_fraud_watched"),
        ("我刚才还开了手机银行给他看了", "utter_fraud_watched"),
        ("密码让他看去了，要不要改", "utter_fraud_leaked"),
        ("挂失了我退休金还能进来不", "utter_fraud_incoming"),
    ],
)
async def test_an_objection_is_answered_by_what_it_says(words: str, response: str) -> None:
    visit = await alarmed("老师带我炒股，让我转八万")
    await ask(fallback.Fallback, words, visit, intent="out_of_scope")
    assert visit.said == [response]


async def test_who_is_in_a_chat_is_not_told_to_hang_up() -> None:
    visit = await alarmed("微信群里的老师让我转八万")
    await ask(fallback.Fallback, "老师是好人，领导也认识他", visit, intent="out_of_scope")
    assert visit.said == ["utter_fraud_chat"]


async def test_who_has_reported_it_is_not_told_to_report_it() -> None:
    visit = await alarmed("我已经转了五千给骗子")
    await ask(fallback.Fallback, "报了警了", visit, intent="out_of_scope")
    assert visit.said == ["utter_fraud_police"]
    await ask(question.AnswerFaq, "那钱还能追回来吗", visit, intent="faq")
    assert visit.said == ["utter_fraud_refund_reported"]


async def test_the_staff_who_were_called_are_asked_after() -> None:
    visit = await alarmed("老师带我炒股，让我转八万")
    await ask(fallback.Fallback, "你喊的人呢，咋还没来", visit, intent="call_staff")
    assert visit.said == ["utter_fraud_coming"]
