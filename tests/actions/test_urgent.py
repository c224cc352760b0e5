"""Money for who lies in hospital, and a child who looks for its elders."""

from __future__ import annotations

from actions import (
    complaint,
    control,
    fallback,
    fun,
    game,
    question,
    safety,
    smalltalk,
    staff,
)
from tests.actions.talking import Visit
from tests.actions.test_flows import ask


async def test_staff_are_called_once_and_the_dead_are_not_spoken_of() -> None:
    visit = await ask(
        staff.CallStaff, "他在ICU，密码我不知道", intent="call_staff", signs=["grave"]
    )
    assert visit.said == ["utter_grave"]
    await ask(question.AnswerFaq, "什么去世！人还在呢", visit, intent="faq", signs=[])
    assert visit.said == ["utter_grave_sorry"]
    await ask(safety.Emergency, "叫吧快点，人命关天的", visit, intent="emergency")
    assert visit.said == ["utter_grave_coming"]
    assert [kind for kind, _, _ in visit.branch.cases] == ["help"]


async def test_who_died_is_not_gravely_ill() -> None:
    visit = await ask(staff.CallStaff, "我爸在ICU，要取钱", intent="call_staff", signs=["grave"])
    await ask(question.AnswerFaq, "我妈去年走了，她的折子能取吗", visit, intent="faq")
    assert not any(said.startswith("utter_grave") for said in visit.said)


async def test_a_child_is_comforted_and_what_it_tells_goes_to_staff() -> None:
    visit = Visit()
    await ask(safety.Emergency, "呜呜我奶奶不见了", visit, intent="emergency", signs=["missing"])
    assert visit.said == ["utter_child"]
    await ask(fallback.Fallback, "她穿红衣服，去厕所了吧", visit, intent="out_of_scope")
    assert visit.said == ["utter_child_noted"]
    await ask(question.AnswerFaq, "你能打电话给我妈妈吗", visit, intent="faq")
    assert visit.said == ["utter_child_phone"]
    await ask(smalltalk.Chitchat, "她是不是不要我了", visit, intent="chitchat")
    assert visit.said == ["utter_child_loved"]
    assert len(visit.branch.added) == 3
    await ask(fallback.Fallback, "奶奶来了", visit, intent="out_of_scope")
    assert visit.said == ["utter_child_over"]


async def test_a_child_that_sees_whom_it_looked_for_is_let_go() -> None:
    visit = Visit()
    await ask(safety.Emergency, "呜呜我妈妈不见了", visit, intent="emergency", signs=["missing"])
    seen = "啊我看见了，她在按机器，我过去啦"
    await ask(fallback.Fallback, seen, visit, intent="out_of_scope")
    assert visit.said == ["utter_child_over"]


async def test_who_sends_the_manager_away_is_not_waited_for() -> None:
    visit = await ask(staff.CallStaff, "叫经理", intent="call_staff")
    await ask(fallback.Fallback, "经理别叫了，我先走了", visit, intent="goodbye")
    assert visit.said == ["utter_staff_withdrawn"]
    assert not any(case.is_open for _, case in visit.branch.open_cases)


def test_a_hint_is_no_surrender() -> None:
    assert game.HINT.search("你提示我一下")
    assert not game.HINT.search("我认输")


async def test_a_question_with_a_sigh_is_no_complaint() -> None:
    visit = await ask(complaint.Complain, "那你们今天有没有英镑啊，我人都来了", intent="complain")
    assert visit.said == ["utter_asks_staff"]
    assert not visit.branch.cases


async def test_what_was_never_meant_as_a_complaint_is_closed() -> None:
    visit = await ask(complaint.Complain, "你们这是什么态度", intent="complain")
    await ask(question.AnswerFaq, "我没投诉呀，就问问", visit, intent="faq")
    assert visit.said == ["utter_complaint_mistaken_staff"]
    assert not any(case.is_open for _, case in visit.branch.open_cases)


async def test_who_never_chose_it_is_not_told_that_it_was_free_will() -> None:
    visit = await ask(question.AnswerFaq, "自愿个啥，我没开过，把钱退给我", intent="faq")
    assert visit.said == ["utter_never_chose"]


async def test_thanks_after_staff_were_called() -> None:
    visit = await ask(staff.CallStaff, "叫经理", intent="call_staff")
    await ask(control.Thank, "谢谢啊", visit, intent="thank")
    assert visit.said == ["utter_thank_staff"]


async def test_a_wrong_guess_is_one_whatever_knows_the_word() -> None:
    visit = await ask(fun.PlayGame, "猜谜语", intent="play_game")
    await ask(question.AnswerFaq, "给点提示嘛", visit, intent="faq")
    assert visit.said == ["utter_riddle_hint"]
    await ask(question.AnswerFaq, "是不是收音机呀", visit, intent="faq")
    assert visit.said == ["utter_riddle_wrong"]
