"""Small talk, answered to the point: the topic is in the words, the answer in the domain."""

from __future__ import annotations

import re

from actions.claims import claims_priority
from actions.flow import Flow
from actions.fun import named_kind, tell, tell_more, tell_ticket
from actions.riddle import OFFER
from actions.turn import Turn
from actions.urgent import BEREAVED

TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("story", re.compile("故事|童话|诗|相声|快板|评书|朗诵")),
    ("sing", re.compile("[唱哼]|首.{0,6}[歌花红]|听歌|京剧|黄梅戏|段.{0,3}戏|乐器")),
    ("dance", re.compile("跳[个支一]?.{0,2}舞|跳一[个段]|扭|转[个一]?圈|摇摇头|举个手|动一动|表演|才艺|走两步|蹦")),
    ("gesture", re.compile("抱|亲一|握.?手|击.?掌|比个?心|笑一|合.?影|合个影|拍.{0,3}照|摸|眨|敬.?礼|鞠.?躬|点点头|挥挥手|学.{1,3}叫|卖.?萌|撒.?娇|鬼脸")),
    ("grief", re.compile("没了人|(?:老伴|老头子?|老太婆|老公|老婆|丈夫|爱人|[爸妈爹娘]|父亲|母亲|爷爷|奶奶|儿子|女儿|闺女|孩子|他|她).{0,8}(?:刚走|走了|没了|没的|去世|过世|不在了|走得)|这一走|送走我|丧事|节哀|想我那口子|白发人")),
    ("guess_me", re.compile("(看我|觉得我|猜.{0,2}我|^我).{0,4}(帅|好看|漂亮|美|多大|胖|多少岁|怎么样|老(?![伴师婆公板]))")),
    ("mood", re.compile("你.{0,6}(生气|伤心|难过|不高兴|心情|开心|高兴|哭)|别生气")),
    ("afraid", re.compile("(?<![你会要])害怕|好怕|怕得|怕死|怕的$|吓|(?<!闷得)(?<!堵得)(?<!闲得)(?<!得发)(?<!憋得)慌|打鼓|发毛|没底|(?<!你)不踏实")),
    ("relieved", re.compile("谢天|老天|菩萨|阿弥陀佛|[可总]算|终于|松(?:了)?口气|落地|踏实了|虚惊|熬到头")),
    ("weary", re.compile("^(?!.*(?:你|疼不疼|累不累)).*(?:站不[住动了稳]|站久|站得|走不动|(?:腿|腰|脚|膝盖|背|肩|胳膊).{0,6}(?:疼|痛|酸|软|麻|断|肿|铅|犯|不行|不得劲|不利索|不好使)|累[死瘫坏趴]|累得|^我.{0,3}累(?:了|啊|呀)?$)")),
    ("upset", re.compile("急死|急得|急人|着急|疯了|崩溃|烦死|烦得|心烦|倒霉|血霉|倒了.{0,3}霉|不顺|火大|窝火|一肚子火|憋屈|怄气|气得|气炸|气死|心焦|愁|塞牙")),
    ("lonely", re.compile("冷清|孤零|四面墙|没个人|没人(?:陪|说话|理|唠)|一个人.{0,4}(?:在家|住|过|吃饭|没)|不来看|不回来看|一年.{0,4}[见回]一[回趟次]|不在身边|孤[单独]|寂寞|跟.{0,3}(?:老婆|老公|对象|他|她).{0,2}[离分]了")),
    ("crowd", re.compile("人.{0,3}多|好多人|热闹|大厅")),
    ("newcomer", re.compile("第一次|头一回")),
    ("birthday", re.compile("我.{0,6}生日|生日快乐")),
    ("festival", re.compile("(新年|春节|元旦|中秋|国庆|端午|元宵|节日)快乐|恭喜发财|拜年|过年好|红包")),
    ("good_news", re.compile("结婚纪念|我.{0,4}结婚|要结婚|升职|考上|考了|中奖|当奶奶|当爷爷|当爸|当妈|发工资|领工资|涨工资|减肥成功|退休了")),
    ("scolded", re.compile("打死我|骂死我|[骂吵收拾揍]{1,2}我|打断我|挨[骂打揍]|要骂|[要得]说我|不敢.{0,4}家里|没法交代|跟我吵")),
    ("child", re.compile("^我(?:今年|都|已经|快)*(?:[三四五六七八九十3-9]|1[0-2]|十[一二])岁|[小中大]班|幼儿园|我上?[一二三四五六]年级|奥特曼|佩奇|艾莎|奥特|变形金刚|动画片|^我[爸妈]+.{0,4}(?:在|排|去|说)")),
    ("age", re.compile("几岁|多大|年龄|岁数|生日|出生|属什么|星座|多老|变老|活多久")),
    ("partner", re.compile("喜欢的人|爱情|你.{0,4}[男女]朋友|对象|结婚|单身|恋爱|孩子吗")),
    ("love", re.compile("爱你|喜欢你|爱我|喜欢我|想你|想我|嫁|娶|[男女]朋友|媳妇|老婆|跟我回家|带.{0,3}回家|干女儿|孙女好不")),
    ("weather", re.compile("天气|下雨|下雪|下得|好大的雨|雨.{0,2}大|[热冷]死|真热|真冷|好热|好冷|太热|太冷|外[面头].{0,4}[热冷]|太阳|刮风|风.{0,3}大|降温|雾霾|秋裤|多少度|阴天|晴|空气|这天儿|春天|夏天|秋天|冬天|凉快|暖和")),
    ("tired", re.compile("你.{0,8}(累|困|睡|休息|歇|忙|周末|下班|加班|辛苦|没电|充.{0,3}电|站)|辛不辛苦|站.{0,4}累|歇会儿吧|休息.{0,3}吧")),
    ("food", re.compile("(吃|喝|饿|渴)")),
    ("money", re.compile("工资|挣|多少钱|借.{0,3}钱|值.{0,3}钱|五险|发财|一百万|中彩票|身价")),
    ("replace", re.compile("饭碗|统治|取代|抢.{0,4}工作|失业|灵魂|感情|当人|会死")),
    ("sad", re.compile("心情不好|不开心|不高兴|难过|难受|伤心|堵得慌|眼泪|命苦|心里.{0,2}苦|(?:好|太)难(?:了|啊|呀)?$|委屈|下岗|失业|裁了|离了|离婚|没工作|心都?凉|活得|烦|郁闷|想哭|压力|失恋|孤单|孤独|寂寞|不痛快|吵架|骂了|不听话|不来看|安慰|鼓励|生气|没人陪|一个人|走了我|好累|真累|紧张|不容易|人生苦短|想放假|不在身边|老了|不想上班|没睡好|头疼|感冒|困了")),
    ("happy", re.compile("开心|高兴|心情.{0,3}好|哈哈|嘿嘿|嘻嘻|嘻|笑死|生活真美|热闹")),
    ("praise", re.compile("聪明|心眼.{0,2}[好善]|比.{0,6}[强和好]|耐心|热心|和气|态度.{0,2}(?:好|行|不错)|可爱|漂亮|好看|真美|好美|棒|厉害|能干|乖|有意思|好玩|神奇|先进|发达|了不起|好听|声音|幽默|真逗|萌|会说话|嘴.{0,2}甜|点.?赞|真行|不错|懂得|能耐|真大|真白|俊|夸你|逗|牛|666|哇|大气|巴适|犀利|灵|科技")),
    ("praise_me", re.compile("夸夸我|说点好听|吉利话|祝福|保佑|加油")),
    ("bored", re.compile("无聊|好闲|闲得|过得真快|没意思|闷|陪我|聊|唠|说说话|说会儿话|解闷|打发|有趣|没事")),
    ("family", re.compile("家里|爸|妈|兄弟|姐妹|弟弟|朋友|家在|住哪|老板|老家|上过学|学历|毕业|年级")),
    ("hobby", re.compile("爱好|喜欢什么|喜欢看|喜欢听|喜欢吃|最喜欢|偶像|喜欢.{0,8}吗|喜欢.{0,4}还是")),
    ("body", re.compile("多高|多重|重不重|几公斤|个子|力气|[热冷]不[热冷]|衣服|裙子")),
    ("self", re.compile("^我(是|今年|家)|本地人")),
    ("skill", re.compile("你会|会不会|能不能|怕|梦")),
)  # fmt: skip
"""Topic to the words that name it; the first that fits is answered with utter_chitchat_<topic>."""


LEADS_TO = {
    "story": "joke",
    "sing": "twister",
    "dance": "twister",
    "sad": "joke",
    "bored": "riddle",
    "lonely": "joke",
    "child": "riddle",
}
"""What 好 means after the answer to a topic: a kind of fun."""

PLACE_FOR = {"food": "water", "tired": "waiting_area", "weary": "waiting_area"}
"""Where 好 leads after the answer to a topic: a place of the dialogue contract."""

PERSON_FOR = frozenset(["afraid", "grief", "upset"])
"""Topics after which 好 calls a person."""


def topic(text: str) -> str | None:
    """What the small talk is about."""
    return next((name for name, words in TOPICS if words.search(text)), None)


ILL = re.compile("瘫|中风|跌|摔|住院|病|开刀|手术|骨折|卧床|困了床|躺.{0,2}床|化疗|看医生")
"""Somebody is ill: that is nothing to be cheered up from."""
GLAD = frozenset(["sad", "lonely", "bored", "child"])


def topic_in(turn: Turn) -> str | None:
    """What the small talk is about, in the light of what was said before."""
    about = topic(turn.text)
    mourns = any(map(BEREAVED.search, turn.texts_heard(turn.turns)))
    if mourns and about in GLAD | {"weary", "upset"}:
        return "grief"
    return "upset" if about in GLAD and ILL.search(turn.text) else about


async def respond(turn: Turn, about: str | None) -> None:
    """Answers the topic, and leads back in one breath."""
    if about in LEADS_TO:
        turn.make_offer(OFFER, fun=LEADS_TO[about])
    elif about in PLACE_FOR:
        turn.make_offer("route", place=PLACE_FOR[about])
    elif about in PERSON_FOR:
        turn.make_offer("staff")
    turn.say_fresh(f"utter_chitchat_{about}" if about else "utter_chitchat")
    await tell_ticket(turn)


class Chitchat(Flow):
    """Answers what was said, and leads back in one breath."""

    action = "action_chitchat"

    async def answer(self, turn: Turn) -> None:
        if await claims_priority(turn) or await tell_more(turn):
            return
        kind = named_kind(turn.text)
        about = topic_in(turn)
        if kind in ("joke", "riddle", "twister") and about != "guess_me":
            await tell(turn, kind)
        else:
            await respond(turn, about)


MAKER = re.compile(
    "谁.{0,4}(做|造|发明|设计|开发|生产)|(公司|厂|厂家|制造商|开发).{0,6}|什么型号|什么模型|大模型|GPT|gpt|Siri|siri|小爱|小度|天猫"
)
HUMAN = re.compile("真人|人工|是人|活的|后台|背后|后面有人|真的假的|人还是|机器")
NAME = re.compile("叫什么|叫啥|名字|怎么称呼|姓什么|贵姓|为什么叫|大名|起的名")


class Identity(Flow):
    """Who it is; that it is no human, when asked; who made it, as far as it is true everywhere."""

    action = "action_identity"

    async def answer(self, turn: Turn) -> None:
        asked = (("name", NAME), ("human", HUMAN), ("maker", MAKER))
        which = next((name for name, words in asked if words.search(turn.text)), None)
        turn.say(f"utter_identity_{which}" if which else "utter_identity")
