"""What victims of a swindle object, ask and do, by its stage: lured in a chat, money at risk, money gone, reported."""

from __future__ import annotations

import re

TRICK = re.compile(
    "套路|(?:什么|啥|哪种)(?:手法|把戏|骗术|花样|名堂)|(?:怎么|咋|哪[里儿点])(?:就)?(?:是|算|叫|像|成了?)[^，,。]{0,4}(?:骗|诈)|(?:凭啥|凭什么|为什么|为啥)(?:就)?(?:说|讲)?[^，,。]{0,6}(?:骗|诈)|(?:怎么|咋)(?:个)?骗(?:法|人|我)"
)
"""Asks what the trick is: 啥套路, 凭什么说是诈骗."""
INVESTS = re.compile("投|炒|赚|挣|提现|收益|老师|导师|群|平台|股|币|盘|刷单|任务|返")
"""Of a swindle that lures with gains, of any word in the talk."""
DEPOSIT = re.compile(
    "(?:先|要|得|还)[^，,。]{0,3}(?:交|缴|付|充|打|转|垫)[^。]{0,16}(?:才|再)[^，,。]{0,4}(?:提|取|放|出|到账|解|返|给)|(?:交|缴|付|充)(?:了|完|够)?[^，,。]{0,8}(?:才|就)(?:能|给|让|可以)?[^，,。]{0,3}(?:提|取|放|出|解|返|给)|(?:保证金|个?税金?|解冻费|手续费|流水)[^。]{0,10}才"
)
"""Money is asked for before money comes out."""
SMALL = re.compile(
    "(?:提|取|返|拿)(?:出来|到|出|回来|现)?(?:过|到了?)(?!保证)|真(?:的)?(?:到账|赚|挣|给了?钱)|到(?:了)?账(?:了|的|过)|(?:赚|挣)(?:到)?了?[^，,。]{0,5}[百千万块]"
)
"""Some gains have been paid out: 我都提出来过两千."""
SHILLS = re.compile(
    "(?:群|大家|别人|人家|他们|其他人|好多人|那么多人|几百|一百)[^。]{0,12}(?:都|全)[^，,。]{0,4}(?:赚|挣|提|到账|买|投|做|信|真)|截图|晒单|(?:是|成|当)托|托(?:儿)?(?:啊|吗|吧|嘛|呢|不成)"
)
"""All the others gain by it."""
REST = re.compile(
    "(?:卡|账户|折子?|存款|里[头面]|账上|支付宝|微信)[^，,。]{0,6}(?:还有|还剩|剩)|(?:会不会|还会|怕)[^，,。]{0,8}(?:弄|转|划|刷|偷|取|搞|盗|拿)走|锁(?:不锁|起来|住|上|掉|卡|吗|不)|(?:卡|账户)[^，,。]{0,8}(?:锁|冻|停|挂失)"
)
"""Money is left in the account, or the card is to be locked."""
SEEN = re.compile(
    "看(?:着|得[到见]|到|见)(?:我|咱|俺)(?:的)?(?:手机|屏幕)|能?看(?:着|得?[到见])(?:我|咱)|共享|投屏|远程|^(?!.*密[码马]).*(?:给|让)[他她]们?看(?:了|着|到|见|去|我)|(?:让|叫|教)我?[^，,。]{0,3}(?:下|装)[^，,。]{0,3}软件"
)
"""The swindler sees what the telephone shows: 下了个软件，能看着我手机."""
INCOMING = re.compile(
    "(?:退休|养老|工|低保|抚恤)[^，,。]{0,2}[金资保钱][^，,。]{0,8}(?:进|到|打|发|收|领)[^，,。]{0,4}[来得不吗了]"
)
"""Whether a pension or wages still come in."""
LOCKED = re.compile(
    "(?:锁|挂|冻)(?:住|上|好|完|失好)了|挂失(?:了|好了|成功)|(?:办|打)(?:好|完)挂失了?"
)
"""The card is locked."""
OF_LOCK = re.compile(
    "身份证|证件|原件|照片|本人|管(?:几|多)|几天|多久|有效|密[码马]|怎么打|打哪|号码"
)
"""Asked of a loss reported by telephone."""
REPLY = re.compile(
    "(?:[他她]|对方|那边|老师|客服|骗子)[^。]{0,14}(?:怎么|咋|如何|该不该|要不要)[^，,。]{0,4}(?:回|说|讲|应|理)|回不回[他她]|(?:要不要|怎么|咋个?)回(?:[他她]|信|复|话)"
)
"""What to answer the swindler."""
DELETED = re.compile("删")
CHAT = re.compile(
    "微信|群|QQ|扣扣|网上|软件|app|APP|App|老师|导师|直播|平台|链接|短信|视频|朋友圈|网友"
)
PHONE = re.compile("电话|来电|打过?来|接了?个|通话")
NO_PHONE = re.compile(
    "没(?:有)?(?:在)?(?:打|接)[^，,。]{0,4}电话|不是(?:打)?电话|哪(?:来|有)(?:的)?电话"
)


def by_phone(texts: list[str]) -> bool:
    """Whether the swindler is on the telephone, by all that was said; where nothing tells, he may be."""
    called = any(PHONE.search(NO_PHONE.sub("", text)) for text in texts)
    return called or not any(map(CHAT.search, texts))
