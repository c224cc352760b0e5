"""Signing in by a form: as many wrong passwords as at the API, counted together with those."""

from __future__ import annotations

import math
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from unfold.forms import AuthenticationForm as UnfoldAuthenticationForm

from lobby.staff.throttles import LoginThrottle, address


class PatientLogin(AuthenticationForm):
    """Counts every attempt before the password is looked at, and takes back those that were right."""

    def clean(self) -> dict[str, Any]:
        if self.request is None:
            return super().clean()
        caller, attempts = address(self.request), LoginThrottle.attempts
        wait = attempts.admit(caller)
        if wait is not None:
            raise ValidationError(
                f"密码输错的次数太多了，请过 {math.ceil(wait)} 秒再试。", code="too_many"
            )
        cleaned = super().clean()
        attempts.give_back(caller)
        return cleaned


class ConsoleLoginForm(PatientLogin, UnfoldAuthenticationForm):  # type: ignore[misc]
    """The console's own form, with patience."""
