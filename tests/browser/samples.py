"""One card of every type in docs/developer.md, for a product, ticket and place of the sample branch."""

from __future__ import annotations

from typing import Any

Card = dict[str, Any]


def every_card(token: str, product: str) -> dict[str, Card]:
    """Cards by type; `token` is a ticket's page token and `product` a product's code in this branch."""
    ticket = {
        "type": "ticket",
        "id": "5b0c3a56-7a8e-4d7c-9a30-4c4f6f4b2a11",
        "number": "A012",
        "service": "cash",
        "service_name": "个人现金业务",
        "area": "现金柜台",
        "state": "waiting",
        "ahead": 4,
        "wait": {"low_min": 6, "high_min": 14},
        "page_url": f"/t/{token}",
        "qr_url": f"/t/{token}/qr.svg",
        "bring": ["身份证", "银行卡"],
    }
    cards: list[Card] = [
        ticket,
        {
            "type": "wait",
            "services": [
                {
                    "code": "cash",
                    "name": "个人现金业务",
                    "waiting": 4,
                    "open": True,
                    "wait": {"low_min": 6, "high_min": 14},
                },
                {"code": "loan", "name": "贷款业务", "waiting": 0, "open": False, "wait": None},
            ],
            "offers": [{"label": "来个谜语", "text": "给我出个谜语"}],
        },
        {
            "type": "route",
            "place": "restroom",
            "name": "洗手间",
            "steps": ["向前走八米，到等候区", "右转走五米，门在左手边"],
            "distance_m": 13.2,
            "polyline": [[13, 4.2], [13, 10], [4, 14.5]],
            "plan_url": "/api/v1/plan.svg?to=restroom",
        },
        {
            "type": "product_list",
            "category": "wealth_management",
            "category_name": "银行理财",
            "products": [
                {
                    "code": product,
                    "name": "安心九十天",
                    "summary": "每九十天开放一次，适合短期不用的钱。",
                    "rate": "2.35%（近一年过往业绩）",
                    "term": "3个月",
                    "risk_level": "steady",
                    "risk_name": "稳健型（R2，中低风险）",
                },
                {"code": "other", "name": "日日盈", "summary": "工作日随时赎回。"},
            ],
            "disclaimer": "理财非存款、产品有风险、投资须谨慎。",
            "rate_date": "2026-03-01",
        },
        {
            "type": "product",
            "code": product,
            "name": "安心九十天",
            "category": "wealth_management",
            "category_name": "银行理财",
            "summary": "每九十天开放一次，适合短期不用的钱。",
            "facts": [
                {"label": "期限", "value": "90天一个周期，到期自动续"},
                {"label": "起点金额", "value": "10000元"},
            ],
            "risk_level": "steady",
            "risk_name": "稳健型（R2，中低风险）",
            "disclaimer": "理财非存款、产品有风险、投资须谨慎。",
            "rate_date": "2026-03-01",
            "page_url": f"/p/{product}",
            "qr_url": f"/p/{product}/qr.svg",
            "actions": [{"label": "取号咨询", "text": "我要咨询理财"}],
        },
        {
            "type": "choices",
            "title": "您是想问……？",
            "choices": [
                {"label": "银行卡丢了怎么办", "text": "银行卡丢了怎么办"},
                {"label": "补卡要带什么", "text": "补卡要带什么"},
            ],
        },
        {"type": "qr", "title": "活动报名", "page_url": "/", "qr_url": f"/p/{product}/qr.svg"},
        {
            "type": "case",
            "number": "0304-007",
            "kind": "complaint",
            "state": "open",
            "page_url": "/case/x",
            "qr_url": f"/t/{token}/qr.svg",
        },
        {
            "type": "notice",
            "title": "谨防“安全账户”骗局",
            "text": "接到要您转钱的电话，请先挂断，拨打96110。",
            "level": "alert",
        },
        {
            "type": "quiz",
            "question": "存款保险最高赔付多少？",
            "options": ["20万元", "50万元", "100万元"],
            "score": "答对 2 题",
        },
    ]
    return {card["type"]: card for card in cards}


def compared(product: str) -> Card:
    """Two products side by side."""
    card = every_card("t", product)["product_list"]
    columns = [{"code": p["code"], "name": p["name"]} for p in card["products"]]
    rows = [
        {"attribute": "rate", "label": "利率或收益", "values": ["2.35%", "1.35%"]},
        {"attribute": "minimum", "label": "起点", "values": ["1万元", "1万元"]},
    ]
    return {**card, "compare": {"columns": columns, "rows": rows}}
