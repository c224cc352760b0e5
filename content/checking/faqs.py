"""The FAQ base."""

from content import codes
from content.checking.findings import Findings, plain
from content.model import Faq

FEWEST_PHRASINGS = 5


def check(findings: Findings) -> None:
    owners: dict[str, str] = {}
    for faq in findings.content.faqs:
        file = findings.origin("faq", faq.id)
        findings.speech(file, f"{faq.id}.speech", faq.speech)
        if len(faq.phrasings) < FEWEST_PHRASINGS:
            fault = f"has {len(faq.phrasings)} phrasings"
            remedy = f"write at least {FEWEST_PHRASINGS} as customers say it"
            findings.add(file, f"{faq.id}.phrasings", fault, remedy)
        for phrasing in (faq.title, *faq.phrasings):
            owner = owners.setdefault(plain(phrasing), faq.id)
            if owner != faq.id:
                fault = f"{phrasing!r} is also a phrasing of {owner}"
                findings.add(file, f"{faq.id}.phrasings", fault, "keep it under one of the two")
        _card(findings, file, faq)


def _card(findings: Findings, file: str, faq: Faq) -> None:
    if faq.card is None:
        return
    entry = f"{faq.id}.card"
    findings.known(file, f"{entry}.type", faq.card.type, codes.CARD_TYPES, "card type")
    value = faq.card.value
    if faq.card.type == "place":
        places = {place.code for place in findings.content.floor.places}
        findings.known(file, f"{entry}.value", value, places, "place")
    if faq.card.type == "product":
        products = {product.code for product in findings.content.products}
        findings.known(file, f"{entry}.value", value, products, "product")
    if faq.card.type == "link" and not value.startswith(("https://", "http://", "/")):
        fault = f"{value!r} is not a link"
        findings.add(file, f"{entry}.value", fault, "begin it with https:// or /")
    if faq.card.type == "phone" and not set(value) <= set("0123456789-+ "):
        fault = f"{value!r} is not a phone number"
        findings.add(file, f"{entry}.value", fault, "write digits, such as 95000")
