"""Whether the money has gone, or is about to: told apart by what is said, not by one sentence."""

from __future__ import annotations

import pytest

from actions import fallback, question, reply, safety
from actions.payment import has_paid, means_to_pay
from tests.actions.test_flows import ask

PAID = (
    "已经给了五千保证金了",
    "已经投进去两万了",
    "我都打过去了",
    "垫了三千了",
    "我把钱都给他了",
    "我付了定金以后他就把我拉黑了",
    "那个平台我充了好几万，提现提不出来",
    "手续费我也给了，税我也交了，还是不给我钱",
    "他让我先转了五千",
    "先交了三千押金，现在又要一万",
    "我给他转过去了才发现不对",
    "交了",
    "能不能追回来",
    "一万块已经给人家了",
    "我按他给的网址填完了，扣了我一万二",
    "我都垫了好几次了",
)
MEANS_TO = (
    "好嘛先把钱汇了",
    "那我先转过去再说",
    "我先把五千块交了",
    "算了我还是给他打过去吧",
    "那我先付了",
    "行吧，我给他转",
    "我还是按他说的弄吧",
    "我现在就去转",
    "不管了，我先转",
    "先给他一千试试",
    "那我按他讲的去机器上弄",
    "那我再凑两万给他转",
)
NEITHER = (
    "他说今天必须转，不让我跟家里人说",
    "他让我今天上午一定要汇",
    "他让我先交保证金",
    "有人打电话让我转账",
    "说要把钱转到安全账户",
    "我没转",
    "我不转了",
    "还没给他钱",
    "我不会给他打钱的",
    "对方说不转就抓我",
    "不交行不行",
    "验证码要给他吗",
    "那我给谁打电话",
    "先打110吗",
    "我女儿给我打电话了",
    "我要交电费",
)


@pytest.mark.parametrize("words", PAID)
def test_who_has_paid(words: str) -> None:
    assert has_paid(words)
    assert not means_to_pay(words)


@pytest.mark.parametrize("words", MEANS_TO)
def test_who_is_about_to(words: str) -> None:
    assert means_to_pay(words)
    assert not has_paid(words)


@pytest.mark.parametrize("words", NEITHER)
def test_who_tells_something_else(words: str) -> None:
    assert not has_paid(words)
    assert not means_to_pay(words)


async def test_a_tale_that_begins_with_the_payment_is_answered_by_what_stops_it() -> None:
    visit = await ask(safety.ReportFraud, "我交了五千块保证金，现在提不出来", intent="report_fraud")
    assert visit.said == ["utter_fraud_paid"]
    said = visit.replies[0]
    for words in ("110", "客服", "止付", "别删|留"):
        assert any(word in said["text"] + said["card"]["text"] for word in words.split("|"))
    assert visit.branch.cases


async def test_who_means_to_pay_is_held_back_each_time_in_other_words() -> None:
    visit = await ask(safety.ReportFraud, "公安让我转到安全账户", intent="report_fraud")
    await ask(question.AnswerFaq, "好嘛先把钱汇了", visit, intent="faq")
    first = visit.replies[0]["text"]
    assert visit.said == ["utter_fraud_moving"]
    await ask(reply.Affirm, "行吧，我给他转", visit, intent="affirm")
    assert visit.said == ["utter_fraud_moving"]
    assert visit.replies[0]["text"] != first


async def test_whether_to_call_the_police_is_no_alarm_of_its_own() -> None:
    visit = await ask(safety.ReportFraud, "公安让我转到安全账户", intent="report_fraud")
    await ask(safety.Emergency, "先打110吗", visit, intent="emergency")
    assert visit.said == ["utter_fraud_report"]
    await ask(safety.Emergency, "有人拿刀，快报警", visit, intent="emergency")
    assert visit.said == ["utter_emergency_crime"]


async def test_who_has_paid_and_scolds_is_still_told_what_to_do() -> None:
    visit = await ask(safety.ReportFraud, "刷单让我先垫钱", intent="report_fraud")
    await ask(fallback.Fallback, "手续费我也给了，还是不给我钱", visit, intent="out_of_scope")
    assert visit.said == ["utter_fraud_paid"]
