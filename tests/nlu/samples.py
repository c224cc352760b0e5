"""A small branch to test with: snapshot, lexicon file, utterances."""

from __future__ import annotations

import copy
from typing import Any

SNAPSHOT: dict[str, Any] = {
    "version": "1",
    "faqs": [
        {
            "id": "card_lost",
            "title": "银行卡丢了怎么办",
            "phrasings": [
                "卡丢了咋办",
                "我的卡找不到了",
                "银行卡不见了",
                "卡掉了怎么挂失",
                "储蓄卡遗失了",
            ],
        },
        {
            "id": "pin_forgotten",
            "title": "忘记密码怎么办",
            "phrasings": [
                "密码想不起来了",
                "取款密码忘了",
                "卡密码不记得了",
                "忘了密码怎么重置",
                "密码忘光了",
            ],
        },
        {
            "id": "counterfeit",
            "title": "收到假币怎么办",
            "phrasings": [
                "取出来一张假钱",
                "假钞怎么处理",
                "这张钱是不是假的",
                "怎么看真假钱",
                "假币没收吗",
            ],
        },
        {
            "id": "deposit_insurance",
            "title": "存款有保险吗",
            "phrasings": [
                "银行倒闭了钱怎么办",
                "存款保险保多少",
                "钱存你们这安全吗",
                "五十万以内赔吗",
            ],
        },
    ],
    "lexicon": {
        "business": [
            {"value": "cash_deposit", "name": "存现金", "synonyms": ["存钱", "存款"]},
            {"value": "cash_withdrawal", "name": "取现金", "synonyms": ["取钱", "取款"]},
            {"value": "transfer", "name": "转账", "synonyms": ["汇款", "转钱"]},
            {"value": "card_opening", "name": "开卡", "synonyms": ["办卡", "办银行卡"]},
            {"value": "card_loss", "name": "挂失", "synonyms": ["卡挂失"]},
            {"value": "password_reset", "name": "重置密码", "synonyms": ["改密码"]},
        ],
        "place": [
            {"value": "restroom", "name": "洗手间", "synonyms": ["厕所", "卫生间"]},
            {
                "value": "self_service",
                "name": "自助区",
                "synonyms": ["取款机", "自助取款机", "ATM"],
            },
        ],
        "product": [{"value": "td_1y", "name": "一年期整存整取", "synonyms": ["一年定期"]}],
    },
}

LEXICON: dict[str, Any] = {
    "currency": [{"value": "USD", "name": "美元", "synonyms": ["美金", "美刀"]}],
    "facility": [{"value": "wifi", "name": "无线网", "synonyms": ["wifi", "网络"]}],
    "direction": [{"value": "louder", "name": "大声", "synonyms": ["大点声", "声音大"]}],
}

UTTERANCES: dict[str, list[str]] = {
    "take_ticket": [
        "我要取钱",
        "取个五百块",
        "我要取几百块钱",
        "取三万块钱",
        "帮我取个号",
        "我想存点钱",
        "办张卡",
        "我要转账",
        "存五万",
        "取号",
        "我来办业务",
        "给我拿个号",
        "想开一张新卡",
        "把钱存一下",
    ],
    "ask_route": [
        "厕所在哪儿",
        "洗手间怎么走",
        "取款机在哪里",
        "带我去自助区",
        "卫生间在几楼",
        "自助取款机怎么走",
        "哪里有厕所",
        "去洗手间往哪边",
        "ATM在哪",
        "自助区在什么地方",
        "柜台怎么走",
        "去自助区怎么走",
        "厕所怎么走",
    ],
    "greet": ["你好", "您好", "早上好", "嗨", "你好呀", "下午好", "哈喽", "早"],
    "out_of_scope": [
        "今天股市怎么样啊",
        "帮我订一份外卖",
        "附近哪有火锅店",
        "昨天的球赛谁赢了",
        "我家的狗生病了",
        "给我讲讲相对论",
        "洗衣机怎么修",
        "明天去爬山吗",
        "这部电影真好看",
        "帮我写作业",
    ],
    "inform": ["三万", "五万块", "半年", "一年", "第二个", "十万左右", "三个月吧", "两千"],
}


def snapshot_with(*faqs: dict[str, Any], version: str = "2") -> dict[str, Any]:
    """The sample snapshot with more questions."""
    data = copy.deepcopy(SNAPSHOT)
    data["version"] = version
    data["faqs"].extend(faqs)
    return data
