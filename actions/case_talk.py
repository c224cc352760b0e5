"""After a case was opened: what the visitor adds to it, and where it stands, without the story told twice."""

from __future__ import annotations

import re

from actions import cards
from actions.callback import CALLED_FOR, WITH_PHONE, my_case
from actions.case_days import ASKS_DAYS, BARE_DAYS, say_days
from actions.faq import answer_faq
from actions.fraud import warned
from actions.handing import (
    COMING,
    SUMMARY_LIMIT,
    TOLD_BY,
    URGED,
    adds_to_complaint,
    say_who_comes,
)
from actions.matter import ANSWERED
from actions.turn import Turn

BARE_WAIT = re.compile("^(?:还|要|得)*(?:几分钟|多久|多长时间)(?:啊|呀|呢)?[?？。]?$")
"""Right after a person was called: until that person comes."""
APOLOGY = re.compile("道(?:个|一个)?歉|赔礼|赔(?:个)?不是|说(?:声|句)?对不起")
PROGRESS = re.compile(
    "(?:多久|什么时候|啥时候|几天|哪天).{0,5}(?:答复|回复|处理|结果|回信|回我)|(?:什么时候|啥时候|几时|多会儿).{0,5}(?:回话|回音|有信|给信|解决)|处理(?:进度|得?怎么样|到哪|情况|结果|好了?[吗没])"
    "|(?:看|查)(?:得?到|一下)?(?:处理)?进[度展]|有(?:答复|回复|结果|消息)了?[吗没]|怎么.{0,4}(?:答复|回复)"
    "|记(?:下来?|住|上|好|录)了?(?:没有?|吗)|(?:投诉|意见|反映|事儿?|问题).{0,6}(?:哪一?步|哪儿了|哪里了|进展|怎么样了)|投诉.{0,4}还?在不在"
)
"""How far the case is."""
OF_PAPERS = re.compile("信用卡|贷款|房贷|办卡|转账|汇款|网银|利率")
"""Progress of these is a question for the FAQ."""

NO_PHONE = re.compile("不留(?:电话|号码|了)?|不(?:想|愿意?|方便)留|不用(?:给我)?(?:打|回)(?:电话)?")
SHORT = 10
SHORT_ASK = 20
"""Characters up to which 人呢 asks for who was called, however angrily."""
DOUBTFUL = 0.5
"""Confidence below which words are no complaint of their own."""

TOLD_WITHIN = 5
"""For so many turns after a complaint loose words belong to it."""
LOOSE = frozenset(["out_of_scope", "inform", "chitchat", "faq", ""])
SURE = 0.75
"""From this confidence on a question of the FAQ is a question."""
OF_OTHERS = re.compile("[他她]|人家|别人|后面的|前面的")
SHORTEST = 5
"""Characters; 好吧 or 随便 tells nothing."""
ASKS = re.compile(
    "[?？]|[吗呢么][。！ ]*$|怎么|咋|啥|多少|多久|什么时候|哪[里儿个]|几[点号天]|能不能|可不可以"
)
FRESH = 2
"""Turns for which an entry of the FAQ is what loose words are of."""
WITHDRAWS = re.compile(
    "(?:不|别|甭|莫)(?:再)?(?:投诉?|告你们?|追究)了|(?:投诉|意见|单子|案子).{0,6}(?:撤|取消|销|算了)|撤(?:销|消|回|掉|了)?.{0,4}(?:投诉|意见|单子|案子)|撤诉|^(?!.*[转款钱账]).{0,6}到底撤|^.{0,6}(?:给|帮|替)(?:我|咱)撤(?:了|掉|销|回)?吧?[。！]?$"
)
"""The complaint is taken back, or was to be."""
STANDS = re.compile(
    "谁说|哪个说|别撤|不撤|没撤|不要撤|留着|我要投诉|还要投诉|咋给我撤|怎么给我撤|给我撤了"
)
"""It is not: 谁说不投诉了."""

NEVER = re.compile(
    "(?:没|没有|不是|并没|又没|可没)(?:有)?(?:要|想|说|打算|在)?(?:要)?(?:来)?投诉(?!电话|成|的(?:人|地))|(?:谁|哪个)(?:说)?(?:我)?(?:要|想)?投诉(?:了|啊|呀|你)|(?:我|俺)(?:啥|什么)时候(?:说)?(?:过)?(?:要)?投诉|(?:谁|哪个)说(?:我)?(?:要|想)投诉|投诉(?:啥|什么|谁)(?:呀|啊|了)"
)
"""Who is said to complain never did."""
SENDS_AWAY = re.compile(
    "(?:人|经理|同事|员|他|她|领导)[^，,。]{0,4}(?:别|不用|不要|不必|甭|莫)(?:再)?(?:叫|喊|找|请|过?来|麻烦)|(?:别|不用|不要|不必|甭|莫)(?:再)?(?:给我|帮我)?(?:叫|喊|找|请|麻烦)(?:人|经理|他|她|大堂|领导|了)|(?:不用|别|不要)(?:他|她|人|经理|你们)?(?:过)?来了"
)
"""Nobody needs to come any more."""
STILL_WANTED = re.compile("机器|一直|怎么|咋|为什么|[?？吗]|是不是|投诉")
THANKS = re.compile("谢|辛苦|麻烦(?:你|您|了)|多谢|费心")
THANKFUL = frozenset(["thank", "affirm", "out_of_scope", "inform", "chitchat", "deny"])
"""Intents that thanks after a person was called are taken for."""

_COMPLAINED = frozenset(["action_complain", "action_complaint_done"])


async def goes_on(turn: Turn) -> bool:
    """人呢, 多久给答复, or more of the complaint; False when the words are about something else."""
    text = turn.text
    if warned(turn) and COMING.search(text):
        case = await my_case(turn, ("alert", *CALLED_FOR))
        if case is not None:
            turn.say_fresh("utter_fraud_coming")
        return case is not None
    if not turn.alarms and (await _never_complained(turn) or await _sends_away(turn)):
        return True
    if not turn.alarms and (await _withdraws(turn) or await _insists(turn)):
        return True
    if turn.form or turn.alarms:
        return False
    if APOLOGY.search(text) and (case := await my_case(turn, ("complaint",))) is not None:
        turn.say_fresh("utter_complaint_sorry", cards.case(case), case_number=case.number)
        return True
    # 那经理人呢，我站这半天了; 再不来我砸了啊: no complaint of its own, no call for another.
    little = len(text) <= SHORT_ASK or turn.confidence < DOUBTFUL
    if turn.intent in ("call_staff", "complain") and not (little and COMING.search(text)):
        return False
    if await _asks_days(turn):
        return True
    if URGED.match(text) and (case := await my_case(turn)) is not None:
        say_who_comes(
            turn, case
        )  # 叫吧快点, of who is called already, is no wish for a faster voice
        return True
    if THANKS.search(text) and turn.intent in THANKFUL and not ASKS.search(text):
        case = await my_case(turn, (*CALLED_FOR, "alert"))
        if case is not None:
            turn.say_fresh("utter_thank_staff")
        return case is not None
    if PROGRESS.search(text) and not OF_PAPERS.search(text):
        case = await my_case(turn, WITH_PHONE)
        if case is not None:
            response = "utter_case_taken" if case.owner else "utter_case_waiting"
            turn.say(response, cards.case(case), case_number=case.number, owner=case.owner)
        return case is not None
    called = BARE_WAIT.match(text) and "action_call_staff" in turn.actions_run(1)
    if COMING.search(text) or called:
        case = await my_case(turn, (*CALLED_FOR, "alert"))
        if case is not None:
            say_who_comes(turn, case)
        return case is not None
    if NO_PHONE.search(text) and len(text) <= SHORT:
        case = await my_case(turn, ("complaint",))
        if case is not None:
            turn.say("utter_case_no_phone", cards.case(case), case_number=case.number)
        return case is not None
    return await tells_more(turn)


async def _asks_days(turn: Turn) -> bool:
    """几天给答复, of the visitor's complaint; False where there is none, or the branch has no rule."""
    told = any(_COMPLAINED & set(turn.actions_run(n)) for n in range(1, TOLD_WITHIN + 1))
    bare = BARE_DAYS.match(turn.text) and told
    if not (bare or ASKS_DAYS.search(turn.text)) or OF_PAPERS.search(turn.text):
        return False
    return await my_case(turn, ("complaint",)) is not None and await say_days(turn)


async def _never_complained(turn: Turn) -> bool:
    """我没投诉呀: what was taken for a complaint is closed, and the question before it answered."""
    if not NEVER.search(turn.text):
        return False
    case = await my_case(turn, ("complaint",))
    if case is None and turn.intent == "complain":
        turn.make_offer("take_ticket")
        turn.say_fresh("utter_tells")  # none is opened by a no
        return True
    if case is None or "action_complain" not in turn.ran_within(TOLD_WITHIN):
        return False
    if turn.times_run("action_call_staff"):
        # Who called a person before still wants one.
        await turn.branch.add_to_case(case.id, turn.text[:SUMMARY_LIMIT])
    else:
        await turn.branch.withdraw_case(case.id, turn.text[:SUMMARY_LIMIT])
    turn.leave_form()
    turn.set(ANSWERED, None)
    best = turn.best_entry(since="action_complain")
    if best is not None and best != TOLD_BY["complaint"]:
        turn.say("utter_complaint_mistaken")
        await answer_faq(turn, best)
        return True
    turn.make_offer("staff")
    turn.say("utter_complaint_mistaken_staff")
    return True


async def _sends_away(turn: Turn) -> bool:
    """经理别叫了，我先走了: the call for a person is closed; False where nobody was called for help."""
    if not SENDS_AWAY.search(turn.text) or STILL_WANTED.search(turn.text):
        return False
    case = await my_case(turn, ("help",))
    if case is None:
        return False
    await turn.branch.withdraw_case(case.id, turn.text[:SUMMARY_LIMIT])
    turn.leave_form()
    turn.drop_offer()
    turn.say_fresh("utter_staff_withdrawn")
    return True


async def _withdraws(turn: Turn) -> bool:
    """算了，不投诉了: staff read it on the case, and close it; False where there is none."""
    if not _takes_back(turn.text):
        return False
    case = await my_case(turn, ("complaint",))
    if case is None:
        return False
    await turn.branch.add_to_case(case.id, turn.text[:SUMMARY_LIMIT])
    turn.leave_form()
    turn.drop_offer()
    turn.say("utter_complaint_withdrawn", cards.case(case), case_number=case.number)
    return True


async def _insists(turn: Turn) -> bool:
    """谁说不投诉了: staff read that it stands; False where no complaint was taken back."""
    withdrawn = any(map(_takes_back, turn.texts_heard(turn.turns)[1:]))
    if not withdrawn or not STANDS.search(turn.text):
        return False
    case = await my_case(turn, ("complaint",))
    if case is None:
        return False
    await turn.branch.add_to_case(case.id, turn.text[:SUMMARY_LIMIT])
    turn.say("utter_complaint_stands", cards.case(case), case_number=case.number)
    return True


def _takes_back(text: str) -> bool:
    return WITHDRAWS.search(text) is not None and STANDS.search(text) is None


def of_complaint(turn: Turn) -> bool:
    """Loose words soon after a complaint: 三号窗口的，姓什么不知道; 我看见了，他就没取号."""
    told = any(_COMPLAINED & set(turn.actions_run(n)) for n in range(1, TOLD_WITHIN + 1))
    others = turn.intent == "take_ticket" and turn.confidence < SURE and OF_OTHERS.search(turn.text)
    loose = (turn.intent in LOOSE or others) and not (
        turn.intent == "faq" and turn.confidence >= SURE
    )
    other = turn.slot(ANSWERED)
    if other and other["words"] and turn.turns - int(other["turn"]) <= FRESH:
        return False  # 那个凭条我撕了, after the swallowed card was told of
    return bool(told and loose) and len(turn.text) >= SHORTEST and not ASKS.search(turn.text)


async def tells_more(turn: Turn) -> bool:
    """More of the complaint is added to it; False when it is none, or there is no case any more."""
    if not of_complaint(turn):
        return False
    return await adds_to_complaint(turn)
