"""Games, jokes and knowledge: what was asked for is what is told, and a riddle has its answer."""

from __future__ import annotations

import pytest

from actions import control, fallback, fun, lost, reply, smalltalk
from tests.actions.talking import Visit
from tests.actions.test_flows import ask
from tests.fakes.branch import sample


def answers(visit: Visit) -> list[str]:
    return list(visit.slots["offer"]["answers"])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("猜个谜语", "riddle"),
        ("来个脑筋急转弯", "riddle"),
        ("说个绕口令", "twister"),
        ("来个笑话", "joke"),
    ],
)
async def test_what_was_asked_for_is_told(words: str, kind: str) -> None:
    visit = await ask(fun.PlayGame, words, intent="play_game")
    assert visit.said == [f"utter_fun_{kind}"]


async def test_an_unknown_game_is_no_dead_end() -> None:
    visit = await ask(fun.PlayGame, "我们下五子棋吧", intent="play_game")
    assert visit.said == ["utter_game_unknown", "utter_fun_riddle"]


async def test_any_game_is_another_each_time() -> None:
    visit = await ask(fun.PlayGame, "玩个游戏", intent="play_game")
    first = visit.said
    await ask(control.Stop, "停", visit, intent="stop")
    await ask(fun.PlayGame, "玩个游戏", visit, intent="play_game")
    assert visit.said != first


async def test_nothing_is_told_twice_before_all_is_told() -> None:
    jokes = [item for item in sample().fun if item.kind == "joke"]
    visit = await ask(smalltalk.Chitchat, "讲个笑话", intent="chitchat")
    told = [visit.replies[0]["text"]]
    for _ in jokes[1:]:
        await ask(reply.Affirm, "再来一个", visit, intent="affirm")
        told.append(visit.replies[0]["text"])
    assert len(set(told)) == len(jokes)
    await ask(reply.Inform, "再来一个", visit)
    assert visit.replies[0]["text"] == told[0]


@pytest.mark.parametrize("kind", ["joke", "riddle", "twister", "lesson"])
async def test_one_more_is_of_the_same_kind_and_new(kind: str) -> None:
    items = [item for item in sample().fun if item.kind == kind]
    visit = Visit(slots={"offer": {"kind": "fun", "turn": 0, "fun": kind}})
    told = []
    for words in ("换一个", "没听够", "来个新的", "还有吗")[: len(items)]:
        await ask(fun.PlayGame, words, visit, intent="play_game")
        assert visit.said[0].startswith(f"utter_fun_{kind}")
        told.append(visit.replies[0]["text"])
    assert len(set(told)) == len(told) > 1


async def test_another_game_is_no_more_of_the_same() -> None:
    visit = await ask(smalltalk.Chitchat, "讲个笑话", intent="chitchat")
    await ask(fun.PlayGame, "换个别的游戏", visit, intent="play_game")
    assert visit.said != ["utter_fun_joke"]


@pytest.mark.parametrize("action", [reply.Inform, fallback.Fallback, fun.PlayGame])
async def test_a_right_guess_is_praised_however_it_is_understood(action: type) -> None:
    visit = await ask(fun.PlayGame, "猜谜语", intent="play_game")
    await ask(action, f"是不是{answers(visit)[0]}呀", visit)
    assert visit.said == ["utter_riddle_right"]
    await ask(reply.Affirm, "再来一个", visit, intent="affirm")
    assert visit.said == ["utter_fun_riddle"]


async def test_two_wrong_guesses_and_it_is_told() -> None:
    visit = await ask(fun.PlayGame, "猜谜语", intent="play_game")
    answer = answers(visit)[0]
    await ask(fallback.Fallback, "大象", visit, intent="out_of_scope")
    assert visit.said == ["utter_riddle_wrong"]
    await ask(reply.Inform, "桌子", visit)
    assert visit.said == ["utter_riddle_told"]
    assert answer in visit.replies[0]["speech"]


@pytest.mark.parametrize(
    ("action", "words", "intent"),
    [
        (reply.Deny, "猜不出来", "deny"),
        (fun.PlayGame, "谜底是什么", "play_game"),
        (reply.Inform, "告诉我谜底", "inform"),
    ],
)
async def test_giving_up(action: type, words: str, intent: str) -> None:
    visit = await ask(fun.PlayGame, "猜谜语", intent="play_game")
    await ask(action, words, visit, intent=intent)
    assert visit.said == ["utter_riddle_told"]


async def test_a_riddle_never_swallows_a_cry_for_help() -> None:
    visit = await ask(fun.PlayGame, "猜谜语", intent="play_game")
    await ask(lost.LostItem, f"我的{answers(visit)[0]}丢了", visit, intent="lost_item")
    assert visit.said == ["utter_lost_item"]


async def test_knowledge_goes_on_with_one_more() -> None:
    visit = await ask(fun.LearnFinance, "教我点金融知识", intent="learn_finance")
    assert visit.said == ["utter_fun_lesson_next"]
    first = visit.replies[0]["text"]
    await ask(fun.PlayGame, "再来一条", visit, intent="play_game")
    assert visit.said == ["utter_fun_lesson_next"]
    assert visit.replies[0]["text"] != first


async def test_a_joke_does_not_make_anybody_miss_the_call() -> None:
    visit = Visit()
    await visit.branch.issue_ticket("cash", "v1", "k")
    visit.branch.change_ticket("v1", state="called")
    await ask(smalltalk.Chitchat, "讲个笑话", visit, intent="chitchat")
    assert visit.said == ["utter_fun_joke", "utter_ticket_called"]


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("你几岁了", "age"),
        ("今天天气真好", "weather"),
        ("你真聪明", "praise"),
        ("我爱你", "love"),
        ("给我唱首歌", "sing"),
        ("跳个舞呗", "dance"),
        ("好无聊啊", "bored"),
        ("我心情不好", "sad"),
        ("你心情好吗", "mood"),
        ("你吃饭了吗", "food"),
        ("你一个月挣多少钱", "money"),
        ("今天是我生日", "birthday"),
        ("给孩子讲个故事", "story"),
        ("站一天累不累呀", "tired"),
        ("我好怕呀", "afraid"),
        ("手心直冒汗，慌得很", "afraid"),
        ("我老头子上个月没了", "grief"),
        ("丧事才办完", "grief"),
        ("急得我直跺脚", "upset"),
        ("今天真是倒了大霉", "upset"),
        ("谢天谢地可算办好了", "relieved"),
        ("累死了站不住了", "weary"),
        ("膝盖疼得厉害", "weary"),
        ("家里冷冷清清的", "lonely"),
        ("退休在家闲得慌", "bored"),
        ("说不出的难受", "sad"),
    ],
)
async def test_small_talk_is_answered_to_the_point(words: str, about: str) -> None:
    visit = await ask(smalltalk.Chitchat, words, intent="chitchat")
    assert visit.said == [f"utter_chitchat_{about}"]


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("我好怕呀", "utter_staff_called"),
        ("老伴走了没多久", "utter_staff_called"),
        ("急死人了", "utter_staff_called"),
        ("腿都站软了", "utter_route"),
        ("家里冷冷清清的", "utter_fun_joke"),
    ],
)
async def test_a_mood_leads_to_the_one_useful_thing(words: str, then: str) -> None:
    visit = await ask(smalltalk.Chitchat, words, intent="chitchat")
    await ask(reply.Affirm, "好", visit, intent="affirm")
    assert visit.said == [then]


async def test_talk_without_a_topic_still_has_an_answer() -> None:
    assert (await ask(smalltalk.Chitchat, "哎呀", intent="chitchat")).said == ["utter_chitchat"]


@pytest.mark.parametrize(
    ("words", "response"),
    [
        ("你是真人吗", "utter_identity_human"),
        ("你叫什么名字", "utter_identity_name"),
        ("你是哪家公司做的", "utter_identity_maker"),
        ("你是谁", "utter_identity"),
    ],
)
async def test_who_it_is(words: str, response: str) -> None:
    assert (await ask(smalltalk.Identity, words)).said == [response]
