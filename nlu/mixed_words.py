"""open 一个 account: English words that guests mix into a Chinese sentence, in the Chinese that customers use."""

from __future__ import annotations

import re

_CHINESE = re.compile("[\u4e00-\u9fff]")
_WORDS = {
    "open": "开",
    "account": "账户",
    "bank account": "银行账户",
    "passport": "护照",
    "visa": "签证",
    "card": "卡",
    "bank card": "银行卡",
    "credit card": "信用卡",
    "change": "换",
    "exchange": "换",
    "money": "钱",
    "cash": "现金",
    "coin": "硬币",
    "coins": "硬币",
    "dollar": "美元",
    "dollars": "美元",
    "usd": "美元",
    "us dollar": "美元",
    "us dollars": "美元",
    "euro": "欧元",
    "euros": "欧元",
    "pound": "英镑",
    "pounds": "英镑",
    "yen": "日元",
    "rmb": "人民币",
    "transfer": "转账",
    "deposit": "存款",
    "withdraw": "取款",
    "loan": "贷款",
    "salary": "工资",
    "number": "号",
    "queue number": "号",
    "ticket": "号",
    "counter": "柜台",
    "window": "窗口",
    "staff": "工作人员",
    "manager": "经理",
    "where": "在哪里",
    "how much": "多少钱",
    "how long": "多久",
    "toilet": "洗手间",
    "restroom": "洗手间",
    "bathroom": "洗手间",
    "water": "水",
    "today": "今天",
    "tomorrow": "明天",
    "need": "需要",
    "yes": "好的",
    "yes please": "好的",
    "ok": "好的",
    "okay": "好的",
    "sure": "好的",
    "please": "请",
    "colleague": "同事",
    "thanks": "谢谢",
    "thank you": "谢谢",
    "understand": "明白",
    "phone card": "手机卡",
    "sim card": "手机卡",
    "paper": "材料",
    "papers": "材料",
    "document": "材料",
    "documents": "材料",
    "contract": "合同",
    "work contract": "劳动合同",
    "work permit": "工作许可",
    "phone": "手机",
    "lost": "丢了",
    "student": "学生",
    "teacher": "老师",
}
_OPENING = "开户"
_OPEN_ACCOUNT = "open ?(?:an?|one|一个|个)? ?(?:bank )?account"
_NAMES = "|".join(sorted(_WORDS, key=len, reverse=True))
_MIXED = re.compile(f"(?<![a-z])(?:{_OPEN_ACCOUNT}|{_NAMES})(?![a-z])")


def pieces(text: str) -> list[tuple[int, int, str]]:
    """Of lower-case text with Chinese in it: the half-open span of each English word, and what it is in Chinese, in order."""
    if not _CHINESE.search(text):
        return []
    return [
        (found.start(), found.end(), _WORDS.get(found.group(), _OPENING))
        for found in _MIXED.finditer(text)
    ]
