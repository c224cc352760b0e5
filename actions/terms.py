"""Terms of products in words."""

from __future__ import annotations

from actions import spoken, wording


def months_said(months: int) -> str:
    """A term in words: 六个月, 一年, 一年半, 二十年."""
    years, rest = divmod(months, 12)
    if not years:
        return wording.phrase("utter_part_months", months=spoken.count(months))
    whole = wording.phrase("utter_part_years", years=spoken.count(years))
    if not rest:
        return whole
    if rest == 6:
        return wording.phrase("utter_part_years_half", years=spoken.count(years))
    return whole + wording.phrase("utter_part_months", months=spoken.count(rest))
