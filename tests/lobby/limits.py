"""Limits that begin anew."""

from __future__ import annotations

import pytest

from lobby.staff import windows


def forget_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nobody has been counted; this process counts alone."""
    monkeypatch.setattr(windows, "_shared", windows.MemoryLedger())
