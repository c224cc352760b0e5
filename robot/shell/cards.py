"""Cards drawn as text, one function a card type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Card = dict[str, Any]


def wait_range(wait: dict[str, Any] | None) -> str:
    """ "约 5-10 分钟", or that nothing can be said yet."""
    if not wait:
        return "时间暂不能估计"
    low, high = wait.get("low_min", 0), wait.get("high_min", 0)
    return f"约 {low} 分钟" if low == high else f"约 {low}-{high} 分钟"


def _ticket(card: Card) -> list[str]:
    lines = [
        f"排队号 {card.get('number', '')}  {card.get('service_name', card.get('service', ''))}"
    ]
    if card.get("area"):
        lines.append(f"办理区域：{card['area']}")
    if card.get("ahead") is not None:
        lines.append(f"前面 {card['ahead']} 位，{wait_range(card.get('wait'))}")
    if card.get("bring"):
        lines.append("请准备：" + "、".join(card["bring"]))
    if card.get("page_url"):
        lines.append(f"手机查看：{card['page_url']}")
    return lines


def _wait(card: Card) -> list[str]:
    if card.get("ticket"):
        return _ticket(card["ticket"])
    return [
        f"{s.get('name', s.get('code', ''))}：{s.get('waiting', 0)} 位等候，{wait_range(s.get('wait'))}"
        for s in card.get("services", [])
    ]


def _route(card: Card) -> list[str]:
    head = f"去 {card.get('name', card.get('place', ''))}"
    if card.get("distance_m") is not None:
        head += f"（约 {round(card['distance_m'])} 米）"
    return [head, *(f"{i}. {step}" for i, step in enumerate(card.get("steps", []), 1))]


def _product_list(card: Card) -> list[str]:
    lines = [str(card.get("category_name", ""))]
    for number, product in enumerate(card.get("products", []), 1):
        rate = f"  {product['rate']}" if product.get("rate") else ""
        risk = f"  {product['risk_name']}" if product.get("risk_name") else ""
        lines.append(f"{number}. {product.get('name', '')}{rate}{risk}")
        if product.get("why"):
            lines.append(f"   {product['why']}")
    return [*lines, *_compared(card.get("compare") or {}), *_disclaimer(card)]


def _compared(table: Card) -> list[str]:
    """A comparison, one line a fact: the values in the order of the products."""
    return [
        f"{row.get('label', '')}：{' / '.join(map(str, row.get('values', [])))}"
        for row in table.get("rows", [])
    ]


def _product(card: Card) -> list[str]:
    facts = [f"{fact.get('label', '')}：{fact.get('value', '')}" for fact in card.get("facts", [])]
    return [str(card.get("name", "")), str(card.get("summary", "")), *facts, *_disclaimer(card)]


def _disclaimer(card: Card) -> list[str]:
    lines = [f"利率日期：{card['rate_date']}"] if card.get("rate_date") else []
    return [*lines, str(card["disclaimer"])] if card.get("disclaimer") else lines


def _choices(card: Card) -> list[str]:
    choices = [f"{i}. {c.get('label', '')}" for i, c in enumerate(card.get("choices", []), 1)]
    return [str(card.get("title", "")), *choices]


def _quiz(card: Card) -> list[str]:
    options = [f"{i}. {option}" for i, option in enumerate(card.get("options", []), 1)]
    return [str(card.get("question", "")), *options]


def _case(card: Card) -> list[str]:
    return [f"登记号 {card.get('number', '')}", f"进度查询：{card.get('page_url', '')}"]


def _qr(card: Card) -> list[str]:
    return [str(card.get("title", "")), str(card.get("page_url", ""))]


def _notice(card: Card) -> list[str]:
    return [str(card.get("title", "")), str(card.get("text", ""))]


DRAWERS: dict[str, Callable[[Card], list[str]]] = {
    "ticket": _ticket,
    "wait": _wait,
    "route": _route,
    "product_list": _product_list,
    "product": _product,
    "choices": _choices,
    "quiz": _quiz,
    "case": _case,
    "qr": _qr,
    "notice": _notice,
}


def draw(card: Card) -> list[str]:
    """The lines of a card; a type this version does not know shows its name and nothing is lost."""
    drawer = DRAWERS.get(str(card.get("type")))
    lines = drawer(card) if drawer else [f"[{card.get('type')}]"]
    more = card.get("more") or {}
    if more.get("text"):
        lines = [*lines, f"详细说明：{more['text']}"]
    buttons = "  ".join(f"【{a.get('label', '')}】" for a in card.get("actions", []))
    return [line for line in (*lines, buttons) if line]
