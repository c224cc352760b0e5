"""Which places with machines cannot serve anybody at the moment."""

from __future__ import annotations


def out_of_order() -> frozenset[str]:
    """Codes of the places that have machines, none of which works; one query."""
    from lobby.tickets.models import Machine

    works: dict[str, bool] = {}
    for place, in_order in Machine.objects.values_list("place_id", "in_order"):
        if place is not None:
            works[place] = works.get(place, False) or in_order
    return frozenset(place for place, any_works in works.items() if not any_works)
