"""Products and their categories."""

import re
from decimal import Decimal

from content import codes
from content.checking.findings import Findings
from content.model import Product

SUMMARY_LIMIT = 40
_PROMISE = re.compile("保本|稳赚|保收益|零风险|无风险|包赚|只赚不亏")
_DENIAL = re.compile("[不非没未并勿别]")


def check(findings: Findings) -> None:
    _categories(findings)
    _names(findings)
    for product in findings.content.products:
        _product(findings, product)


def promises(text: str) -> str | None:
    """The word that promises a return, unless it is denied in the few characters before it."""
    for found in _PROMISE.finditer(text):
        if not _DENIAL.search(text[max(0, found.start() - 6) : found.start()]):
            return found.group()
    return None


def _categories(findings: Findings) -> None:
    file, categories = "categories.yml", findings.content.categories
    findings.unique(file, "categories", (category.code for category in categories), "code")
    for category in categories:
        entry = category.code
        findings.known(file, entry, category.code, codes.CATEGORIES, "product category")
        findings.speech(file, f"{entry}.disclaimer.speech", category.disclaimer.speech)
        if category.code in codes.RISKY_CATEGORIES and not category.risky:
            fault = "must be marked as risky"
            findings.add(file, f"{entry}.risky", fault, "write true")
        if not category.risky:
            continue
        for name in ("text", "speech"):
            said = getattr(category.disclaimer, name)
            if "存款" not in said or "风险" not in said:
                fault = "does not say that it is not a deposit and has risk"
                remedy = "write 理财非存款、产品有风险、投资须谨慎"
                findings.add(file, f"{entry}.disclaimer.{name}", fault, remedy)


def _names(findings: Findings) -> None:
    """Risk levels and attributes are the contract's, each named once, in its order."""
    content, file = findings.content, "categories.yml"
    levels = tuple(level.code for level in content.risk_levels)
    if set(codes.RISK_LEVELS) - set(levels) - findings.broken or levels != tuple(
        code for code in codes.RISK_LEVELS if code in levels
    ):
        fault = f"are {', '.join(levels) or 'missing'}"
        findings.add(file, "risk_levels", fault, f"write {', '.join(codes.RISK_LEVELS)}")
    findings.unique(file, "attributes", (item.code for item in content.attributes), "code")
    for item in content.attributes:
        findings.known(file, f"attributes.{item.code}", item.code, codes.ATTRIBUTES, "attribute")


def _product(findings: Findings, product: Product) -> None:
    file, entry = findings.origin("products", product.code), product.code
    categories = {category.code: category for category in findings.content.categories}
    attributes = {item.code for item in findings.content.attributes}
    findings.known(file, f"{entry}.category", product.category, categories, "product category")
    findings.speech(file, f"{entry}.summary", product.summary, SUMMARY_LIMIT)
    category = categories.get(product.category)
    if product.risk_level is not None:
        findings.known(
            file, f"{entry}.risk_level", product.risk_level, codes.RISK_LEVELS, "risk level"
        )
    elif category and category.risky:
        fault = f"a product of {category.code} has a risk level"
        findings.add(
            file, f"{entry}.risk_level", fault, f"add one of {', '.join(codes.RISK_LEVELS)}"
        )
    if not product.facts:
        findings.add(file, f"{entry}.facts", "has no facts", "tell at least how to get it")
    findings.unique(file, f"{entry}.facts", (f.attribute for f in product.facts), "attribute")
    for fact in product.facts:
        where = f"{entry}.facts.{fact.attribute}"
        findings.known(file, where, fact.attribute, attributes, "attribute")
        findings.speech(file, f"{where}.speech", fact.speech)
    _figures(findings, product)
    said = [product.summary, product.note or "", *(f.text + f.speech for f in product.facts)]
    word = next(filter(None, map(promises, said)), None)
    if word:
        findings.add(
            file, entry, f"promises {word!r}", "nothing may be promised: say what is known"
        )


def _figures(findings: Findings, product: Product) -> None:
    file, entry = findings.origin("products", product.code), product.code
    rate = product.rate
    if rate is not None and not Decimal(-100) <= rate.value <= Decimal(100):
        fault = f"{rate.value} is no rate in per cent a year"
        findings.add(file, f"{entry}.rate.value", fault, "write per cent, such as 1.10")
    terms = (
        ("term_months", product.term_months),
        ("rate.term_months", rate.term_months if rate else None),
    )
    for name, term in terms:
        if term is not None and term <= 0:
            findings.add(file, f"{entry}.{name}", f"{term} is no term", "write months, such as 12")
    if product.minimum_amount is not None and product.minimum_amount < 0:
        fault = f"{product.minimum_amount} is no amount"
        findings.add(file, f"{entry}.minimum_amount", fault, "write CNY, such as 50000")
