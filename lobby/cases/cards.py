"""A case as the card of that type shows it."""

from __future__ import annotations

from typing import Any

from lobby.cases.models import Case


def case_card(case: Case) -> dict[str, Any]:
    """{type, number, kind, state, page_url, qr_url, owner?}."""
    card = {
        "type": "case",
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "page_url": case.page_url,
        "qr_url": f"{case.page_url}/qr.svg",
    }
    return {**card, "owner": case.owner_name} if case.owner_name else card
