"""Signing in."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User

from lobby.staff.forms import PatientLogin


class StaffLoginForm(PatientLogin):
    """Accounts of staff alone: nobody else has business at a counter."""

    error_messages = {
        "invalid_login": "用户名或密码不对，请再试一次。",
        "inactive": "这个账号已经停用，请找管理员。",
        "not_staff": "这个账号不是员工账号，请找管理员。",
    }

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if not user.is_staff:
            raise forms.ValidationError(self.error_messages["not_staff"], code="not_staff")
