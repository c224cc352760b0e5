"""The console's page of what was changed when and by whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin


def brings_back(request: HttpRequest) -> bool:
    """Whether the request saves a page of the history, and with it an earlier state."""
    match = request.resolver_match
    return match is not None and (match.url_name or "").endswith("_simple_history")


class HistoryAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """Keeps a row's history and can bring an earlier state back."""

    def set_history_delta_changes(
        self, request: Any, historical_records: Any, **kwargs: Any
    ) -> None:
        super().set_history_delta_changes(request, historical_records, **kwargs)
        for record in historical_records:
            # The page would print "None" for a change that was made without giving a reason.
            record.history_change_reason = record.history_change_reason or ""
