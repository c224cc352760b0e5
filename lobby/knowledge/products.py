"""Products as customers are shown them: the shapes of the product and product_list cards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from lobby.knowledge.models import Attribute, Category, Product, RiskLevel
from lobby.problems import Invalid, NotFound


def on_shelf(category: str = "", risk: str = "") -> QuerySet[Product]:
    """Enabled products, of a category, and fit for an appetite: none riskier than `risk`.

    Raises Invalid for a category or level that does not exist.
    """
    found: QuerySet[Product] = Product.objects.filter(enabled=True).select_related(
        "category", "risk_level"
    )
    if category:
        if not Category.objects.filter(code=category).exists():
            raise Invalid("没有这个产品类别。")
        found = found.filter(category=category)
    if risk:
        level = RiskLevel.objects.filter(code=risk).first()
        if level is None:
            raise Invalid("没有这个风险等级。")
        # A product without a level carries no risk of its own: deposits, cards, loans.
        found = found.filter(Q(risk_level=None) | Q(risk_level__rank__lte=level.rank))
    return found


def one(code: str) -> Product:
    """An enabled product; raises NotFound."""
    found = on_shelf().filter(code=code).first()
    if found is None:
        raise NotFound("没有这款产品。")
    return found


def card(product: Product, labels: dict[str, str]) -> dict[str, Any]:
    """The product card, with the figures of its rate, term and minimum for calculation.

    `labels` are the names of attributes by code. `disclaimer` is there whenever the category is risky
    or the product has a risk level; other categories' reservations are in `caveat`.
    """
    category = product.category
    shown: dict[str, Any] = {
        "code": product.code,
        "name": product.name,
        "category": category.code,
        "category_name": category.name,
        "summary": product.summary,
        "facts": [
            {
                "attribute": fact["attribute"],
                "label": labels.get(fact["attribute"], fact["attribute"]),
                "value": fact["text"],
                "speech": fact["speech"],
            }
            for fact in product.facts
        ],
        "page_url": reverse("product-page", args=[product.code]),
        "qr_url": reverse("product-qr", args=[product.code]),
        "rate_percent": _number(product.rate_value),
        "minimum_amount": _number(product.minimum_amount),
        "term_months": product.term_months,
    }
    if product.rate_value is not None:
        basis = product.rate_basis.split("，")[0]
        shown["rate"] = percent(product.rate_value) + (f"（{basis}）" if basis else "")
        shown["rate_basis"] = product.rate_basis
    if product.rate_as_of is not None:
        shown["rate_date"] = product.rate_as_of.isoformat()
    if product.term_months:
        shown["term"] = term(product.term_months)
    risk = product.risk_level
    if risk is not None:
        shown |= {"risk_level": risk.code, "risk_name": risk.name}
    name = "disclaimer" if category.risky or risk is not None else "caveat"
    shown[name] = category.disclaimer_text
    shown[f"{name}_speech"] = category.disclaimer_speech
    return shown


def attribute_names() -> dict[str, str]:
    return dict(Attribute.objects.values_list("code", "name"))


def term(months: int) -> str:
    """3个月, 1年, 1年半, 15个月."""
    years, rest = divmod(months, 12)
    if years and rest == 0:
        return f"{years}年"
    if years and rest == 6:
        return f"{years}年半"
    return f"{months}个月"


def percent(value: Decimal) -> str:
    """0.95%, 2.60%, 1.125%: two decimals at least, as rates are written."""
    text = f"{value:f}"
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}%"


def _number(value: Decimal | None) -> float | int | None:
    """For JSON: 0.95, 50000."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
